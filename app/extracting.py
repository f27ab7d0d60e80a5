"""The extractor that the settings name, and what writes of memories where they name a model."""

from importlib import import_module

from app.settings import Settings
from extraction.composer import Composer
from extraction.extractor import Extractor


def chosen_extractor(settings: Settings) -> Extractor:
    """Make the extractor, importing nothing of the other; raises SetupError.

    The offline one loads its pipeline.
    """
    if settings.extractor_in_use == "openai":
        return import_module("app.endpoints").extractor(settings)
    pipeline = import_module("extraction.parsing").load()
    return import_module("extraction.spacy_extractor").SpacyExtractor(pipeline)


def chosen_composer(settings: Settings) -> Composer | None:
    """Make what writes of memories, importing nothing when there is none; raises SetupError."""
    if settings.extractor_in_use == "openai":
        return import_module("app.endpoints").composer(settings)
    return None

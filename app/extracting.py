"""The extractor that the settings name."""

from importlib import import_module

from app.settings import Settings
from extraction.extractor import Extractor


def chosen_extractor(settings: Settings) -> Extractor:
    """Make the extractor, importing nothing of the other; raises SetupError.

    The offline one loads its pipeline.
    """
    if settings.extractor_in_use == "openai":
        return import_module("app.endpoints").extractor(settings)
    pipeline = import_module("extraction.parsing").load()
    return import_module("extraction.spacy_extractor").SpacyExtractor(pipeline)

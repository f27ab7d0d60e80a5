"""The extractor that the settings name."""

from app.embedding import model_client
from app.settings import Settings
from extraction import parsing
from extraction.extractor import Extractor
from extraction.openai_extractor import OpenAIExtractor
from extraction.spacy_extractor import SpacyExtractor


def chosen_extractor(settings: Settings) -> Extractor:
    """Make the extractor; the offline one loads its pipeline. Raises SetupError."""
    if settings.extractor_in_use == "openai":
        return OpenAIExtractor(model_client(settings), settings.chat_model)
    return SpacyExtractor(parsing.load())

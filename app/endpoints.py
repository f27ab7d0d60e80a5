"""Models behind an OpenAI-compatible endpoint: imported only where the settings name one."""

from typing import Final

from openai import AsyncOpenAI

from app.services.errors import SetupError
from app.settings import Settings
from extraction.composer import Composer
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from extraction.openai_composer import OpenAIComposer
from extraction.openai_embedder import OpenAIEmbedder, dimensions_of
from extraction.openai_extractor import OpenAIExtractor
from graph import schema
from graph.session import Graph

# local endpoints want no key, the client does
NO_KEY: Final = "none"


def extractor(settings: Settings) -> Extractor:
    """Make the extractor of the chat model; raises SetupError."""
    return OpenAIExtractor(_client(settings), settings.chat_model)


def composer(settings: Settings) -> Composer:
    """Make what writes with the chat model; raises SetupError."""
    return OpenAIComposer(_client(settings), settings.chat_model)


async def embedder(settings: Settings, graph: Graph) -> Embedder:
    """Make the embedder; a new database learns the length of the model's vectors by one call.

    Raises SetupError or ExtractionError.
    """
    client = _client(settings)
    stored = await graph.read(schema.find_embedding)
    if stored is not None and stored.model == settings.embedding_model:
        return OpenAIEmbedder(client, stored.model, stored.dimensions)
    dimensions = await dimensions_of(client, settings.embedding_model)
    return OpenAIEmbedder(client, settings.embedding_model, dimensions)


def _client(settings: Settings) -> AsyncOpenAI:
    """Make a client of the endpoint; it never tries again by itself, our callers do."""
    if not settings.openai_api_key and not settings.openai_base_url:
        raise SetupError("Set OPENAI_API_KEY, or OPENAI_BASE_URL for an endpoint without keys.")
    return AsyncOpenAI(
        api_key=settings.openai_api_key or NO_KEY,
        base_url=settings.openai_base_url,
        max_retries=0,
    )

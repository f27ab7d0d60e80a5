"""The embedder that the settings name."""

from importlib import import_module

from app.settings import Settings
from extraction.embedder import STATIC, Embedder, Model
from graph.session import Graph


async def chosen_embedder(settings: Settings, graph: Graph) -> Embedder:
    """Make the embedder, importing nothing of the other; raises SetupError or ExtractionError."""
    if settings.embedder == "static":
        return import_module("extraction.static_embedder").StaticEmbedder()
    return await import_module("app.endpoints").embedder(settings, graph)


async def chosen_model(settings: Settings, graph: Graph) -> Model:
    """Tell what the embedder is, without loading it if that is known; raises the same."""
    return STATIC if settings.embedder == "static" else await chosen_embedder(settings, graph)

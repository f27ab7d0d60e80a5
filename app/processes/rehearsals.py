"""What a worker goes through beside its work, after its start."""

from app.services.drafting import Drafting
from app.services.rehearsal import rehearse
from app.services.search_rehearsal import rehearse_searches
from extraction.embedder import Embedder
from graph.session import Graph


async def rehearse_all(graph: Graph, drafting: Drafting, embedder: Embedder) -> None:
    """Rehearse adds, then searches."""
    await rehearse(graph, drafting)
    await rehearse_searches(graph, embedder)

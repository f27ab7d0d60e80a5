"""Searches before anybody does: the first search waits for plans and compiled code."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from app.services.search import Query, Search
from extraction.embedder import Embedder
from graph.errors import GraphError
from graph.model import Condition, Visibility
from graph.session import Graph

ROUNDS: Final = 8
QUESTION: Final = "Where does Anna live, and who works at Halden Optics?"
NOBODY: Final = Condition(field="user_id", operator="eq", value="nobody")


async def rehearse_searches(graph: Graph, embedder: Embedder) -> int:
    """Search nobody's memories, by the graph too, and give how many searches were answered."""
    search, answered = Search(graph, embedder), 0
    seen = Visibility(project_id=str(uuid4()), filter=NOBODY, now=datetime.now(UTC))
    # whoever searches will be told
    with suppress(GraphError):
        for walks in (False, True) * ROUNDS:
            await search.search(Query(text=QUESTION, visibility=seen, enable_graph=walks))
            answered += 1
    return answered

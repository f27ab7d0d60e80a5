"""Searches of nobody."""

from app.services.search_rehearsal import ROUNDS, rehearse_searches
from graph.session import Graph
from tests.fakes import FakeEmbedder


async def test_searches_are_rehearsed_with_and_without_the_graph(graph: Graph):
    assert 2 * ROUNDS == await rehearse_searches(graph, FakeEmbedder())

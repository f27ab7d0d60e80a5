"""How much there is in a scope, of which kinds, and how it grew."""

from graph import stats
from graph.model import Visibility
from graph.session import Graph
from graph.stats import Counts, Unit


class Stats:
    """Counts."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def count(self, visibility: Visibility, unit: Unit) -> Counts:
        """Count what passes the filter."""
        return await self._graph.read(stats.count, visibility, unit)

"""Deleting a project: closed at once, emptied in batches, taken up again after a crash."""

from datetime import UTC, datetime, timedelta
from typing import Final

from graph import project_erasures
from graph.model import instant
from graph.session import Graph

# a request or a worker that was under way when the project went has ended by then
SETTLED: Final = timedelta(seconds=60)
AT_ONCE: Final = 10


class ProjectErasures:
    """Erases projects with everything that is stored in them."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def delete(self, project_id: str) -> int:
        """Erase a project, its keys and its data; gives how many nodes of data went.

        The mark stays for a minute, then a worker looks once more for what came in meanwhile.
        Raises NotFoundError.
        """
        await self._graph.write(project_erasures.create, project_id, datetime.now(UTC))
        return await self._empty(project_id)

    async def resume(self, now: datetime) -> int:
        """Go on with erasures that are older than a minute and end them; gives how many."""
        found = await self._graph.read(project_erasures.find, AT_ONCE)
        left = [erasure for erasure in found if instant(erasure.at) < now - SETTLED]
        for erasure in left:
            await self._empty(erasure.project_id)
            await self._graph.write(project_erasures.finish, erasure.project_id)
        return len(left)

    async def _empty(self, project_id: str) -> int:
        count = 0
        while erased := await self._graph.write(project_erasures.erase_some, project_id):
            count += erased
        return count

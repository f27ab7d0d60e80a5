"""What happened: to one memory, to all of a project, and what the memories of a scope came from."""

from datetime import UTC, datetime

from msgspec import Struct

from app.services.filters import Siblings, narrowed, parsed
from graph import changes, memories
from graph.changes import ChangePage, Heard, PastChange
from graph.errors import NotFoundError
from graph.model import Memory, ScopeIds, Visibility, instant
from graph.session import Graph, Tx


class Remembered(Struct, frozen=True, kw_only=True):
    """A memory with the messages that it came from."""

    memory: Memory
    heard: list[Heard]


class RememberedPage(Struct, frozen=True, kw_only=True):
    """Some memories of a scope, the newest first, and how many there are in all."""

    memories: list[Remembered]
    total: int


class Histories:
    """Reads what happened."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def get(
        self, project_id: str, memory_id: str, *, known_at: datetime | None = None
    ) -> list[PastChange]:
        """Give what happened to a memory until then, oldest first, also when it is gone."""
        found = await self._graph.read(changes.find, project_id, memory_id)
        past = [one for one in found if _was_known(one, known_at)]
        if not past:
            raise NotFoundError("memory", memory_id)
        return past

    async def list(self, project_id: str, *, skip: int, limit: int) -> ChangePage:
        """Give a page of what happened in a project, newest first."""
        return await self._graph.read(changes.find_page, project_id, skip=skip, limit=limit)

    async def of_scope(
        self, project_id: str, ids: ScopeIds, *, skip: int, limit: int
    ) -> RememberedPage:
        """Give a page of a scope's memories, newest first."""
        seen = Visibility(
            project_id=project_id,
            filter=narrowed(parsed(None), Siblings(ids=ids)),
            now=datetime.now(UTC),
        )
        return await self._graph.read(_remembered, seen, skip=skip, limit=limit)


def _was_known(past: PastChange, known_at: datetime | None) -> bool:
    return known_at is None or instant(past.change.created_at) <= known_at


async def _remembered(tx: Tx, seen: Visibility, *, skip: int, limit: int) -> RememberedPage:
    page = await memories.find_page(tx, seen, skip=skip, limit=limit)
    ids = [memory.id for memory in page.memories]
    heard = await changes.origins(tx, seen.project_id, ids)
    return RememberedPage(
        memories=[
            Remembered(memory=memory, heard=heard.get(memory.id, [])) for memory in page.memories
        ],
        total=page.total,
    )

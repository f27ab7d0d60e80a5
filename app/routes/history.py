"""What happened to a memory, and to all of a project."""

import msgspec
from litestar import get
from litestar.di import NamedDependency, Provide
from msgspec import Struct

from app.routes.clocks import Clocks, clocks_of
from app.routes.documentation import ERRORS
from app.routes.identifiers import UuidInPath, known_form
from app.routes.instants import shown
from app.routes.pages import Asked, LenientNumber, LenientSize, Page, lenient, neighbours
from app.services.histories import Histories
from graph.changes import PastChange
from graph.model import Access


class HistoryMessage(Struct, frozen=True, kw_only=True):
    """A message that a change came from; without words once they were erased."""

    role: str
    content: str | None


class HistoryItem(Struct, frozen=True, kw_only=True):
    """One ADD, UPDATE or DELETE of a memory."""

    id: str
    memory_id: str
    input: list[HistoryMessage]
    old_memory: str | None
    new_memory: str | None
    event: str
    user_id: str | None
    agent_id: str | None
    app_id: str | None
    run_id: str | None
    session_id: str | None
    metadata: dict[str, object] | None
    categories: list[str] | None
    actor_id: str | None
    role: str | None
    is_deleted: bool
    created_at: str
    updated_at: str

    @classmethod
    def from_change(cls, past: PastChange) -> "HistoryItem":
        """Show a change with what the memory was like after it."""
        change, snapshot = past.change, snapshot_of(past.change.snapshot)
        return cls(
            id=change.id,
            memory_id=change.memory_id,
            input=[HistoryMessage(role=one.role, content=one.text) for one in past.heard],
            old_memory=change.old_text,
            new_memory=change.new_text,
            event=change.op,
            user_id=snapshot.user_id,
            agent_id=snapshot.agent_id,
            app_id=snapshot.app_id,
            run_id=snapshot.run_id,
            session_id=snapshot.run_id,
            metadata=snapshot.metadata,
            categories=snapshot.categories,
            actor_id=snapshot.actor_id,
            role=snapshot.role,
            is_deleted=change.op == "DELETE",
            created_at=shown(change.created_at),
            updated_at=shown(change.created_at),
        )


class Kept(Struct, frozen=True, kw_only=True):
    """What a change keeps of its memory beside the text."""

    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    metadata: dict[str, object] | None = None
    categories: list[str] | None = None
    actor_id: str | None = None
    role: str | None = None


class HistoryPage(Struct, frozen=True, kw_only=True):
    """A page of the project's history, the newest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[HistoryItem]


def history_page(page: LenientNumber = None, limit: LenientSize = None) -> Page:
    """Provide the page that the address asks for."""
    return lenient(page, limit)


@get(
    "/v1/memories/events",
    status_code=200,
    responses=ERRORS,
    summary="Read the project's history",
    dependencies={"paged": Provide(history_page, sync_to_thread=False)},
    tags=["memories"],
)
async def list_history(
    request: Asked,
    access: NamedDependency[Access],
    histories: NamedDependency[Histories],
    paged: NamedDependency[Page],
) -> HistoryPage:
    """Give what happened to the project's memories, the newest first."""
    found = await histories.list(access.project.id, skip=paged.skip, limit=paged.size)
    paged.check(found.total)
    beside = neighbours(request, paged, found.total)
    return HistoryPage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=[HistoryItem.from_change(past) for past in found.changes],
    )


@get(
    "/v1/memories/{memory_id:str}/history",
    status_code=200,
    responses=ERRORS,
    summary="Read a memory's history",
    dependencies={"clocks": Provide(clocks_of, sync_to_thread=False)},
    tags=["memories"],
)
async def get_history(
    memory_id: UuidInPath,
    access: NamedDependency[Access],
    histories: NamedDependency[Histories],
    clocks: NamedDependency[Clocks],
) -> list[HistoryItem]:
    """Give what happened to a memory, oldest first, also after its deletion."""
    found = await histories.get(
        access.project.id, known_form(memory_id, "memory_id"), known_at=clocks.known_at
    )
    return [HistoryItem.from_change(past) for past in found]


snapshot_of = msgspec.json.Decoder(Kept).decode
HANDLERS = [list_history, get_history]

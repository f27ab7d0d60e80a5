"""Memories of one user, agent, app or run, and ids that are none."""

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct, structs

from app.routes.documentation import ERRORS, WRITE_ERRORS
from app.routes.history import HistoryMessage
from app.routes.identifiers import known_form
from app.routes.memory_items import MemoryOut
from app.routes.pages import Asked, LenientNumber, lenient, neighbours
from app.routes.scope_names import KindInPath, kind_of, name_of
from app.services.histories import Histories, Remembered
from graph.model import Access, ScopeIds


class ScopeMemory(MemoryOut, frozen=True, kw_only=True):
    """A memory with the messages that it came from."""

    input: list[HistoryMessage]
    is_updated: bool

    @classmethod
    def from_remembered(cls, one: Remembered) -> "ScopeMemory":
        """Show a memory of a scope."""
        memory = one.memory
        return cls(
            **structs.asdict(MemoryOut.from_memory(memory)),
            input=[HistoryMessage(role=said.role, content=said.text) for said in one.heard],
            is_updated=memory.updated_at != memory.created_at,
        )


class ScopeMemoryPage(Struct, frozen=True, kw_only=True):
    """A page of a scope's memories, the newest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[ScopeMemory]


@get(
    "/v1/memories/{entity_type:str}/{entity_name:path}",
    status_code=200,
    responses=ERRORS,
    summary="List a scope's memories",
    tags=["first generation"],
)
async def list_scope_memories(
    request: Asked,
    entity_type: KindInPath,
    access: NamedDependency[Access],
    histories: NamedDependency[Histories],
    page: LenientNumber = None,
) -> ScopeMemoryPage:
    """List the memories of one user, agent, app or run with what they came from."""
    kind, paged = kind_of(entity_type), lenient(page, None)
    ids = ScopeIds(**{f"{kind}_id": name_of(request)})
    found = await histories.of_scope(access.project.id, ids, skip=paged.skip, limit=paged.size)
    paged.check(found.total)
    beside = neighbours(request, paged, found.total)
    return ScopeMemoryPage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=[ScopeMemory.from_remembered(one) for one in found.memories],
    )


@put(
    "/v1/memories/{entity_type:str}/{entity_name:path}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Refuse to update what is no memory",
    tags=["first generation"],
)
async def refuse_update(request: Asked, entity_type: FromPath[str]) -> dict[str, str]:
    """Refuse to update what has a slash in it: that is no UUID."""
    return {"memory_id": known_form(f"{entity_type}/{request.url.path}", "memory_id")}


@delete(
    "/v1/memories/{entity_type:str}/{entity_name:path}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Refuse to delete what is no memory",
    tags=["first generation"],
)
async def refuse_delete(request: Asked, entity_type: FromPath[str]) -> dict[str, str]:
    """Refuse to delete what has a slash in it: that is no UUID."""
    return {"memory_id": known_form(f"{entity_type}/{request.url.path}", "memory_id")}


HANDLERS = [list_scope_memories, refuse_update, refuse_delete]

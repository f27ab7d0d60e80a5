"""Memories: add, list, one of them."""

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency, Provide

from app.errors import ERROR_OF_400
from app.routes.add_bodies import AddBody
from app.routes.added import Added, IdempotencyKey
from app.routes.clocks import Clocks, clocks_of
from app.routes.documentation import ADD, ERRORS, LIST, WRITE_ERRORS
from app.routes.identifiers import UuidInPath, known_form
from app.routes.listings import ListBody, MemoryPage, listing_of, page_of
from app.routes.memory_items import MemoryOut
from app.routes.pages import Asked, PageNumber, PageSize, strict
from app.services.memories import Memories
from app.services.outcomes import Outcomes
from graph.model import Access


@post(
    "/v3/memories/add",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Remember a conversation",
    opt={ERROR_OF_400: "400 Bad Request"},
    tags=["memories"],
)
async def add_memories(
    data: Annotated[AddBody, ADD],
    access: NamedDependency[Access],
    outcomes: NamedDependency[Outcomes],
    idempotency_key: IdempotencyKey = None,
) -> Added:
    """Store messages; facts and relations are extracted from them in the background.

    With `async_mode: false` or `infer: false` the answer waits for the result.
    """
    addition = data.addition()
    outcome = await outcomes.add(access, addition, key=idempotency_key, waits=data.waits)
    return Added.from_outcome(outcome, addition.parts)


@post("/v3/memories", status_code=200, responses=ERRORS, summary="List memories", tags=["memories"])
async def list_memories(
    request: Asked,
    data: Annotated[ListBody, LIST],
    access: NamedDependency[Access],
    memories: NamedDependency[Memories],
    page: PageNumber = None,
    page_size: PageSize = None,
) -> MemoryPage:
    """List what passes the filter, the newest first, with the relations that it attests."""
    asked = strict(*data.paged(page, page_size))
    relations = data.walks(access, is_envelope=True)
    listing = listing_of(data, data.strict_visibility(access), asked, with_relations=relations)
    return page_of(await memories.list(listing), data, asked, request)


@get(
    "/v1/memories/{memory_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Read a memory",
    dependencies={"clocks": Provide(clocks_of, sync_to_thread=False)},
    tags=["memories"],
)
async def get_memory(
    memory_id: UuidInPath,
    access: NamedDependency[Access],
    memories: NamedDependency[Memories],
    clocks: NamedDependency[Clocks],
) -> MemoryOut:
    """Give one memory, also when it has expired."""
    found = await memories.get(
        access.project.id,
        known_form(memory_id, "memory_id"),
        as_of=clocks.as_of,
        known_at=clocks.known_at,
    )
    return MemoryOut.from_memory(found)


HANDLERS = [add_memories, list_memories, get_memory]

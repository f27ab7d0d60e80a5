"""Deleting: a memory, what passes a filter, a scope."""

from typing import Annotated, Final

from litestar import delete
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import UNSET, Struct, UnsetType

from app.routes.added import IdempotencyKey
from app.routes.compat.objects import object_in
from app.routes.compat.queries import ids_of
from app.routes.documentation import WRITE_ERRORS
from app.routes.identifiers import UuidInPath, known_form
from app.routes.pages import Asked
from app.services.deletions import Deletions
from app.services.purges import purge
from graph.model import Access, ScopeIds

Linked = Annotated[
    bool, QueryParameter(description="Also delete the older memories that this one superseded")
]
ONE_GONE: Final = "Memory deleted successfully!"
ALL_GONE: Final = "Memories deleted successfully!"


class DeletedOut(Struct, frozen=True, kw_only=True):
    """A delete that is done."""

    message: str
    event_id: str
    cascade_count: int | UnsetType = UNSET


@delete(
    "/v1/memories/{memory_id:str}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete a memory",
    tags=["deletes"],
)
async def delete_memory(
    memory_id: UuidInPath,
    access: NamedDependency[Access],
    deletions: NamedDependency[Deletions],
    delete_linked: Linked = False,
    idempotency_key: IdempotencyKey = None,
) -> DeletedOut:
    """Delete one memory and what only it attested."""
    gone = await deletions.delete(
        access,
        known_form(memory_id, "memory_id"),
        delete_linked=delete_linked,
        idempotency_key=idempotency_key,
    )
    linked = gone.count - 1 if delete_linked else UNSET
    return DeletedOut(message=ONE_GONE, event_id=gone.event_id, cascade_count=linked)


@delete(
    "/v1/memories",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete memories by filter",
    dependencies={"ids": Provide(ids_of, sync_to_thread=False)},
    tags=["deletes"],
)
async def delete_memories(
    request: Asked,
    ids: NamedDependency[ScopeIds],
    access: NamedDependency[Access],
    deletions: NamedDependency[Deletions],
    idempotency_key: IdempotencyKey = None,
) -> DeletedOut:
    """Delete all memories of the given ids; `*` stands for any, and nothing at all for an error."""
    tree = purge(
        ids, filters=object_in(request, "filters"), metadata=object_in(request, "metadata")
    )
    gone = await deletions.delete_all(access, tree, idempotency_key=idempotency_key)
    return DeletedOut(message=ALL_GONE, event_id=gone.event_id)


HANDLERS = [delete_memory, delete_memories]

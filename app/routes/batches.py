"""Updating and deleting many memories at once, all of them or none."""

from collections.abc import Sequence
from typing import Annotated, Final

from litestar import delete, put
from litestar.di import NamedDependency
from msgspec import Struct

from app.routes.added import IdempotencyKey
from app.routes.documentation import BATCH_OF_DELETES, BATCH_OF_UPDATES, WRITE_ERRORS
from app.routes.identifiers import known_form
from app.routes.updates import UpdateBody
from app.services.deletions import Deletions
from app.services.errors import InvalidRequestError
from app.services.updates import Update, Updates
from graph.model import Access

MOST: Final = 1000


class UpdateInBatch(UpdateBody, frozen=True, kw_only=True):
    """One memory's update."""

    memory_id: str


class UpdateBatch(Struct, frozen=True, kw_only=True):
    """At most 1,000 updates."""

    memories: list[UpdateInBatch]

    def updates(self) -> list[Update]:
        """Give the updates in domain values; raises InvalidRequestError."""
        _check(self.memories, "updated")
        return [one.update(known_form(one.memory_id, "memory_id")) for one in self.memories]


class DeleteInBatch(Struct, frozen=True, kw_only=True):
    """One memory's id; a JavaScript client wraps what it was given, so it may be inside twice."""

    memory_id: "str | DeleteInBatch"

    @property
    def innermost(self) -> str:
        """The id itself."""
        given = self.memory_id
        while isinstance(given, DeleteInBatch):
            given = given.memory_id
        return given


class DeleteBatch(Struct, frozen=True, kw_only=True):
    """At most 1,000 memories."""

    memories: list[DeleteInBatch | str]

    def memory_ids(self) -> list[str]:
        """Give the ids, each once; raises InvalidRequestError."""
        _check(self.memories, "deleted")
        given = (one if isinstance(one, str) else one.innermost for one in self.memories)
        return list(dict.fromkeys(known_form(one, "memory_id") for one in given))


class BatchOut(Struct, frozen=True, kw_only=True):
    """What became of a batch."""

    message: str
    event_id: str


@put(
    "/v1/batch",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Update many memories",
    tags=["memories"],
)
async def update_memories(
    data: Annotated[UpdateBatch, BATCH_OF_UPDATES],
    access: NamedDependency[Access],
    updates: NamedDependency[Updates],
    idempotency_key: IdempotencyKey = None,
) -> BatchOut:
    """Update all of the memories, or none when one is unknown, foreign or immutable."""
    wanted = data.updates()
    updated = await updates.update(access, wanted, idempotency_key=idempotency_key)
    words = "Successfully updated" if updated.is_done else "Queued the update of"
    return BatchOut(message=f"{words} {len(wanted)} memories", event_id=updated.event_id)


@delete(
    "/v1/batch",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete many memories",
    tags=["deletes"],
)
async def delete_many_memories(
    data: Annotated[DeleteBatch, BATCH_OF_DELETES],
    access: NamedDependency[Access],
    deletions: NamedDependency[Deletions],
    idempotency_key: IdempotencyKey = None,
) -> BatchOut:
    """Delete all of the memories, or none when one is unknown or foreign."""
    ids = data.memory_ids()
    gone = await deletions.delete_many(access, ids, idempotency_key=idempotency_key)
    return BatchOut(message=f"Successfully deleted {len(ids)} memories", event_id=gone.event_id)


def _check(memories: Sequence[object], done: str) -> None:
    if not memories:
        raise InvalidRequestError("memories must name at least one memory", "memories")
    if len(memories) > MOST:
        raise InvalidRequestError(
            f"Maximum of {MOST} memories can be {done} in a single request", "memories"
        )


HANDLERS = [update_memories, delete_many_memories]

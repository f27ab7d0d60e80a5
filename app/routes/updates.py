"""Updating a memory."""

from typing import Annotated, Final, Literal

from litestar import put
from litestar.di import NamedDependency
from msgspec import UNSET, Struct, UnsetType, structs

from app.routes.added import IdempotencyKey
from app.routes.documentation import UPDATE, WRITE_ERRORS
from app.routes.identifiers import UuidInPath, known_form
from app.routes.memory_items import MemoryOut
from app.routes.moments import Timestamp, day, moment
from app.services.memories import Memories
from app.services.updates import Update, Updated, Updates
from graph.model import Access, Memory

# the one word that says a text is still to be read
QUEUED: Final = "PENDING"


class UpdateBody(Struct, frozen=True, kw_only=True):
    """What is to change; null is as good as nothing, but it clears an `expiration_date`.

    `memory` and `data` are other words for `text`, `metadata` replaces what was there, and
    `timestamp` (Unix seconds or ISO 8601) becomes `created_at`.
    """

    text: str | None = None
    memory: str | None = None
    data: str | None = None
    metadata: dict[str, object] | None = None
    timestamp: Timestamp | None = None
    expiration_date: str | UnsetType | None = UNSET

    def update(self, memory_id: str) -> Update:
        """Give the update in domain values; raises InvalidRequestError."""
        given = self.expiration_date
        texts = (self.text, self.memory, self.data)
        return Update(
            memory_id=memory_id,
            text=next((text for text in texts if text is not None), None),
            metadata=self.metadata,
            timestamp=None if self.timestamp is None else moment(self.timestamp, "timestamp"),
            expires=UNSET if given is UNSET else day(given or None, "expiration_date"),
        )


class UpdatedMemory(MemoryOut, frozen=True, kw_only=True):
    """The memory as it is now. `text` is the same as `memory`; PENDING: new words come later."""

    text: str
    event_id: str
    status: Literal["SUCCEEDED", "PENDING"]

    @classmethod
    def from_updated(cls, memory: Memory, updated: Updated) -> "UpdatedMemory":
        """Show a memory with the event that changed it."""
        return cls(
            **structs.asdict(MemoryOut.from_memory(memory)),
            text=memory.text,
            event_id=updated.event_id,
            status="SUCCEEDED" if updated.is_done else QUEUED,
        )


@put(
    "/v1/memories/{memory_id:str}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Update a memory",
    tags=["memories"],
)
async def update_memory(
    memory_id: UuidInPath,
    data: Annotated[UpdateBody, UPDATE],
    access: NamedDependency[Access],
    updates: NamedDependency[Updates],
    memories: NamedDependency[Memories],
    idempotency_key: IdempotencyKey = None,
) -> UpdatedMemory:
    """Change text, metadata, time or expiry; a new text's relations take the old one's place."""
    update = data.update(known_form(memory_id, "memory_id"))
    updated = await updates.update(access, [update], idempotency_key=idempotency_key)
    found = await memories.get(access.project.id, update.memory_id)
    return UpdatedMemory.from_updated(found, updated)


HANDLERS = [update_memory]

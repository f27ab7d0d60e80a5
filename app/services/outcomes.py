"""An add with what came of it, for callers who wait."""

import msgspec
from msgspec import Struct

from app.services.additions import Addition, Additions
from app.services.errors import EventFailedError
from app.services.events import Events
from app.services.memories import Memories
from app.services.relations import ShownRelation
from graph.model import Access, Event

UNKNOWN_REASON = "no reason was given"


class Named(Struct, frozen=True):
    """The id of a result."""

    id: str


class Outcome(Struct, frozen=True, kw_only=True):
    """The event of an add; `results` is JSON, absent while the event has not ended.

    `memory_type` is that of the memories, when there is one.
    """

    event_id: str
    results: str | None = None
    relations: list[ShownRelation] | None = None
    memory_type: str | None = None


class Outcomes:
    """Adds, and waits for the result where the caller does."""

    def __init__(self, additions: Additions, events: Events, memories: Memories) -> None:
        """Take what accepts, what waits and what reads."""
        self._additions = additions
        self._events = events
        self._memories = memories

    async def add(
        self, access: Access, addition: Addition, *, key: str | None, waits: bool
    ) -> Outcome:
        """Add; when waiting takes too long the answer is that of a queued add.

        Raises EventFailedError beside what `Additions.add` raises.
        """
        receipt = await self._additions.add(access, addition, key)
        if not waits:
            return Outcome(event_id=receipt.event_id)
        event = await self._events.wait(access, receipt.event_id)
        if event.state == "FAILED":
            raise EventFailedError(event.id, event.error or UNKNOWN_REASON)
        return Outcome(
            event_id=event.id,
            results=event.results if event.state == "SUCCEEDED" else None,
            relations=await self._relations(access, event),
            memory_type=event.memory_type,
        )

    async def _relations(self, access: Access, event: Event) -> list[ShownRelation] | None:
        """Give what the new memories attest; None when the graph was not wanted."""
        if event.results is None or event.graph_state != "SUCCEEDED":
            return None
        named = msgspec.json.decode(event.results, type=list[Named])
        return await self._memories.attested(access.project.id, [one.id for one in named])

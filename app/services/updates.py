"""Updating memories: at once, or by a worker when words are to be read anew."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import uuid4

import msgspec
from msgspec import UNSET, Struct, UnsetType

from app.services.additions import YEARS, idempotency, request_hash
from app.services.errors import EventFailedError, InvalidRequestError
from app.services.events import Events
from app.services.limits import check_id, check_json, check_text
from app.services.overwriting import locked, write
from app.services.revisions import KIND, Revision, RevisionRequest, revised, settled
from app.signals import Signals
from graph import events, memories
from graph.errors import NotFoundError
from graph.events import Accepted, EventRow, NewMessage
from graph.model import Access, Memory, instant
from graph.session import Graph, Tx

UNKNOWN_REASON: Final = "no reason was given"


class Update(Struct, frozen=True, kw_only=True):
    """What a memory is to become; None and unset stay, an `expires` of None clears the day."""

    memory_id: str
    text: str | None = None
    metadata: dict[str, object] | None = None
    timestamp: datetime | None = None
    expires: date | UnsetType | None = UNSET

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        given = (self.text, self.metadata, self.timestamp)
        return all(one is None for one in given) and self.expires is UNSET


class Updated(Struct, frozen=True, kw_only=True):
    """The event of an update, and whether it was done before the answer."""

    event_id: str
    is_done: bool


class Updates:
    """Updates memories; their history tells it."""

    def __init__(self, graph: Graph, signals: Signals, events: Events) -> None:
        """Take the database, the way to the workers and what waits for them."""
        self._graph = graph
        self._signals = signals
        self._events = events

    async def update(
        self, access: Access, updates: Sequence[Update], *, idempotency_key: str | None = None
    ) -> Updated:
        """Update all of the memories or none.

        New words are read by a worker, for whom this waits a while. Raises InvalidRequestError,
        also for an immutable memory, NotFoundError, EventFailedError, KeyReusedError.
        """
        _check(updates, idempotency_key)
        found = await self._graph.read(_stored, access.project.id, updates)
        event = _event_row(access, updates, found=found, key=idempotency_key)
        if not any(update.text is not None for update in updates):
            done = await self._graph.write(_at_once, event)
            return Updated(event_id=done.event_id, is_done=True)
        accepted = await self._graph.write(events.create, event, _messages(updates, found))
        self._signals.wake_workers()
        return await self._waited(access, accepted, updates)

    async def _waited(
        self, access: Access, accepted: Accepted, updates: Sequence[Update]
    ) -> Updated:
        event = await self._events.wait(access, accepted.event_id)
        if event.state == "FAILED":
            # one that was deleted meanwhile is the reason to tell
            await self._graph.read(_stored, access.project.id, updates)
            raise EventFailedError(event.id, event.error or UNKNOWN_REASON)
        return Updated(event_id=event.id, is_done=event.state == "SUCCEEDED")


async def _stored(tx: Tx, project_id: str, updates: Sequence[Update]) -> dict[str, Memory]:
    ids = [update.memory_id for update in updates]
    found = {memory.id: memory for memory in await memories.get_many(tx, project_id, ids)}
    for memory_id in ids:
        if memory_id not in found:
            raise NotFoundError("memory", memory_id)
        if found[memory_id].immutable:
            raise InvalidRequestError(
                f"Memory {memory_id} is immutable: delete it and add it anew", "memory_id"
            )
    return found


async def _at_once(tx: Tx, event: EventRow) -> Accepted:
    """Write what needs no reading; with a key that came before nothing."""
    revisions = msgspec.json.decode(event.request, type=RevisionRequest).updates
    memory_ids = [revision.memory_id for revision in revisions]
    stored, _ = await locked(tx, event.project_id, memory_ids)
    update = revised(revisions, stored, {}, event_id=event.id)
    accepted = await events.create_finished(tx, event, update.results)
    if accepted.is_new:
        await write(tx, event.project_id, update, event_id=event.id, at=event.accepted_at)
    return accepted


def _check(updates: Sequence[Update], key: str | None) -> None:
    if key is not None:
        check_id(key, "Idempotency-Key")
    for update in updates:
        if update.is_empty:
            raise InvalidRequestError("There is nothing to update: give a text or metadata")
        if update.text is not None:
            check_text(update.text, "text")
            if not update.text.strip():
                raise InvalidRequestError("text must not be blank", "text")
        check_json(update.metadata, "metadata")
        if update.timestamp is not None and update.timestamp.year not in YEARS:
            raise InvalidRequestError("timestamp lies outside of the calendar", "timestamp")
    if len({update.memory_id for update in updates}) < len(updates):
        raise InvalidRequestError("A memory is named more than once", "memory_id")


def _event_row(
    access: Access, updates: Sequence[Update], *, found: dict[str, Memory], key: str | None
) -> EventRow:
    """Queue it on the first memory's lane, and let it go with the scopes that all share."""
    project, named = access.project, [found[update.memory_id] for update in updates]
    shared = {
        name: ids.pop() if len(ids := {getattr(memory, name) for memory in named}) == 1 else None
        for name in ("user_id", "agent_id", "app_id", "run_id")
    }
    has_relations = any(memory.relation_ids for memory in named)
    request = settled(project, _revisions(updates), has_relations=has_relations)
    return EventRow(
        id=str(uuid4()),
        project_id=project.id,
        owner_key=named[0].owner_key,
        kind=KIND,
        request=msgspec.json.encode(request).decode(),
        request_hash=request_hash(Whole(updates=tuple(updates))),
        accepted_at=datetime.now(UTC),
        idempotency_key=idempotency(project.id, key),
        **shared,
    )


class Whole(Struct, frozen=True, kw_only=True):
    """Everything that was asked for, words included: what a repeated request must equal."""

    updates: tuple[Update, ...]


def _revisions(updates: Sequence[Update]) -> list[Revision]:
    """Leave the words to the messages, which are erased with what came from them."""
    texts = [update.memory_id for update in updates if update.text is not None]
    return [
        Revision(
            memory_id=update.memory_id,
            position=None if update.text is None else texts.index(update.memory_id),
            metadata=update.metadata,
            timestamp=update.timestamp,
            expires=update.expires,
        )
        for update in updates
    ]


def _messages(updates: Sequence[Update], found: dict[str, Memory]) -> list[NewMessage]:
    """Date new words like the old ones, unless they get a time of their own."""
    worded = [(found[update.memory_id], update) for update in updates if update.text is not None]
    return [
        NewMessage(
            id=str(uuid4()),
            position=position,
            role=memory.role or "user",
            text=update.text or "",
            sent_at=update.timestamp or instant(memory.created_at),
            name=memory.actor_id,
        )
        for position, (memory, update) in enumerate(worded)
    ]

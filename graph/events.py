"""Accepted writes: stored with their messages, queued on their owner's lane, finished or failed."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from graph.model import Event, Message, State
from graph.session import Tx


class EventRow(Struct, frozen=True, kw_only=True):
    """An event to store. `request` is JSON without the messages.

    `idempotency_key` is `keys.hashed("i", project_id, <the caller's key>)`, so that it is unique per
    project; `request_hash` tells a repeated request from another one with the same key.
    """

    id: str
    project_id: str
    owner_key: str
    kind: str
    request: str
    request_hash: str
    accepted_at: datetime
    idempotency_key: str | None = None
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None


class NewMessage(Struct, frozen=True, kw_only=True):
    """A message to store with its event; the ids are the event's."""

    id: str
    position: int
    role: str
    text: str
    sent_at: datetime
    name: str | None = None
    external_id: str | None = None


class Accepted(Struct, frozen=True, kw_only=True):
    """The stored event; `is_new` is False when the same key brought the same request before."""

    event_id: str
    is_new: bool


async def create(tx: Tx, event: EventRow, messages: Sequence[NewMessage]) -> Accepted:
    """Store an event and its messages and queue it on its owner's lane.

    Raises KeyReusedError when its key was used for another request in the last seven days.
    """
    raise NotImplementedError


async def create_finished(tx: Tx, event: EventRow, results: str) -> Accepted:
    """Store an event that succeeds in this very transaction; `results` is JSON.

    When `is_new` is False the caller writes nothing more. Raises KeyReusedError as `create`.
    """
    raise NotImplementedError


async def get(tx: Tx, project_id: str, event_id: str) -> Event:
    """Give an event of the project; raises NotFoundError."""
    raise NotImplementedError


async def find(
    tx: Tx, project_id: str, *, state: State | None, kind: str | None, skip: int, limit: int
) -> list[Event]:
    """Give the project's events, newest first."""
    raise NotImplementedError


async def count(tx: Tx, project_id: str, *, state: State | None, kind: str | None) -> int:
    """Count what `find` gives without its limit."""
    raise NotImplementedError


async def messages(tx: Tx, event_id: str) -> list[Message]:
    """Give the event's messages in their order."""
    raise NotImplementedError


async def fail(tx: Tx, event_id: str, *, token: str, error: str) -> bool:
    """End the leased event as FAILED; False when the lease is no longer the token's."""
    raise NotImplementedError


async def retry(tx: Tx, event_id: str, *, token: str, error: str, ready_ms: int) -> bool:
    """Put the leased event back to PENDING and give its lane back until `ready_ms` (epoch ms).

    `error` says what went wrong this time. False when the lease is no longer the token's.
    """
    raise NotImplementedError


async def replay(tx: Tx, project_id: str, event_id: str, *, now_ms: int) -> None:
    """Queue a FAILED event again, last on its lane, with its attempts forgotten.

    Raises NotFoundError, or WrongStateError when it has not failed.
    """
    raise NotImplementedError


async def cancel(tx: Tx, project_id: str, event_id: str) -> None:
    """End a PENDING or RUNNING event as FAILED; whoever works on it loses the lease.

    Raises NotFoundError, or WrongStateError when it has ended already.
    """
    raise NotImplementedError

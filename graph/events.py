"""Accepted writes: stored with their messages, queued on their owner's lane, read and listed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import KeyReusedError, NotFoundError
from graph.model import BEGINNING, OPEN, Event, Message, State
from graph.session import Tx

KEYS_KEPT: Final = timedelta(days=7)

FORGET_KEY: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {idempotency_key: $key})
WHERE event.project_id = $project_id AND event.accepted_at < $since
REMOVE event.idempotency_key
"""

_LANE: LiteralString = """
CYPHER 25
// the lane's lock makes seq strict and a lost wake-up impossible
MERGE (lane:Lane {key: $owner_key})
ON CREATE SET lane.project_id = $project_id, lane.next_seq = 0, lane.version = 0
SET lane.locked = $event.id
WITH lane
"""

_ANY: LiteralString = """
// the id is new, but for a second try after a broken connection
MERGE (event:Event {id: $event.id})
"""

_ONCE: LiteralString = """
// the first of two requests with one key creates, the other waits here and finds
MERGE (event:Event {idempotency_key: $event.idempotency_key})
"""

_QUEUED: LiteralString = """
WITH lane, event, event.state IS NULL AS is_new
CALL (lane, event, is_new) {
  WITH lane, event, is_new
  WHERE is_new
  SET
    lane.next_seq = lane.next_seq + 1,
    lane.ready_at = coalesce(lane.ready_at, $event.accepted_at.epochMillis)
  SET event = $event
  SET
    event.state = 'PENDING',
    event.seq = lane.next_seq,
    event.queue_key = lane.key,
    event.attempts = 0,
    event.model_calls = 0,
    event.tokens_in = 0,
    event.tokens_out = 0,
    event.rejected = 0
  WITH event
  UNWIND $rows.messages AS row
  CREATE (message:Message)-[:PART_OF {project_id: $project_id}]->(event)
  SET message = row {
    .*,
    event_id: event.id,
    project_id: $project_id,
    owner_key: $owner_key,
    user_id: event.user_id,
    agent_id: event.agent_id,
    app_id: event.app_id,
    run_id: event.run_id,
    recorded_at: event.accepted_at
  }
}
RETURN event.id AS event_id, is_new, event.request_hash AS request_hash
"""

_FINISHED: LiteralString = """
WITH event, event.state IS NULL AS is_new
CALL (event, is_new) {
  WITH event, is_new
  WHERE is_new
  SET event = $event
  SET
    event.state = 'SUCCEEDED',
    event.project_id = $project_id,
    event.results = $results,
    event.attempts = 1,
    event.model_calls = 0,
    event.tokens_in = 0,
    event.tokens_out = 0,
    event.rejected = 0,
    event.started_at = event.accepted_at,
    event.completed_at = datetime()
}
RETURN event.id AS event_id, is_new, event.request_hash AS request_hash
"""

ACCEPT: Final[LiteralString] = _LANE + _ANY + _QUEUED
ACCEPT_ONCE: Final[LiteralString] = _LANE + _ONCE + _QUEUED
FINISH: Final[LiteralString] = "CYPHER 25" + _ANY + _FINISHED
FINISH_ONCE: Final[LiteralString] = "CYPHER 25" + _ONCE + _FINISHED

_EVENT: LiteralString = """
event {
  .id, .kind, .state, .request, .attempts, .results, .error, .graph_state, .extractor,
  .model_calls, .tokens_in, .tokens_out, .milliseconds, .rejected, .memory_type,
  accepted_at: toString(event.accepted_at),
  started_at: toString(event.started_at),
  completed_at: toString(event.completed_at)
}
"""

GET: Final[LiteralString] = (
    """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
RETURN collect("""
    + _EVENT
    + """) AS events
"""
)

_LISTED: LiteralString = """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id
  AND event.accepted_at >= $wanted.since AND event.accepted_at <= $wanted.until
  AND ($wanted.state IS NULL OR event.state = $wanted.state)
  AND ($wanted.kind IS NULL OR event.kind = $wanted.kind)
"""

FIND: Final[LiteralString] = (
    _LISTED
    + """
WITH event ORDER BY event.project_id DESC, event.accepted_at DESC SKIP $skip LIMIT $limit
RETURN collect("""
    + _EVENT
    + """) AS events
"""
)

COUNT: Final[LiteralString] = (
    _LISTED
    + """
RETURN count(event) AS total
"""
)

MESSAGES: Final[LiteralString] = """
CYPHER 25
MATCH (message:Message)
WHERE message.event_id = $event_id AND message.project_id = $project_id
  AND message.position IS NOT NULL
WITH message ORDER BY message.event_id, message.position
RETURN collect(message {
  .id, .event_id, .position, .role, .text, .name, .external_id,
  sent_at: toString(message.sent_at)
}) AS messages
"""


class EventRow(Struct, frozen=True, kw_only=True):
    """An event to store. `request` is JSON without the messages.

    `idempotency_key` is `keys.hashed("i", project_id, <the caller's key>)`, so that it is unique
    per project; `request_hash` tells a repeated request from another one with the same key.
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


class Wanted(Struct, frozen=True, kw_only=True):
    """Which events to list: in this state, of this kind, accepted from one instant to another."""

    state: State | None = None
    kind: str | None = None
    since: datetime = BEGINNING
    until: datetime = OPEN


EVERYTHING: Final = Wanted()


class Accepted(Struct, frozen=True, kw_only=True):
    """The stored event; `is_new` is False when the same key brought the same request before."""

    event_id: str
    is_new: bool


class Stored(Accepted, frozen=True, kw_only=True):
    """The same with what the request was."""

    request_hash: str


class Total(Struct, frozen=True, kw_only=True):
    """How many there are."""

    total: int


async def create(tx: Tx, event: EventRow, messages: Sequence[NewMessage]) -> Accepted:
    """Store an event and its messages and queue it on its owner's lane.

    Raises KeyReusedError when its key was used for another request in the last seven days.
    """
    await _forget_key(tx, event)
    stored = await tx.first(
        ACCEPT_ONCE if event.idempotency_key else ACCEPT,
        Stored,
        project_id=event.project_id,
        owner_key=event.owner_key,
        event=event,
        # a map: Neo4j makes a plan for each size of a list that is a parameter itself
        rows={"messages": list(messages)},
    )
    return _accepted(event, stored)


async def create_finished(tx: Tx, event: EventRow, results: str) -> Accepted:
    """Store an event that succeeds in this very transaction; `results` is JSON.

    When `is_new` is False the caller writes nothing more. Raises KeyReusedError as `create`.
    """
    await _forget_key(tx, event)
    query = FINISH_ONCE if event.idempotency_key else FINISH
    stored = await tx.first(
        query, Stored, project_id=event.project_id, event=event, results=results
    )
    return _accepted(event, stored)


async def get(tx: Tx, project_id: str, event_id: str) -> Event:
    """Give an event of the project; raises NotFoundError."""
    found = await tx.all(GET, Event, project_id=project_id, event_id=event_id)
    if not found:
        raise NotFoundError("event", event_id)
    return found[0]


async def find(
    tx: Tx, project_id: str, wanted: Wanted = EVERYTHING, *, skip: int, limit: int
) -> list[Event]:
    """Give the project's events, newest first."""
    return await tx.all(FIND, Event, project_id=project_id, wanted=wanted, skip=skip, limit=limit)


async def count(tx: Tx, project_id: str, wanted: Wanted = EVERYTHING) -> int:
    """Count what `find` gives without its limit."""
    found = await tx.first(COUNT, Total, project_id=project_id, wanted=wanted)
    return found.total if found else 0


async def messages(tx: Tx, project_id: str, event_id: str) -> list[Message]:
    """Give the event's messages in their order."""
    return await tx.all(MESSAGES, Message, project_id=project_id, event_id=event_id)


async def _forget_key(tx: Tx, event: EventRow) -> None:
    if event.idempotency_key:
        await tx.run(
            FORGET_KEY,
            key=event.idempotency_key,
            project_id=event.project_id,
            since=event.accepted_at - KEYS_KEPT,
        )


def _accepted(event: EventRow, stored: Stored | None) -> Accepted:
    if stored is None or stored.request_hash != event.request_hash:
        raise KeyReusedError
    return Accepted(event_id=stored.event_id, is_new=stored.is_new)

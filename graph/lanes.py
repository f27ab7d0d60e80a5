"""Lanes: an owner's queue, lock and version. Workers lease a lane, not an event."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.model import Instant
from graph.session import Tx

LEASE: Final[LiteralString] = """
CYPHER 25
MATCH (lane:Lane)
WHERE lane.ready_at <= $now_ms
WITH lane LIMIT 32
// any of them, so that workers seldom want the same one
WITH lane ORDER BY rand() LIMIT 1
SET lane.locked = $token
// locked now: look again, another worker may have been first
WITH lane
WHERE lane.ready_at <= $now_ms
SET lane.ready_at = $until_ms, lane.token = $token
WITH lane
CALL (lane) {
  MATCH (event:Event {queue_key: lane.key})
  WHERE event.seq IS NOT NULL
  WITH event ORDER BY event.queue_key, event.seq LIMIT $limit
  WITH collect(event) AS queue
  FOREACH (event IN queue |
    SET
      event.state = 'RUNNING',
      event.lease_token = $token,
      event.started_at = coalesce(event.started_at, datetime()))
  // only the first is surely tried: one that kills workers must not wear out those behind it
  FOREACH (event IN queue[..1] | SET event.attempts = event.attempts + 1)
  RETURN [event IN queue | event {
    .id, .seq, .kind, .request, .attempts, accepted_at: toString(event.accepted_at)
  }] AS events
}
RETURN lane.key AS key, lane.version AS version, lane.project_id AS project_id, events
"""

EXTEND: Final[LiteralString] = """
CYPHER 25
MATCH (lane:Lane {key: $lane_key})
SET lane.locked = $token
WITH lane
WHERE lane.token = $token
SET lane.ready_at = $until_ms
RETURN true AS is_held
"""

# what is left of a lease goes back into the queue
HANDED_BACK: Final = """CALL (lane) {
  // leased events are the oldest of the queue
  MATCH (event:Event {queue_key: lane.key})
  WHERE event.seq IS NOT NULL
  WITH event ORDER BY event.queue_key, event.seq LIMIT 100
  WITH event
  WHERE event.lease_token = $token
  SET event.state = 'PENDING'
  REMOVE event.lease_token
}
"""

RELEASE: Final[LiteralString] = (
    """
CYPHER 25
MATCH (lane:Lane {key: $lane_key})
SET lane.locked = $token
WITH lane
WHERE lane.token = $token
REMOVE lane.token
WITH lane
"""
    + HANDED_BACK
    + """SET lane.ready_at = CASE
  WHEN EXISTS {
    MATCH (event:Event {queue_key: lane.key})
    WHERE event.seq IS NOT NULL
  } THEN $now_ms
END
RETURN true AS is_held
"""
)


class LeasedEvent(Struct, frozen=True, kw_only=True):
    """An event to work on; `request` is JSON, `attempts` counts this one if it is the first."""

    id: str
    seq: int
    kind: str
    request: str
    attempts: int
    accepted_at: Instant


class Lease(Struct, frozen=True, kw_only=True):
    """A lane held under a token until a time, with its oldest events in order."""

    key: str
    version: int
    project_id: str
    events: list[LeasedEvent]


class Task(Struct, frozen=True, kw_only=True):
    """An event to work on while its lane is held under a token."""

    project_id: str
    lane_key: str
    event: LeasedEvent
    token: str


class Held(Struct, frozen=True, kw_only=True):
    """The lane is the token's."""

    is_held: bool


async def lease(tx: Tx, *, token: str, now_ms: int, until_ms: int, limit: int) -> Lease | None:
    """Take one lane that is ready, with up to `limit` (at most 100) of its events.

    None when no lane is ready or another worker was quicker.
    """
    while found := await tx.first(
        LEASE, Lease, token=token, now_ms=now_ms, until_ms=until_ms, limit=limit
    ):
        if found.events:
            return found
        await release(tx, found.key, token=token, now_ms=now_ms)
    return None


async def extend(tx: Tx, key: str, *, token: str, until_ms: int) -> bool:
    """Hold the lane longer (the heartbeat); False when it is no longer the token's."""
    return await tx.first(EXTEND, Held, lane_key=key, token=token, until_ms=until_ms) is not None


async def release(tx: Tx, key: str, *, token: str, now_ms: int) -> bool:
    """Give the lane back, ready at once when events wait; False when it is not the token's."""
    return await tx.first(RELEASE, Held, lane_key=key, token=token, now_ms=now_ms) is not None

"""What becomes of an event that was not done: failed, tried again, replayed, cancelled."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError, WrongStateError
from graph.lanes import HANDED_BACK, Held
from graph.session import Tx

_HELD: LiteralString = """
CYPHER 25
MATCH (lane:Lane {key: $lane_key})
SET lane.locked = $token
WITH lane
MATCH (event:Event {id: $event_id})
WHERE event.state = 'RUNNING' AND event.lease_token = $token
"""

FAIL: Final[LiteralString] = (
    _HELD
    + """
SET event.state = 'FAILED', event.error = $error, event.completed_at = datetime()
REMOVE event.queue_key, event.lease_token
RETURN true AS is_held
"""
)

RETRY: Final[LiteralString] = (
    _HELD
    + """
  AND lane.token = $token
SET event.error = $error, lane.ready_at = $ready_ms
REMOVE lane.token
WITH lane
"""
    + HANDED_BACK
    + """
RETURN true AS is_held
"""
)

_FOUND: LiteralString = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
MATCH (lane:Lane {key: event.owner_key})
SET lane.locked = $event_id
WITH lane, event, event.state AS state
"""

REPLAY: Final[LiteralString] = (
    _FOUND
    + """
CALL (lane, event, state) {
  WITH lane, event, state
  WHERE state = 'FAILED'
  SET
    lane.next_seq = lane.next_seq + 1,
    lane.ready_at = coalesce(lane.ready_at, $now_ms)
  SET
    event.state = 'PENDING',
    event.seq = lane.next_seq,
    event.queue_key = lane.key,
    event.attempts = 0
  REMOVE event.error, event.completed_at, event.started_at
}
RETURN state
"""
)

CANCEL: Final[LiteralString] = (
    _FOUND
    + """
CALL (event, state) {
  WITH event, state
  WHERE state IN ['PENDING', 'RUNNING']
  SET event.state = 'FAILED', event.error = 'cancelled', event.completed_at = datetime()
  REMOVE event.queue_key, event.lease_token
}
RETURN state
"""
)


class Before(Struct, frozen=True, kw_only=True):
    """The state in which the event was found."""

    state: str


async def fail(tx: Tx, event_id: str, *, lane_key: str, token: str, error: str) -> bool:
    """End the leased event as FAILED; False when the lease is no longer the token's."""
    held = await tx.first(
        FAIL, Held, event_id=event_id, lane_key=lane_key, token=token, error=error
    )
    return held is not None


async def retry(
    tx: Tx, event_id: str, *, lane_key: str, token: str, error: str, ready_ms: int
) -> bool:
    """Put the leased events back to PENDING and give the lane back until `ready_ms` (epoch ms).

    `error` says what went wrong this time. False when the lease is no longer the token's.
    """
    held = await tx.first(
        RETRY,
        Held,
        event_id=event_id,
        lane_key=lane_key,
        token=token,
        error=error,
        ready_ms=ready_ms,
    )
    return held is not None


async def replay(tx: Tx, project_id: str, event_id: str, *, now_ms: int) -> None:
    """Queue a FAILED event again, last on its lane, with its attempts forgotten.

    Raises NotFoundError, or WrongStateError when it has not failed.
    """
    before = await tx.first(REPLAY, Before, project_id=project_id, event_id=event_id, now_ms=now_ms)
    _expect(before, event_id, ("FAILED",))


async def cancel(tx: Tx, project_id: str, event_id: str) -> None:
    """End a PENDING or RUNNING event as FAILED; whoever works on it loses the lease.

    Raises NotFoundError, or WrongStateError when it has ended already.
    """
    before = await tx.first(CANCEL, Before, project_id=project_id, event_id=event_id)
    _expect(before, event_id, ("PENDING", "RUNNING"))


def _expect(before: Before | None, event_id: str, states: tuple[str, ...]) -> None:
    if before is None:
        raise NotFoundError("event", event_id)
    if before.state not in states:
        raise WrongStateError(f"event {event_id!r} is {before.state}, not {' or '.join(states)}")

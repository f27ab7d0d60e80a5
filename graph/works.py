"""Exports and profiles: made of memories by a worker, gone when one of those is deleted."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import StalePlanError
from graph.session import Tx

# sorted by key, as every write does that takes more lanes than one: no deadlocks
LOCK: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
WITH collect(DISTINCT memory.owner_key) + $lane_key AS lane_keys
UNWIND lane_keys AS lane_key
WITH DISTINCT lane_key ORDER BY lane_key
MATCH (lane:Lane {key: lane_key})
SET lane.locked = $event_id
"""

GUARD: Final[LiteralString] = """
CYPHER 25
OPTIONAL MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
  AND event.state = 'RUNNING' AND event.lease_token = $token
CALL () {
  UNWIND $memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  WHERE memory.project_id = $project_id
  RETURN count(memory) AS memories
}
RETURN event IS NOT NULL AS is_leased, memories = size($memory_ids) AS is_current
"""

SUCCEED: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
SET event += $outcome
SET event.state = 'SUCCEEDED', event.completed_at = datetime()
REMOVE event.queue_key, event.lease_token, event.error
"""

FORGET: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})<-[:DRAWN_FROM]-(work:Export|Profile)
WHERE work.project_id = $project_id
WITH DISTINCT work
DETACH DELETE work
"""

FORGET_SCOPE: Final[LiteralString] = """
CYPHER 25
CALL () {
  MATCH (export:Export)
  WHERE export.project_id = $project_id AND export.created_at IS NOT NULL
    AND ($scope_key IN export.scope_keys OR EXISTS {
      MATCH (export)-[:DRAWN_FROM]->(:Memory)-[:IN_SCOPE]->(scope:Scope)
      WHERE scope.key = $scope_key
    })
  DETACH DELETE export
}
CALL () {
  MATCH (profile:Profile {key: $scope_key})
  WHERE profile.project_id = $project_id
  DETACH DELETE profile
}
"""


class Outcome(Struct, frozen=True, kw_only=True):
    """What an event keeps of the work: no words, for those go with the memories."""

    results: str
    extractor: str
    model_calls: int
    tokens_in: int
    tokens_out: int
    milliseconds: int


class Made(Struct, frozen=True, kw_only=True):
    """What was made: `fields` is JSON, out of so many memories of that total."""

    fields: str
    unfilled: tuple[str, ...]
    extractor: str
    memories: int
    total: int


class Work(Struct, frozen=True, kw_only=True):
    """A piece of work that is done: whose event, held under which token, made of what."""

    project_id: str
    event_id: str
    lane_key: str
    token: str
    memory_ids: tuple[str, ...]
    outcome: Outcome


class Guarded(Struct, frozen=True, kw_only=True):
    """Whether the event is leased under the token and all of the memories are there."""

    is_leased: bool
    is_current: bool


async def begin(tx: Tx, work: Work) -> bool:
    """Lock what the work was made of; False when its event is not leased any more.

    Raises StalePlanError when one of the memories is gone: its words may be in the work.
    """
    made_of = {"project_id": work.project_id, "memory_ids": work.memory_ids}
    await tx.run(LOCK, **made_of, lane_key=work.lane_key, event_id=work.event_id)
    guarded = await tx.first(GUARD, Guarded, **made_of, event_id=work.event_id, token=work.token)
    if guarded is None or not guarded.is_leased:
        return False
    if not guarded.is_current:
        raise StalePlanError
    return True


async def end(tx: Tx, work: Work) -> None:
    """End the work's event as SUCCEEDED."""
    await tx.run(SUCCEED, project_id=work.project_id, event_id=work.event_id, outcome=work.outcome)


async def forget(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> None:
    """Delete what was made of any of these memories."""
    await tx.run(FORGET, project_id=project_id, memory_ids=list(memory_ids))


async def forget_scope(tx: Tx, project_id: str, scope_key: str) -> None:
    """Delete what names a scope or was made of memories in it."""
    await tx.run(FORGET_SCOPE, project_id=project_id, scope_key=scope_key)

"""Deleting a scope: marked at once, then emptied in batches that any process may go on with."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph import removals, works
from graph.keys import ERASURE, hashed
from graph.model import Instant, ScopeKind, instant
from graph.session import Tx

EVENTS_A_BATCH: Final = 100

_OF_SCOPE: LiteralString = """CASE $kind
    WHEN 'user' THEN event.user_id
    WHEN 'agent' THEN event.agent_id
    WHEN 'app' THEN event.app_id
    ELSE event.run_id
  END = $external_id"""

LOCK: Final[LiteralString] = (
    """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id AND event.queue_key IS NOT NULL
  AND """
    + _OF_SCOPE
    + """
WITH DISTINCT event.queue_key AS lane_key ORDER BY lane_key
MATCH (lane:Lane {key: lane_key})
SET lane.locked = $erasure_id
"""
)

CANCEL: Final[LiteralString] = (
    """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id AND event.queue_key IS NOT NULL
  AND """
    + _OF_SCOPE
    + """
// without a lease token whoever works on it can't commit
SET event.state = 'FAILED', event.error = 'scope deleted', event.completed_at = datetime()
REMOVE event.queue_key, event.lease_token
"""
)

_ERASURE: LiteralString = """erasure {
  .id, .project_id, .scope_key, .kind, .external_id, .removes_scope, at: toString(erasure.at)
}"""

CREATE: Final[LiteralString] = (
    """
CYPHER 25
MERGE (erasure:Erasure {id: $erasure_id})
ON CREATE SET
  erasure += $erasure,
  erasure.created_at = $erasure.at
ON MATCH SET
  erasure.at = $erasure.at,
  erasure.removes_scope = erasure.removes_scope OR $erasure.removes_scope
WITH erasure
OPTIONAL MATCH (scope:Scope {key: erasure.scope_key})
WHERE scope.project_id = $project_id
SET scope.erasing_at = erasure.at
RETURN collect("""
    + _ERASURE
    + """) AS erasures
"""
)

FIND: Final[LiteralString] = (
    """
CYPHER 25
MATCH (erasure:Erasure)
WHERE erasure.created_at IS NOT NULL AND erasure.kind <> 'project'
WITH erasure ORDER BY erasure.created_at LIMIT $limit
RETURN collect("""
    + _ERASURE
    + """) AS erasures
"""
)

MEMORIES: Final[LiteralString] = """
CYPHER 25
MATCH (scope:Scope {key: $scope_key})<-[:IN_SCOPE]-(memory:Memory)
WHERE memory.project_id = $project_id AND memory.recorded_at <= $at
WITH memory LIMIT $limit
RETURN collect(memory.id) AS memory_ids
"""

EVENTS: Final[LiteralString] = """
CYPHER 25
CALL () {
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, user_id, accepted_at)
  WHERE $kind = 'user' AND event.project_id = $project_id
    AND event.user_id = $external_id AND event.accepted_at <= $at
  RETURN event LIMIT $limit
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, agent_id, accepted_at)
  WHERE $kind = 'agent' AND event.project_id = $project_id
    AND event.agent_id = $external_id AND event.accepted_at <= $at
  RETURN event LIMIT $limit
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, app_id, accepted_at)
  WHERE $kind = 'app' AND event.project_id = $project_id
    AND event.app_id = $external_id AND event.accepted_at <= $at
  RETURN event LIMIT $limit
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, run_id, accepted_at)
  WHERE $kind = 'run' AND event.project_id = $project_id
    AND event.run_id = $external_id AND event.accepted_at <= $at
  RETURN event LIMIT $limit
}
RETURN collect(event.id) AS event_ids
"""

# what another owner's graph (an agent's) took from nobody but this scope
ONLY_FROM_SCOPE: Final[LiteralString] = (
    """
CYPHER 25
UNWIND $event_ids AS event_id
MATCH (:Event {id: event_id})<-[:PART_OF]-(:Message)<-[:EXTRACTED_FROM]-(memory:Memory)
WHERE memory.project_id = $project_id
WITH DISTINCT memory
WHERE memory.recorded_at <= $at AND NOT EXISTS {
  MATCH (memory)-[:EXTRACTED_FROM]->(:Message)-[:PART_OF]->(event:Event)
  WHERE NOT coalesce("""
    + _OF_SCOPE
    + """, false)
}
RETURN collect(memory.id) AS memory_ids
"""
)

ERASE_CHANGES: Final[LiteralString] = """
CYPHER 25
UNWIND $event_ids AS event_id
MATCH (:Event {id: event_id})-[:PRODUCED]->(produced:Change)
WHERE produced.project_id = $project_id
WITH DISTINCT produced.memory_id AS memory_id
WHERE NOT EXISTS { MATCH (memory:Memory) WHERE memory.id = memory_id }
MATCH (change:Change)
WHERE change.memory_id = memory_id AND change.created_at IS NOT NULL
DETACH DELETE change
"""

ERASE_MESSAGES: Final[LiteralString] = """
CYPHER 25
UNWIND $event_ids AS event_id
MATCH (:Event {id: event_id})<-[:PART_OF]-(message:Message)
WHERE message.project_id = $project_id AND NOT EXISTS { (message)<-[:EXTRACTED_FROM]-() }
DETACH DELETE message
"""

ERASE_EVENTS: Final[LiteralString] = """
CYPHER 25
UNWIND $event_ids AS event_id
MATCH (event:Event {id: event_id})
WHERE event.project_id = $project_id
// without the id it is not found again: that is how far the erasure has come
FOREACH (_ IN CASE $kind WHEN 'user' THEN [1] ELSE [] END | REMOVE event.user_id)
FOREACH (_ IN CASE $kind WHEN 'agent' THEN [1] ELSE [] END | REMOVE event.agent_id)
FOREACH (_ IN CASE $kind WHEN 'app' THEN [1] ELSE [] END | REMOVE event.app_id)
FOREACH (_ IN CASE $kind WHEN 'run' THEN [1] ELSE [] END | REMOVE event.run_id)
WITH event
WHERE NOT EXISTS { (event)<-[:PART_OF]-() }
SET event.request = '{}'
REMOVE event.results
"""

FINISH: Final[LiteralString] = """
CYPHER 25
MATCH (erasure:Erasure {id: $erasure_id})
WHERE erasure.project_id = $project_id
WITH erasure, erasure.removes_scope AS removes_scope, erasure.scope_key AS scope_key
DELETE erasure
WITH removes_scope, scope_key
MATCH (scope:Scope {key: scope_key})
// locked by this write: nobody can add to it between the look and the delete
REMOVE scope.erasing_at
WITH scope, removes_scope
WHERE removes_scope AND NOT EXISTS { (scope)<-[:IN_SCOPE]-() }
DELETE scope
"""


class ErasureRow(Struct, frozen=True, kw_only=True):
    """A scope to erase; with `removes_scope` False its memories go and it stays."""

    project_id: str
    scope_key: str
    kind: ScopeKind
    external_id: str
    removes_scope: bool
    at: datetime


class Erasure(Struct, frozen=True, kw_only=True):
    """An erasure that has not ended."""

    id: str
    project_id: str
    scope_key: str
    kind: ScopeKind
    external_id: str
    removes_scope: bool
    at: Instant


async def create(tx: Tx, row: ErasureRow) -> Erasure:
    """Cancel the scope's unfinished events and hide the scope from reads.

    A scope has one erasure at a time: what was accepted since then joins it.
    """
    erasure_id = hashed(ERASURE, row.scope_key)
    scope = {
        "project_id": row.project_id,
        "kind": row.kind,
        "external_id": row.external_id,
        "erasure_id": erasure_id,
    }
    await tx.run(LOCK, **scope)
    await tx.run(CANCEL, **scope)
    await works.forget_scope(tx, row.project_id, row.scope_key)
    found = await tx.all(
        CREATE, Erasure, project_id=row.project_id, erasure_id=erasure_id, erasure=row
    )
    return found[0]


async def find(tx: Tx, limit: int) -> list[Erasure]:
    """Give erasures that have not ended, oldest first."""
    return await tx.all(FIND, Erasure, limit=limit)


async def erase_some(tx: Tx, erasure: Erasure, *, limit: int = 1000) -> int:
    """Delete the next batch; gives how many memories and events went, 0 when nothing is left."""
    memory_ids = await tx.all(
        MEMORIES,
        str,
        scope_key=erasure.scope_key,
        project_id=erasure.project_id,
        at=instant(erasure.at),
        limit=limit,
    )
    if memory_ids:
        await removals.delete(
            tx, erasure.project_id, await removals.lock(tx, erasure.project_id, memory_ids)
        )
        return len(memory_ids)
    return await _erase_events(tx, erasure)


async def finish(tx: Tx, erasure: Erasure) -> None:
    """Remove the scope, or show it again when it stays or has newer memories."""
    await works.forget_scope(tx, erasure.project_id, erasure.scope_key)
    await tx.run(FINISH, project_id=erasure.project_id, erasure_id=erasure.id)


async def _erase_events(tx: Tx, erasure: Erasure) -> int:
    scope = {
        "project_id": erasure.project_id,
        "kind": erasure.kind,
        "external_id": erasure.external_id,
        "at": instant(erasure.at),
    }
    event_ids = await tx.all(EVENTS, str, **scope, limit=EVENTS_A_BATCH)
    if not event_ids:
        return 0
    memory_ids = await tx.all(ONLY_FROM_SCOPE, str, **scope, event_ids=event_ids)
    if memory_ids:
        gone = await removals.lock(tx, erasure.project_id, memory_ids)
        await removals.delete(tx, erasure.project_id, gone)
    await tx.run(ERASE_CHANGES, project_id=erasure.project_id, event_ids=event_ids)
    await tx.run(ERASE_MESSAGES, project_id=erasure.project_id, event_ids=event_ids)
    await tx.run(ERASE_EVENTS, **scope, event_ids=event_ids)
    return len(event_ids)

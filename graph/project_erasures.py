"""Deleting a project: closed in one transaction, then emptied in batches, label by label."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.keys import ERASURE, hashed
from graph.model import Instant
from graph.session import Tx

LOCK: Final[LiteralString] = """
CYPHER 25
MATCH (project:Project {id: $project_id})
SET project.locked = 'erasure'
RETURN project.id AS project_id
"""

LOCK_LANES: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id AND event.queue_key IS NOT NULL
WITH DISTINCT event.queue_key AS lane_key ORDER BY lane_key
MATCH (lane:Lane {key: lane_key})
SET lane.locked = $project_id
"""

CANCEL: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id AND event.queue_key IS NOT NULL
// without a lease token whoever works on it can't commit
SET event.state = 'FAILED', event.error = 'project deleted', event.completed_at = datetime()
REMOVE event.queue_key, event.lease_token
"""

CLOSE: Final[LiteralString] = """
CYPHER 25
MERGE (erasure:Erasure {id: $erasure_id})
SET
  erasure.project_id = $project_id,
  erasure.kind = 'project',
  erasure.at = $at,
  erasure.created_at = $at
WITH erasure
MATCH (project:Project {id: $project_id})
CALL (project) {
  MATCH (project)<-[:OPENS]-(key:ApiKey)
  DETACH DELETE key
}
// without its node no key leads there any more: everything is hidden at once
DETACH DELETE project
"""

FIND: Final[LiteralString] = """
CYPHER 25
MATCH (erasure:Erasure)
WHERE erasure.created_at IS NOT NULL AND erasure.kind = 'project'
WITH erasure ORDER BY erasure.created_at LIMIT $limit
RETURN collect(erasure {.project_id, at: toString(erasure.at)}) AS erasures
"""

MEMORIES: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory)
WHERE memory.project_id = $project_id AND memory.created_at IS NOT NULL
WITH memory LIMIT $limit
DETACH DELETE memory
RETURN count(*) AS number
"""

CHANGES: Final[LiteralString] = """
CYPHER 25
MATCH (change:Change)
WHERE change.project_id = $project_id AND change.created_at IS NOT NULL
WITH change LIMIT $limit
DETACH DELETE change
RETURN count(*) AS number
"""

EVENTS: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id AND event.accepted_at IS NOT NULL
WITH event LIMIT 100
CALL (event) {
  MATCH (event)<-[:PART_OF]-(message:Message)
  DETACH DELETE message
  RETURN count(*) AS messages
}
DETACH DELETE event
RETURN sum(1 + messages) AS number
"""

ENTITIES: Final[LiteralString] = """
CYPHER 25
MATCH (lane:Lane)
WHERE lane.project_id = $project_id
CALL (lane) {
  MATCH (entity:Entity)
  WHERE entity.owner_key = lane.key AND entity.name_norm IS NOT NULL
  RETURN entity
  UNION
  MATCH (entity:Absorbed)
  WHERE entity.owner_key = lane.key
  RETURN entity
}
WITH entity LIMIT $limit
DETACH DELETE entity
RETURN count(*) AS number
"""

LANES: Final[LiteralString] = """
CYPHER 25
MATCH (lane:Lane)
WHERE lane.project_id = $project_id
WITH lane LIMIT $limit
DETACH DELETE lane
RETURN count(*) AS number
"""

SCOPES: Final[LiteralString] = """
CYPHER 25
MATCH (scope:Scope)
WHERE scope.project_id = $project_id AND scope.number IS NOT NULL
WITH scope LIMIT $limit
DETACH DELETE scope
RETURN count(*) AS number
"""

DELIVERIES: Final[LiteralString] = """
CYPHER 25
MATCH (webhook:Webhook)
WHERE webhook.project_id = $project_id AND webhook.created_at IS NOT NULL
MATCH (delivery:Delivery)
WHERE delivery.webhook_id = webhook.id AND delivery.position IS NOT NULL
WITH delivery LIMIT $limit
DETACH DELETE delivery
RETURN count(*) AS number
"""

# few nodes under each of these labels, and a project is deleted seldom: no index of their own
REST: Final[LiteralString] = """
CYPHER 25
MATCH (
  node:Predicate|SavedQuery|Webhook|Delivery|Export|Feedback|Merge|Erasure|Rejection
    |Profile|ProfileJob|Usage|QueryLog|ApiKey
)
WHERE node.project_id = $project_id AND NOT (node:Erasure AND node.kind = 'project')
WITH node LIMIT $limit
DETACH DELETE node
RETURN count(*) AS number
"""

FINISH: Final[LiteralString] = """
CYPHER 25
MATCH (erasure:Erasure {id: $erasure_id})
WHERE erasure.project_id = $project_id
DELETE erasure
"""

STEPS: Final[tuple[LiteralString, ...]] = (
    MEMORIES,
    CHANGES,
    EVENTS,
    ENTITIES,
    LANES,
    SCOPES,
    DELIVERIES,
    REST,
)


class ProjectErasure(Struct, frozen=True, kw_only=True):
    """A project that is deleted and not known to be empty."""

    project_id: str
    at: Instant


class Locked(Struct, frozen=True):
    """A project that is there."""

    project_id: str


class Count(Struct, frozen=True):
    """How many nodes went."""

    number: int


async def create(tx: Tx, project_id: str, at: datetime) -> None:
    """Cancel what is unfinished and take away what leads to the project; raises NotFoundError."""
    if await tx.first(LOCK, Locked, project_id=project_id) is None:
        raise NotFoundError("project", project_id)
    await tx.run(LOCK_LANES, project_id=project_id)
    await tx.run(CANCEL, project_id=project_id)
    await tx.run(CLOSE, project_id=project_id, erasure_id=_id(project_id), at=at)


async def find(tx: Tx, limit: int) -> list[ProjectErasure]:
    """Give erasures that have not ended, oldest first."""
    return await tx.all(FIND, ProjectErasure, limit=limit)


async def erase_some(tx: Tx, project_id: str, *, limit: int = 1000) -> int:
    """Delete the next batch; gives how many nodes went, 0 when nothing is left."""
    for step in STEPS:
        if erased := await _erase(tx, step, project_id, limit):
            return erased
    return 0


async def finish(tx: Tx, project_id: str) -> None:
    """Forget that there was such a project."""
    await tx.run(FINISH, project_id=project_id, erasure_id=_id(project_id))


async def _erase(tx: Tx, query: LiteralString, project_id: str, limit: int) -> int:
    found = await tx.first(query, Count, project_id=project_id, limit=limit)
    return 0 if found is None else found.number


def _id(project_id: str) -> str:
    return hashed(ERASURE, "project", project_id)

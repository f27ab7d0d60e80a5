"""The one transaction that writes everything an event leads to."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Final, LiteralString, TypeVar

from msgspec import Struct

from graph import chains, edges, outbox
from graph.errors import StalePlanError
from graph.memories import TIED
from graph.plan import EntityRow, LaneVersion, Plan, ScopeRow
from graph.session import Tx

Keyed = TypeVar("Keyed", LaneVersion, ScopeRow, EntityRow)

GUARD: Final[LiteralString] = """
CYPHER 25
// without its event, whose project may be deleted, a commit leaves no lanes behind
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
CALL () {
  // every write to an owner's graph locks its lane first, several sorted by key: no deadlocks
  UNWIND $lanes AS row
  MERGE (lane:Lane {key: row.key})
  ON CREATE SET lane.project_id = $project_id, lane.next_seq = 0, lane.version = 0
  SET lane.locked = $token
  RETURN collect({lane: lane, version: row.version}) AS held
}
// the event too, because its own lane need not be among them
SET event.locked = $token
WITH held, event.state = 'RUNNING' AND event.lease_token = $token AS is_leased,
  all(one IN held WHERE (one.lane).version = one.version) AS is_current
FOREACH (one IN CASE WHEN is_leased AND is_current THEN held ELSE [] END |
  SET (one.lane).version = one.version + 1)
RETURN is_leased, is_current, EXISTS {
  MATCH (webhook:Webhook)
  WHERE webhook.project_id = $project_id AND webhook.created_at IS NOT NULL AND webhook.is_active
} AS is_told
"""

_NODES: LiteralString = """
CALL () {
  UNWIND $rows.scopes AS row
  MERGE (scope:Scope {key: row.key})
  ON CREATE SET
    scope.project_id = $project_id,
    scope.kind = row.kind,
    scope.external_id = row.external_id,
    scope.number = row.number,
    scope.created_at = datetime()
  WITH scope, row
  // owners share scopes: one that is there is not written to
  WHERE NOT scope:(User|Agent|App|Run)
  FOREACH (_ IN CASE row.kind WHEN 'user' THEN [1] ELSE [] END | SET scope:User)
  FOREACH (_ IN CASE row.kind WHEN 'agent' THEN [1] ELSE [] END | SET scope:Agent)
  FOREACH (_ IN CASE row.kind WHEN 'app' THEN [1] ELSE [] END | SET scope:App)
  FOREACH (_ IN CASE row.kind WHEN 'run' THEN [1] ELSE [] END | SET scope:Run)
}
CALL () {
  UNWIND $rows.entities AS row
  MERGE (entity:Entity {key: row.key})
  ON CREATE SET
    entity:$(row.label),
    entity.id = row.id,
    entity.project_id = $project_id,
    entity.owner_key = row.owner_key,
    entity.name = row.name,
    entity.name_norm = row.name_norm,
    entity.aliases = row.aliases,
    entity.type = row.type,
    entity.is_self = row.is_self,
    entity.created_at = datetime(),
    entity.updated_at = datetime()
  WITH entity, row, [alias IN row.aliases WHERE NOT alias IN entity.aliases] AS news
  WHERE size(news) > 0 OR entity.type <> row.type OR entity.name <> row.name
  SET entity.aliases = entity.aliases + news, entity.updated_at = datetime()
  // the owner is shown by the name that is known by now, everything else by its first
  FOREACH (_ IN CASE WHEN entity.is_self THEN [1] ELSE [] END |
    SET entity.name = row.name, entity.name_norm = row.name_norm)
  WITH entity, row
  // a concept becomes what it turns out to be
  WHERE entity.type = 'concept' AND entity.type <> row.type
  REMOVE entity:Concept
  SET entity.type = row.type, entity:$(row.label)
}
"""

_MEMORIES: LiteralString = (
    """
CALL () {
  MATCH (event:Event {id: $event_id})
  WHERE event.project_id = $project_id
  UNWIND $rows.memories AS row
  CREATE (memory:Memory)
  SET memory = row {
    .id, .origin_key, .owner_key, .user_id, .agent_id, .app_id, .run_id, .text, .hash, .metadata,
    .metadata_pairs, .categories, .memory_type, .immutable, .actor_id, .role, .created_at,
    .recorded_at, .valid_from, .valid_to, .expires_at, .relation_ids, .closes_ids, .scope_terms,
    .embedding,
    project_id: $project_id,
    event_id: $event_id,
    state: 'active',
    updated_at: row.created_at
  }
  CREATE (event)-[:PRODUCED {project_id: $project_id}]->(change:Change {
    id: row.change_id,
    project_id: $project_id,
    owner_key: row.owner_key,
    memory_id: row.id,
    event_id: $event_id,
    op: 'ADD',
    new_text: row.text,
    categories: row.categories,
    snapshot: row.snapshot,
    created_at: row.recorded_at
  })-[:OF {project_id: $project_id}]->(memory)
  WITH memory, row
  CALL (memory, row) {
    UNWIND row.scope_keys AS scope_key
    MATCH (scope:Scope {key: scope_key})
    CREATE (memory)-[:IN_SCOPE {project_id: $project_id}]->(scope)
  }
"""
    + TIED
    + "}\n"
)

_OLDER: LiteralString = """
CALL () {
  UNWIND $rows.supersedes AS row
  MATCH (memory:Memory {id: row.memory_id})
  WHERE memory.project_id = $project_id
  MATCH (older:Memory {id: row.superseded_id})
  WHERE older.project_id = $project_id
  CREATE (memory)-[:SUPERSEDES {
    project_id: $project_id, at: row.at, reason: row.reason
  }]->(older)
  SET older.state = 'superseded'
}
CALL () {
  UNWIND $rows.messages AS row
  MATCH (message:Message {id: row.id})
  WHERE message.project_id = $project_id
  SET message += row {.embedding, .scope_terms}
}
"""

_PROPOSALS: LiteralString = """
CALL () {
  UNWIND $rows.proposals AS row
  MATCH (one:Entity {id: row.one_id})
  MATCH (other:Entity {id: row.other_id})
  WITH row, one, other, one.project_id AS project_id
  // kept apart or merged and undone before: that is not asked again
  WHERE project_id = $project_id AND other.owner_key = one.owner_key
    AND NOT EXISTS { (one)-[:SAME_AS]-(other) }
  CREATE (one)-[same:SAME_AS]->(other)
  SET same = row {
    .id, .state, .score, .method, .created_at,
    project_id: $project_id,
    owner_key: one.owner_key
  }
}
"""

_SUCCEED: LiteralString = """
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
SET event += $rows.outcome
SET
  event.state = 'SUCCEEDED',
  event.completed_at = datetime(),
  event.attempts = CASE WHEN event.attempts = 0 THEN 1 ELSE event.attempts END
REMOVE event.queue_key, event.lease_token, event.error, event.locked
"""

# One query, because each costs a round trip and half a millisecond of the server before any work,
# and one map of rows, because Neo4j makes a plan for each size of a list that is a parameter: of
# none, of 1, up to 10, up to 100.
WRITE: Final[LiteralString] = "CYPHER 25" + _NODES + _MEMORIES + _OLDER + _PROPOSALS + _SUCCEED


class Guarded(Struct, frozen=True, kw_only=True):
    """Whether the event is leased under the token, the lanes are as read, and webhooks listen."""

    is_leased: bool
    is_current: bool
    is_told: bool


async def create(tx: Tx, plan: Plan) -> bool:
    """Write the plan and end its event as SUCCEEDED.

    False, with nothing written, when the event is not leased under the plan's token any more.
    Raises StalePlanError when an owner's graph has changed since the plan was made.
    """
    guarded = await _guarded(tx, plan)
    if guarded is None or not guarded.is_leased:
        return False
    if not guarded.is_current:
        raise StalePlanError
    await _write(tx, plan)
    if plan.memories and guarded.is_told:
        await outbox.record(tx, plan.project_id, plan.event_id)
    touched = await edges.write(tx, plan)
    await chains.update(tx, [*plan.slots, *touched.slots], touched.pairs)
    return True


async def _guarded(tx: Tx, plan: Plan) -> Guarded | None:
    return await tx.first(
        GUARD,
        Guarded,
        project_id=plan.project_id,
        event_id=plan.event_id,
        token=plan.token,
        lanes=_sorted(plan.lanes),
    )


async def _write(tx: Tx, plan: Plan) -> None:
    rows = {
        "scopes": _sorted(plan.scopes),
        "entities": _sorted(plan.entities),
        "memories": plan.memories,
        "supersedes": plan.supersedes,
        "messages": plan.messages,
        "proposals": plan.proposals,
        "outcome": plan.outcome,
    }
    await tx.run(WRITE, project_id=plan.project_id, event_id=plan.event_id, rows=rows)


def _sorted(rows: Sequence[Keyed]) -> list[Keyed]:
    return sorted(rows, key=attrgetter("key"))


SETTLE: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
// changes nothing, but waits for the lock that a commit holds until all of it can be read
REMOVE event.locked
"""


async def settle(tx: Tx, project_id: str, event_id: str) -> None:
    """Wait until what ended an event is whole: Neo4j shows its nodes before its index entries."""
    await tx.run(SETTLE, project_id=project_id, event_id=event_id)

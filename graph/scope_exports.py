"""Everything that is stored about one scope, row by row: whoever reads it need not hold it."""

from collections.abc import AsyncGenerator
from typing import Final, LiteralString

from msgspec import Struct

from graph.memories import MEMORY
from graph.model import ScopeKind
from graph.session import Tx

Row = dict[str, object]

_MEMORIES: LiteralString = """
MATCH (scope:Scope {key: $scope_key})<-[:IN_SCOPE]-(memory:Memory)
WHERE scope.project_id = $project_id AND scope.erasing_at IS NULL
"""

MEMORIES: Final[LiteralString] = (
    "CYPHER 25"
    + _MEMORIES
    + """RETURN """
    + MEMORY
    + """ AS row
"""
)

RELATIONS: Final[LiteralString] = (
    "CYPHER 25"
    + _MEMORIES
    + """
UNWIND memory.relation_ids AS relation_id
WITH DISTINCT relation_id, scope
MATCH (source:Entity)-[relation:RELATES_TO {id: relation_id}]->(target:Entity)
RETURN relation {
  .id, .predicate, .predicate_raw, .confidence, .extractor,
  .valid_from_precision, .valid_to_precision,
  source: source.name, source_id: source.id, source_type: source.type,
  target: target.name, target_id: target.id, target_type: target.type,
  valid_from: toString(relation.valid_from), valid_to: toString(relation.valid_to),
  ended_at: toString(relation.ended_at), recorded_at: toString(relation.recorded_at),
  retired_at: toString(relation.retired_at),
  // what attests it beside this scope is somebody else's
  memory_ids: [memory_id IN relation.memory_ids WHERE EXISTS {
    MATCH (evidence:Memory {id: memory_id})-[:IN_SCOPE]->(scope)
  }]
} AS row
"""
)

ENTITIES: Final[LiteralString] = (
    "CYPHER 25"
    + _MEMORIES
    + """
MATCH (memory)-[mentions:MENTIONS]->(entity:Entity)
WITH entity, collect(DISTINCT mentions.surface) AS surfaces, count(DISTINCT memory) AS memories
RETURN entity {
  .id, .name, .type, .is_self, surfaces: surfaces, memories: memories,
  created_at: toString(entity.created_at)
} AS row
"""
)

FEEDBACK: Final[LiteralString] = (
    "CYPHER 25"
    + _MEMORIES
    + """
MATCH (feedback:Feedback)-[:ABOUT]->(memory)
RETURN feedback {
  .id, .memory_id, .value, .reason,
  created_at: toString(feedback.created_at), updated_at: toString(feedback.updated_at)
} AS row
"""
)

_CHANGE: LiteralString = """change {
  .id, .memory_id, .event_id, .op, .old_text, .new_text, .snapshot,
  created_at: toString(change.created_at)
}"""

CHANGES: Final[LiteralString] = (
    "CYPHER 25"
    + _MEMORIES
    + """
MATCH (change:Change)
WHERE change.memory_id = memory.id AND change.created_at IS NOT NULL
RETURN """
    + _CHANGE
    + """ AS row
"""
)

_EVENTS: LiteralString = """
MATCH (scope:Scope {key: $scope_key})
WHERE scope.project_id = $project_id AND scope.erasing_at IS NULL
CALL (scope) {
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, user_id, accepted_at)
  WHERE $kind = 'user' AND event.project_id = scope.project_id
    AND event.user_id = $external_id AND event.accepted_at IS NOT NULL
  RETURN event
  UNION ALL
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, agent_id, accepted_at)
  WHERE $kind = 'agent' AND event.project_id = scope.project_id
    AND event.agent_id = $external_id AND event.accepted_at IS NOT NULL
  RETURN event
  UNION ALL
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, app_id, accepted_at)
  WHERE $kind = 'app' AND event.project_id = scope.project_id
    AND event.app_id = $external_id AND event.accepted_at IS NOT NULL
  RETURN event
  UNION ALL
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, run_id, accepted_at)
  WHERE $kind = 'run' AND event.project_id = scope.project_id
    AND event.run_id = $external_id AND event.accepted_at IS NOT NULL
  RETURN event
}
"""

EVENTS: Final[LiteralString] = (
    "CYPHER 25"
    + _EVENTS
    + """
RETURN event {
  .id, .kind, .state, .request, .results, .error, .attempts, .graph_state, .extractor,
  .model_calls, .tokens_in, .tokens_out, .milliseconds, .rejected,
  .user_id, .agent_id, .app_id, .run_id,
  accepted_at: toString(event.accepted_at), completed_at: toString(event.completed_at)
} AS row
"""
)

MESSAGES: Final[LiteralString] = (
    "CYPHER 25"
    + _EVENTS
    + """
MATCH (event)<-[:PART_OF]-(message:Message)
RETURN message {
  .id, .event_id, .position, .role, .name, .text, .external_id,
  .user_id, .agent_id, .app_id, .run_id,
  sent_at: toString(message.sent_at), recorded_at: toString(message.recorded_at),
  redacted_at: toString(message.redacted_at)
} AS row
"""
)

# what happened to memories that are gone; the others' history is told with them
PAST: Final[LiteralString] = (
    "CYPHER 25"
    + _EVENTS
    + """
MATCH (event)-[:PRODUCED]->(produced:Change)
WITH DISTINCT produced.memory_id AS memory_id
WHERE NOT EXISTS { MATCH (memory:Memory) WHERE memory.id = memory_id }
MATCH (change:Change)
WHERE change.memory_id = memory_id AND change.created_at IS NOT NULL
  AND change.project_id = $project_id
RETURN """
    + _CHANGE
    + """ AS row
"""
)

EXPORTS: Final[LiteralString] = """CYPHER 25
MATCH (export:Export)
WHERE export.project_id = $project_id AND export.created_at IS NOT NULL
  AND $scope_key IN export.scope_keys
RETURN export {
  .id, .event_id, .schema, .filter, .instructions, .fields, .unfilled, .extractor, .memories,
  .total, created_at: toString(export.created_at)
} AS row
"""

PROFILES: Final[LiteralString] = """CYPHER 25
MATCH (profile:Profile {key: $scope_key})
WHERE profile.project_id = $project_id
RETURN profile {
  .id, .event_id, .fields, .unfilled, .extractor, .memories, .total, .generation_count,
  created_at: toString(profile.created_at), updated_at: toString(profile.updated_at)
} AS row
"""


class ScopeRef(Struct, frozen=True, kw_only=True):
    """A scope of a project."""

    project_id: str
    scope_key: str
    kind: ScopeKind
    external_id: str


class Told(Struct, frozen=True, kw_only=True):
    """One row under its name."""

    row: Row


SECTIONS: Final[dict[str, tuple[LiteralString, ...]]] = {
    "memories": (MEMORIES,),
    "relations": (RELATIONS,),
    "entities": (ENTITIES,),
    "history": (CHANGES, PAST),
    "feedback": (FEEDBACK,),
    "events": (EVENTS,),
    "messages": (MESSAGES,),
    "exports": (EXPORTS,),
    "profiles": (PROFILES,),
}


async def rows(tx: Tx, scope: ScopeRef, section: str) -> AsyncGenerator[Row]:
    """Give the rows of a section of `SECTIONS`, in no order."""
    for query in SECTIONS[section]:
        async for told in _told(tx, query, scope):
            yield told.row


def _told(tx: Tx, query: LiteralString, scope: ScopeRef) -> AsyncGenerator[Told]:
    return tx.stream(
        query,
        Told,
        project_id=scope.project_id,
        scope_key=scope.scope_key,
        kind=scope.kind,
        external_id=scope.external_id,
    )

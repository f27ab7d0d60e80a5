"""What is in a project's graph now: how much of each label, and which predicates."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.session import Tx

MOST_RELATIONS: Final = 200_000
MOST_PREDICATES: Final = 500
EXAMPLES: Final = 3

CATALOGUE: Final[LiteralString] = """
CYPHER 25
CALL () {
  MATCH (memory:Memory)
  // the second column makes each composite index usable
  WHERE memory.project_id = $project_id AND memory.created_at IS NOT NULL
  RETURN count(memory) AS memories
}
CALL () {
  MATCH (entity:Entity)
  WHERE entity.project_id = $project_id AND entity.id > ''
  WITH entity.type AS type, count(entity) AS total ORDER BY total DESC, type
  RETURN collect({name: type, count: total}) AS types
}
CALL () {
  MATCH (message:Message)
  WHERE message.project_id = $project_id AND message.id > ''
  RETURN count(message) AS messages
}
CALL () {
  MATCH (scope:Scope)
  WHERE scope.project_id = $project_id AND scope.number IS NOT NULL
  RETURN count(scope) AS scopes
}
CALL () {
  MATCH (event:Event)
  WHERE event.project_id = $project_id AND event.accepted_at IS NOT NULL
  RETURN count(event) AS events
}
CALL () {
  MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
  WHERE relation.project_id = $project_id AND relation.id > ''
  WITH relation LIMIT $most_relations
  WITH relation.predicate AS predicate, collect(relation) AS relations
  WITH predicate, relations, size(relations) AS total ORDER BY total DESC, predicate
    LIMIT $most_predicates
  CALL (relations) {
    UNWIND relations AS relation
    RETURN collect(DISTINCT startNode(relation).type) AS source_types,
      collect(DISTINCT endNode(relation).type) AS target_types,
      sum(CASE WHEN relation.valid_to > datetime() AND relation.retired_at > datetime()
        THEN 1 ELSE 0 END) AS current
  }
  RETURN collect({
    predicate: predicate, count: total, current: current,
    source_types: source_types, target_types: target_types,
    examples: [one IN relations[..$examples] |
      startNode(one).name + ' ' + predicate + ' ' + endNode(one).name]
  }) AS predicates
}
RETURN memories, types, messages, scopes, events, predicates
"""


class TypeCount(Struct, frozen=True, kw_only=True):
    """How many entities are of a type."""

    name: str
    count: int


class PredicateUse(Struct, frozen=True, kw_only=True):
    """How often a predicate joins what, with examples."""

    predicate: str
    count: int
    current: int
    source_types: list[str]
    target_types: list[str]
    examples: list[str]


class Catalogue(Struct, frozen=True, kw_only=True):
    """What there is."""

    memories: int = 0
    messages: int = 0
    scopes: int = 0
    events: int = 0
    types: list[TypeCount] = []
    predicates: list[PredicateUse] = []


async def get(tx: Tx, project_id: str) -> Catalogue:
    """Count a project's nodes and predicates; of relations the first `MOST_RELATIONS`."""
    found = await tx.first(
        CATALOGUE,
        Catalogue,
        project_id=project_id,
        most_relations=MOST_RELATIONS,
        most_predicates=MOST_PREDICATES,
        examples=EXAMPLES,
    )
    return found or Catalogue()

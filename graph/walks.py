"""The part of a graph that a question reaches: from what it names and what the first hits state."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.lucene import named
from graph.model import Relation, Visibility
from graph.relations import Described, believed, clocks, described, told
from graph.session import Tx

FAN: Final = 10
NODES: Final = 20
HUB: Final = 200
MOST_OWNERS: Final = 20
MOST_NAMED: Final = 10


class Start(Struct, frozen=True, kw_only=True):
    """Where a walk begins: the question's words and the first hits, in whose graphs."""

    words: list[str]
    memory_ids: Sequence[str]
    owner_keys: list[str]


class Reached(Struct, frozen=True, kw_only=True):
    """Visible relations and the entities that the question named."""

    relations: list[Relation] = []
    named_ids: list[str] = []


# A name counts when all of its words are in the question: "New York" is not named by "new".
_NAMED: Final[LiteralString] = """
CALL () {
  CALL db.index.fulltext.queryNodes('entity_name', $names, {limit: $most_found})
  YIELD node AS entity, score
  WHERE entity.owner_key IN $owner_keys AND NOT entity.is_self
    AND any(name IN entity.aliases + [entity.name_norm]
      WHERE all(word IN split(toLower(name), ' ') WHERE word IN $words))
  WITH entity ORDER BY score DESC LIMIT $most_named
  RETURN collect(entity) AS named
}"""
_UNNAMED: Final[LiteralString] = """
WITH is_erasing, [] AS named"""

_STATED: Final[LiteralString] = """
CALL () {
  UNWIND $memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  WHERE memory.project_id = $project_id
  UNWIND memory.relation_ids AS relation_id
  WITH DISTINCT relation_id
  MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
  WHERE """
_ENDS: Final[LiteralString] = """
  RETURN collect(relation) AS stated
}
CALL (named, stated) {
  UNWIND named + [relation IN stated | startNode(relation)]
    + [relation IN stated | endNode(relation)] AS entity
  RETURN collect(DISTINCT entity) AS first
}"""

# Nothing is walked through: the owner itself, to which all is tied, hubs, and mere values.
_HOP_FROM: Final[LiteralString] = """
  WITH DISTINCT entity
  WHERE NOT entity.is_self AND NOT entity.type IN ['literal', 'date']
    AND (entity IN named OR COUNT { (entity)-[:RELATES_TO]-() } <= $hub)
  WITH entity LIMIT $nodes
  CALL (entity) {
    MATCH (entity)-[relation:RELATES_TO]-(other:Entity)
    WHERE relation.owner_key IN $owner_keys AND """
_HOP_TO: Final[LiteralString] = """
    WITH relation, other ORDER BY relation.recorded_at DESC LIMIT $fan
    RETURN relation, other
  }
  RETURN collect(DISTINCT relation) AS """
_FIRST: Final[LiteralString] = "\nCALL (named, first) {\n  UNWIND first AS entity"
_SECOND: Final[LiteralString] = "\nCALL (named, second) {\n  UNWIND second AS entity"
# Only what the question names is worth a third step.
_THIRD: Final[LiteralString] = """
CALL (named, third) {
  UNWIND CASE WHEN size(named) > 0 THEN third ELSE [] END AS entity"""
_ALL: Final[LiteralString] = """
CALL (stated, hops_1, hops_2, hops_3) {
  UNWIND stated + hops_1 + hops_2 + hops_3 AS relation
  RETURN collect(DISTINCT relation) AS held
}"""
_END: Final[LiteralString] = """
RETURN evidence, entities, rows, [entity IN named | entity.id] AS named_ids"""


class _Walked(Described, frozen=True, kw_only=True):
    named_ids: list[str]


async def find(tx: Tx, visibility: Visibility, start: Start) -> Reached:
    """Give what at most three steps reach; every relation has visible evidence."""
    owner_keys = start.owner_keys[:MOST_OWNERS]
    names = named(start.words, owner_keys)
    seen = compiled(visibility)
    query = walk_query(visibility, seen, is_named=names is not None)
    found = await tx.first(
        query,
        _Walked,
        **seen.parameters,
        **clocks(visibility),
        hub=HUB,
        fan=FAN,
        nodes=NODES,
        names=names,
        most_named=MOST_NAMED,
        most_found=5 * MOST_NAMED,
        words=start.words,
        memory_ids=start.memory_ids,
        owner_keys=owner_keys,
    )
    if found is None:
        return Reached()
    return Reached(relations=told(found), named_ids=found.named_ids)


def walk_query(visibility: Visibility, seen: Compiled, *, is_named: bool) -> LiteralString:
    """Give the query of a walk."""
    held = believed(visibility)
    hop: LiteralString = _HOP_FROM + held + _HOP_TO
    return (
        seen.opening
        + (_NAMED if is_named else _UNNAMED)
        + (_STATED + held + _ENDS)
        + (_FIRST + hop + "hops_1, collect(DISTINCT other) AS second\n}")
        + (_SECOND + hop + "hops_2, collect(DISTINCT other) AS third\n}")
        + (_THIRD + hop + "hops_3\n}")
        + (_ALL + described(visibility, seen.where) + _END)
    )

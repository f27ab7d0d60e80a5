"""Relations of a scope and around entities, and how many an entity has: all of it by evidence."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.model import Relation, Visibility
from graph.relations import Described, believed, clocks, described, told
from graph.session import Tx

MOST_MEMORIES: Final = 50_000
MOST_DEGREE: Final = 1_000
# so many relations of one entity are looked at for those that may be seen
MOST_LOOKED_AT: Final = 5_000

_FROM_MEMORIES: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (memory:Memory)
  // created_at makes the composite index usable: a range index needs every column in the WHERE
  WHERE memory.created_at IS NOT NULL AND memory.relation_ids IS NOT NULL AND """
_NEWEST: Final[LiteralString] = """
  WITH memory ORDER BY """
_OF_NEWEST: Final[LiteralString] = """memory.created_at DESC, memory.id DESC LIMIT $most_memories
  UNWIND memory.relation_ids AS relation_id
  WITH DISTINCT relation_id
  MATCH (:Entity)-[relation:RELATES_TO {id: relation_id}]->(:Entity)
  WHERE relation.project_id = $project_id AND """
_OF_PREDICATES: Final[LiteralString] = """
    AND (size($predicates) = 0 OR relation.predicate IN $predicates)"""
_HELD: Final[LiteralString] = """
  WITH relation LIMIT $limit
  RETURN collect(relation) AS held
}"""
_DESCRIBED: Final[LiteralString] = "RETURN evidence, entities, rows"

_AROUND: Final[LiteralString] = """
CALL (is_erasing) {
  UNWIND $entity_ids AS entity_id
  MATCH (entity:Entity {id: entity_id})
  WHERE entity.project_id = $project_id
  CALL (entity, is_erasing) {
    MATCH (entity)-[relation:RELATES_TO]-(:Entity)
    WHERE relation.project_id = $project_id AND """
_LOOKED_AT: Final[LiteralString] = """
    WITH relation, is_erasing LIMIT $most_looked_at
    WHERE EXISTS {
      UNWIND relation.memory_ids AS memory_id
      MATCH (memory:Memory {id: memory_id})
      WHERE """
_FANNED: Final[LiteralString] = """ }
    WITH relation ORDER BY relation.recorded_at DESC, relation.id LIMIT $fan
    RETURN relation
  }
  WITH DISTINCT relation LIMIT $limit
  RETURN collect(relation) AS held
}"""
_COUNTED: Final[LiteralString] = """ }
    WITH DISTINCT relation LIMIT $most_degree
    RETURN count(relation) AS degree
  }
  RETURN collect({id: entity.id, degree: degree}) AS degrees
}
RETURN degrees"""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which relations: of these predicates, of all when there are none, and how many at most.

    `fan` is how many of one entity are taken, the newest first.
    """

    predicates: Sequence[str] = ()
    limit: int = 1_000
    fan: int = 200


class Degree(Struct, frozen=True, kw_only=True):
    """How many visible relations an entity has, `MOST_DEGREE` for more."""

    id: str
    degree: int


async def find(tx: Tx, visibility: Visibility, wanted: Wanted) -> list[Relation]:
    """Give the relations of what passes the filter, those of the newest memories first."""
    seen = compiled(visibility)
    found = await tx.first(
        net_query(visibility, seen),
        Described,
        **seen.parameters,
        **clocks(visibility),
        predicates=list(wanted.predicates),
        limit=wanted.limit,
        most_memories=MOST_MEMORIES,
    )
    return [] if found is None else told(found)


def net_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of a scope's relations."""
    return (
        seen.opening
        + (_FROM_MEMORIES + seen.where + _NEWEST + seen.order + _OF_NEWEST)
        + (believed(visibility) + _OF_PREDICATES + _HELD)
        + (described(visibility, seen.where) + _DESCRIBED)
    )


async def find_around(
    tx: Tx, visibility: Visibility, entity_ids: Sequence[str], wanted: Wanted
) -> list[Relation]:
    """Give visible relations that begin or end at the entities."""
    seen = compiled(visibility)
    found = await tx.first(
        around_query(visibility, seen),
        Described,
        **seen.parameters,
        **clocks(visibility),
        entity_ids=list(entity_ids),
        predicates=list(wanted.predicates),
        limit=wanted.limit,
        fan=wanted.fan,
        most_looked_at=MOST_LOOKED_AT,
    )
    return [] if found is None else told(found)


def around_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of the relations around entities."""
    return (
        seen.opening
        + (_AROUND + believed(visibility) + _OF_PREDICATES)
        + (_LOOKED_AT + seen.where + _FANNED)
        + (described(visibility, seen.where) + _DESCRIBED)
    )


async def count_degrees(
    tx: Tx, visibility: Visibility, entity_ids: Sequence[str]
) -> dict[str, int]:
    """Count the visible relations of each entity of the project, `MOST_DEGREE` at most."""
    seen = compiled(visibility)
    found = await tx.all(
        degrees_query(visibility, seen),
        Degree,
        **seen.parameters,
        **clocks(visibility),
        entity_ids=list(entity_ids),
        most_looked_at=MOST_LOOKED_AT,
        most_degree=MOST_DEGREE,
    )
    return {one.id: one.degree for one in found}


def degrees_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query that counts."""
    return seen.opening + _AROUND + believed(visibility) + (_LOOKED_AT + seen.where + _COUNTED)

"""A whole graph in pages, each of them read by itself: neither side ever holds all of it."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.model import Relation, Visibility
from graph.relations import Described, believed, clocks, described, told
from graph.session import Tx

_ENTITIES: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (entity:Entity)
  WHERE entity.project_id = $project_id AND entity.id > $after
    AND EXISTS {
      MATCH (entity)<-[:MENTIONS]-(memory:Memory)
      WHERE """
_ENTITY_PAGE: Final[LiteralString] = """ }
  // both columns of the index, so that it is read in order and stops at the limit
  WITH entity ORDER BY entity.project_id, entity.id LIMIT $limit
  RETURN collect({
    id: entity.id, name: entity.name, type: entity.type, is_self: entity.is_self,
    owner_key: entity.owner_key
  }) AS page
}
RETURN page"""

_RELATIONS: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
  WHERE relation.project_id = $project_id AND relation.id > $after AND """
_ATTESTED: Final[LiteralString] = """
    AND EXISTS {
      UNWIND relation.memory_ids AS memory_id
      MATCH (memory:Memory {id: memory_id})
      WHERE """
_RELATION_PAGE: Final[LiteralString] = """ }
  WITH relation ORDER BY relation.project_id, relation.id LIMIT $limit
  RETURN collect(relation) AS held
}"""
_DESCRIBED: Final[LiteralString] = "RETURN evidence, entities, rows"


class Dumped(Struct, frozen=True, kw_only=True):
    """An entity as an export has it."""

    id: str
    name: str
    type: str
    is_self: bool
    owner_key: str


async def find_entities(tx: Tx, visibility: Visibility, *, after: str, limit: int) -> list[Dumped]:
    """Give the visible entities with the next ids."""
    seen = compiled(visibility)
    query = entities_query(seen)
    return await tx.all(query, Dumped, **seen.parameters, after=after, limit=limit)


def entities_query(seen: Compiled) -> LiteralString:
    """Give the query of a page of entities."""
    return seen.opening + _ENTITIES + seen.where + _ENTITY_PAGE


async def find_relations(
    tx: Tx, visibility: Visibility, *, after: str, limit: int
) -> list[Relation]:
    """Give the visible relations with the next ids, in the order of their ids."""
    seen = compiled(visibility)
    found = await tx.first(
        relations_query(visibility, seen),
        Described,
        **seen.parameters,
        **clocks(visibility),
        after=after,
        limit=limit,
    )
    return [] if found is None else sorted(told(found), key=lambda relation: relation.id)


def relations_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of a page of relations."""
    return (
        seen.opening
        + (_RELATIONS + believed(visibility) + _ATTESTED + seen.where + _RELATION_PAGE)
        + (described(visibility, seen.where) + _DESCRIBED)
    )

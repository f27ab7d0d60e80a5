"""The entities of a scope with how often they are mentioned and how much they are tied."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.model import Visibility
from graph.relations import believed, clocks
from graph.session import Tx

MOST_MEMORIES: Final = 50_000
MOST_ENTITIES: Final = 20_000
MOST_DEGREE: Final = 1_000
MOST_LOOKED_AT: Final = 5_000

_VISIBLE: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (memory:Memory)
  // created_at makes the composite index usable: a range index needs every column in the WHERE
  WHERE memory.created_at IS NOT NULL AND """
_NEWEST: Final[LiteralString] = """
  WITH memory, is_erasing ORDER BY """
_MENTIONED: Final[LiteralString] = """memory.created_at DESC, memory.id DESC LIMIT $most_memories
  MATCH (memory)-[:MENTIONS]->(entity:Entity)
  WITH entity, is_erasing, count(DISTINCT memory) AS mentions
  LIMIT $most_entities
  CALL (entity, is_erasing) {
    MATCH (entity)-[relation:RELATES_TO]-(:Entity)
    WHERE """
_LOOKED_AT: Final[LiteralString] = """
    WITH relation, is_erasing LIMIT $most_looked_at
    WHERE EXISTS {
      UNWIND relation.memory_ids AS memory_id
      MATCH (memory:Memory {id: memory_id})
      WHERE """
_TIED: Final[LiteralString] = """ }
    WITH DISTINCT relation LIMIT $most_degree
    RETURN count(relation) AS degree
  }
  RETURN collect({
    id: entity.id, name: entity.name, type: entity.type, is_self: entity.is_self,
    mentions: mentions, degree: degree
  }) AS tied
}
RETURN tied"""


class Tied(Struct, frozen=True, kw_only=True):
    """An entity, the number of memories that mention it and of its relations."""

    id: str
    name: str
    type: str
    is_self: bool
    mentions: int
    degree: int


async def find(tx: Tx, visibility: Visibility) -> list[Tied]:
    """Give the entities of the newest visible memories, `MOST_ENTITIES` of them at most."""
    seen = compiled(visibility)
    return await tx.all(
        hygiene_query(visibility, seen),
        Tied,
        **seen.parameters,
        **clocks(visibility),
        most_memories=MOST_MEMORIES,
        most_entities=MOST_ENTITIES,
        most_looked_at=MOST_LOOKED_AT,
        most_degree=MOST_DEGREE,
    )


def hygiene_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of the entities."""
    return (
        seen.opening
        + (_VISIBLE + seen.where + _NEWEST + seen.order + _MENTIONED)
        + (believed(visibility) + _LOOKED_AT + seen.where + _TIED)
    )

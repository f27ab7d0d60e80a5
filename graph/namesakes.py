"""Entities whose names are like a name that nobody has exactly, with words said of them."""

from collections.abc import Sequence
from typing import Final, LiteralString

from graph.lucene import named
from graph.model import Entity
from graph.session import Tx

MOST: Final = 100

NAMESAKES: Final[LiteralString] = """
CYPHER 25
UNWIND $asked.lucene AS lucene
CALL db.index.fulltext.queryNodes('entity_name', lucene, {limit: $limit}) YIELD node AS entity
WITH DISTINCT entity
WHERE entity.owner_key = $owner_key AND NOT entity.is_self
RETURN collect(entity {
  .id, .key, .owner_key, .name, .name_norm, .aliases, .type, .is_self,
  texts: COLLECT { MATCH (entity)<-[:MENTIONS]-(memory:Memory) RETURN memory.text LIMIT 3 }
}) AS namesakes
"""


class Namesake(Entity, frozen=True, kw_only=True):
    """An entity and a few of the memories that mention it."""

    texts: list[str]


async def find(tx: Tx, owner_key: str, terms: Sequence[Sequence[str]]) -> list[Namesake]:
    """Give the owner's entities, itself left out, that a word (a term of Lucene's) names."""
    asked = {"lucene": [named(list(some), [owner_key]) for some in terms if some]}
    return await tx.all(NAMESAKES, Namesake, asked=asked, owner_key=owner_key, limit=MOST)

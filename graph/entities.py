"""Entities as a caller may see them: by the memories that mention them and pass the filter."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.filters import Compiled, compiled
from graph.model import Instant, Visibility
from graph.session import Tx

MOST_MEMORIES: Final = 50_000
MOST_SURFACES: Final = 20

_VISIBLE: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (memory:Memory)
  // created_at makes the composite index usable: a range index needs every column in the WHERE
  WHERE memory.created_at IS NOT NULL AND """
_NEWEST: Final[LiteralString] = """
  WITH memory ORDER BY """
_MENTIONED: Final[LiteralString] = """memory.created_at DESC, memory.id DESC LIMIT $most_memories
  MATCH (memory)-[mention:MENTIONS]->(entity:Entity)
  WHERE size($types) = 0 OR entity.type IN $types"""
# What somebody was called elsewhere is nobody's business here: aliases are the words of evidence.
_TOLD: Final[LiteralString] = """
  WITH entity, count(DISTINCT memory) AS mentions,
    min(memory.recorded_at) AS first_at, max(memory.recorded_at) AS last_at,
    collect(DISTINCT mention.surface) AS surfaces"""
_NAMED: Final[LiteralString] = """
  WITH entity, mentions, first_at, last_at, surfaces
  WHERE $prefix = '' OR any(name IN surfaces + entity.name
    WHERE toLower(name) STARTS WITH $prefix OR toLower(name) CONTAINS ' ' + $prefix)
  WITH entity, mentions, first_at, last_at, surfaces
  ORDER BY mentions DESC, entity.name, entity.id"""
_MAP: Final[LiteralString] = """
  collect({
    id: entity.id, name: entity.name, type: entity.type, is_self: entity.is_self,
    owner_key: entity.owner_key, mentions: mentions, first_at: toString(first_at),
    last_at: toString(last_at),
    aliases: [name IN surfaces WHERE name <> entity.name][..$most_surfaces]
  })"""
_PAGE: Final[LiteralString] = (
    """
  WITH """
    + _MAP
    + """ AS entities
  RETURN size(entities) AS total, entities[$skip..$skip + $limit] AS page
}
RETURN total, page AS entities"""
)

_ONE: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (entity:Entity {id: $entity_id})<-[mention:MENTIONS]-(memory:Memory)
  WHERE entity.project_id = $project_id AND """
_ALONE: Final[LiteralString] = (
    """
  RETURN """
    + _MAP
    + """ AS entities
}
RETURN entities"""
)


class Mentioned(Struct, frozen=True, kw_only=True):
    """An entity with what visible memories say of it: their number, words and times."""

    id: str
    name: str
    type: str
    is_self: bool
    owner_key: str
    mentions: int
    first_at: Instant
    last_at: Instant
    aliases: list[str]


class Wanted(Struct, frozen=True, kw_only=True):
    """Which entities: a word of their names begins so, and they are of one of these types."""

    prefix: str = ""
    types: Sequence[str] = ()
    skip: int = 0
    limit: int = 100


class Page(Struct, frozen=True, kw_only=True):
    """Some entities, the most mentioned first, and how many there are in all."""

    entities: list[Mentioned] = []
    total: int = 0


async def find_page(tx: Tx, visibility: Visibility, wanted: Wanted) -> Page:
    """Give entities that the newest `MOST_MEMORIES` visible memories mention."""
    seen = compiled(visibility)
    found = await tx.first(
        entities_query(seen),
        Page,
        **seen.parameters,
        prefix=wanted.prefix.strip().lower(),
        types=list(wanted.types),
        skip=wanted.skip,
        limit=wanted.limit,
        most_memories=MOST_MEMORIES,
        most_surfaces=MOST_SURFACES,
    )
    return found or Page()


def entities_query(seen: Compiled) -> LiteralString:
    """Give the query of a page."""
    return (
        seen.opening
        + (_VISIBLE + seen.where + _NEWEST + seen.order + _MENTIONED)
        + (_TOLD + _NAMED + _PAGE)
    )


async def get(tx: Tx, visibility: Visibility, entity_id: str) -> Mentioned:
    """Give one entity; raises NotFoundError when no visible memory mentions it."""
    seen = compiled(visibility)
    found = await tx.all(
        entity_query(seen),
        Mentioned,
        **seen.parameters,
        entity_id=entity_id,
        most_surfaces=MOST_SURFACES,
    )
    if not found:
        raise NotFoundError("entity", entity_id)
    return found[0]


def entity_query(seen: Compiled) -> LiteralString:
    """Give the query of one entity."""
    return seen.opening + _ONE + seen.where + _TOLD + _ALONE

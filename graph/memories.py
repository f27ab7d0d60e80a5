"""Memories as they are read: one, a page in the order of an index, and what they state."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.filters import Compiled, compiled
from graph.model import Memory, Source, Visibility
from graph.session import Tx

# A fragment, and no LiteralString by name, because whole queries are what is called so.
MEMORY: Final = """memory {
  .id, .project_id, .owner_key, .event_id, .text, .hash, .metadata, .state, .immutable,
  created_at: toString(memory.created_at), updated_at: toString(memory.updated_at),
  recorded_at: toString(memory.recorded_at), valid_from: toString(memory.valid_from),
  valid_to: toString(memory.valid_to), expires_at: toString(memory.expires_at),
  .user_id, .agent_id, .app_id, .run_id, .categories, .memory_type, .actor_id, .role,
  relation_ids: coalesce(memory.relation_ids, []),
  replaced_by: head([(memory)<-[:SUPERSEDES]-(newer:Memory) | newer.id]),
  linked_memory_ids: [(memory)-[:SUPERSEDES]->(older:Memory) | older.id]
}"""

_VISIBLE: Final[LiteralString] = """
MATCH (memory:Memory)
// created_at makes the composite index usable: a range index needs every column in the WHERE
WHERE memory.created_at IS NOT NULL AND """

# what a memory that is written, or gets other words, is tied to
TIED: Final = """CALL (memory, row) {
  UNWIND row.mentions AS mention
  MATCH (entity:Entity {key: mention.entity_key})
  CREATE (memory)-[:MENTIONS {
    project_id: $project_id, role: mention.role, surface: mention.surface
  }]->(entity)
}
CALL (memory, row) {
  UNWIND row.sources AS source
  MATCH (message:Message {id: source.message_id})
  CREATE (memory)-[:EXTRACTED_FROM {
    project_id: $project_id, start: source.start, end: source.end
  }]->(message)
}
"""

GET_MEMORY: Final[LiteralString] = (
    """CYPHER 25
MATCH (memory:Memory {id: $memory_id})
WHERE memory.project_id = $project_id
  AND NOT EXISTS {
    MATCH (memory)-[:IN_SCOPE]->(scope:Scope) WHERE scope.erasing_at IS NOT NULL }
RETURN """
    + MEMORY
    + """ AS memory"""
)


class Found(Struct, frozen=True, kw_only=True):
    """One memory under its name."""

    memory: Memory


class Page(Struct, frozen=True, kw_only=True):
    """A part of the visible memories, the newest first, and how many there are in all."""

    memories: list[Memory]
    total: int


class Stated(Struct, frozen=True, kw_only=True):
    """A memory with the messages whose words it states, in the order of the conversation."""

    memory_id: str
    sources: list[Source]


async def get(tx: Tx, project_id: str, memory_id: str) -> Memory:
    """Give one memory of the project, whatever its state; raises NotFoundError."""
    found = await tx.first(GET_MEMORY, Found, project_id=project_id, memory_id=memory_id)
    if found is None:
        raise NotFoundError("memory", memory_id)
    return found.memory


async def find(tx: Tx, visibility: Visibility, *, skip: int = 0, limit: int = 100) -> list[Memory]:
    """Give visible memories, the newest first."""
    seen = compiled(visibility)
    return await tx.all(page_query(seen), Memory, **seen.parameters, skip=skip, limit=limit)


async def find_page(tx: Tx, visibility: Visibility, *, skip: int = 0, limit: int = 100) -> Page:
    """Give visible memories, the newest first, and their number."""
    seen = compiled(visibility)
    query = counted_query(seen)
    found = await tx.first(query, Page, **seen.parameters, skip=skip, limit=limit)
    return Page(memories=[], total=0) if found is None else found


def page_query(seen: Compiled) -> LiteralString:
    """Give the query of a page."""
    return seen.opening + _page(seen)


def counted_query(seen: Compiled) -> LiteralString:
    """Give the query of a page with its total."""
    return (
        seen.opening
        + "\nCALL (is_erasing) {"
        + _page(seen)
        + "\n}\nCALL (is_erasing) {"
        + _VISIBLE
        + seen.where
        + "\nRETURN count(memory) AS total\n}\nRETURN memories, total"
    )


def _page(seen: Compiled) -> LiteralString:
    return (
        _VISIBLE
        + seen.where
        # Every column of the index, in its order: so it is read backwards and stops at the limit.
        + "\nWITH memory ORDER BY "
        + seen.order
        + "memory.created_at DESC, memory.id DESC SKIP $skip LIMIT $limit\nRETURN collect("
        + MEMORY
        + ") AS memories"
    )


SOURCES: Final[LiteralString] = """CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})-[extracted:EXTRACTED_FROM]->(message:Message)
WHERE memory.project_id = $project_id
WITH memory_id, extracted, message ORDER BY message.event_id, message.position, extracted.start
WITH memory_id, collect({
  message_id: message.id, event_id: message.event_id, index: message.position,
  role: message.role, name: message.name, external_id: message.external_id,
  start: extracted.start, end: extracted.end
}) AS sources
RETURN collect({memory_id: memory_id, sources: sources}) AS stated
"""


async def sources(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> dict[str, list[Source]]:
    """Give the sources of each memory that has some."""
    stated = await tx.all(SOURCES, Stated, project_id=project_id, memory_ids=memory_ids)
    return {one.memory_id: one.sources for one in stated}


READ: Final[LiteralString] = (
    """CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
RETURN collect("""
    + MEMORY
    + """) AS memories
"""
)


async def get_many(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> list[Memory]:
    """Give those of the memories that are there, in the order asked for."""
    return await tx.all(READ, Memory, project_id=project_id, memory_ids=memory_ids)


async def get_each(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> dict[str, Memory]:
    """Give all of the memories by id; raises NotFoundError for the first that is not there."""
    found = {memory.id: memory for memory in await get_many(tx, project_id, memory_ids)}
    for memory_id in memory_ids:
        if memory_id not in found:
            raise NotFoundError("memory", memory_id)
    return found

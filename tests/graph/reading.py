"""Reads for the tests of the writing queries: what lies in the store, as plain rows."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.session import Graph, Tx

MEMORIES: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory)
WHERE memory.project_id = $project_id
RETURN collect(memory {
  .id, .text, .state, .event_id, .user_id, .relation_ids,
  created_at: toString(memory.created_at),
  updated_at: toString(memory.updated_at),
  has_embedding: memory.embedding IS NOT NULL,
  properties: keys(memory),
  scopes: COLLECT { MATCH (memory)-[:IN_SCOPE]->(scope) RETURN scope.external_id },
  mentions: COLLECT { MATCH (memory)-[:MENTIONS]->(entity) RETURN entity.name },
  messages: COLLECT { MATCH (memory)-[:EXTRACTED_FROM]->(message) RETURN message.id },
  older: COLLECT { MATCH (memory)-[:SUPERSEDES]->(older) RETURN older.id }
}) AS memories
"""

ENTITIES: Final[LiteralString] = """
CYPHER 25
MATCH (entity:Entity)
WHERE entity.project_id = $project_id
WITH entity ORDER BY entity.name
RETURN collect(entity {.id, .name, .type, .aliases, labels: labels(entity)}) AS entities
"""

SCOPES: Final[LiteralString] = """
CYPHER 25
MATCH (scope:Scope)
WHERE scope.project_id = $project_id
WITH scope ORDER BY scope.external_id
RETURN collect(scope {
  .kind, .external_id, labels: labels(scope), is_hidden: scope.erasing_at IS NOT NULL
}) AS scopes
"""

CHANGES: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event)-[:PRODUCED]->(change:Change)
WHERE change.project_id = $project_id
WITH event, change ORDER BY change.created_at, change.op
RETURN collect(change {
  .memory_id, .op, .old_text, .new_text, .snapshot, .event_id, produced_by: event.id
}) AS changes
"""

MESSAGES: Final[LiteralString] = """
CYPHER 25
MATCH (message:Message)
WHERE message.project_id = $project_id
WITH message ORDER BY message.event_id, message.position
RETURN collect(message {
  .id, .text, .scope_terms, .user_id,
  is_redacted: message.redacted_at IS NOT NULL,
  has_embedding: message.embedding IS NOT NULL
}) AS messages
"""

VERSION: Final[LiteralString] = """
CYPHER 25
MATCH (lane:Lane {key: $owner_key})
RETURN lane.version AS version
"""


class StoredMemory(Struct):
    id: str
    text: str
    state: str
    event_id: str
    user_id: str | None
    relation_ids: list[str]
    created_at: str
    updated_at: str
    has_embedding: bool
    properties: list[str]
    scopes: list[str]
    mentions: list[str]
    messages: list[str]
    older: list[str]


class StoredEntity(Struct):
    id: str
    name: str
    type: str
    aliases: list[str]
    labels: list[str]


class StoredScope(Struct):
    kind: str
    external_id: str
    labels: list[str]
    is_hidden: bool


class StoredChange(Struct):
    memory_id: str
    op: str
    old_text: str | None
    new_text: str | None
    snapshot: str
    event_id: str
    produced_by: str


class StoredMessage(Struct):
    id: str
    text: str | None
    scope_terms: str | None
    user_id: str | None
    is_redacted: bool
    has_embedding: bool


class Version(Struct):
    version: int


async def memories(graph: Graph, project_id: str) -> dict[str, StoredMemory]:
    async def work(tx: Tx) -> list[StoredMemory]:
        return await tx.all(MEMORIES, StoredMemory, project_id=project_id)

    return {memory.id: memory for memory in await graph.read(work)}


async def entities(graph: Graph, project_id: str) -> dict[str, StoredEntity]:
    async def work(tx: Tx) -> list[StoredEntity]:
        return await tx.all(ENTITIES, StoredEntity, project_id=project_id)

    return {entity.name: entity for entity in await graph.read(work)}


async def scopes(graph: Graph, project_id: str) -> list[StoredScope]:
    async def work(tx: Tx) -> list[StoredScope]:
        return await tx.all(SCOPES, StoredScope, project_id=project_id)

    return await graph.read(work)


async def changes(graph: Graph, project_id: str) -> list[StoredChange]:
    async def work(tx: Tx) -> list[StoredChange]:
        return await tx.all(CHANGES, StoredChange, project_id=project_id)

    return await graph.read(work)


async def messages(graph: Graph, project_id: str) -> list[StoredMessage]:
    async def work(tx: Tx) -> list[StoredMessage]:
        return await tx.all(MESSAGES, StoredMessage, project_id=project_id)

    return await graph.read(work)


async def version(graph: Graph, owner_key: str) -> int:
    async def work(tx: Tx) -> Version | None:
        return await tx.first(VERSION, Version, owner_key=owner_key)

    found = await graph.read(work)
    return found.version if found else 0

"""Writes what `graph/backups.py` read: what is there already stays as it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.model import Project
from graph.projects import PROJECT
from graph.session import Tx

FIND_PROJECT: Final[LiteralString] = (
    """
CYPHER 25
MATCH (project:Project {id: $project_id})
RETURN collect("""
    + PROJECT
    + """) AS projects
"""
)


async def find_project(tx: Tx, project_id: str) -> list[Project]:
    """Give the project in a list, or an empty list."""
    return await tx.all(FIND_PROJECT, Project, project_id=project_id)


SCOPES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Scope {key: row.properties.key})
ON CREATE SET node = row.properties, node.project_id = $project_id, node:$(row.label)
"""

EVENTS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Event {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id
"""

MESSAGES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Message {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id
WITH node
MATCH (event:Event {id: node.event_id})
WHERE event.project_id = $project_id
MERGE (node)-[:PART_OF {project_id: $project_id}]->(event)
"""

ENTITIES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Entity {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id, node:$(row.label)
"""

# links come with a new node only: of two mentions of one entity nothing tells which is there
MEMORIES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Memory {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id, node.is_new = true
WITH node, row WHERE node.is_new
REMOVE node.is_new
CALL (node, row) {
  UNWIND row.links.IN_SCOPE AS link
  MATCH (end:Scope {key: link.target})
  CREATE (node)-[made:IN_SCOPE]->(end)
  SET made = link.properties, made.project_id = $project_id
}
CALL (node, row) {
  UNWIND row.links.MENTIONS AS link
  MATCH (end:Entity {id: link.target})
  CREATE (node)-[made:MENTIONS]->(end)
  SET made = link.properties, made.project_id = $project_id
}
CALL (node, row) {
  UNWIND row.links.EXTRACTED_FROM AS link
  MATCH (end:Message {id: link.target})
  CREATE (node)-[made:EXTRACTED_FROM]->(end)
  SET made = link.properties, made.project_id = $project_id
}
"""

SUPERSESSIONS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (node:Memory {id: row.id})
WHERE node.project_id = $project_id
UNWIND row.links.SUPERSEDES AS link
MATCH (end:Memory {id: link.target})
WHERE end.project_id = $project_id
MERGE (node)-[made:SUPERSEDES]->(end)
ON CREATE SET made = link.properties, made.project_id = $project_id
"""

RELATIONS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
USING INDEX SEEK source:Entity(id)
WHERE source.project_id = $project_id
MATCH (target:Entity {id: row.target})
USING INDEX SEEK target:Entity(id)
WHERE target.project_id = $project_id
MERGE (source)-[node:RELATES_TO {id: row.id}]->(target)
ON CREATE SET node = row.properties, node.project_id = $project_id
"""

CHANGES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:Change {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id, node.is_new = true
WITH node WHERE node.is_new
REMOVE node.is_new
CALL (node) {
  MATCH (event:Event {id: node.event_id})
  WHERE event.project_id = $project_id
  CREATE (event)-[:PRODUCED {project_id: $project_id}]->(node)
}
CALL (node) {
  MATCH (memory:Memory {id: node.memory_id})
  WHERE memory.project_id = $project_id
  CREATE (node)-[:OF {project_id: $project_id}]->(memory)
}
"""

SAVED_QUERIES: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MERGE (node:SavedQuery {id: row.id})
ON CREATE SET node = row.properties, node.project_id = $project_id
"""

# every owner has a lane, which every write locks
LANES: Final[LiteralString] = """
CYPHER 25
UNWIND $owner_keys AS owner_key
MERGE (lane:Lane {key: owner_key})
ON CREATE SET lane.project_id = $project_id, lane.next_seq = 0, lane.version = 0
"""

STATEMENTS: Final[dict[str, LiteralString]] = {
    "scope": SCOPES,
    "event": EVENTS,
    "message": MESSAGES,
    "entity": ENTITIES,
    "memory": MEMORIES,
    "supersession": SUPERSESSIONS,
    "relation": RELATIONS,
    "change": CHANGES,
    "saved_query": SAVED_QUERIES,
}


class LinkRow(Struct, frozen=True, kw_only=True):
    """What leads from a node to another."""

    target: str
    properties: dict[str, object]


class Row(Struct, frozen=True, kw_only=True):
    """A node or a relation to write; instants are datetimes, links are by their types."""

    id: str
    properties: dict[str, object]
    links: dict[str, list[LinkRow]]
    label: str | None = None
    source: str | None = None
    target: str | None = None


async def write(tx: Tx, statement: LiteralString, project_id: str, rows: Sequence[Row]) -> None:
    """Write a batch of one kind by one of `STATEMENTS`; twice is as good as once."""
    owners = {row.properties.get("owner_key") for row in rows} - {None}
    await tx.run(statement, project_id=project_id, rows=list(rows))
    await tx.run(LANES, project_id=project_id, owner_keys=sorted(map(str, owners)))


def read(value: object) -> object:
    """Turn `{"at": …}` into a datetime."""
    match value:
        case {"at": str() as text}:
            return datetime.fromisoformat(text)
        case _:
            return value

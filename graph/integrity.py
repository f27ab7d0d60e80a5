"""Counts of what no constraint of the Community edition can refuse. All are 0 in a sound store."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.session import Tx

NODES_WITHOUT_PROJECT: Final[LiteralString] = """
CYPHER 25
MATCH (node:Memory|Entity|Message|Event|Lane|Scope|Change|Erasure|Webhook|Delivery|Absorbed)
WHERE node.project_id IS NULL
RETURN count(node) AS total
"""

EDGES_ACROSS_OWNERS: Final[LiteralString] = """
CYPHER 25
CALL () {
  MATCH (subject:Entity)-[relation:RELATES_TO]->(object:Entity)
  WHERE subject.owner_key <> object.owner_key OR relation.owner_key <> subject.owner_key
    OR subject.project_id <> object.project_id OR relation.project_id <> subject.project_id
  RETURN count(relation) AS found
  UNION ALL
  MATCH (memory:Memory)-[mention:MENTIONS]->(entity:Entity)
  WHERE memory.owner_key <> entity.owner_key OR memory.project_id <> entity.project_id
  RETURN count(mention) AS found
}
RETURN sum(found) AS total
"""

RELATIONS_WITHOUT_EVIDENCE: Final[LiteralString] = """
CYPHER 25
MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
WHERE size(relation.memory_ids) = 0
  OR size(relation.memory_ids) > COUNT {
    UNWIND relation.memory_ids AS memory_id
    MATCH (memory:Memory {id: memory_id})
    WHERE memory.project_id = relation.project_id
  }
RETURN count(relation) AS total
"""

ENTITIES_WITHOUT_EVIDENCE: Final[LiteralString] = """
CYPHER 25
MATCH (entity:Entity)
WHERE NOT EXISTS { (entity)<-[:MENTIONS]-() } AND NOT EXISTS { (entity)-[:RELATES_TO]-() }
RETURN count(entity) AS total
"""

EMBEDDINGS_OF_OTHER_LENGTH: Final[LiteralString] = """
CYPHER 25
MATCH (node:Memory|Message)
WHERE size(node.embedding) <> $dimensions
RETURN count(node) AS total
"""


class Integrity(Struct, frozen=True, kw_only=True):
    """What `GET /health/integrity` reports."""

    nodes_without_project: int
    edges_across_owners: int
    relations_without_evidence: int
    entities_without_evidence: int
    embeddings_of_other_length: int


class Total(Struct, frozen=True, kw_only=True):
    """How many there are."""

    total: int


async def count(tx: Tx, dimensions: int) -> Integrity:
    """Count the faults of the whole store, which takes a scan: not for every request."""
    return Integrity(
        nodes_without_project=await _total(tx, NODES_WITHOUT_PROJECT),
        edges_across_owners=await _total(tx, EDGES_ACROSS_OWNERS),
        relations_without_evidence=await _total(tx, RELATIONS_WITHOUT_EVIDENCE),
        entities_without_evidence=await _total(tx, ENTITIES_WITHOUT_EVIDENCE),
        embeddings_of_other_length=await _total(
            tx, EMBEDDINGS_OF_OTHER_LENGTH, dimensions=dimensions
        ),
    )


async def _total(tx: Tx, query: LiteralString, **parameters: int) -> int:
    found = await tx.first(query, Total, **parameters)
    return found.total if found else 0

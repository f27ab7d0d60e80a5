"""Updating memories: what they are like, what they say, and the line in their history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import UNSET, Struct, UnsetType

from graph import chains, outbox, removals
from graph.memories import TIED
from graph.plan import MentionRow, SourceRow
from graph.removals import Gone, Touched
from graph.session import Tx

SILENCE: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
SET memory.relation_ids = [], memory.closes_ids = [],
  memory.state = CASE memory.state WHEN 'superseded' THEN 'active' ELSE memory.state END
CALL (memory) {
  MATCH (memory)-[gone:MENTIONS|SUPERSEDES]-()
  DELETE gone
}
CALL (memory) {
  // where the first words came from stays known, so that they are redacted with the memory
  MATCH (memory)-[source:EXTRACTED_FROM]->(message:Message)
  MERGE (memory)-[once:ONCE_EXTRACTED_FROM]->(message)
  SET once.project_id = $project_id
  DELETE source
}
"""

UPDATE: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
UNWIND $rows AS row
MATCH (memory:Memory {id: row.memory_id})
WHERE memory.project_id = $project_id
WITH event, row, memory, memory.text AS old_text
SET memory += row.changes
SET memory.updated_at = $at
CREATE (event)-[:PRODUCED {project_id: $project_id}]->(:Change {
  id: row.change_id,
  project_id: $project_id,
  owner_key: memory.owner_key,
  memory_id: memory.id,
  event_id: $event_id,
  op: 'UPDATE',
  old_text: old_text,
  new_text: memory.text,
  categories: row.changes.categories,
  snapshot: row.snapshot,
  created_at: $at
})-[:OF {project_id: $project_id}]->(memory)
"""

TIES: Final[LiteralString] = (
    """
CYPHER 25
UNWIND $ties AS row
MATCH (memory:Memory {id: row.memory_id})
WHERE memory.project_id = $project_id
"""
    + TIED
)

EVIDENCE_UNTIL: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (changed:Memory {id: memory_id})
WHERE changed.project_id = $project_id
UNWIND changed.relation_ids AS relation_id
WITH DISTINCT relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
CALL (relation) {
  UNWIND relation.memory_ids AS evidence_id
  MATCH (memory:Memory {id: evidence_id})
  RETURN max(memory.expires_at) AS evidence_until
}
SET relation.evidence_until = coalesce(evidence_until, relation.evidence_until)
"""

# an unknown start is when it was said: it moves along when only this memory said it
STARTS: Final[LiteralString] = """
CYPHER 25
UNWIND $shifts AS row
MATCH (memory:Memory {id: row.memory_id})
WHERE memory.project_id = $project_id
UNWIND memory.relation_ids AS relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
WHERE relation.valid_from_precision = 'none' AND relation.valid_from = row.before
  AND relation.memory_ids = [memory.id] AND relation.valid_to_stated > row.after
SET relation.valid_from = row.after
RETURN collect(DISTINCT relation.slot) AS slots,
  collect(DISTINCT CASE WHEN relation.slot IS NULL THEN relation.pair END) AS pairs
"""


FORGET: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})<-[:PART_OF]-(message:Message)
WHERE event.project_id = $project_id
  AND NOT EXISTS { (message)<-[:EXTRACTED_FROM|ONCE_EXTRACTED_FROM]-() }
SET message.redacted_at = datetime()
REMOVE message.text
"""


class Changes(Struct, frozen=True, kw_only=True):
    """Properties of a memory that change; what is unset stays, None is taken away."""

    text: str | UnsetType = UNSET
    hash: str | UnsetType = UNSET
    embedding: list[float] | UnsetType | None = UNSET
    metadata: str | UnsetType = UNSET
    metadata_pairs: tuple[str, ...] | UnsetType = UNSET
    categories: tuple[str, ...] | UnsetType | None = UNSET
    created_at: datetime | UnsetType = UNSET
    expires_at: datetime | UnsetType = UNSET
    valid_from: datetime | UnsetType = UNSET
    valid_to: datetime | UnsetType = UNSET
    relation_ids: tuple[str, ...] | UnsetType = UNSET
    closes_ids: tuple[str, ...] | UnsetType = UNSET


class RevisionRow(Struct, frozen=True, kw_only=True):
    """A memory's changes and its UPDATE in the history; `snapshot` is JSON, as after them."""

    memory_id: str
    change_id: str
    snapshot: str
    changes: Changes


class TiesRow(Struct, frozen=True, kw_only=True):
    """What the new words of a memory mention, and the message that brought them."""

    memory_id: str
    mentions: tuple[MentionRow, ...]
    sources: tuple[SourceRow, ...]


class ShiftRow(Struct, frozen=True, kw_only=True):
    """A memory that was said at another time than was thought."""

    memory_id: str
    before: datetime
    after: datetime


async def silence(tx: Tx, project_id: str, memories: Sequence[Gone]) -> None:
    """Let memories whose lanes are locked say nothing, before they say something else."""
    await removals.withdraw(tx, project_id, memories)
    memory_ids = [memory.id for memory in memories]
    await tx.run(SILENCE, project_id=project_id, memory_ids=memory_ids)


async def update(
    tx: Tx, project_id: str, rows: Sequence[RevisionRow], *, event_id: str, at: datetime
) -> None:
    """Change memories whose lanes are locked and write it into their history."""
    await tx.run(UPDATE, project_id=project_id, event_id=event_id, rows=rows, at=at)
    await outbox.record(tx, project_id, event_id)
    expiring = [row.memory_id for row in rows if row.changes.expires_at is not UNSET]
    if expiring:
        await tx.run(EVIDENCE_UNTIL, project_id=project_id, memory_ids=expiring)


async def shift(tx: Tx, project_id: str, shifts: Sequence[ShiftRow]) -> None:
    """Move the unknown starts of what these memories alone attest."""
    if not shifts:
        return
    found = await tx.first(STARTS, Touched, project_id=project_id, shifts=shifts)
    touched = found or Touched()
    await chains.update(tx, touched.slots, touched.pairs)


async def tie(tx: Tx, project_id: str, ties: Sequence[TiesRow]) -> None:
    """Tie memories to the entities that they mention and to the messages that they come from."""
    await tx.run(TIES, project_id=project_id, ties=ties)


async def forget(tx: Tx, project_id: str, event_id: str) -> None:
    """Redact the words of an update that has nothing left to update."""
    await tx.run(FORGET, project_id=project_id, event_id=event_id)

"""What callers think of memories: one feedback a memory, which goes with it."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.session import Tx

MERGE_FEEDBACK: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory {id: $memory_id})
WHERE memory.project_id = $project_id
// the memory's lock lets no delete slip in between
SET memory.id = memory.id
MERGE (feedback:Feedback {id: $feedback.id})
ON CREATE SET feedback.created_at = $feedback.at
SET
  feedback.project_id = $project_id,
  feedback.memory_id = memory.id,
  feedback.value = $feedback.value,
  feedback.reason = $feedback.reason,
  feedback.updated_at = $feedback.at
MERGE (feedback)-[about:ABOUT]->(memory)
SET about.project_id = $project_id
RETURN memory.id AS id
"""

DELETE_FEEDBACK: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory {id: $memory_id})
WHERE memory.project_id = $project_id
CALL (memory) {
  MATCH (feedback:Feedback)-[:ABOUT]->(memory)
  DETACH DELETE feedback
}
RETURN memory.id AS id
"""


class FeedbackRow(Struct, frozen=True, kw_only=True):
    """A feedback to keep; its id is made from the memory's."""

    id: str
    value: str | None
    reason: str | None
    at: datetime


class Found(Struct, frozen=True, kw_only=True):
    """The memory that was there."""

    id: str


async def merge(tx: Tx, project_id: str, memory_id: str, row: FeedbackRow) -> None:
    """Keep a memory's feedback in the place of an earlier one; raises NotFoundError."""
    found = await tx.first(
        MERGE_FEEDBACK, Found, project_id=project_id, memory_id=memory_id, feedback=row
    )
    _expect(found, memory_id)


async def delete(tx: Tx, project_id: str, memory_id: str) -> None:
    """Take a memory's feedback back, if there is one; raises NotFoundError for the memory."""
    found = await tx.first(DELETE_FEEDBACK, Found, project_id=project_id, memory_id=memory_id)
    _expect(found, memory_id)


def _expect(found: Found | None, memory_id: str) -> None:
    if found is None:
        raise NotFoundError("memory", memory_id)

"""The history of memories, which outlives them."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.model import Change
from graph.session import Tx


class Heard(Struct, frozen=True, kw_only=True):
    """What was said in a message of a change's event; without words once they were erased."""

    role: str
    text: str | None = None


class PastChange(Struct, frozen=True, kw_only=True):
    """A change with the beginning of the conversation that it came from."""

    change: Change
    heard: list[Heard]


class ChangePage(Struct, frozen=True, kw_only=True):
    """Some changes of a project, the newest first, and how many there are in all."""

    changes: list[PastChange]
    total: int


class Origin(Struct, frozen=True, kw_only=True):
    """A memory with the messages that it came from."""

    memory_id: str
    heard: list[Heard]


_PAST: LiteralString = """
CALL (change) {
  MATCH (message:Message)
  WHERE message.event_id = change.event_id AND message.position >= 0
    AND message.position < $messages
  WITH message ORDER BY message.event_id, message.position
  RETURN collect(message {.role, .text}) AS heard
}
RETURN collect({
  change: change {
    .id, .memory_id, .event_id, .op, .old_text, .new_text, .snapshot,
    created_at: toString(change.created_at)
  },
  heard: heard
}) AS changes
"""

HISTORY: Final[LiteralString] = (
    """CYPHER 25
MATCH (change:Change)
USING INDEX SEEK change:Change(memory_id, created_at)
// created_at makes the composite index usable and gives its order
WHERE change.memory_id = $memory_id AND change.created_at IS NOT NULL
  AND change.project_id = $project_id
WITH change ORDER BY change.memory_id, change.created_at, change.id
"""
    + _PAST
)


async def find(tx: Tx, project_id: str, memory_id: str, *, messages: int = 20) -> list[PastChange]:
    """Give what happened to a memory, oldest first, also after its deletion."""
    return await tx.all(
        HISTORY, PastChange, project_id=project_id, memory_id=memory_id, messages=messages
    )


_OF_PROJECT: LiteralString = """
MATCH (change:Change)
WHERE change.project_id = $project_id AND change.created_at IS NOT NULL
"""

PROJECT_HISTORY: Final[LiteralString] = (
    """CYPHER 25
CALL () {"""
    + _OF_PROJECT
    + """
WITH change ORDER BY change.project_id DESC, change.created_at DESC SKIP $skip LIMIT $limit
"""
    + _PAST
    + """
}
CALL () {"""
    + _OF_PROJECT
    + """
RETURN count(change) AS total
}
RETURN changes, total
"""
)


async def find_page(
    tx: Tx, project_id: str, *, skip: int, limit: int, messages: int = 20
) -> ChangePage:
    """Give what happened to the memories of a project, newest first."""
    found = await tx.first(
        PROJECT_HISTORY,
        ChangePage,
        project_id=project_id,
        skip=skip,
        limit=limit,
        messages=messages,
    )
    return found or ChangePage(changes=[], total=0)


ORIGINS: Final[LiteralString] = """CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})-[:EXTRACTED_FROM]->(message:Message)
WHERE memory.project_id = $project_id
WITH memory_id, message ORDER BY message.event_id, message.position
WITH memory_id, collect(message {.role, .text}) AS heard
RETURN collect({memory_id: memory_id, heard: heard}) AS origins
"""


async def origins(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> dict[str, list[Heard]]:
    """Give the messages that each memory states."""
    found = await tx.all(ORIGINS, Origin, project_id=project_id, memory_ids=list(memory_ids))
    return {one.memory_id: one.heard for one in found}

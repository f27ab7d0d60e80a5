"""The history of memories, which outlives them."""

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


HISTORY: Final[LiteralString] = """CYPHER 25
MATCH (change:Change)
// created_at makes the composite index usable and gives its order
WHERE change.memory_id = $memory_id AND change.created_at IS NOT NULL
  AND change.project_id = $project_id
WITH change ORDER BY change.memory_id, change.created_at, change.id
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


async def find(tx: Tx, project_id: str, memory_id: str, *, messages: int = 20) -> list[PastChange]:
    """Give what happened to a memory, oldest first, also after its deletion."""
    return await tx.all(
        HISTORY, PastChange, project_id=project_id, memory_id=memory_id, messages=messages
    )

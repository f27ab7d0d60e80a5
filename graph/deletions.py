"""Deleting memories: what only they attested goes, what they had closed opens again."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph import events, outbox, removals
from graph.errors import NotFoundError
from graph.events import EventRow
from graph.session import Tx

CHANGES: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
WHERE event.project_id = $project_id
UNWIND $rows AS row
MATCH (memory:Memory {id: row.memory_id})
WHERE memory.project_id = $project_id
CALL (memory) {
  OPTIONAL MATCH (change:Change)
  WHERE change.memory_id = memory.id AND change.created_at IS NOT NULL
  RETURN change.snapshot AS snapshot ORDER BY change.memory_id DESC, change.created_at DESC LIMIT 1
}
CREATE (event)-[:PRODUCED {project_id: $project_id}]->(:Change {
  id: row.change_id,
  project_id: $project_id,
  owner_key: memory.owner_key,
  memory_id: memory.id,
  event_id: $event_id,
  op: 'DELETE',
  old_text: memory.text,
  snapshot: coalesce(snapshot, '{}'),
  created_at: $at
})
"""


class DeletedRow(Struct, frozen=True, kw_only=True):
    """A memory to delete and the id of its DELETE change."""

    memory_id: str
    change_id: str


class Deletion(Struct, frozen=True, kw_only=True):
    """A synchronous delete: its event, the event's results (JSON) and the memories."""

    event: EventRow
    results: str
    rows: tuple[DeletedRow, ...]
    at: datetime


class Deleted(Struct, frozen=True, kw_only=True):
    """The event, whether it is new, and the memories that were there."""

    event_id: str
    is_new: bool
    memory_ids: list[str]


async def delete_memory(tx: Tx, deletion: Deletion) -> Deleted:
    """Delete one memory; raises NotFoundError, or KeyReusedError as `events.create`."""
    deleted = await delete_memories(tx, deletion)
    if deleted.is_new and not deleted.memory_ids:
        raise NotFoundError("memory", deletion.rows[0].memory_id)
    return deleted


async def delete_memories(tx: Tx, deletion: Deletion) -> Deleted:
    """Delete those of the memories that are there (at most 1,000 in one transaction)."""
    project_id = deletion.event.project_id
    accepted = await events.create_finished(tx, deletion.event, deletion.results)
    if not accepted.is_new:
        return Deleted(event_id=accepted.event_id, is_new=False, memory_ids=[])
    gone = await removals.lock(tx, project_id, [row.memory_id for row in deletion.rows])
    await tx.run(
        CHANGES,
        project_id=project_id,
        event_id=accepted.event_id,
        rows=deletion.rows,
        at=deletion.at,
    )
    await outbox.record(tx, project_id, accepted.event_id)
    await removals.delete(tx, project_id, gone)
    return Deleted(
        event_id=accepted.event_id, is_new=True, memory_ids=[memory.id for memory in gone]
    )

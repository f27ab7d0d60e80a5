"""An update of memories in a transaction: first the owners are locked, then it is written."""

from collections.abc import Sequence
from datetime import datetime

from app.services.revisions import Revised
from graph import memories, removals, revisions
from graph.model import Memory
from graph.removals import Gone
from graph.session import Tx


async def locked(
    tx: Tx, project_id: str, memory_ids: Sequence[str]
) -> tuple[dict[str, Memory], list[Gone]]:
    """Lock the memories' lanes and give them as they are; raises NotFoundError."""
    gone = await removals.lock(tx, project_id, memory_ids)
    return await memories.get_each(tx, project_id, memory_ids), gone


async def write(tx: Tx, project_id: str, update: Revised, *, event_id: str, at: datetime) -> None:
    """Write an update of memories whose lanes are locked."""
    await revisions.update(tx, project_id, update.rows, event_id=event_id, at=at)
    await revisions.shift(tx, project_id, update.shifts)

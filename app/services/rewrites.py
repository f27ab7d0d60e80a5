"""The one transaction in which memories get other words.

It locks the owners, takes the old words' evidence back, reads the graph without it, settles the
new words on that and writes everything.
"""

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from app.services.chapters import chapter
from app.services.overwriting import locked, write
from app.services.planning import planned
from app.services.rereading import draft_of
from app.services.revisions import Revised, RevisionRequest, revised
from app.services.wording import Reading
from graph import commits, removals, revisions
from graph.errors import ConflictError
from graph.plan import MemoryRow, Plan
from graph.revisions import TiesRow
from graph.session import Tx


class LeaseLostError(ConflictError):
    """Somebody else has the event now: nothing that was begun here is kept."""


class Rewrite(Struct, frozen=True, kw_only=True):
    """An update whose words have been read."""

    project_id: str
    event_id: str
    token: str
    milliseconds: int
    request: RevisionRequest
    readings: tuple[Reading, ...]


async def rewritten(tx: Tx, task: Rewrite) -> None:
    """Write it all; raises NotFoundError, or LeaseLostError when it is somebody else's by now."""
    now, project_id = datetime.now(UTC), task.project_id
    stored, gone = await locked(tx, project_id, [one.memory_id for one in task.request.updates])
    worded = {reading.wording.memory.id for reading in task.readings}
    silenced = [one for one in gone if one.id in worded]
    await revisions.silence(tx, project_id, silenced)
    plan = await _plan(tx, task, now)
    words = {row.id: row for row in plan.memories}
    update = revised(task.request.updates, stored, words, event_id=task.event_id)
    await write(tx, project_id, update, event_id=task.event_id, at=now)
    if not await commits.create(tx, _without_memories(plan, update)):
        raise LeaseLostError
    await revisions.tie(tx, project_id, [_ties(row) for row in plan.memories])
    await removals.sweep(tx, project_id, silenced)


async def _plan(tx: Tx, task: Rewrite, now: datetime) -> Plan:
    """Settle the new words on what is left; the locks keep everybody else out."""
    draft = draft_of(task.project_id, task.event_id, request=task.request, readings=task.readings)
    chapters = [
        await chapter(tx, draft, part=part, now=now, keeps_known=True) for part in draft.parts
    ]
    return planned(draft, chapters, token=task.token, milliseconds=task.milliseconds)


def _without_memories(plan: Plan, update: Revised) -> Plan:
    """Leave out memories, which are there already, and messages: the memories are searched."""
    outcome = replace(plan.outcome, results=update.results)
    return replace(plan, memories=(), messages=(), outcome=outcome)


def _ties(row: MemoryRow) -> TiesRow:
    return TiesRow(memory_id=row.id, mentions=row.mentions, sources=row.sources)

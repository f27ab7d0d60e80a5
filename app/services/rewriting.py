"""Memories get other words: read like a message, written while what the old ones said goes.

Models are asked first. Then one transaction locks the owners, takes the old words' evidence back,
reads the graph without it, settles the new words on that and writes everything.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.services.chapters import chapter
from app.services.planning import planned
from app.services.rereading import Reading, Wording, draft_of, read, wordings
from app.services.revisions import Revised, RevisionRequest, revised
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from graph import commits, memories, removals, revisions
from graph.errors import ConflictError, NotFoundError
from graph.lanes import LeasedEvent
from graph.model import Memory
from graph.plan import MemoryRow, Plan
from graph.removals import Gone
from graph.revisions import TiesRow
from graph.session import Graph, Tx

AT_ONCE: Final = 8


class Rewriting:
    """Does what an update with new words asked for."""

    def __init__(self, graph: Graph, extractor: Extractor, embedder: Embedder) -> None:
        """Take the database and the models."""
        self._graph = graph
        self._extractor = extractor
        self._embedder = embedder
        self._places = asyncio.Semaphore(AT_ONCE)

    async def rewrite(self, project_id: str, event: LeasedEvent, *, token: str) -> bool:
        """Write the update; False when the lease was lost, nothing written.

        Raises ExtractionError, and NotFoundError when one of the memories is gone.
        """
        began = perf_counter()
        request = msgspec.json.decode(event.request, type=RevisionRequest)
        found = await self._graph.read(wordings, project_id, event=event, request=request)
        readings = await asyncio.gather(*(self._read(one) for one in found))
        task = Rewrite(
            project_id=project_id,
            event_id=event.id,
            token=token,
            began=began,
            request=request,
            readings=tuple(readings),
        )
        try:
            await self._graph.write(_rewritten, task)
        except LeaseLostError:
            return False
        return True

    async def _read(self, wording: Wording) -> Reading:
        async with self._places:
            return await read(wording, extractor=self._extractor, embedder=self._embedder)


class LeaseLostError(ConflictError):
    """Somebody else has the event now: nothing that was begun here is kept."""


class Rewrite(Struct, frozen=True, kw_only=True):
    """An update whose words have been read."""

    project_id: str
    event_id: str
    token: str
    began: float
    request: RevisionRequest
    readings: tuple[Reading, ...]


async def _rewritten(tx: Tx, task: Rewrite) -> None:
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


async def locked(
    tx: Tx, project_id: str, memory_ids: Sequence[str]
) -> tuple[dict[str, Memory], list[Gone]]:
    """Lock the memories' lanes and give them as they are; raises NotFoundError."""
    gone = await removals.lock(tx, project_id, memory_ids)
    stored = {memory.id: memory for memory in await memories.get_many(tx, project_id, memory_ids)}
    for memory_id in memory_ids:
        if memory_id not in stored:
            raise NotFoundError("memory", memory_id)
    return stored, gone


async def write(tx: Tx, project_id: str, update: Revised, *, event_id: str, at: datetime) -> None:
    """Write an update of memories whose lanes are locked."""
    await revisions.update(tx, project_id, update.rows, event_id=event_id, at=at)
    await revisions.shift(tx, project_id, update.shifts)


async def _plan(tx: Tx, task: Rewrite, now: datetime) -> Plan:
    """Settle the new words on what is left; the locks keep everybody else out."""
    draft = draft_of(task.project_id, task.event_id, request=task.request, readings=task.readings)
    chapters = [
        await chapter(tx, draft, part=part, now=now, keeps_known=True) for part in draft.parts
    ]
    spent = int((perf_counter() - task.began) * 1000)
    return planned(draft, chapters, token=task.token, milliseconds=spent)


def _without_memories(plan: Plan, update: Revised) -> Plan:
    """Leave out memories, which are there already, and messages: the memories are searched."""
    outcome = replace(plan.outcome, results=update.results)
    return replace(plan, memories=(), messages=(), outcome=outcome)


def _ties(row: MemoryRow) -> TiesRow:
    return TiesRow(memory_id=row.id, mentions=row.mentions, sources=row.sources)

"""Pure: an update of memories becomes the rows of one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from app.services.memory_rows import Result, Snapshot, expires_at
from app.services.project_settings import own_categories
from graph.model import OPEN, Memory, Project, instant
from graph.plan import MemoryRow
from graph.revisions import Changes, RevisionRow, ShiftRow
from graph.terms import metadata_pairs

KIND: Final = "UPDATE"
# how far apart the messages of one add lie: microseconds, and nobody sends as many
SAME_MOMENT: Final = timedelta(milliseconds=10)


class Revision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One memory's update; its new words are the event's message at this position, if any.

    An `expires` of None clears the day.
    """

    memory_id: str
    position: int | None = None
    metadata: dict[str, object] | None = None
    timestamp: datetime | None = None
    expires: date | UnsetType | None = UNSET


class RevisionRequest(Struct, frozen=True, kw_only=True):
    """What the event of an update keeps of its request, with the project's settings of then."""

    updates: tuple[Revision, ...]
    enable_graph: bool = True
    custom_categories: tuple[dict[str, str], ...] | None = None


class RevisedResult(Result, frozen=True, kw_only=True):
    """One item of an update's results."""

    previous_memory: str


class Revised(Struct, frozen=True, kw_only=True):
    """What one update writes; `results` is JSON."""

    rows: tuple[RevisionRow, ...]
    shifts: tuple[ShiftRow, ...]
    results: str


def settled(
    project: Project, revisions: Sequence[Revision], *, has_relations: bool
) -> RevisionRequest:
    """Settle what the project's settings decide, now: a change later is for later updates."""
    return RevisionRequest(
        updates=tuple(revisions),
        enable_graph=project.enable_graph or has_relations,
        custom_categories=own_categories(project),
    )


def revised(
    revisions: Sequence[Revision],
    stored: Mapping[str, Memory],
    words: Mapping[str, MemoryRow],
    *,
    event_id: str,
) -> Revised:
    """Give the write of an update; `words` are the rows that new texts would be, by memory."""
    pairs = [(revision, stored[revision.memory_id]) for revision in revisions]
    results = [_result(memory, words.get(memory.id)) for _, memory in pairs]
    return Revised(
        rows=tuple(
            _row(revision, memory, words.get(memory.id), event_id=event_id)
            for revision, memory in pairs
        ),
        shifts=tuple(
            shift
            for revision, memory in pairs
            if memory.id not in words
            for shift in _shifts(revision, memory)
        ),
        results=msgspec.json.encode(results).decode(),
    )


def _row(
    revision: Revision, memory: Memory, said: MemoryRow | None, *, event_id: str
) -> RevisionRow:
    changes = _changes(revision, memory)
    categories = memory.categories if said is None else list(said.categories or ())
    return RevisionRow(
        memory_id=memory.id,
        change_id=str(uuid5(UUID(event_id), f"change {memory.id}")),
        snapshot=msgspec.json.encode(_snapshot(revision, memory, categories)).decode(),
        changes=changes if said is None else _worded(changes, said),
    )


def _changes(revision: Revision, memory: Memory) -> Changes:
    changes = Changes()
    if revision.metadata is not None:
        changes = replace(
            changes,
            metadata=msgspec.json.encode(revision.metadata).decode(),
            metadata_pairs=metadata_pairs(revision.metadata),
        )
    if revision.expires is not UNSET:
        changes = replace(changes, expires_at=expires_at(revision.expires))
    if revision.timestamp is not None:
        changes = replace(changes, created_at=revision.timestamp)
    for shift in _shifts(revision, memory):
        changes = replace(changes, valid_from=shift.after)
    return changes


def _worded(changes: Changes, said: MemoryRow) -> Changes:
    return replace(
        changes,
        text=said.text,
        hash=said.hash,
        embedding=said.embedding,
        categories=said.categories,
        valid_from=said.valid_from,
        valid_to=said.valid_to,
        relation_ids=said.relation_ids,
        closes_ids=said.closes_ids,
    )


def _shifts(revision: Revision, memory: Memory) -> Iterator[ShiftRow]:
    """Move a start that is only when it was said, by as much as that moves."""
    if revision.timestamp is None:
        return
    before, said = instant(memory.valid_from), instant(memory.created_at)
    after = revision.timestamp + (before - said)
    if said <= before < said + SAME_MOMENT and after < instant(memory.valid_to):
        yield ShiftRow(memory_id=memory.id, before=before, after=after)


def _snapshot(revision: Revision, memory: Memory, categories: list[str] | None) -> Snapshot:
    kept = instant(memory.expires_at)
    day = None if kept >= OPEN else kept.date()
    metadata = revision.metadata
    if metadata is None and memory.metadata is not None:
        metadata = msgspec.json.decode(memory.metadata, type=dict[str, object])
    return Snapshot(
        user_id=memory.user_id,
        agent_id=memory.agent_id,
        app_id=memory.app_id,
        run_id=memory.run_id,
        metadata=metadata,
        categories=categories,
        expiration_date=day if revision.expires is UNSET else revision.expires,
        actor_id=memory.actor_id,
        role=memory.role or "user",
    )


def _result(memory: Memory, said: MemoryRow | None) -> RevisedResult:
    text = memory.text if said is None else said.text
    return RevisedResult(
        id=memory.id,
        event=KIND,
        memory=text,
        data={"memory": text},
        user_id=memory.user_id,
        agent_id=memory.agent_id,
        app_id=memory.app_id,
        run_id=memory.run_id,
        previous_memory=memory.text,
    )

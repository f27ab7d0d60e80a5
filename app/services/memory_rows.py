"""Pure: a note becomes the row of its memory, with its first change and all that it points to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain
from uuid import UUID, uuid5

import msgspec
from msgspec import Struct

from app.services.additions import Addition
from app.services.claims import Claim
from app.services.notes import Note, Part
from app.services.resolution import VALUES, Cast
from app.services.scoping import scope_key
from extraction.model import Appearance, Moment
from graph.model import BEGINNING, OPEN, Message, instant
from graph.plan import MemoryRow, MentionRow, SourceRow
from graph.terms import metadata_pairs, scope_terms


class Snapshot(Struct, frozen=True, kw_only=True):
    """What a memory's history keeps beside its text."""

    user_id: str | None
    agent_id: str | None
    app_id: str | None
    run_id: str | None
    metadata: dict[str, object] | None
    categories: list[str] | None
    expiration_date: date | None
    actor_id: str | None
    role: str


class Result(Struct, frozen=True, kw_only=True):
    """One item of an event's results, as mem0's wire has it."""

    id: str
    event: str
    memory: str
    data: dict[str, str]
    user_id: str | None
    agent_id: str | None
    app_id: str | None
    run_id: str | None


class Frame(Struct, frozen=True, kw_only=True):
    """What all memories of one event's part share."""

    project_id: str
    event_id: str
    addition: Addition
    turns: tuple[Message, ...]
    part: Part
    cast: Cast
    claims: tuple[Claim, ...]
    vectors: Mapping[str, list[float] | None]


class Ties(Struct, frozen=True, kw_only=True):
    """What ties a memory to the graph: the relations it attests and those that it closed."""

    recorded_at: datetime
    relation_ids: tuple[str, ...]
    closes_ids: tuple[str, ...]


def memory_row(note: Note, frame: Frame, ties: Ties) -> MemoryRow:
    """Give the memory of a note."""
    addition, ids, fact = frame.addition, note.ids, note.fact
    metadata = labelled(addition)
    starts, ends = _validity(note)
    return MemoryRow(
        id=note.memory_id,
        origin_key=f"{frame.event_id}:{note.ordinal}",
        owner_key=frame.part.owner.key,
        text=fact.text,
        hash=note.hash,
        metadata=None if metadata is None else msgspec.json.encode(metadata).decode(),
        metadata_pairs=metadata_pairs(metadata),
        immutable=addition.immutable,
        created_at=instant(note.message.sent_at),
        recorded_at=ties.recorded_at,
        valid_from=starts,
        valid_to=ends,
        expires_at=expires_at(addition.expiration_date),
        scope_terms=scope_terms(frame.project_id, frame.part.owner.key, ids),
        scope_keys=tuple(scope_key(frame.project_id, *pair) for pair in ids.named),
        change_id=str(uuid5(UUID(frame.event_id), f"change {note.ordinal}")),
        snapshot=msgspec.json.encode(_snapshot(note, frame)).decode(),
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
        categories=note.fact.categories,
        memory_type=addition.memory_type,
        actor_id=note.message.name,
        role=note.message.role,
        embedding=frame.vectors.get(fact.text),
        relation_ids=ties.relation_ids,
        closes_ids=ties.closes_ids,
        mentions=tuple(_mentions(note, frame)),
        sources=sources(note, frame.turns),
    )


def result(note: Note) -> Result:
    """Give what the event says about a note's memory."""
    ids, text = note.ids, note.fact.text
    return Result(
        id=note.memory_id,
        event="ADD",
        memory=text,
        data={"memory": text},
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
    )


def expires_at(day: date | None) -> datetime:
    """Give the last instant of the day in UTC; what has no day never expires."""
    return OPEN if day is None else datetime.combine(day, time.max, UTC)


def labelled(addition: Addition) -> dict[str, object] | None:
    """Give the caller's metadata, with the memory's type when it has one (contract 2.7)."""
    if addition.memory_type is None:
        return addition.metadata
    return {**(addition.metadata or {}), "memory_type": addition.memory_type}


def sources(note: Note, turns: Sequence[Message]) -> tuple[SourceRow, ...]:
    """Give one source for each message, from the first word stated to the last."""
    spans: dict[str, tuple[int, int]] = {}
    for span in note.fact.spans:
        message_id = turns[span.turn].id
        start, end = spans.get(message_id, (span.start, span.end))
        spans[message_id] = (min(start, span.start), max(end, span.end))
    return tuple(
        SourceRow(message_id=key, start=start, end=end) for key, (start, end) in spans.items()
    )


def _validity(note: Note) -> tuple[datetime, datetime]:
    starts, ends = _at(note.fact.valid_from), _at(note.fact.valid_to) or OPEN
    if starts is None:
        starts = note.said_at if note.said_at < ends else BEGINNING
    return starts, ends if starts < ends else OPEN


def _at(moment: Moment | None) -> datetime | None:
    return None if moment is None else moment.at


def _snapshot(note: Note, frame: Frame) -> Snapshot:
    ids = note.ids
    return Snapshot(
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
        metadata=labelled(frame.addition),
        categories=None if note.fact.categories is None else list(note.fact.categories),
        expiration_date=frame.addition.expiration_date,
        actor_id=note.message.name,
        role=note.message.role,
    )


def _mentions(note: Note, frame: Frame) -> Iterator[MentionRow]:
    """Name each entity once: both ends of the memory's relations, then what else it speaks of."""
    seen: set[str] = set()
    for row in chain(_spoken(note, frame), _claimed(note, frame)):
        if row.entity_key not in seen:
            seen.add(row.entity_key)
            yield row


def spoken(note: Note, part: Part, claims: Iterable[Claim]) -> Iterator[Appearance]:
    """Give the appearances of entities; what is only a value comes in by its relation."""
    values = {claim.value for claim in claims if claim.memory_id == note.memory_id}
    for item in note.fact.appearances:
        if item.mention not in values and part.mentions[item.mention].type not in VALUES:
            yield item


def _spoken(note: Note, frame: Frame) -> Iterator[MentionRow]:
    for item in spoken(note, frame.part, frame.claims):
        entity = frame.cast.row(item.mention)
        if entity is not None:
            yield MentionRow(entity_key=entity.key, role=item.role, surface=item.surface)


def _claimed(note: Note, frame: Frame) -> Iterator[MentionRow]:
    for claim in frame.claims:
        if claim.memory_id == note.memory_id:
            for role, entity in (("subject", claim.subject), ("object", claim.object)):
                yield MentionRow(entity_key=entity.key, role=role, surface=entity.name)

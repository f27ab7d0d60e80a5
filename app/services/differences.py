"""Pure: what a settled book changes in the database, as the rows of a plan."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from app.services.lines import Line, chained, over
from app.services.settlement import NEWER, Book
from graph.evidence import Evidence
from graph.plan import EndingRow, EvidenceRow, RelationRow, RetirementRow, ShiftRow, SupersedeRow


class Before(Struct, frozen=True, kw_only=True):
    """The lines as they are stored, and what is known of their memories."""

    lines: Mapping[str, Line]
    evidence: Mapping[str, Evidence]


def relation_rows(book: Book, extractor: str) -> tuple[RelationRow, ...]:
    """Give the relations to create; one that the same conversation took back is none."""
    return tuple(_relation_row(line, extractor) for line in book.living if line.claim)


def evidence_rows(book: Book, before: Before) -> tuple[EvidenceRow, ...]:
    """Give the memories that stored relations get."""
    return tuple(
        EvidenceRow(
            relation_id=line.id,
            memory_ids=tuple(key for key in line.memory_ids if key not in old.memory_ids),
            evidence_until=line.evidence_until,
        )
        for line, old in _changed(book, before)
        if line.memory_ids != old.memory_ids
    )


def ending_rows(book: Book, before: Before) -> tuple[EndingRow, ...]:
    """Give the ends that stored relations get."""
    return tuple(
        EndingRow(
            relation_id=line.id,
            valid_to_stated=line.ends.at,
            valid_to_precision=line.ends.precision,
            ended_at=line.ended_at,
        )
        for line, old in _changed(book, before)
        if line.ends != old.ends
    )


def shift_rows(book: Book, before: Before) -> tuple[ShiftRow, ...]:
    """Give the starts that stored relations get."""
    return tuple(
        ShiftRow(
            relation_id=line.id,
            valid_from=line.starts.at,
            valid_from_precision=line.starts.precision,
        )
        for line, old in _changed(book, before)
        if line.starts != old.starts
    )


def retirement_rows(book: Book, before: Before) -> tuple[RetirementRow, ...]:
    """Give the stored relations that never held."""
    return tuple(
        RetirementRow(relation_id=line.id, retired_at=book.now)
        for line, old in _changed(book, before)
        if line.is_retired and not old.is_retired
    )


def slots(book: Book, before: Before) -> tuple[str, ...]:
    """Give the slots whose chains change."""
    changed = (line for line in book.lines.values() if line != before.lines.get(line.id))
    return tuple(sorted({line.slot for line in changed if line.slot}))


def attested_ids(book: Book, memory_id: str) -> tuple[str, ...]:
    """Give the relations that a memory attests."""
    return tuple(line.id for line in book.living if memory_id in line.memory_ids)


def closed_ids(book: Book, memory_id: str) -> tuple[str, ...]:
    """Give the relations that a memory ended or corrected, as far as they are written at all."""
    written = {line.id for line in book.lines.values() if not (line.claim and line.is_retired)}
    closings = (closing for closing in book.closings if closing.memory_id == memory_id)
    return tuple(dict.fromkeys(item.line_id for item in closings if item.line_id in written))


def supersede_rows(book: Book, before: Before) -> tuple[SupersedeRow, ...]:
    """Give the memories that newer ones supersede: all that they attest must have ended."""
    gone = over(book.lines.values()) | {line.id for line in book.lines.values() if line.is_retired}
    rows = {
        (newer, older): reason
        for newer, older, reason in (*_stated(book), *_chained(book, before))
        if newer != older and _attested(older, book, before) <= gone
    }
    return tuple(
        SupersedeRow(memory_id=newer, superseded_id=older, at=book.now, reason=reason)
        for (newer, older), reason in rows.items()
    )


def _changed(book: Book, before: Before) -> Iterator[tuple[Line, Line]]:
    for line_id, old in before.lines.items():
        if book.lines[line_id] != old:
            yield book.lines[line_id], old


def _stated(book: Book) -> Iterator[tuple[str, str, str]]:
    for closing in book.closings:
        for memory_id in book.lines[closing.line_id].memory_ids:
            yield closing.memory_id, memory_id, closing.reason


def _chained(book: Book, before: Before) -> Iterator[tuple[str, str, str]]:
    """Go through the neighbours of every changed slot that were not neighbours before."""
    for slot in slots(book, before):
        for line, following in pairwise(chained(book.living, slot)):
            is_news = line.claim or following.claim or line != before.lines.get(line.id)
            if is_news and line.is_open and line.pair != following.pair:
                winner = following.memory_ids[0 if following.claim else -1]
                yield from ((winner, older, NEWER) for older in line.memory_ids)


def _attested(memory_id: str, book: Book, before: Before) -> set[str]:
    known = before.evidence.get(memory_id)
    return {*attested_ids(book, memory_id), *(known.relation_ids if known else ())}


def _relation_row(line: Line, extractor: str) -> RelationRow:
    claim = line.claim
    if claim is None:
        raise ValueError(line.id)
    return RelationRow(
        id=line.id,
        owner_key=claim.subject.owner_key,
        subject_key=claim.subject.key,
        object_key=claim.object.key,
        predicate=claim.predicate,
        predicate_raw=claim.predicate_raw,
        pair=line.pair,
        slot=line.slot,
        valid_from=line.starts.at,
        valid_from_precision=line.starts.precision,
        valid_to_stated=line.ends.at,
        valid_to_precision=line.ends.precision,
        ended_at=line.ended_at,
        recorded_at=line.recorded_at,
        memory_ids=line.memory_ids,
        evidence_until=line.evidence_until,
        confidence=claim.confidence,
        extractor=extractor,
    )

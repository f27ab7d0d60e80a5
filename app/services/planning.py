"""Pure: the parts of an event, settled, become the plan of one commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec import Struct

from app.services.additions import Addition
from app.services.claims import Claim
from app.services.differences import (
    Before,
    attested_ids,
    closed_ids,
    ending_rows,
    evidence_rows,
    relation_rows,
    retirement_rows,
    shift_rows,
    slots,
    supersede_rows,
)
from app.services.entity_rows import entity_rows
from app.services.memory_rows import Frame, Ties, memory_row, result
from app.services.notes import Note, Part
from app.services.resolution import Cast, entity_id
from app.services.scoping import Owner, scope_rows
from app.services.settlement import Book
from extraction.model import Usage
from graph.model import Message
from graph.plan import EntityRow, LaneVersion, MemoryRow, MessageRow, Outcome, Plan, ProposalRow
from graph.terms import scope_terms

Vectors = Mapping[str, list[float] | None]


class Draft(Struct, frozen=True, kw_only=True):
    """What an event says, before anything of the graph is known. `owner` is whose lane it is.

    `turns` are the messages that the facts' spans count.
    """

    project_id: str
    event_id: str
    owner: Owner
    addition: Addition
    turns: tuple[Message, ...]
    vectors: Vectors
    parts: tuple[Part, ...]
    usage: Usage
    rejected: int


class Chapter(Struct, frozen=True, kw_only=True):
    """One owner's part, resolved and settled on the version of the lane that was read."""

    part: Part
    lane_version: int
    cast: Cast
    claims: tuple[Claim, ...]
    rejected: int
    book: Book
    before: Before


def planned(draft: Draft, chapters: Sequence[Chapter], *, token: str, milliseconds: int) -> Plan:
    """Give the one write that an event leads to."""
    memories = tuple(chain.from_iterable(_memories(draft, chapter) for chapter in chapters))
    books = [(chapter.book, chapter.before) for chapter in chapters]
    return Plan(
        project_id=draft.project_id,
        event_id=draft.event_id,
        token=token,
        lanes=tuple(
            LaneVersion(key=chapter.part.owner.key, version=chapter.lane_version)
            for chapter in sorted(chapters, key=lambda chapter: chapter.part.owner.key)
        ),
        outcome=_outcome(draft, chapters, milliseconds),
        scopes=scope_rows(draft.project_id, draft.addition.ids) if memories else (),
        entities=tuple(chain.from_iterable(_entities(chapter) for chapter in chapters)),
        memories=memories,
        relations=tuple(
            chain.from_iterable(relation_rows(book, draft.usage.extractor) for book, _ in books)
        ),
        evidence=tuple(chain.from_iterable(evidence_rows(*both) for both in books)),
        endings=tuple(chain.from_iterable(ending_rows(*both) for both in books)),
        retirements=tuple(chain.from_iterable(retirement_rows(*both) for both in books)),
        shifts=tuple(chain.from_iterable(shift_rows(*both) for both in books)),
        supersedes=tuple(chain.from_iterable(supersede_rows(*both) for both in books)),
        messages=_messages(draft, memories),
        slots=tuple(chain.from_iterable(slots(*both) for both in books)),
        proposals=tuple(chain.from_iterable(map(_proposals, chapters))),
    )


def _outcome(draft: Draft, chapters: Sequence[Chapter], milliseconds: int) -> Outcome:
    notes = sorted(
        (note for chapter in chapters for note in chapter.part.notes),
        key=lambda note: note.ordinal,
    )
    usage = draft.usage
    return Outcome(
        results=msgspec.json.encode([result(note) for note in notes]).decode(),
        extractor=usage.extractor,
        graph_state="SKIPPED" if draft.addition.enable_graph is False else "SUCCEEDED",
        model_calls=usage.calls,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        milliseconds=milliseconds,
        rejected=draft.rejected + sum(chapter.rejected for chapter in chapters),
        memory_type=draft.addition.memory_type,
    )


def _memories(draft: Draft, chapter: Chapter) -> Iterator[MemoryRow]:
    frame = Frame(
        project_id=draft.project_id,
        event_id=draft.event_id,
        addition=draft.addition,
        turns=draft.turns,
        part=chapter.part,
        cast=chapter.cast,
        claims=chapter.claims,
        vectors=draft.vectors,
    )
    for note in chapter.part.notes:
        yield memory_row(note, frame, _ties(note, chapter.book))


def _ties(note: Note, book: Book) -> Ties:
    return Ties(
        recorded_at=book.recorded_at(note.ordinal),
        relation_ids=attested_ids(book, note.memory_id),
        closes_ids=closed_ids(book, note.memory_id),
    )


def _entities(chapter: Chapter) -> list[EntityRow]:
    return entity_rows(chapter.part, chapter.cast, chapter.claims)


def _proposals(chapter: Chapter) -> Iterator[ProposalRow]:
    for doubt in chapter.cast.doubts:
        one = chapter.cast.rows[doubt.key].id
        yield ProposalRow(
            id=entity_id(" ".join(sorted((one, doubt.other_id)))),
            one_id=one,
            other_id=doubt.other_id,
            score=doubt.score,
            method=doubt.method,
            created_at=chapter.book.now,
        )


def _messages(draft: Draft, memories: Iterable[MemoryRow]) -> tuple[MessageRow, ...]:
    """Let a message be found by its words and meaning once a memory came from it."""
    used = {source.message_id for memory in memories for source in memory.sources}
    own = (message for message in draft.turns if message.event_id == draft.event_id)
    terms = scope_terms(draft.project_id, draft.owner.key, draft.addition.ids)
    return tuple(
        MessageRow(
            id=message.id, embedding=draft.vectors.get(message.text or ""), scope_terms=terms
        )
        for message in own
        if message.id in used
    )

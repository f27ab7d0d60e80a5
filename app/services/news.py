"""Pure: what is known word for word already, and which of it brings news all the same."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from app.services.claims import Bound, Claim
from app.services.lines import Line, over
from app.services.notes import Note, text_hash
from app.services.scoping import ids_of
from app.services.settlement import Book, settled
from graph.evidence import Evidence
from graph.model import OPEN

NIL = str(UUID(int=0))


class Told(Struct, frozen=True, kw_only=True):
    """What the lines of one pair say together: a value that came back says no more by that."""

    is_current: bool
    has_ended: bool
    since: datetime
    ends: frozenset[Bound]


def newsworthy(
    notes: Sequence[Note],
    claims: Mapping[str, Sequence[Claim]],
    *,
    known: Collection[str],
    lines: Iterable[Line],
) -> tuple[Note, ...]:
    """Leave out the known notes, by memory id, without which as much would be told.

    They are judged together: "I live in Oslo", "I live in Bergen", said again one after the other,
    end where they began.
    """
    before, kept = tuple(lines), list(notes)
    again = [claim for note in notes if note.memory_id in known for claim in claims[note.memory_id]]
    if _are_told(again, before):
        return tuple(note for note in notes if note.memory_id not in known)
    wanted = _told_by(kept, claims, before)
    for note in notes:
        others = [one for one in kept if one is not note]
        if note.memory_id in known and _told_by(others, claims, before) == wanted:
            kept = others
    return tuple(kept)


def is_known(note: Note, texts: Collection[str], same: Iterable[Evidence]) -> bool:
    """Tell whether the same scopes have the note word for word, by the hashes of its forms."""
    return any(memory.hash in texts and ids_of(memory) == note.ids for memory in same)


def told(lines: Iterable[Line]) -> dict[str, Told]:
    """Give what lines say, by pair; corrected ones say nothing."""
    living = [line for line in lines if not line.is_retired]
    gone, pairs = over(living), defaultdict[str, list[Line]](list)
    for line in living:
        pairs[line.pair].append(line)
    return {pair: _together(same, gone) for pair, same in pairs.items()}


def hashes(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Give the hash of a text, then those it had when the owner went by another of its names."""
    texts = [text]
    for name in names:
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        texts += [pattern.sub(lambda _, new=other: new, text) for other in names]
    return tuple(dict.fromkeys(map(text_hash, texts)))


def _together(lines: Sequence[Line], gone: Collection[str]) -> Told:
    ended = [line.ends for line in lines if line.ends.at != OPEN]
    is_current = any(line.id not in gone for line in lines)
    return Told(
        is_current=is_current,
        has_ended=bool(ended) and not is_current,
        since=min(line.starts.at for line in lines),
        ends=frozenset(end for end in ended if end.precision != "none"),
    )


def _are_told(claims: Sequence[Claim], lines: Sequence[Line]) -> bool:
    """Whether the lines tell what the claims tell by themselves, and nothing that they deny."""
    before = told(lines)
    now = told(settled(claims, (), event_id=NIL, now=OPEN).lines.values())
    denied = {claim.pair for claim in claims if claim.state == "retracted"}
    return before.keys().isdisjoint(denied - now.keys()) and all(
        pair in before and _says_no_more(one, before[pair]) for pair, one in now.items()
    )


def _says_no_more(now: Told, before: Told) -> bool:
    if (now.is_current, now.has_ended) != (before.is_current, before.has_ended):
        return False
    return now.since >= before.since and now.ends <= before.ends


def _told_by(
    notes: Iterable[Note], claims: Mapping[str, Sequence[Claim]], lines: Iterable[Line]
) -> dict[str, Told]:
    said = [claim for note in notes for claim in claims[note.memory_id]]
    book: Book = settled(said, lines, event_id=NIL, now=OPEN)
    return told(book.lines.values())

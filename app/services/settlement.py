"""Pure: claims against the relations that are there: what is new, confirmed, ended or corrected.

Claims are settled one after the other, in the order in which they were said, each on what the ones
before it left. What the rows of a plan must change is what then differs from the beginning.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import reduce
from typing import Final
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from app.services.claims import Bound, Claim
from app.services.lines import (
    TICK,
    Line,
    attested,
    chained,
    just_before,
    new_line,
    said_earlier_but_later,
    said_later_but_earlier,
)

NEWER: Final = "newer value"
ENDED: Final = "ended"
CORRECTED: Final = "corrected"


class Closing(Struct, frozen=True, kw_only=True):
    """A memory ends or corrects a line."""

    memory_id: str
    line_id: str
    reason: str


class Book(Struct, frozen=True, kw_only=True):
    """All lines by id, and who closed which."""

    event_id: str
    now: datetime
    lines: Mapping[str, Line]
    closings: tuple[Closing, ...] = ()

    def recorded_at(self, ordinal: int) -> datetime:
        """Give system time as the rows of one commit count it: ties never decide."""
        return self.now + ordinal * TICK

    @property
    def living(self) -> Iterator[Line]:
        """The lines that were not corrected."""
        return (line for line in self.lines.values() if not line.is_retired)


def settled(
    claims: Iterable[Claim], lines: Iterable[Line], *, event_id: str, now: datetime
) -> Book:
    """Settle the claims on the lines; new lines get ids that settling again gives again."""
    start = Book(event_id=event_id, now=now, lines={line.id: line for line in lines})
    return reduce(_settle, sorted(claims, key=lambda claim: claim.said_at), start)


def _settle(book: Book, claim: Claim) -> Book:
    match claim.state:
        case "retracted":
            return _retracted(book, claim)
        case "ended":
            return _ended(book, claim)
        case "current":
            return _slotted(book, claim) if claim.slot else _unslotted(book, claim)


def _retracted(book: Book, claim: Claim) -> Book:
    """Retire what never held; when it was never stored there is nothing to say."""
    for line in _equal(book, claim):
        book = _with(book, replace(line, is_retired=True), _closing(claim, line, CORRECTED))
    return book


def _ended(book: Book, claim: Claim) -> Book:
    """Confirm the end that is known, end what is open, else write down what once was."""
    equal = _equal(book, claim)
    over = [line for line in equal if not line.is_open and _compatible(line, claim)]
    for line in over:
        if line.ends == claim.ends and claim.ends.precision != "none":
            return _with(book, attested(line, claim))
    for line in equal:
        if line.is_open and _may_end(line, claim):
            closed = attested(_cut(line, claim.ends, book.now), claim)
            return _with(book, closed, _closing(claim, line, ENDED))
    for line in over:
        is_better = line.ends.precision == "none" and claim.ends.precision != "none"
        known = claim.ends if is_better else line.ends
        return _with(book, replace(attested(line, claim), ends=known))
    return _begun(book, claim)


def _may_end(line: Line, claim: Claim) -> bool:
    """Whether the line began before the end; an unknown start may have if nobody said later."""
    is_late = line.starts_unknown and line.said_at <= claim.said_at
    return line.starts.at < claim.ends.at or is_late


def _slotted(book: Book, claim: Claim) -> Book:
    """One value at a time: confirm the line that holds then, else take a place in the chain."""
    claim = _moved_before(claim, chained(book.living, claim.slot or ""))
    chain = chained(book.living, claim.slot or "")
    before = [line for line in chain if line.starts.at <= claim.starts.at]
    after = [line for line in chain if line.starts.at > claim.starts.at]
    if before and before[-1].pair == claim.pair and claim.said_at < before[-1].ends.at:
        return _with(book, attested(before[-1], claim))
    if after and after[0].pair == claim.pair and after[0].is_open:
        return _with(book, attested(_shifted(after[0], claim), claim))
    return _begun(_made_room(book, claim), claim)


def _unslotted(book: Book, claim: Claim) -> Book:
    """Many values, or one for each end: confirm the equal line, else begin one."""
    for line in _equal(book, claim):
        if line.is_open or claim.said_at < line.ends.at:
            return _with(book, attested(_shifted(line, claim), claim))
    return _begun_alone(book, claim) if claim.is_exclusive else _begun(book, claim)


def _begun_alone(book: Book, claim: Claim) -> Book:
    """Both ends of a symmetric predicate take one value: what is older ends, here or there."""
    rivals = [line for line in book.living if line.is_open and _shares_an_end(line, claim)]
    newer = [line for line in rivals if _is_newer(line, claim)]
    for line in rivals:
        if line not in newer:
            closed = _cut(line, claim.starts, book.now)
            book = _with(book, closed, _closing(claim, line, NEWER))
    if not newer:
        return _begun(book, claim)
    first = min(newer, key=lambda line: line.starts.at)
    return _begun(book, replace(claim, ends=first.starts), beaten_by=first)


def _is_newer(line: Line, claim: Claim) -> bool:
    return line.starts.at > claim.starts.at and not said_earlier_but_later(line, claim)


def _shares_an_end(line: Line, claim: Claim) -> bool:
    ends = {claim.subject.id, claim.object.id}
    return line.predicate == claim.predicate and bool(ends & {line.subject_id, line.object_id})


def _begun(book: Book, claim: Claim, beaten_by: Line | None = None) -> Book:
    ordinal = sum(1 for line in book.lines.values() if line.claim)
    line_id = str(uuid5(UUID(book.event_id), f"relation {ordinal} {claim.pair}"))
    line = new_line(claim, line_id, book.recorded_at(ordinal))
    if beaten_by is None:
        return _with(book, line)
    winner = beaten_by.memory_ids[-1]
    return _with(book, line, Closing(memory_id=winner, line_id=line.id, reason=NEWER))


def _made_room(book: Book, claim: Claim) -> Book:
    """Unknown starts of what was said earlier move before the claim (schema.md 1)."""
    for line in chained(book.living, claim.slot or ""):
        if said_earlier_but_later(line, claim):
            start = Bound(at=just_before(claim.starts.at), precision="none")
            book = _with(book, replace(line, starts=start))
    return book


def _moved_before(claim: Claim, chain: Iterable[Line]) -> Claim:
    """Move the claim's own unknown start before what was said later but began earlier."""
    earlier = [line for line in chain if said_later_but_earlier(line, claim)]
    if claim.starts.precision != "none" or not earlier:
        return claim
    first = min(line.starts.at for line in earlier)
    return replace(claim, starts=Bound(at=just_before(first), precision="none"))


def _shifted(line: Line, claim: Claim) -> Line:
    """Let an unknown start take the start that the claim knows, or an earlier upper bound."""
    if line.starts_unknown and claim.starts.at < line.starts.at:
        return replace(line, starts=claim.starts)
    return line


def _cut(line: Line, end: Bound, now: datetime) -> Line:
    starts = line.starts
    if starts.at >= end.at:
        starts = Bound(at=just_before(end.at), precision="none")
    return replace(line, starts=starts, ends=end, ended_at=now)


def _compatible(line: Line, claim: Claim) -> bool:
    """Whether two ended intervals can be one: bounds that both know are equal."""
    return _agree(line.starts, claim.starts) and _agree(line.ends, claim.ends)


def _agree(one: Bound, other: Bound) -> bool:
    return "none" in {one.precision, other.precision} or one.at == other.at


def _equal(book: Book, claim: Claim) -> list[Line]:
    """Find what says the same, open ones first."""
    equal = (line for line in book.living if line.pair == claim.pair)
    return sorted(equal, key=lambda line: not line.is_open)


def _closing(claim: Claim, line: Line, reason: str) -> Closing:
    return Closing(memory_id=claim.memory_id, line_id=line.id, reason=reason)


def _with(book: Book, line: Line, closing: Closing | None = None) -> Book:
    closings = book.closings if closing is None else (*book.closings, closing)
    return replace(book, lines={**book.lines, line.id: line}, closings=closings)

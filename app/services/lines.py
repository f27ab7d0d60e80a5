"""Pure: the relations of an owner while a plan is made, and how they touch in time."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.services.claims import Bound, Claim
from graph.evidence import Evidence
from graph.model import BEGINNING, OPEN, instant
from graph.owners import StoredRelation

TICK: Final = timedelta(microseconds=1)


def just_before(at: datetime) -> datetime:
    """Give the instant before, as far as there is one."""
    return at - TICK if at > BEGINNING else BEGINNING


class Line(Struct, frozen=True, kw_only=True):
    """A relation, stored or new, as far as claims and the relations beside it can change it.

    `ends` is what was stated; in a slot the next line's start may come earlier. `said_at` is the
    latest time at which it was said. `claim` made a new line, a stored one has none.
    """

    id: str
    predicate: str
    pair: str
    slot: str | None
    subject_id: str
    object_id: str
    starts: Bound
    ends: Bound
    ended_at: datetime
    recorded_at: datetime
    said_at: datetime
    evidence_until: datetime
    memory_ids: tuple[str, ...]
    is_retired: bool = False
    claim: Claim | None = None

    @property
    def is_open(self) -> bool:
        """Whether no end was stated."""
        return self.ends.at == OPEN and not self.is_retired

    @property
    def starts_unknown(self) -> bool:
        """Whether the start is only an upper bound."""
        return self.starts.precision == "none"


def stored_line(relation: StoredRelation, evidence: Mapping[str, Evidence]) -> Line:
    """Read a stored relation with what is known of its evidence."""
    starts = Bound(at=instant(relation.valid_from), precision=relation.valid_from_precision)
    sent = [instant(evidence[key].created_at) for key in relation.memory_ids if key in evidence]
    if starts.precision == "none" or not sent:
        sent.append(starts.at)
    return Line(
        id=relation.id,
        predicate=relation.predicate,
        pair=relation.pair,
        slot=relation.slot,
        subject_id=relation.subject_id,
        object_id=relation.object_id,
        starts=starts,
        ends=Bound(at=instant(relation.valid_to_stated), precision=relation.valid_to_precision),
        ended_at=instant(relation.ended_at),
        recorded_at=instant(relation.recorded_at),
        said_at=max(sent),
        evidence_until=instant(relation.evidence_until),
        memory_ids=tuple(relation.memory_ids),
        is_retired=instant(relation.retired_at) < OPEN,
    )


def new_line(claim: Claim, line_id: str, recorded_at: datetime) -> Line:
    """Begin a line with what its first memory says."""
    return Line(
        id=line_id,
        predicate=claim.predicate,
        pair=claim.pair,
        slot=claim.slot,
        subject_id=claim.subject.id,
        object_id=claim.object.id,
        starts=claim.starts,
        ends=claim.ends,
        ended_at=OPEN if claim.ends.at == OPEN else recorded_at,
        recorded_at=recorded_at,
        said_at=claim.said_at,
        evidence_until=claim.evidence_until,
        memory_ids=(claim.memory_id,),
        claim=claim,
    )


def attested(line: Line, claim: Claim) -> Line:
    """Add the claim's memory to the line's evidence."""
    return replace(
        line,
        memory_ids=tuple(dict.fromkeys((*line.memory_ids, claim.memory_id))),
        said_at=max(line.said_at, claim.said_at),
        evidence_until=max(line.evidence_until, claim.evidence_until),
    )


def chained(lines: Iterable[Line], slot: str) -> list[Line]:
    """Give the lines of a slot as the database chains them: by start, then by arrival."""
    of_slot = (line for line in lines if line.slot == slot and not line.is_retired)
    return sorted(of_slot, key=lambda line: (line.starts.at, line.recorded_at))


def gives_way(line: Line, following: Line) -> bool:
    """Whether the following line of the slot ends this one before its own stated end."""
    return line.ends.at > following.starts.at


def over(lines: Iterable[Line]) -> set[str]:
    """Name the lines that do not hold any more."""
    living = [line for line in lines if not line.is_retired]
    gone = {line.id for line in living if not line.is_open}
    for slot in {line.slot for line in living if line.slot}:
        chain = pairwise(chained(living, slot))
        gone |= {line.id for line, following in chain if gives_way(line, following)}
    return gone


def said_later_but_earlier(line: Line, claim: Claim) -> bool:
    """Whether the claim's unknown start lies before this line, which was said after it."""
    return (
        line.is_open
        and line.pair != claim.pair
        and line.said_at > claim.said_at
        and line.starts.at < claim.starts.at
    )


def said_earlier_but_later(line: Line, claim: Claim) -> bool:
    """Whether the line's unknown start lies before the claim, which was said after it."""
    return (
        line.starts_unknown
        and line.pair != claim.pair
        and line.said_at < claim.said_at
        and line.starts.at > claim.starts.at
        and claim.ends.at == OPEN
    )

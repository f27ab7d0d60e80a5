"""Pure: what a link says once both its ends are known, in the graph's words and direction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct

from app.services.naming import normalised
from app.services.registry import ObjectKind, Reading, Registry
from app.services.resolution import LONGEST_NAME, VALUES, Cast, value_row
from extraction.model import EntityType, Link, Mention, Moment
from graph.keys import ENTITY, PAIR, SLOT, hashed
from graph.model import BEGINNING, OPEN, Precision
from graph.plan import EntityRow

RIVAL: Final = "the memory gives another value that holds at the same time"


class Bound(Struct, frozen=True, kw_only=True):
    """One end of an interval and how precisely it is known."""

    at: datetime
    precision: Precision


class Claim(Struct, frozen=True, kw_only=True):
    """What a memory says about two entities, in the words and the direction of the graph.

    `said_at` is the message's time plus its position in µs. `value` is the mention that the object
    is when it is a literal or a date, no entity. An exclusive predicate is single-valued
    and symmetric: both ends take one value, and only the lane's lock guards that.
    """

    memory_id: str
    predicate: str
    predicate_raw: str
    subject: EntityRow
    object: EntityRow
    value: int | None
    pair: str
    slot: str | None
    is_exclusive: bool
    state: Literal["current", "ended", "retracted"]
    said_at: datetime
    starts: Bound
    ends: Bound
    confidence: float
    evidence_until: datetime


class Saying(Struct, frozen=True, kw_only=True):
    """The memory that a link belongs to, when its words were said and when it expires."""

    memory_id: str
    said_at: datetime
    expires_at: datetime


class Terms(Struct, frozen=True, kw_only=True):
    """What all claims of one owner's part share."""

    owner_key: str
    registry: Registry
    cast: Cast
    mentions: tuple[Mention, ...]


def claimed(link: Link, *, saying: Saying, terms: Terms) -> Claim | str:
    """Give what a link claims, or why it can't be kept."""
    reading = terms.registry.reading(link.predicate)
    if reading is None:
        return f"the predicate {link.predicate!r} says nothing"
    first, second = link.subject, link.object
    if any(len(terms.mentions[index].name) > LONGEST_NAME for index in (first, second)):
        return "what is that long is no name"
    if reading.is_turned:
        first, second = second, first
    subject = terms.cast.row(first)
    if subject is None:
        return "a date is no subject"
    target = _target(second, reading, subject=subject, terms=terms)
    if target is None or target.key == subject.key:
        return "both ends are the same"
    ends = _ordered((subject, target), reading)
    return _claim(link, reading, ends=ends, saying=saying, owner_key=terms.owner_key)


def without_rivals(found: Sequence[Claim | str]) -> list[Claim | str]:
    """Of two values that one memory gives at once where one can hold keep the surer, or first."""
    claims = [one for one in found if isinstance(one, Claim)]
    ranked = sorted(claims, key=lambda claim: -claim.confidence)
    kept: list[Claim] = []
    for claim in ranked:
        if not any(_is_rival(claim, other) for other in kept):
            kept.append(claim)
    return [one if isinstance(one, str) or one in kept else RIVAL for one in found]


def _is_rival(claim: Claim, other: Claim) -> bool:
    if claim.pair == other.pair or claim.predicate != other.predicate:
        return False
    are_at_once = claim.starts.at == other.starts.at
    if not are_at_once or {claim.state, other.state} != {"current"}:
        return False
    ends = {claim.subject.id, claim.object.id} & {other.subject.id, other.object.id}
    return bool(ends) if claim.is_exclusive else bool(claim.slot) and claim.slot == other.slot


def _target(index: int, reading: Reading, *, subject: EntityRow, terms: Terms) -> EntityRow | None:
    mention = terms.mentions[index]
    if mention.is_self or not _is_value(mention.type, reading.object):
        return terms.cast.row(index)
    norm = normalised(mention.name)
    key = hashed(ENTITY, terms.owner_key, subject.id, reading.name, norm)
    kind: EntityType = "date" if "date" in {mention.type, reading.object} else "literal"
    return terms.cast.rows.get(key) or value_row(mention, key, terms.owner_key, kind)


def _is_value(kind: EntityType, wanted: ObjectKind) -> bool:
    return kind == "date" or wanted in VALUES or (wanted == "either" and kind == "literal")


def _ordered(ends: tuple[EntityRow, EntityRow], reading: Reading) -> tuple[EntityRow, EntityRow]:
    """Let a symmetric relation run from the smaller entity id to the larger."""
    subject, target = ends
    return (target, subject) if reading.is_symmetric and target.id < subject.id else ends


def _claim(
    link: Link,
    reading: Reading,
    *,
    ends: tuple[EntityRow, EntityRow],
    saying: Saying,
    owner_key: str,
) -> Claim:
    subject, target = ends
    starts, stops = _bounds(link, saying.said_at)
    return Claim(
        memory_id=saying.memory_id,
        predicate=reading.name,
        predicate_raw=link.predicate_raw,
        subject=subject,
        object=target,
        value=_value(link, reading, target),
        pair=hashed(PAIR, owner_key, subject.id, reading.name, target.id),
        slot=hashed(SLOT, owner_key, subject.id, reading.name) if reading.has_slot else None,
        is_exclusive=reading.is_single and reading.is_symmetric,
        state=link.state,
        said_at=saying.said_at,
        starts=starts,
        ends=stops,
        confidence=link.confidence,
        evidence_until=saying.expires_at,
    )


def _value(link: Link, reading: Reading, target: EntityRow) -> int | None:
    if target.type not in VALUES:
        return None
    return link.subject if reading.is_turned else link.object


def _bounds(link: Link, said_at: datetime) -> tuple[Bound, Bound]:
    """Take as unknown start when it was said; of what had ended by then, the beginning of time."""
    starts, stops = _bound(link.valid_from), _bound(link.valid_to)
    if starts and stops and starts.at >= stops.at:
        stops = None
    if stops is None:
        stops = Bound(at=said_at if link.state == "ended" else OPEN, precision="none")
    if starts is None and link.state != "ended" and said_at < stops.at:
        starts = Bound(at=said_at, precision="none")
    if starts is None or starts.at >= stops.at:
        starts = Bound(at=BEGINNING, precision="none")
    return starts, stops


def _bound(moment: Moment | None) -> Bound | None:
    return None if moment is None else Bound(at=moment.at, precision=moment.precision)

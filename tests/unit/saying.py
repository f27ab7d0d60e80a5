"""Makes claims out of a few words, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final, Literal

from msgspec.structs import replace

from app.services.claims import Claim, Saying, Terms, claimed
from app.services.lines import Line, chained, gives_way
from app.services.registry import built_in
from app.services.resolution import resolved
from app.services.settlement import Book, settled
from extraction.model import EntityType, Link, Mention, Moment
from graph.model import OPEN
from graph.owners import Known

OWNER: Final = "o1"
EVENT: Final = "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"
NOW: Final = datetime(2030, 1, 1, tzinfo=UTC)
NOBODY: Final = Known(lane_version=0, self_entity=None, entities=[], memories=[])
State = Literal["current", "ended", "retracted"]


def day(text: str) -> datetime:
    """Read `2024`, `2024-05` or `2024-05-06` as its first instant."""
    year, month, number = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return datetime(year, month, number, tzinfo=UTC)


def moment(text: str | None) -> Moment | None:
    if text is None:
        return None
    precision: Literal["year", "month", "day"] = ("year", "month", "day")[text.count("-")]
    return Moment(at=day(text), precision=precision)


def claim(
    words: str,
    said: str,
    *,
    state: State = "current",
    since: str | None = None,
    until: str | None = None,
    memory: str | None = None,
    types: tuple[EntityType, EntityType] = ("person", "concept"),
) -> Claim:
    """Claim `Ann lives_in Oslo`, said on a day, by a memory named after both."""
    made = attempt(words, said, state=state, since=since, until=until, memory=memory, types=types)
    assert isinstance(made, Claim), made
    return made


def attempt(
    words: str,
    said: str,
    *,
    state: State = "current",
    since: str | None = None,
    until: str | None = None,
    memory: str | None = None,
    types: tuple[EntityType, EntityType] = ("person", "concept"),
) -> Claim | str:
    """Give the claim or why it is none."""
    subject, predicate, target = words.split(" ", 2)
    mentions = (Mention(name=subject, type=types[0]), Mention(name=target, type=types[1]))
    link = Link(
        subject=0,
        predicate=predicate,
        object=1,
        predicate_raw=predicate,
        state=state,
        valid_from=moment(since),
        valid_to=moment(until),
    )
    saying = Saying(
        memory_id=memory or f"{words} {said} {state}", said_at=day(said), expires_at=OPEN
    )
    cast = resolved(mentions, NOBODY, OWNER)
    terms = Terms(owner_key=OWNER, registry=built_in(), cast=cast, mentions=mentions)
    return claimed(link, saying=saying, terms=terms)


def stored(*claims: Claim) -> list[Line]:
    """Give lines as they lie in the store after these claims were committed one by one."""
    lines: list[Line] = []
    for number, one in enumerate(claims):
        now = NOW - timedelta(days=100 - number)
        book = settled([one], lines, event_id=EVENT[:-2] + f"{number:02}", now=now)
        lines = [as_stored(line) for line in book.lines.values()]
    return [line for line in lines if not line.is_retired]


def as_stored(line: Line) -> Line:
    """Forget that a line is new."""
    return replace(line, claim=None)


def book(*claims: Claim, on: list[Line] | None = None) -> Book:
    """Settle claims of one event on stored lines."""
    return settled(claims, on or [], event_id=EVENT, now=NOW)


def living(settled: Book) -> list[Line]:
    return list(settled.living)


def only(settled: Book) -> Line:
    lines = living(settled)
    assert 1 == len(lines), lines
    return lines[0]


def current(lines: list[Line]) -> list[str]:
    """Name the pairs that are open once the slots are chained."""
    slots = {line.slot for line in lines if line.slot}
    beaten = {
        line.id
        for slot in slots
        for line, following in pairwise(chained(lines, slot))
        if gives_way(line, following)
    }
    return sorted(line.pair for line in lines if line.is_open and line.id not in beaten)


def pairs(*claims: Claim) -> list[str]:
    return sorted(one.pair for one in claims)

"""How points in time look on the wire."""

from datetime import timedelta
from typing import Final

from graph.model import OPEN, Instant, Precision, instant

# A partial date is kept as its first instant in the speaker's zone, in UTC. Thirteen hours later
# it is that same day in UTC for every zone from -10:00 to +13:00, so that is the day to show.
TO_THE_SPEAKERS_DAY: Final = timedelta(hours=13)
LENGTHS: Final = {"year": 4, "month": 7, "day": 10}
# What one message said counts from its time plus its place among the messages, in µs.
PLACES: Final = 1000


def shown(text: Instant) -> str:
    """Write an instant with its offset, as every client's language parses it."""
    return instant(text).isoformat()


def day_of_expiry(text: Instant) -> str | None:
    """Write the day at whose end a memory expires, None when it never does."""
    at = instant(text)
    return None if at >= OPEN else at.date().isoformat()


def bound(text: Instant, precision: Precision) -> str | None:
    """Write a relation's start or end as precisely as it is known; None when it is not."""
    at = instant(text)
    if precision == "none" or at >= OPEN:
        return None
    if precision == "instant":
        return at.replace(microsecond=at.microsecond - at.microsecond % PLACES).isoformat()
    day = (at + TO_THE_SPEAKERS_DAY).date()
    return day.isoformat()[: LENGTHS[precision]]


def milliseconds(start: Instant, end: Instant) -> float:
    """Measure from one instant to another."""
    return (instant(end) - instant(start)) / timedelta(milliseconds=1)

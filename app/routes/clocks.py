"""The two clocks of a read: what was true at a time, what was known at one."""

from datetime import UTC, datetime, time
from typing import Annotated, Final

from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.moments import day, moment

LENGTH_OF_A_DATE: Final = 10
NOON: Final = time(12)
AsOf = Annotated[str | None, QueryParameter(description="What held then: a date or an instant")]
KnownAt = Annotated[
    str | None, QueryParameter(description="What was known then: a date or an instant")
]


class Clocks(Struct, frozen=True, kw_only=True):
    """World time and system time; None is now."""

    as_of: datetime | None = None
    known_at: datetime | None = None


def clocks_of(as_of: AsOf = None, known_at: KnownAt = None) -> Clocks:
    """Provide the clocks of the address; raises InvalidRequestError."""
    return Clocks(as_of=at(as_of, "as_of", NOON), known_at=at(known_at, "known_at", time.max))


def at(value: str | None, field: str, hour: time) -> datetime | None:
    """Read a date, which means this hour of it in UTC, or an instant."""
    if not value:
        return None
    if len(value) > LENGTH_OF_A_DATE:
        return moment(value, field)
    given = day(value, field)
    return None if given is None else datetime.combine(given, hour, UTC)

"""Points in time as clients send them."""

from datetime import UTC, date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from app.services.errors import InvalidRequestError

Timestamp: TypeAlias = float | str


def moment(value: Timestamp, field: str) -> datetime:
    """Read Unix seconds or ISO 8601, naive as UTC; raises InvalidRequestError."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise InvalidRequestError(
            f"{field} must be Unix seconds or an ISO 8601 date and time", field
        ) from error


def day(value: str | None, field: str) -> date | None:
    """Read `YYYY-MM-DD`; raises InvalidRequestError."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise InvalidRequestError(f"{field} must be a date, YYYY-MM-DD", field) from error


def zone(name: str) -> ZoneInfo:
    """Give the zone of an IANA name; raises InvalidRequestError."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise InvalidRequestError(f"There is no time zone {name!r}", "timezone") from error

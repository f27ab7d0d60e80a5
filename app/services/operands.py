"""Pure: the values of a filter, each read as what its operator needs."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final, TypeGuard

from app.services.errors import InvalidRequestError

LARGEST: Final = 1e308
DATE_ONLY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
DAY: Final = timedelta(days=1)


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Tell whether this is a JSON object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Tell whether this is a JSON list."""
    return isinstance(value, list)


def text(name: str, operator: str, value: object) -> str:
    """Read text that the database can take."""
    if not isinstance(value, str):
        raise wrong(name, operator, "a string")
    return _storable(name, operator, value)


def texts(name: str, operator: str, value: object) -> list[object]:
    """Read a list of such texts."""
    if not is_list(value):
        raise wrong(name, operator, "a list of strings")
    return [text(name, operator, member) for member in value]


def scalar(name: str, operator: str, value: object) -> bool | float | str | None:
    """Read what a metadata value can be equal to."""
    if isinstance(value, str):
        return _storable(name, operator, value)
    if value is None or isinstance(value, bool | int | float):
        return value
    raise wrong(name, operator, "a string, a number, true, false or null")


def ordered(name: str, operator: str, value: object) -> float | str:
    """Read a bound: a number, or text for values that sort as text."""
    if isinstance(value, str):
        return _storable(name, operator, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LARGEST:
        raise wrong(name, operator, "a number or a string")
    return float(value)


def span(name: str, operator: str, value: object) -> tuple[datetime, datetime]:
    """Read a date as its first instant and the next day's, an instant as itself twice."""
    written = text(name, operator, value)
    try:
        start = datetime.fromisoformat(written)
        start = start.astimezone(UTC) if start.tzinfo else start.replace(tzinfo=UTC)
        return start, start + DAY if DATE_ONLY.fullmatch(written) else start
    except (ValueError, OverflowError) as error:
        raise wrong(name, operator, "a date YYYY-MM-DD or an ISO 8601 instant") from error


def wrong(name: str, operator: str, needed: str) -> InvalidRequestError:
    """Give the error that says what the operator needs."""
    said = f"operator {operator!r}" if operator else "the value"
    return InvalidRequestError(f"{name}: {said} needs {needed}", field=name)


def _storable(name: str, operator: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise wrong(name, operator, "text without lone surrogates") from error
    return value

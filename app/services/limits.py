"""Pure: what the database can't hold, refused at the door with the name of the field."""

from collections.abc import Iterator, Sequence
from typing import Final, cast
from zoneinfo import ZoneInfo

from app.services.errors import InvalidRequestError

LONGEST_ID: Final = 512
DEEPEST: Final = 100
MOST_CATEGORIES: Final = 100
LONGEST_CATEGORY: Final = 100
SMALLEST_INTEGER: Final = -(2**63)
LARGEST_INTEGER: Final = 2**63 - 1


def check_id(value: str, field: str) -> None:
    """Refuse an id that is blank, too long to be indexed or no clean text."""
    if not value.strip():
        raise InvalidRequestError(f"{field} must not be blank", field)
    if len(value) > LONGEST_ID:
        raise InvalidRequestError(f"{field} may have at most {LONGEST_ID} characters", field)
    check_text(value, field)


def check_text(value: str, field: str) -> None:
    """Refuse NUL, and half surrogate pairs, which no database driver can encode."""
    if "\0" in value:
        raise InvalidRequestError(f"{field} must not contain the character NUL", field)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise InvalidRequestError(f"{field} contains a lone surrogate: it is no valid text", field)


def check_timezone(name: str | None) -> None:
    """Refuse a name that is no IANA time zone's."""
    try:
        ZoneInfo(name or "UTC")
    except (ValueError, OSError, KeyError) as error:
        raise InvalidRequestError(f"There is no time zone {name!r}", "timezone") from error


def check_json(value: object, field: str) -> None:
    """Refuse what is anywhere inside JSON and can't be stored, and JSON too deep to be written."""
    for leaf in _leaves(value, field):
        if isinstance(leaf, str):
            check_text(leaf, field)
        elif isinstance(leaf, int) and not SMALLEST_INTEGER <= leaf <= LARGEST_INTEGER:
            raise InvalidRequestError(f"{field} contains an integer of more than 64 bits", field)


def check_categories(given: Sequence[dict[str, str] | str]) -> None:
    """Refuse more categories than one can choose from, and names that nobody could use."""
    field = "custom_categories"
    names = [name for one in given for name in ([one] if isinstance(one, str) else one)]
    if len(names) > MOST_CATEGORIES:
        raise InvalidRequestError(f"{field} may have at most {MOST_CATEGORIES} names", field)
    for name in names:
        if not name.strip():
            raise InvalidRequestError(f"{field}: a name must not be blank", field)
        if len(name) > LONGEST_CATEGORY:
            raise InvalidRequestError(
                f"{field}: a name may have at most {LONGEST_CATEGORY} characters", field
            )


def _leaves(value: object, field: str) -> Iterator[object]:
    """Walk without recursion: what comes in may be deeper than Python's stack."""
    left = [(value, 0)]
    while left:
        part, depth = left.pop()
        if depth > DEEPEST:
            raise InvalidRequestError(f"{field} is nested deeper than {DEEPEST} levels", field)
        if isinstance(part, dict):
            pairs = cast("dict[str, object]", part)
            left += [(item, depth + 1) for item in (*pairs, *pairs.values())]
        elif isinstance(part, list | tuple):
            left += [(item, depth + 1) for item in cast("Sequence[object]", part)]
        else:
            yield part

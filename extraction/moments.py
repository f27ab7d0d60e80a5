"""Partial dates as models and registries write them: 2019, 2025-06, 2025-06-01 or an instant."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Final

from extraction.model import Moment, Precision

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_PRECISIONS: Final[tuple[Precision, ...]] = ("year", "month", "day")


def moment(text: str | None, zone: tzinfo = UTC) -> Moment | None:
    """Read a partial date in the speaker's zone; None when there is none or it makes no sense."""
    if not text:
        return None
    try:
        return _partial(text.strip(), zone) or _instant(text.strip(), zone)
    except ValueError:
        return None


def _partial(text: str, zone: tzinfo) -> Moment | None:
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, day = [*parts, 1, 1][:3]
    at = datetime(year, month, day, tzinfo=zone)
    return Moment(at=at.astimezone(UTC), precision=_PRECISIONS[len(parts) - 1])


def _instant(text: str, zone: tzinfo) -> Moment:
    at = datetime.fromisoformat(text)
    aware = at if at.tzinfo else at.replace(tzinfo=zone)
    return Moment(at=aware.astimezone(UTC), precision="instant")

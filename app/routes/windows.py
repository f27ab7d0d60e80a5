"""Windows of time out of the address, and the cursors that lead on in them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, time
from typing import Annotated, Final
from uuid import UUID

from litestar.params import QueryParameter

from app.routes.clocks import at
from app.services.errors import InvalidRequestError
from graph.feeds import Window
from graph.model import BEGINNING, Instant, instant

MIDNIGHT: Final = time(0)
Since = Annotated[str | None, QueryParameter(description="From when on: a date or an instant")]
Until = Annotated[str | None, QueryParameter(description="Until when; now when absent")]
Cursor = Annotated[str | None, QueryParameter(description="`next` of the page before")]
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="Changes that are looked at")]


def cursor_of(last_at: Instant | None, last_id: str | None) -> str | None:
    """Give what leads on behind a change; None when nothing does."""
    if last_at is None or last_id is None:
        return None
    return urlsafe_b64encode(f"{last_at} {last_id}".encode()).decode()


def window_of(
    since: Since = None, until: Until = None, cursor: Cursor = None, limit: Limit = 200
) -> Window:
    """Provide the window of the address; raises InvalidRequestError."""
    ends = at(until, "until", MIDNIGHT) or datetime.now(UTC)
    if cursor:
        begins, after = _place(cursor)
        return Window(since=begins, until=ends, after=after, limit=limit)
    begins = at(since, "since", MIDNIGHT) or BEGINNING
    return Window(since=begins, until=ends, limit=limit)


def _place(cursor: str) -> tuple[datetime, str]:
    try:
        begins, _, after = urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        return instant(begins), str(UUID(after))
    except ValueError as error:
        raise InvalidRequestError("cursor is none that was given", "cursor") from error

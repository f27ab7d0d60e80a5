"""What changed between two times."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, time
from typing import Annotated, Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.clocks import at
from app.routes.documentation import ERRORS
from app.routes.instants import shown
from app.routes.relations import RelationOut
from app.routes.sights import Seen
from app.services.errors import InvalidRequestError
from app.services.feeds import Feeds, Item, Kind, News
from graph.feeds import Window
from graph.model import BEGINNING, instant

MIDNIGHT: Final = time(0)
Since = Annotated[str | None, QueryParameter(description="From when on: a date or an instant")]
Until = Annotated[str | None, QueryParameter(description="Until when; now when absent")]
Cursor = Annotated[str | None, QueryParameter(description="`next` of the page before")]
Limit = Annotated[int, QueryParameter(ge=1, le=500, description="Changes that are looked at")]


class ItemOut(Struct, frozen=True, kw_only=True):
    """A memory or relation that changed, and the memory that said so."""

    at: str
    kind: Kind
    memory_id: str
    text: str
    old_text: str | None
    relation: RelationOut | None

    @classmethod
    def from_item(cls, item: Item) -> "ItemOut":
        """Show an item."""
        relation = item.relation
        return cls(
            at=shown(item.at),
            kind=item.kind,
            memory_id=item.memory_id,
            text=item.text,
            old_text=item.old_text,
            relation=None if relation is None else RelationOut.from_shown(relation),
        )


class NewsOut(Struct, frozen=True, kw_only=True):
    """What changed, the oldest first. With a `next` there may be more, also after no results."""

    results: list[ItemOut]
    next: str | None

    @classmethod
    def from_news(cls, news: News) -> "NewsOut":
        """Show a page."""
        cursor = None
        if news.next_at is not None and news.next_id is not None:
            cursor = urlsafe_b64encode(f"{news.next_at} {news.next_id}".encode()).decode()
        return cls(results=[ItemOut.from_item(one) for one in news.items], next=cursor)


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


@get(
    "/changes",
    status_code=200,
    responses=ERRORS,
    summary="Follow what changes",
    dependencies={"window": Provide(window_of, sync_to_thread=False)},
    tags=["graph"],
)
async def list_changes(
    visibility: Seen, feeds: NamedDependency[Feeds], window: NamedDependency[Window]
) -> NewsOut:
    """Give the memories and relations that came, ended or were replaced between two times."""
    return NewsOut.from_news(await feeds.find(visibility, window))


HANDLERS = [list_changes]

"""What changed between two times."""

from litestar import get
from litestar.di import NamedDependency, Provide
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.instants import shown
from app.routes.relations import RelationOut
from app.routes.sights import Seen
from app.routes.windows import cursor_of, window_of
from app.services.feeds import Feeds, Item, Kind, News
from graph.feeds import Window


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
        results = [ItemOut.from_item(one) for one in news.items]
        return cls(results=results, next=cursor_of(news.next_at, news.next_id))


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

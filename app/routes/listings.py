"""Lists of memories, in the shapes that the generations of clients expect."""

from msgspec import UNSET, Struct, UnsetType

from app.routes.memory_items import MemoryOut, narrowed
from app.routes.pages import Asked, Page, neighbours
from app.routes.read_bodies import ReadBody
from app.routes.relations import RelationOut, relations_out
from app.services.memories import Listed, Listing
from graph.model import Visibility


class ListBody(ReadBody, frozen=True, kw_only=True):
    """What a list may be asked with; a page in the address wins over one here."""

    page: int | None = None
    page_size: int | None = None
    top_k: int | None = None
    limit: int | None = None

    def paged(self, page: int | None, page_size: int | None) -> tuple[int | None, int | None]:
        """Give the page of the address, or else the one of the body."""
        return (
            self.page if page is None else page,
            self.page_size if page_size is None else page_size,
        )


class MemoryPage(Struct, frozen=True, kw_only=True):
    """A page of memories, the newest first, with the addresses of the pages beside it."""

    count: int
    next: str | None
    previous: str | None
    results: list[MemoryOut]
    relations: list[RelationOut] | UnsetType = UNSET


class MemoriesAndRelations(Struct, frozen=True, kw_only=True):
    """Memories with the relations that they attest."""

    results: list[MemoryOut]
    relations: list[RelationOut]


def listing_of(
    body: ReadBody, visibility: Visibility, page: Page, *, with_relations: bool
) -> Listing:
    """Say what to read for a body."""
    return Listing(
        visibility=visibility,
        skip=page.skip,
        limit=page.size,
        with_relations=with_relations,
        with_sources=bool(body.explain),
    )


def items_of(listed: Listed, body: ReadBody) -> list[MemoryOut]:
    """Show the memories of a page."""
    sources = listed.sources
    items = [
        MemoryOut.from_memory(memory, None if sources is None else sources.get(memory.id, []))
        for memory in listed.memories
    ]
    return narrowed(items, body.shown_fields)


def page_of(listed: Listed, body: ReadBody, page: Page, request: Asked) -> MemoryPage:
    """Show a page in its envelope; raises NotFoundError beyond the last one."""
    page.check(listed.total)
    beside = neighbours(request, page, listed.total)
    return MemoryPage(
        count=listed.total,
        next=beside.next,
        previous=beside.previous,
        results=items_of(listed, body),
        relations=UNSET if listed.relations is None else relations_out(listed.relations),
    )

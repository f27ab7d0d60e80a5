"""The shapes in which the first two generations get what they list and find."""

import logging
from typing import Final, TypeAlias

from app.routes.listings import (
    ListBody,
    MemoriesAndRelations,
    MemoryPage,
    items_of,
    listing_of,
    page_of,
)
from app.routes.memory_items import MemoryOut
from app.routes.pages import Asked, Page, lenient
from app.routes.relations import relations_out
from app.routes.search import SearchBody
from app.routes.search import items_of as found_items
from app.services.memories import Listed, Memories
from app.services.search import SearchResult
from graph.model import Access

logger = logging.getLogger(__name__)

# an unpaged list gave everything once; this much of everything is still given
MOST_UNPAGED: Final = 1000
Unpaged: TypeAlias = list[MemoryOut] | MemoriesAndRelations
Shaped: TypeAlias = list[MemoryOut] | MemoriesAndRelations | MemoryPage


async def listed(
    request: Asked, body: ListBody, *, access: Access, memories: Memories, is_paged: bool
) -> Shaped:
    """List in the shape that the request asks for."""
    page = lenient(body.page, body.page_size) if is_paged else _first(body)
    walks = body.walks(access, is_envelope=is_paged or body.wants_object)
    listing = listing_of(body, body.visibility(access), page, with_relations=walks)
    found = await memories.list(listing)
    return page_of(found, body, page, request) if is_paged else _unpaged(found, body)


def _unpaged(found: Listed, body: ListBody) -> Unpaged:
    items = items_of(found, body)
    if len(items) == MOST_UNPAGED < found.total:
        logger.warning("a list without a page is cut: %s of %s memories", len(items), found.total)
    if not body.wants_object:
        return items
    return MemoriesAndRelations(results=items, relations=relations_out(found.relations))


def _first(body: ListBody) -> Page:
    asked = body.top_k if body.top_k is not None else body.limit
    return Page(size=MOST_UNPAGED if asked is None else min(max(asked, 1), MOST_UNPAGED))


def shaped(found: SearchResult, body: SearchBody) -> Unpaged:
    """Show what was found, as an array unless the request asks for relations or an object."""
    items = found_items(found, body, is_explained=False)
    if not body.wants_object:
        return items
    return MemoriesAndRelations(results=items, relations=relations_out(found.relations))

"""The second generation: `/v2/memories/` to list and search."""

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from msgspec.structs import replace

from app.routes.compat.shapes import Shaped, Unpaged, listed, shaped
from app.routes.documentation import ERRORS, OLDER_LIST, OLDER_SEARCH
from app.routes.listings import ListBody
from app.routes.pages import Asked, LenientNumber, LenientSize
from app.routes.search import SearchBody
from app.services.memories import Memories
from app.services.search import Search
from graph.model import Access


@post(
    "/v2/memories",
    status_code=200,
    responses=ERRORS,
    summary="List memories (second generation)",
    tags=["second generation"],
)
async def list_second(
    request: Asked,
    data: Annotated[ListBody, OLDER_LIST],
    access: NamedDependency[Access],
    memories: NamedDependency[Memories],
    page: LenientNumber = None,
    page_size: LenientSize = None,
) -> Shaped:
    """List memories: an array, with any page parameter a page."""
    number, size = data.paged(page, page_size)
    body = replace(data, page=number, page_size=size)
    is_paged = number is not None or size is not None
    return await listed(request, body, access=access, memories=memories, is_paged=is_paged)


@post(
    "/v2/memories/search",
    status_code=200,
    responses=ERRORS,
    summary="Search (second generation)",
    tags=["second generation"],
)
async def search_second(
    data: Annotated[SearchBody, OLDER_SEARCH],
    access: NamedDependency[Access],
    search: NamedDependency[Search],
) -> Unpaged:
    """Give the memories that answer a question best: an array, or an object with relations."""
    walks = data.walks(access, is_envelope=data.wants_object)
    query = data.question(data.visibility(access), threshold=None, walks=walks)
    return shaped(await search.search(query), data)


HANDLERS = [list_second, search_second]

"""The first generation's reads: `/v1/memories/` to list and to search."""

from typing import Annotated, Final

from litestar import get, post
from litestar.di import NamedDependency

from app.routes.compat.queries import DEPENDENCIES
from app.routes.compat.shapes import Shaped, Unpaged, listed, shaped
from app.routes.documentation import ERRORS, OLDER_SEARCH
from app.routes.listings import ListBody
from app.routes.pages import MOST, Asked
from app.routes.search import SearchBody
from app.services.errors import InvalidRequestError
from app.services.memories import Memories
from app.services.search import Search
from graph.model import Access

NO_SCOPE: Final = "At least one of the filters: agent_id, user_id, app_id, run_id is required!"


@get(
    "/v1/memories",
    status_code=200,
    responses=ERRORS,
    summary="List memories (first generation)",
    dependencies=DEPENDENCIES,
    tags=["first generation"],
)
async def list_first(
    request: Asked,
    asked: NamedDependency[ListBody],
    access: NamedDependency[Access],
    memories: NamedDependency[Memories],
) -> Shaped:
    """List memories: an array, with both page parameters a page."""
    is_paged = asked.page is not None and asked.page_size is not None
    _check_limit(asked, is_paged=is_paged)
    return await listed(request, asked, access=access, memories=memories, is_paged=is_paged)


@post(
    "/v1/memories/search",
    status_code=200,
    responses=ERRORS,
    summary="Search (first generation)",
    tags=["first generation"],
)
async def search_first(
    data: Annotated[SearchBody, OLDER_SEARCH],
    access: NamedDependency[Access],
    search: NamedDependency[Search],
) -> Unpaged:
    """Give the memories that answer a question best: an array, or an object with relations."""
    visibility = data.visibility(access, missing=NO_SCOPE)
    walks = data.walks(access, is_envelope=data.wants_object)
    query = data.question(visibility, threshold=None, walks=walks)
    return shaped(await search.search(query), data)


def _check_limit(asked: ListBody, *, is_paged: bool) -> None:
    if not is_paged and (asked.limit or 0) > MOST:
        raise InvalidRequestError(f"limit must be <= {MOST}", "limit")


HANDLERS = [list_first, search_first]

"""Pages: which one is asked for, and the addresses of its neighbours."""

from typing import Annotated, Any, Final, TypeAlias
from urllib.parse import urlencode

from litestar import Request
from litestar.params import QueryParameter
from msgspec import Struct

from app.services.errors import InvalidRequestError
from graph.errors import NotFoundError
from graph.model import Access

Asked: TypeAlias = Request[Any, Access, Any]
MOST: Final = 200
DEFAULT: Final = 100
FARTHEST: Final = 1_000_000
PageNumber: TypeAlias = Annotated[
    int | None,
    QueryParameter(description="From 1", schema_extra={"minimum": 1, "maximum": FARTHEST}),
]
PageSize: TypeAlias = Annotated[
    int | None,
    QueryParameter(description=f"1 to {MOST}", schema_extra={"minimum": 1, "maximum": MOST}),
]
# older generations bring what they are asked for into the bounds
LenientNumber: TypeAlias = Annotated[
    int | None, QueryParameter(description="From 1", schema_extra={"maximum": FARTHEST})
]
LenientSize: TypeAlias = Annotated[
    int | None, QueryParameter(description=f"At most {MOST} are given")
]


class Page(Struct, frozen=True, kw_only=True):
    """A page by its number, from 1, and its size."""

    number: int = 1
    size: int = DEFAULT

    @property
    def skip(self) -> int:
        """How many rows come before it."""
        return (self.number - 1) * self.size

    def check(self, total: int) -> None:
        """Raise NotFoundError for a page beyond the last one; the first page is always there."""
        if self.number > 1 and self.skip >= total:
            raise NotFoundError("page", str(self.number))


class Neighbours(Struct, frozen=True, kw_only=True):
    """The addresses of the pages beside one."""

    next: str | None
    previous: str | None


def strict(number: int | None, size: int | None) -> Page:
    """Give the page asked for; raises InvalidRequestError beyond the documented bounds."""
    page = Page(number=1 if number is None else number, size=DEFAULT if size is None else size)
    if not 1 <= page.number <= FARTHEST:
        raise InvalidRequestError("page must be 1 or more", "page")
    if not 1 <= page.size <= MOST:
        raise InvalidRequestError(f"page_size must be from 1 to {MOST}", "page_size")
    return page


def strict_page(page: PageNumber = None, page_size: PageSize = None) -> Page:
    """Provide the page that the address asks for."""
    return strict(page, page_size)


def everything_or(number: int | None, size: int | None) -> Page:
    """Give the page asked for; when none is, one that holds everything."""
    if number is None and size is None:
        return Page(size=FARTHEST)
    return strict(number, size)


def lenient(number: int | None, size: int | None) -> Page:
    """Give the page asked for, as older generations do: brought into the bounds."""
    asked = DEFAULT if size is None else size
    return strict(max(1 if number is None else number, 1), min(max(asked, 1), MOST))


def neighbours(request: Asked, page: Page, total: int) -> Neighbours:
    """Give the addresses of the next and the previous page."""
    is_last = page.skip + page.size >= total
    return Neighbours(
        next=None if is_last else _address(request, page.number + 1, page.size),
        previous=None if page.number == 1 else _address(request, page.number - 1, page.size),
    )


def _address(request: Asked, number: int, size: int) -> str:
    own = {"page": str(number), "page_size": str(size)}
    others = [pair for pair in request.query_params.multi_items() if pair[0] not in own]
    url = request.url
    return (
        f"{url.scheme}://{url.netloc}{url.path.rstrip('/')}/?{urlencode([*own.items(), *others])}"
    )

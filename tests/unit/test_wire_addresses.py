from typing import Any

import pytest
from litestar import Request

from app.routes.compat.objects import object_in
from app.routes.listings import ListBody
from app.routes.pages import MOST, Page, everything_or, lenient, neighbours, strict
from app.routes.scope_names import kind_of, name_of, number_of
from app.services.errors import InvalidRequestError
from graph.errors import NotFoundError
from graph.model import Access


def _request(path: str = "/", query: str = "") -> Request[Any, Access, Any]:
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "server": ("relata", 80),
        "headers": [(b"host", b"relata")],
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "state": {},
    }
    return Request(scope)  # pyright: ignore[reportArgumentType] - what is read of it


@pytest.mark.parametrize(
    ("number", "size", "expected"),
    [(None, None, (1, 100)), (2, 5, (2, 5)), (1, MOST, (1, MOST))],
)
def test_a_page_has_defaults(number: int | None, size: int | None, expected: tuple[int, int]):
    page = strict(number, size)

    assert expected == (page.number, page.size)


@pytest.mark.parametrize(("number", "size"), [(0, None), (None, 0), (None, 201), (10**9, None)])
def test_a_page_outside_the_bounds_is_refused(number: int | None, size: int | None):
    with pytest.raises(InvalidRequestError):
        strict(number, size)


def test_older_generations_are_brought_into_the_bounds():
    assert Page(number=1, size=MOST) == lenient(-3, 5000)
    assert Page(number=1, size=1) == lenient(0, 0)


def test_without_a_page_there_is_one_with_everything():
    assert everything_or(None, None).size > MOST
    assert Page(number=1, size=5) == everything_or(None, 5)


@pytest.mark.parametrize(
    ("number", "total", "is_there"), [(1, 0, True), (2, 5, True), (3, 5, False), (2, 0, False)]
)
def test_a_page_beyond_the_last_is_not_there(number: int, total: int, is_there: bool):
    page = Page(number=number, size=3)
    if is_there:
        page.check(total)
    else:
        with pytest.raises(NotFoundError):
            page.check(total)


def test_neighbours_keep_the_rest_of_the_address():
    beside = neighbours(_request("/v1/events", "page=2&status=FAILED"), Page(number=2, size=2), 5)

    assert "http://relata/v1/events/?page=3&page_size=2&status=FAILED" == beside.next
    assert "http://relata/v1/events/?page=1&page_size=2&status=FAILED" == beside.previous


def test_the_ends_have_one_neighbour():
    first = neighbours(_request(), Page(number=1, size=2), 3)
    last = neighbours(_request(), Page(number=2, size=2), 3)

    assert (None, None) == (first.previous, last.next)


def test_a_page_of_the_address_wins():
    body = ListBody(page=3, page_size=30)

    assert (0, 30) == body.paged(0, None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", None),
        ("metadata=", None),
        ('metadata={"k": 1}', {"k": 1}),
        ("metadata={'k': None}", {"k": None}),
        ("metadata[k]=v&metadata[l]=w", {"k": "v", "l": "w"}),
        ("other[k]=v", None),
    ],
)
def test_an_object_is_read_out_of_the_address(query: str, expected: dict[str, object] | None):
    assert expected == object_in(_request(query=query), "metadata")


@pytest.mark.parametrize("value", ["[object Object]", "5", "[1]", "{1:", "open('x')", "{" * 20_000])
def test_what_is_no_object_is_refused(value: str):
    with pytest.raises(InvalidRequestError, match="metadata"):
        object_in(_request(query=f"metadata={value}"), "metadata")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v2/entities/user/mira", "mira"),
        ("/v2/entities/user/mira/", "mira"),
        ("//v2//entities/user/a%2Fb%20c/", "a/b c"),
        ("/v2/entities/user/a/b/", "a/b"),
        ("/v2/entities/user/100%25/", "100%"),
        ("/v2/entities/user/%252F/", "%2F"),
    ],
)
def test_a_name_is_what_follows_the_kind(path: str, expected: str):
    assert expected == name_of(_request(path))


def test_kinds_and_numbers_are_checked():
    assert ("run", 42) == (kind_of("run"), number_of("42"))
    with pytest.raises(InvalidRequestError, match="Invalid entity type"):
        kind_of("pet")
    with pytest.raises(InvalidRequestError, match="Must be an integer"):
        number_of("-4")

from base64 import b64encode
from typing import Any

import pytest
from litestar import Request

from app.auth import body_of, secrets_of, selection_of
from app.roles import role_for
from app.services.errors import InvalidRequestError
from app.services.keys import Selection
from graph.model import Access


def _request(
    headers: dict[str, str] | None = None, query: str = "", body: bytes = b"", path: str = "/"
) -> Request[Any, Access, Any]:
    scope: Any = {
        "type": "http",
        "method": "POST",
        "headers": [(key.encode(), value.encode()) for key, value in (headers or {}).items()],
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "state": {},
    }
    request: Request[Any, Access, Any] = Request(scope)
    request._body = body  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - read before
    return request


def _basic(pair: str) -> str:
    return "Basic " + b64encode(pair.encode()).decode()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, []),
        ({"authorization": ""}, []),
        ({"authorization": "Token rl-a"}, ["rl-a"]),
        ({"authorization": "BEARER   rl-a "}, ["rl-a"]),
        ({"authorization": "Token"}, []),
        ({"authorization": "rl-a"}, []),
        ({"authorization": "Digest rl-a"}, []),
        ({"x-api-key": " rl-b "}, ["rl-b"]),
        ({"x-api-key": "  "}, []),
        ({"authorization": "Token rl-a", "x-api-key": "rl-b"}, ["rl-a", "rl-b"]),
        ({"authorization": _basic("rl-u:rl-p")}, ["rl-p", "rl-u"]),
        ({"authorization": _basic("rl-u:")}, ["rl-u"]),
        ({"authorization": _basic(":rl-p")}, ["rl-p"]),
        ({"authorization": _basic("rl-u")}, ["rl-u"]),
        ({"authorization": _basic("u:p:q")}, ["p:q", "u"]),
        ({"authorization": "Basic not base64!"}, []),
        ({"authorization": "Basic /w=="}, []),
        ({"authorization": "Basic /w==", "x-api-key": "rl-b"}, ["rl-b"]),
    ],
)
def test_a_request_shows_its_keys_in_every_form(headers: dict[str, str], expected: list[str]):
    assert expected == list(secrets_of(_request(headers)))


@pytest.mark.parametrize(
    ("method", "template", "expected"),
    [
        ("GET", "/v1/memories", True),
        ("HEAD", "/v1/memories", True),
        ("OPTIONS", "/v1/memories", True),
        ("POST", "/v3/memories/search", True),
        ("POST", "/v2/memories", True),
        ("POST", "/v1/memories", False),
        ("POST", "/v3/memories/add", False),
        ("PUT", "/v2/memories", False),
        ("PATCH", "/v3/memories/search", False),
        ("DELETE", "/v1/memories/search", False),
    ],
)
def test_only_some_posts_ask(method: str, template: str, expected: bool):
    assert expected is (role_for(method, template) == "READER")


@pytest.mark.parametrize(
    ("headers", "query", "body", "expected"),
    [
        ({}, "", b"", Selection()),
        ({}, "", b'{"other": 1}', Selection()),
        ({}, "", b'{"project_id": null, "org_id": ""}', Selection()),
        ({}, "", b'{"org_id": "o", "project_id": "p"}', Selection(org_id="o", project_id="p")),
        ({}, "org_id=o&project_id=p", b"", Selection(org_id="o", project_id="p")),
        ({"x-project-id": "p"}, "", b"", Selection(project_id="p")),
        ({"x-project-id": "p"}, "project_id=p", b'{"project_id": "p"}', Selection(project_id="p")),
        (
            {"x-project-id": ""},
            "org_id=o",
            b'{"project_id": "p"}',
            Selection(org_id="o", project_id="p"),
        ),
    ],
)
def test_body_query_and_header_name_one_project_together(
    headers: dict[str, str], query: str, body: bytes, expected: Selection
):
    assert expected == selection_of(_request(headers, query), body)


@pytest.mark.parametrize(
    ("headers", "query", "body", "field"),
    [
        ({"x-project-id": "q"}, "", b'{"project_id": "p"}', "project_id"),
        ({"x-project-id": "q"}, "project_id=p", b"", "project_id"),
        ({}, "org_id=o", b'{"org_id": "n"}', "org_id"),
    ],
)
def test_two_projects_in_one_request_are_refused(
    headers: dict[str, str], query: str, body: bytes, field: str
):
    with pytest.raises(InvalidRequestError, match=f"more than one {field}") as raised:
        selection_of(_request(headers, query), body)

    assert field == raised.value.field


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"project_id": 5}', "does not fit"),
        (b"[]", "does not fit"),
        (b"5", "does not fit"),
        (b"{", "is not JSON"),
        (b"hello", "is not JSON"),
        (b'{"a": "\xff"}', "is not JSON"),
    ],
)
def test_a_body_that_names_nothing_readable_is_refused(body: bytes, said: str):
    with pytest.raises(InvalidRequestError, match=said):
        selection_of(_request(), body)


@pytest.mark.parametrize(
    "body", [b"", b"{}", rb'{"a": "\\u0000"}', rb'{"a": ["\u0001", 5, null, true]}']
)
async def test_a_body_without_nul_is_passed_on(body: bytes):
    assert body == await body_of(_request(body=body))


@pytest.mark.parametrize(
    "body",
    [rb'"\u0000"', rb'{"a": "x\u0000y"}', rb'{"\u0000": 1}', rb'[1, {"a": {"b": ["\u0000"]}}]'],
)
async def test_a_nul_anywhere_in_the_body_is_refused(body: bytes):
    with pytest.raises(InvalidRequestError, match="NUL"):
        await body_of(_request(body=body))


@pytest.mark.parametrize(("path", "query"), [("/v1/memories/a%00", ""), ("/", "user_id=%00")])
async def test_a_nul_in_the_address_is_refused(path: str, query: str):
    with pytest.raises(InvalidRequestError, match="NUL"):
        await body_of(_request(path=path, query=query))

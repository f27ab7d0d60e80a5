"""What no client sends and everybody may: never a 500, nothing changed."""

from typing import Final

import httpx
import pytest

from tests.api.conftest import Add

POSTS: Final = [
    "/v3/memories/add/",
    "/v3/memories/",
    "/v3/memories/search/",
    "/v2/memories/",
    "/v2/memories/search/",
    "/v1/memories/",
    "/v1/memories/search/",
    "/memory/add",
]
BODIES: Final = {
    "empty": b"",
    "cut": b'{"messages": "hi"',
    "array": b"[]",
    "null": b"null",
    "number": b"5",
    "string": b'"hi"',
    "not_utf8": b'{"messages": "\xff"}',
    "lone_surrogate": b'{"messages": "\\ud800", "user_id": "mira"}',
    "turned_surrogates": b'{"messages": "\\udc00\\ud800", "user_id": "mira"}',
    "nul": b'{"messages": "a\\u0000b", "query": "a\\u0000b", "user_id": "mira"}',
    "nul_in_a_key": b'{"metadata": {"\\u0000": 1}, "user_id": "mira"}',
    "deep": b'{"metadata": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    "not_a_number": b'{"timestamp": NaN}',
    "too_large": b'{"messages": "' + b"x" * 10_000_000 + b'", "user_id": "mira"}',
}


@pytest.mark.parametrize("path", POSTS)
async def test_no_body_breaks_a_route(client: httpx.AsyncClient, path: str):
    answers = {
        name: await client.post(path, content=body, headers={"Content-Type": "application/json"})
        for name, body in BODIES.items()
    }

    assert dict.fromkeys(BODIES, 400) | {"too_large": 413} == {
        name: answer.status_code for name, answer in answers.items()
    }
    assert all(
        {"detail", "error", "message", "details", "code", "request_id"} == set(answer.json())
        for answer in answers.values()
    )


async def test_a_backslash_before_u0000_is_text(add: Add):
    (item,) = (await add(r"I likes C:\u0000"))["results"]

    assert r"mira likes C:\u0000" == item["memory"]


@pytest.mark.parametrize(
    "value",
    ["'}) DETACH DELETE n //", "$user_id", "`; MATCH (n) RETURN n", '"*', "a:b AND *:*", "🫖 ünï"],
)
async def test_syntax_is_stored_as_text(add: Add, client: httpx.AsyncClient, value: str):
    added = await add(f"I likes {value}", user_id=value, metadata={value: value})
    memory_id = added["results"][0]["id"]
    read = (await client.get(f"/v1/memories/{memory_id}/")).json()
    listed = await client.post(
        "/v3/memories/",
        json={"filters": {"AND": [{"user_id": value}, {"metadata": {value: value}}]}},
    )

    assert (value, {value: value}) == (read["user_id"], read["metadata"])
    assert 1 == listed.json()["count"]


@pytest.mark.parametrize("path", ["/nope", "/v4/memories/", "/v1/batch/a/b/c/d", "/%00"])
async def test_an_unknown_path_is_an_error_like_any_other(client: httpx.AsyncClient, path: str):
    answer = await client.get(path)

    assert 404 == answer.status_code
    assert isinstance(answer.json()["detail"], str)


async def test_a_wrong_method_is_an_error_like_any_other(client: httpx.AsyncClient):
    answer = await client.request("PATCH", "/v1/ping/")

    assert 405 == answer.status_code
    assert isinstance(answer.json()["detail"], str)


async def test_every_answer_carries_a_request_id(
    client: httpx.AsyncClient, nobody: httpx.AsyncClient
):
    answers = [
        await client.get("/v1/ping/", headers={"X-Request-ID": "mine"}),
        await client.get("/nope"),
        await nobody.get("/v1/ping/"),
        await nobody.get("/health/live"),
    ]

    assert "mine" == answers[0].headers["X-Request-ID"]
    assert all(answer.headers["X-Request-ID"] for answer in answers)
    assert answers[2].json()["request_id"] == answers[2].headers["X-Request-ID"]


async def test_headers_that_make_no_sense_are_survived(nobody: httpx.AsyncClient):
    headers = {b"Authorization": b"Token \xff\xfe", b"X-Project-Id": b"\x7f" * 5000}
    answer = await nobody.get("/v1/ping/", headers=headers)

    assert 401 == answer.status_code

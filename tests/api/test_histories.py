from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Add


async def added(add: Add, text: str = "I likes tea", **options: object) -> str:
    return (await add(text, **options))["results"][0]["id"]


async def test_the_history_of_a_project_is_newest_first(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    await client.put(f"/v1/memories/{memory_id}/", json={"metadata": {"k": 1}})
    await client.delete(f"/v1/memories/{memory_id}/")
    page = (await client.get("/v1/memories/events/", params={"limit": 2})).json()
    rest = (await client.get(page["next"])).json()

    assert (3, ["DELETE", "UPDATE"]) == (page["count"], [one["event"] for one in page["results"]])
    assert ["ADD"] == [one["event"] for one in rest["results"]]


async def test_a_page_of_history_that_is_not_there_is_not_found(client: httpx.AsyncClient):
    answer = await client.get("/v1/memories/events/", params={"page": 2})

    assert (404, "Invalid page.") == (answer.status_code, answer.json()["detail"])


async def test_the_memories_of_a_scope_come_with_their_messages(
    add: Add, client: httpx.AsyncClient
):
    await added(add, user_id="a/b c")
    await added(add, "I likes jam")
    page = (await client.get("/v1/memories/user/a%2Fb%20c/")).json()
    (memory,) = page["results"]

    assert 1 == page["count"]
    assert [{"role": "user", "content": "I likes tea"}] == memory["input"]
    assert memory["is_updated"] is False


async def test_a_scope_without_memories_has_an_empty_page(client: httpx.AsyncClient):
    page = (await client.get("/v1/memories/agent/nobody/")).json()

    assert (0, []) == (page["count"], page["results"])


@pytest.mark.parametrize("path", ["a%2Fb", "team/x", "a/b/c"])
async def test_what_is_neither_an_id_nor_a_scope_is_refused(client: httpx.AsyncClient, path: str):
    answer = await client.get(f"/v1/memories/{path}/")

    assert (400, "Invalid entity type") == (answer.status_code, answer.json()["error"])


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_an_id_with_a_slash_is_refused(client: httpx.AsyncClient, method: str):
    answer = await client.request(method, "/v1/memories/a%2Fb/", json={"text": "x"})

    assert 400 == answer.status_code
    assert "memory_id should be a valid UUID" == answer.json()["error"]


async def test_strangers_see_nothing_of_a_history(add: Add, stranger: httpx.AsyncClient):
    await added(add)
    pages = [await stranger.get(f"/v1/memories/{tail}/") for tail in ("events", "user/mira")]

    assert [0, 0] == [page.json()["count"] for page in pages]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"known_at": "2020-01-01"}, 404),
        ({"known_at": "9000-01-01"}, 200),
        ({"as_of": "2019-01-01"}, 404),
        ({"as_of": "2021-01-01T00:00:00Z"}, 200),
        ({"as_of": "soon"}, 400),
    ],
    ids=str,
)
async def test_a_memory_is_read_as_of_a_time(
    add: Add, client: httpx.AsyncClient, query: dict[str, str], expected: int
):
    memory_id = await added(add, timestamp=1_600_000_000)
    answer = await client.get(f"/v1/memories/{memory_id}/", params=query)

    assert expected == answer.status_code, answer.text


async def test_a_history_ends_where_it_was_known(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    path = f"/v1/memories/{memory_id}/history/"
    before = (await client.get(path)).json()[0]["created_at"]
    await client.put(f"/v1/memories/{memory_id}/", json={"metadata": {"k": 1}})
    known = (await client.get(path, params={"known_at": before})).json()
    early = await client.get(path, params={"known_at": "2020-01-01"})

    assert (["ADD"], 404) == ([one["event"] for one in known], early.status_code)
    assert 404 == (await client.get(f"/v1/memories/{uuid4()}/history/")).status_code

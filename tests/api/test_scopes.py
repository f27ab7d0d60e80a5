from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Add

NAMES = ["plain", "a/b c", "ünï@code#?", "100%", "%2F", "dots..", "trailing/x"]


async def test_scopes_are_listed_with_their_counts(add: Add, client: httpx.AsyncClient):
    await add("I likes tea. I likes jazz")
    page = (await client.get("/v1/entities/")).json()
    (scope,) = page["results"]

    assert ("mira", "user", 2) == (scope["name"], scope["type"], scope["total_memories"])
    assert scope["id"].isdecimal()
    assert (1, 1, 0, 0, 0) == (
        page["count"],
        page["total_users"],
        page["total_agents"],
        page["total_apps"],
        page["total_runs"],
    )


async def test_scopes_may_be_paged(add: Add, client: httpx.AsyncClient):
    await add("I likes tea", run_id="r1")
    page = (await client.get("/v1/entities/", params={"page": 1, "page_size": 1})).json()

    assert (2, 1, True) == (page["count"], len(page["results"]), bool(page["next"]))


@pytest.mark.parametrize("name", NAMES)
async def test_a_name_may_contain_anything(add: Add, client: httpx.AsyncClient, name: str):
    await add("I likes tea", user_id=name)
    path = f"/v2/entities/user/{quote(name, safe='')}/"
    found = await client.get(path)
    gone = await client.delete(path)
    after = await client.get(path)

    assert [name] == [scope["name"] for scope in found.json()]
    assert 200 == gone.status_code
    assert {"message", "event_id"} <= set(gone.json())
    assert 404 == after.status_code


async def test_an_unencoded_slash_belongs_to_the_name(add: Add, client: httpx.AsyncClient):
    await add("I likes tea", user_id="a/b")
    found = await client.get("/v2/entities/user/a/b")

    assert ["a/b"] == [scope["name"] for scope in found.json()]


async def test_a_scope_outlives_its_memories(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    await client.delete("/v1/memories/", params={"user_id": "mira"})
    (scope,) = (await client.get("/v2/entities/user/mira/")).json()

    assert 0 == scope["total_memories"]


async def test_a_deleted_scope_takes_everything_along(add: Add, client: httpx.AsyncClient):
    memory_id = (await add("I likes tea"))["results"][0]["id"]
    await client.delete("/v2/entities/user/mira/")
    history = await client.get(f"/v1/memories/{memory_id}/history/")
    again = await client.delete("/v2/entities/user/mira/")

    assert [404, 404] == [history.status_code, again.status_code]


async def test_a_scope_may_be_deleted_by_its_number(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    (scope,) = (await client.get("/v1/entities/")).json()["results"]
    wrong_kind = await client.delete(f"/v1/entities/agent/{scope['id']}/")
    gone = await client.delete(f"/v1/entities/user/{scope['id']}/")

    assert [404, 200] == [wrong_kind.status_code, gone.status_code]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/v2/entities/pet/rex/", "Invalid entity type"),
        ("/v1/entities/pet/5/", "Invalid entity type"),
        ("/v1/entities/user/five/", "Invalid entity ID. Must be an integer."),
        ("/v1/entities/user/" + "9" * 40, "Invalid entity ID. Must be an integer."),
    ],
)
async def test_what_is_no_scope_is_refused(client: httpx.AsyncClient, path: str, message: str):
    answer = await client.delete(path)

    assert (400, message) == (answer.status_code, answer.json()["message"])


async def test_a_stranger_sees_and_deletes_no_scope(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    await add("I likes tea")
    (scope,) = (await client.get("/v1/entities/")).json()["results"]
    answers = [
        await stranger.get("/v2/entities/user/mira/"),
        await stranger.delete("/v2/entities/user/mira/"),
        await stranger.delete(f"/v1/entities/user/{scope['id']}/"),
    ]

    assert [404, 404, 404] == [answer.status_code for answer in answers]
    assert 0 == (await stranger.get("/v1/entities/")).json()["count"]


@pytest.mark.parametrize("path", ["/v1/entities/", "/v2/entities/user/mira/"])
async def test_scopes_need_a_key(nobody: httpx.AsyncClient, path: str):
    assert 401 == (await nobody.get(path)).status_code


async def test_a_reader_deletes_no_scope(reader: httpx.AsyncClient):
    assert 403 == (await reader.delete("/v2/entities/user/mira/")).status_code

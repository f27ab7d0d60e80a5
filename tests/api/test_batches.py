from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Add

BATCH = "/v1/batch/"


async def added(add: Add, text: str = "I likes tea. I likes jam") -> list[str]:
    return [one["id"] for one in (await add(text))["results"]]


async def texts(client: httpx.AsyncClient) -> list[str]:
    listed = await client.post("/v3/memories/", json={"filters": {"user_id": "mira"}})
    return sorted(one["memory"] for one in listed.json()["results"])


async def deleted(client: httpx.AsyncClient, memories: object) -> httpx.Response:
    return await client.request("DELETE", BATCH, json={"memories": memories})


async def test_many_memories_are_updated_at_once(add: Add, client: httpx.AsyncClient):
    one, other = await added(add)
    body = {
        "memories": [
            {"memory_id": one, "text": "I works_at Orbit"},
            {"memory_id": other, "metadata": {"k": 1}},
        ]
    }
    answer = await client.put(BATCH, json=body)
    read = (await client.get(f"/v1/memories/{other}/")).json()
    query = {"filters": {"user_id": "mira"}, "enable_graph": True}
    listed = (await client.post("/v3/memories/", json=query)).json()

    assert "Successfully updated 2 memories" == answer.json()["message"]
    assert ["I works_at Orbit", "mira likes jam"] == await texts(client)
    assert {"k": 1} == read["metadata"]
    assert {"Orbit", "jam"} == {one["target"] for one in listed["relations"]}


async def test_memories_of_several_users_are_updated_in_one_batch(
    add: Add, client: httpx.AsyncClient
):
    mine = await added(add, "I likes tea")
    (theirs,) = [one["id"] for one in (await add("I likes jam", user_id="ben"))["results"]]
    batch = [{"memory_id": key, "text": "I likes rain"} for key in (*mine, theirs)]
    answer = await client.put(BATCH, json={"memories": batch})
    users = {"OR": [{"user_id": "mira"}, {"user_id": "ben"}]}
    listed = await client.post("/v3/memories/", json={"filters": users, "enable_graph": True})

    assert 200 == answer.status_code, answer.text
    assert ["I likes rain"] * 2 == [one["memory"] for one in listed.json()["results"]]
    assert {("ben", "rain"), ("mira", "rain")} == {
        (one["source"], one["target"]) for one in listed.json()["relations"]
    }


async def test_many_memories_are_deleted_at_once(add: Add, client: httpx.AsyncClient):
    ids = await added(add)
    answer = await deleted(client, [{"memory_id": key} for key in ids])

    assert "Successfully deleted 2 memories" == answer.json()["message"]
    assert [] == await texts(client)


@pytest.mark.parametrize("depth", range(3))
async def test_an_id_is_found_however_it_is_wrapped(
    add: Add, client: httpx.AsyncClient, depth: int
):
    wrapped: Any = (await added(add, "I likes tea"))[0]
    for _ in range(depth):
        wrapped = {"memory_id": wrapped}
    answer = await deleted(client, [wrapped])

    assert "Successfully deleted 1 memories" == answer.json()["message"]


async def test_a_batch_with_an_unknown_memory_changes_nothing(add: Add, client: httpx.AsyncClient):
    one, _ = await added(add)
    memories = [{"memory_id": one, "text": "x"}, {"memory_id": str(uuid4()), "text": "y"}]
    answers = [
        await client.put(BATCH, json={"memories": memories}),
        await deleted(client, memories),
    ]

    assert [404, 404] == [answer.status_code for answer in answers]
    assert ["mira likes jam", "mira likes tea"] == await texts(client)


async def test_a_batch_with_an_immutable_memory_changes_nothing(
    add: Add, client: httpx.AsyncClient
):
    (one,) = await added(add, "I likes tea")
    fixed = (await add("I likes jam", immutable=True))["results"][0]["id"]
    memories = [{"memory_id": key, "metadata": {"k": 1}} for key in (one, fixed)]
    answer = await client.put(BATCH, json={"memories": memories})
    read = (await client.get(f"/v1/memories/{one}/")).json()

    assert (400, None) == (answer.status_code, read["metadata"])


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_batch_has_at_most_a_thousand_memories(client: httpx.AsyncClient, method: str):
    memories = [{"memory_id": str(uuid4()), "text": "x"}] * 1001
    answer = await client.request(method, BATCH, json={"memories": memories})
    done = {"PUT": "updated", "DELETE": "deleted"}[method]

    assert 400 == answer.status_code
    assert f"Maximum of 1000 memories can be {done} in a single request" == answer.json()["error"]


@pytest.mark.parametrize(
    "memories",
    [[], None, "x", [{}], [{"memory_id": "no-uuid", "text": "x"}], [3]],
    ids=str,
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_batch_that_can_t_be_is_refused(
    client: httpx.AsyncClient, method: str, memories: object
):
    answer = await client.request(method, BATCH, json={"memories": memories})

    assert 400 == answer.status_code


async def test_a_memory_is_updated_once_in_a_batch(add: Add, client: httpx.AsyncClient):
    (one,) = await added(add, "I likes tea")
    twice = [{"memory_id": one, "text": "x"}, {"memory_id": one, "text": "y"}]

    assert 400 == (await client.put(BATCH, json={"memories": twice})).status_code


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_a_batch_is_an_owner_s_own(
    add: Add,
    reader: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
    nobody: httpx.AsyncClient,
    method: str,
):
    body = {"memories": [{"memory_id": (await added(add))[0], "text": "x"}]}
    answers = [
        await client.request(method, BATCH, json=body) for client in (nobody, reader, stranger)
    ]

    assert [401, 403, 404] == [answer.status_code for answer in answers]


@pytest.mark.parametrize("depth", [500, 5000])
async def test_an_id_at_any_depth_is_no_failure(client: httpx.AsyncClient, depth: int):
    wrapped = '{"memory_id":' * depth + '"x"' + "}" * depth
    answer = await client.request("DELETE", BATCH, content=f'{{"memories":[{wrapped}]}}')

    assert 400 == answer.status_code

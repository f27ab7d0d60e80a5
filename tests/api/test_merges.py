from typing import Any, Final
from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Add

PATH: Final = "/v1/graph/merges"
ENTITIES: Final = "MATCH (e:Entity) WHERE NOT e.is_self RETURN e.name, e.id ORDER BY e.name"


async def entities(client: httpx.AsyncClient) -> dict[str, str]:
    answer = await client.post("/v1/graph/query", json={"query": ENTITIES})
    return dict(answer.json()["rows"])


async def merged(client: httpx.AsyncClient, kept: str, absorbed: str) -> dict[str, Any]:
    ids = await entities(client)
    body = {"kept_id": ids[kept], "absorbed_id": ids[absorbed]}
    answer = await client.post(PATH, json=body)
    assert 201 == answer.status_code, answer.text
    return answer.json()


async def targets(client: httpx.AsyncClient) -> list[str]:
    body = {"filters": {"user_id": "mira"}, "enable_graph": True}
    answer = (await client.post("/v3/memories/", json=body)).json()
    return sorted(relation["target"] for relation in answer["relations"])


async def test_merged_entities_are_one_until_that_is_undone(add: Add, client: httpx.AsyncClient):
    await add("I likes Tea")
    await add("I likes Chai")
    merge = await merged(client, "Tea", "Chai")
    between = await targets(client)
    undone = await client.post(f"{PATH}/{merge['id']}/undo")

    assert ["Tea"] == between
    assert (200, "undone") == (undone.status_code, undone.json()["state"])
    assert ["Chai", "Tea"] == await targets(client)


async def test_a_merge_is_listed_in_its_state(add: Add, client: httpx.AsyncClient):
    await add("I likes Tea")
    await add("I likes Chai")
    merge = await merged(client, "Tea", "Chai")
    accepted = (await client.get(PATH, params={"state": "accepted", "user_id": "mira"})).json()
    pending = (await client.get(PATH, params={"state": "pending"})).json()

    assert [merge] == accepted["results"]
    assert (1, None, None) == (accepted["count"], accepted["next"], accepted["previous"])
    assert [] == pending["results"]


async def test_a_merge_is_undone_once(add: Add, client: httpx.AsyncClient):
    await add("I likes Tea")
    await add("I likes Chai")
    merge = await merged(client, "Tea", "Chai")
    accepted = await client.post(f"{PATH}/{merge['id']}/accept")
    await client.post(f"{PATH}/{merge['id']}/undo")
    again = await client.post(f"{PATH}/{merge['id']}/undo")

    assert (409, 404) == (accepted.status_code, again.status_code)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"kept_id": "x", "absorbed_id": "y"}, 400),
        ({"kept_id": str(uuid4()), "absorbed_id": str(uuid4())}, 404),
    ],
    ids=["empty", "no ids", "unknown"],
)
async def test_what_can_not_be_merged_is_refused(
    client: httpx.AsyncClient, body: dict[str, str], status: int
):
    answer = await client.post(PATH, json=body)

    assert status == answer.status_code
    assert isinstance(answer.json()["detail"], str)


async def test_an_entity_is_not_merged_with_itself(add: Add, client: httpx.AsyncClient):
    await add("I likes Tea")
    tea = (await entities(client))["Tea"]
    answer = await client.post(PATH, json={"kept_id": tea, "absorbed_id": tea})

    assert (400, "absorbed_id") == (answer.status_code, answer.json()["details"]["field"])


@pytest.mark.parametrize("params", [{"state": "maybe"}, {"page": "0"}, {"page_size": "201"}])
async def test_a_bad_question_is_refused(client: httpx.AsyncClient, params: dict[str, str]):
    assert 400 == (await client.get(PATH, params=params)).status_code


async def test_a_reader_sees_the_queue_and_decides_nothing(
    add: Add, client: httpx.AsyncClient, reader: httpx.AsyncClient
):
    await add("I likes Tea")
    await add("I likes Chai")
    merge = await merged(client, "Tea", "Chai")
    listed = await reader.get(PATH)
    undone = await reader.post(f"{PATH}/{merge['id']}/undo")

    assert (200, 403) == (listed.status_code, undone.status_code)

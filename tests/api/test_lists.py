from typing import Any

import httpx
import pytest

from tests.api.conftest import Add

LIST = "/v3/memories/"
MIRA = {"filters": {"user_id": "mira"}}


async def test_a_list_is_a_page_with_relations(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    answer = (await client.post(LIST, json=MIRA)).json()

    assert ["mira lives_in Oslo"] == [item["memory"] for item in answer["results"]]
    assert (1, None, None) == (answer["count"], answer["next"], answer["previous"])
    assert ["lives_in"] == [relation["relationship"] for relation in answer["relations"]]


async def test_a_listed_relation_names_its_evidence(add: Add, client: httpx.AsyncClient):
    added = await add("I lives_in Oslo since 2019")
    (relation,) = (await client.post(LIST, json=MIRA)).json()["relations"]

    assert [added["results"][0]["id"]] == relation["memory_ids"]
    assert ("2019", None, True) == (
        relation["valid_from"],
        relation["valid_to"],
        relation["current"],
    )
    assert relation["destination"] == relation["target"] == "Oslo"
    assert "score" not in relation


async def test_a_memory_has_every_key_that_clients_read(add: Add, client: httpx.AsyncClient):
    await add("I likes tea", metadata={"a": {"b": [1]}}, expiration_date="2999-01-31")
    (memory,) = (await client.post(LIST, json=MIRA)).json()["results"]

    assert {"a": {"b": [1]}} == memory["metadata"]
    assert "2999-01-31" == memory["expiration_date"]
    assert "active" == memory["lifecycle_state"]
    assert memory["run_id"] is memory["session_id"] is None
    assert memory["created_at"].endswith("+00:00")
    assert int(memory["created_at"][:4]) == memory["structured_attributes"]["year"]


async def test_pages_are_walked_by_their_addresses(add: Add, client: httpx.AsyncClient):
    await add("I likes tea. I likes jazz. I likes chess")
    first = (await client.post(f"{LIST}?page_size=2", json=MIRA)).json()
    second = (await client.post(first["next"], json=MIRA)).json()
    texts = [item["memory"] for item in first["results"] + second["results"]]

    assert ["mira likes chess", "mira likes jazz", "mira likes tea"] == sorted(texts)
    assert (3, None) == (second["count"], second["next"])
    assert "http://relata/v3/memories/?page=1&page_size=2" == second["previous"]


async def test_a_page_in_the_address_wins(add: Add, client: httpx.AsyncClient):
    await add("I likes tea. I likes jazz")
    answer = await client.post(f"{LIST}?page_size=1", json={**MIRA, "page_size": 2})

    assert 1 == len(answer.json()["results"])


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page_size=0", "page_size=201", "page=99999999999999"]
)
async def test_a_page_that_can_t_be_is_refused(client: httpx.AsyncClient, query: str):
    answer = await client.post(f"{LIST}?{query}", json=MIRA)

    assert 400 == answer.status_code


async def test_a_page_too_far_is_not_found(client: httpx.AsyncClient):
    answer = await client.post(f"{LIST}?page=2", json=MIRA)

    assert 404 == answer.status_code
    assert "Invalid page." == answer.json()["detail"]


async def test_a_list_of_an_unknown_user_is_empty(client: httpx.AsyncClient):
    answer = await client.post(LIST, json={"filters": {"user_id": "nobody"}})

    assert 200 == answer.status_code
    assert (0, []) == (answer.json()["count"], answer.json()["results"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"filters": {}},
        {"filters": {"NOT": [{"user_id": "mira"}]}},
        {"filters": {"user_id": {"ne": "mira"}}},
        {"user_id": "mira"},
        {"filters": {"colour": "blue"}},
        {"filters": {"user_id": {">=": "a"}}},
        {"filters": {"AND": {"user_id": 5}}},
        {"filters": []},
        {"filters": "user_id"},
        {"filters": {"user_id": "mira"}, "as_of": "yesterday"},
        {"filters": {"user_id": "mira"}, "start_date": "yesterday"},
        {"filters": {"user_id": "mira\0"}},
    ],
    ids=str,
)
async def test_a_list_that_makes_no_sense_is_refused(
    client: httpx.AsyncClient, body: dict[str, Any]
):
    answer = await client.post(LIST, json=body)

    assert 400 == answer.status_code
    assert isinstance(answer.json()["detail"], str)


async def test_only_the_fields_asked_for_are_shown(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    answer = await client.post(LIST, json={**MIRA, "fields": ["memory", "unknown"]})

    assert {"id", "memory"} == set(answer.json()["results"][0])


async def test_sources_are_shown_when_asked_for(add: Add, client: httpx.AsyncClient):
    await add([{"role": "user", "content": "Well. I likes tea", "id": "mine-7", "name": "Mira"}])
    answer = await client.post(LIST, json={**MIRA, "explain": True})
    sources = [source for item in answer.json()["results"] for source in item["sources"]]

    assert {"mine-7"} == {source["external_id"] for source in sources}
    assert {(0, "user", "Mira")} == {
        (source["index"], source["role"], source["name"]) for source in sources
    }


async def test_relations_stay_away_when_they_are_not_wanted(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    answer = await client.post(LIST, json={**MIRA, "enable_graph": False})

    assert "relations" not in answer.json()


async def test_ended_relations_show_when_asked_for(add: Add, client: httpx.AsyncClient):
    await add("I works_at Orbit since 2019 until 2021")
    now = (await client.post(LIST, json=MIRA)).json()["relations"]
    ever = (await client.post(LIST, json={**MIRA, "include_ended": True})).json()["relations"]

    assert ([], [False]) == (now, [relation["current"] for relation in ever])


async def test_a_list_without_a_key_is_denied(nobody: httpx.AsyncClient):
    answer = await nobody.post(LIST, json=MIRA)

    assert 401 == answer.status_code


async def test_a_stranger_sees_nothing(
    add: Add, stranger: httpx.AsyncClient, client: httpx.AsyncClient
):
    await add("I likes tea")
    project_id = (await client.get("/v1/ping/")).json()["project_id"]
    own = await stranger.post(LIST, json=MIRA)
    foreign = await stranger.post(LIST, json={**MIRA, "project_id": project_id})

    assert (0, 403) == (own.json()["count"], foreign.status_code)

from typing import Any

import httpx
import pytest

from tests.api.conftest import Add

SEARCH = "/v3/memories/search/"
MIRA = {"user_id": "mira"}


async def test_a_search_gives_scores_and_relations(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo. I likes jazz")
    answer = (await client.post(SEARCH, json={"query": "Oslo", "filters": MIRA})).json()
    best = answer["results"][0]

    assert "mira lives_in Oslo" == best["memory"]
    assert 0 < best["score"] <= 1
    assert {"semantic", "bm25", "entity"} <= set(best["score_breakdown"])
    assert answer["is_exact"]
    assert "Oslo" in {relation["target"] for relation in answer["relations"]}
    assert all({"score", "path", "memory_ids"} <= set(found) for found in answer["relations"])


async def test_results_are_sorted_and_cut(add: Add, client: httpx.AsyncClient):
    await add("I likes tea. I likes jazz. I likes chess")
    body = {"query": "tea", "filters": MIRA, "top_k": 2, "threshold": 0}
    scores = [item["score"] for item in (await client.post(SEARCH, json=body)).json()["results"]]

    assert 2 == len(scores)
    assert sorted(scores, reverse=True) == scores


async def test_a_threshold_leaves_out_what_is_below(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    body = {"query": "tea", "filters": MIRA, "threshold": 1}

    assert [] == (await client.post(SEARCH, json=body)).json()["results"]


async def test_v1_1_always_has_relations(client: httpx.AsyncClient):
    body = {"query": "tea", "filters": MIRA, "output_format": "v1.1", "enable_graph": False}

    assert [] == (await client.post(SEARCH, json=body)).json()["relations"]


async def test_camel_case_ids_are_understood(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    answer = await client.post(SEARCH, json={"query": "tea", "filters": {"userId": "mira"}})

    assert 1 == len(answer.json()["results"])


@pytest.mark.parametrize(
    "change",
    [
        {"query": None},
        {"query": ""},
        {"query": " \n"},
        {"query": 5},
        {"query": "tea\0"},
        {"filters": None},
        {"filters": {}},
        {"user_id": "mira"},
        {"top_k": 0},
        {"top_k": 1001},
        {"top_k": "many"},
        {"threshold": -0.1},
        {"threshold": 1.1},
        {"threshold": "high"},
        {"filters": {"user_id": {"like": "m%"}}},
    ],
    ids=str,
)
async def test_a_search_that_makes_no_sense_is_refused(
    client: httpx.AsyncClient, change: dict[str, Any]
):
    answer = await client.post(SEARCH, json={"query": "tea", "filters": MIRA, **change})

    assert 400 == answer.status_code
    assert answer.json()["message"]


@pytest.mark.parametrize(
    "query",
    [
        'scope_terms:* OR text:"',
        '+(-&&||!(){}[]^"~*?:\\/',
        "'}) DETACH DELETE n //",
        "$project_id",
        "tea AND (",
        "🫖" * 500,
        "word " * 3000,
    ],
    ids=lambda query: str(query)[:20],
)
async def test_a_query_is_words_and_nothing_else(add: Add, client: httpx.AsyncClient, query: str):
    await add("I likes tea")
    answer = await client.post(SEARCH, json={"query": query, "filters": MIRA})
    listed = await client.post("/v3/memories/", json={"filters": MIRA})

    assert 200 == answer.status_code
    assert 1 == listed.json()["count"]


async def test_a_search_without_a_key_is_denied(nobody: httpx.AsyncClient):
    answer = await nobody.post(SEARCH, json={"query": "tea", "filters": MIRA})

    assert 401 == answer.status_code


async def test_a_stranger_finds_nothing(
    add: Add, stranger: httpx.AsyncClient, client: httpx.AsyncClient
):
    await add("I likes tea")
    project_id = (await client.get("/v1/ping/")).json()["project_id"]
    body = {"query": "tea", "filters": MIRA}
    own = await stranger.post(SEARCH, json=body)
    foreign = await stranger.post(SEARCH, json=body, headers={"X-Project-Id": project_id})

    assert ([], [], 403) == (
        own.json()["results"],
        own.json()["relations"],
        foreign.status_code,
    )


@pytest.mark.parametrize(
    "option",
    [
        {"rerank": True},
        {"keyword_search": True},
        {"filter_memories": True},
        {"only_metadata_based_search": True},
        {"reference_date": 1_600_000_000},
        {"reference_date": "2020-09-13"},
    ],
    ids=str,
)
@pytest.mark.parametrize("route", ["/v1/memories/search/", "/v2/memories/search/", SEARCH])
async def test_every_generation_takes_the_options_of_a_search(
    add: Add, client: httpx.AsyncClient, route: str, option: dict[str, object]
):
    await add("I likes tea")
    answer = (await client.post(route, json={"query": "tea", "filters": MIRA, **option})).json()
    found = answer if isinstance(answer, list) else answer["results"]

    assert ["mira likes tea"] == [one["memory"] for one in found]


async def test_a_reference_that_is_no_time_is_refused(client: httpx.AsyncClient):
    body = {"query": "tea", "filters": MIRA, "reference_date": "soon"}

    assert 400 == (await client.post(SEARCH, json=body)).status_code

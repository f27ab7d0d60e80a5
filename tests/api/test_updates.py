from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.api.conftest import Add

MIRA = {"filters": {"user_id": "mira"}, "enable_graph": True}


async def added(add: Add, text: str = "I lives_in Oslo", **options: object) -> str:
    return (await add(text, **options))["results"][0]["id"]


async def updated(client: httpx.AsyncClient, memory_id: str, **body: object) -> dict[str, Any]:
    answer = await client.put(f"/v1/memories/{memory_id}/", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def relations(client: httpx.AsyncClient) -> list[tuple[str, str, bool]]:
    listed = (await client.post("/v3/memories/", json=MIRA)).json()["relations"]
    return sorted((one["relationship"], one["target"], one["current"]) for one in listed)


async def by_words(client: httpx.AsyncClient, query: str) -> float:
    """How well the one memory's words fit."""
    answer = await client.post("/v3/memories/search/", json={"query": query, **MIRA})
    (one,) = answer.json()["results"]
    return one["score_breakdown"]["bm25"]


async def history(client: httpx.AsyncClient, memory_id: str) -> list[dict[str, Any]]:
    return (await client.get(f"/v1/memories/{memory_id}/history/")).json()


async def test_a_text_is_replaced(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    answer = await updated(client, memory_id, text="I lives_in Bergen")
    read = (await client.get(f"/v1/memories/{memory_id}/")).json()

    assert ("I lives_in Bergen", "I lives_in Bergen", "SUCCEEDED") == (
        answer["memory"],
        answer["text"],
        answer["status"],
    )
    assert ("I lives_in Bergen", memory_id) == (read["memory"], read["id"])
    assert read["updated_at"] > read["created_at"]


async def test_the_relations_of_the_new_words_take_the_place_of_the_old(
    add: Add, client: httpx.AsyncClient
):
    memory_id = await added(add)
    await updated(client, memory_id, text="I works_at Orbit")

    assert [("works_at", "Orbit", True)] == await relations(client)


async def test_the_new_words_are_found_and_the_old_are_not(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    await updated(client, memory_id, text="I likes cellos")

    new, old = await by_words(client, "cellos"), await by_words(client, "Oslo")

    assert new > 0 == old


@pytest.mark.parametrize("name", ["memory", "data"])
async def test_older_words_for_the_text_are_understood(
    add: Add, client: httpx.AsyncClient, name: str
):
    memory_id = await added(add)

    assert "I likes tea" == (await updated(client, memory_id, **{name: "I likes tea"}))["memory"]


async def test_an_update_stands_in_the_history(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    await updated(client, memory_id, text="I likes tea", metadata={"k": 1})
    _, change = await history(client, memory_id)

    assert ("UPDATE", "mira lives_in Oslo", "I likes tea") == (
        change["event"],
        change["old_memory"],
        change["new_memory"],
    )
    assert {"k": 1} == change["metadata"]
    assert [{"role": "user", "content": "I likes tea"}] == change["input"]


async def test_the_event_of_an_update_tells_both_texts(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    answer = await updated(client, memory_id, text="I likes tea")
    event = (await client.get(f"/v1/event/{answer['event_id']}/")).json()
    (item,) = event["results"]

    assert ("UPDATE", "SUCCEEDED", "fake", 1) == (
        event["event_type"],
        event["status"],
        event["extractor"],
        event["model_calls"],
    )
    assert ("UPDATE", "I likes tea", "mira lives_in Oslo") == (
        item["event"],
        item["memory"],
        item["previous_memory"],
    )


async def test_a_memory_that_another_had_superseded_can_hold_again(
    add: Add, client: httpx.AsyncClient
):
    await added(add, timestamp=1_600_000_000)
    newer = await added(add, "I lives_in Bergen", timestamp=1_700_000_000)
    await updated(client, newer, text="I likes tea")

    assert [("likes", "tea", True), ("lives_in", "Oslo", True)] == await relations(client)


async def test_an_older_memory_s_new_words_stay_older(add: Add, client: httpx.AsyncClient):
    older = await added(add, timestamp=1_600_000_000)
    await added(add, "I lives_in Bergen", timestamp=1_700_000_000)
    await updated(client, older, text="I lives_in Rome")
    read = (await client.get(f"/v1/memories/{older}/")).json()

    assert [("lives_in", "Bergen", True)] == await relations(client)
    assert "superseded" == read["lifecycle_state"]


async def test_a_superseded_memory_that_says_something_else_is_active(
    add: Add, client: httpx.AsyncClient
):
    older = await added(add, timestamp=1_600_000_000)
    await added(add, "I lives_in Bergen", timestamp=1_700_000_000)
    answer = await updated(client, older, text="I likes tea")

    assert ("active", None) == (answer["lifecycle_state"], answer["replaced_by"])


async def test_metadata_is_replaced_and_filtered_by(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add, metadata={"a": 1, "b": 2})
    answer = await updated(client, memory_id, metadata={"a": 3})
    filters = {"AND": [{"user_id": "mira"}, {"metadata": {"a": 3}}]}
    listed = (await client.post("/v3/memories/", json={"filters": filters})).json()

    assert {"a": 3} == answer["metadata"]
    assert 1 == listed["count"]
    assert [("lives_in", "Oslo", True)] == await relations(client)


async def test_metadata_never_moves_a_memory(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    answer = await updated(client, memory_id, metadata={"user_id": "ben"})

    assert "mira" == answer["user_id"]


async def test_a_day_of_expiry_is_set_and_cleared(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add)
    gone = await updated(client, memory_id, expiration_date="2020-01-31")
    hidden = await relations(client)
    back = await updated(client, memory_id, expiration_date=None)

    assert ("2020-01-31", None) == (gone["expiration_date"], back["expiration_date"])
    assert ([], [("lives_in", "Oslo", True)]) == (hidden, await relations(client))


@pytest.mark.parametrize("timestamp", [1_600_000_000, 1_600_000_000.5, "2020-09-13T14:26:40+02:00"])
async def test_a_timestamp_becomes_the_time_of_creation(
    add: Add, client: httpx.AsyncClient, timestamp: object
):
    memory_id = await added(add)
    answer = await updated(client, memory_id, timestamp=timestamp)

    assert answer["created_at"].startswith("2020-09-13T12:26:40")
    assert answer["updated_at"] > "2026"


async def test_what_was_said_at_another_time_is_older_news(add: Add, client: httpx.AsyncClient):
    first = await added(add, timestamp=1_700_000_000)
    await added(add, "I lives_in Bergen", timestamp=1_600_000_000)
    await updated(client, first, timestamp=1_500_000_000)

    assert ("lives_in", "Bergen", True) in await relations(client)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": None},
        {"text": "  "},
        {"text": 3},
        {"metadata": "x"},
        {"timestamp": "soon"},
        {"expiration_date": "soon"},
    ],
    ids=str,
)
async def test_an_update_that_can_t_be_is_refused(
    add: Add, client: httpx.AsyncClient, body: dict[str, object]
):
    memory_id = await added(add)
    answer = await client.put(f"/v1/memories/{memory_id}/", json=body)

    assert 400 == answer.status_code


async def test_an_immutable_memory_stays(add: Add, client: httpx.AsyncClient):
    memory_id = await added(add, immutable=True)
    answer = await client.put(f"/v1/memories/{memory_id}/", json={"text": "I likes tea"})
    read = (await client.get(f"/v1/memories/{memory_id}/")).json()

    assert 400 == answer.status_code
    assert "immutable" in answer.json()["error"]
    assert "mira lives_in Oslo" == read["memory"]


async def test_only_memories_that_are_there_and_ours_are_updated(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient, reader: httpx.AsyncClient
):
    memory_id, body = await added(add), {"text": "x"}
    answers = [
        await client.put(f"/v1/memories/{uuid4()}/", json=body),
        await stranger.put(f"/v1/memories/{memory_id}/", json=body),
        await reader.put(f"/v1/memories/{memory_id}/", json=body),
        await client.put("/v1/memories/no-uuid/", json=body),
    ]

    assert [404, 404, 403, 400] == [answer.status_code for answer in answers]
    assert "Memory not found!" == answers[0].json()["error"]


@pytest.mark.parametrize("body", [{"text": "I likes tea"}, {"metadata": {"k": 1}}], ids=str)
async def test_a_repeated_update_is_one(
    add: Add, client: httpx.AsyncClient, body: dict[str, object]
):
    memory_id, headers = await added(add), {"Idempotency-Key": str(uuid4())}
    path = f"/v1/memories/{memory_id}/"
    answers = [await client.put(path, json=body, headers=headers) for _ in range(2)]
    other = await client.put(path, json={"text": "other"}, headers=headers)

    assert answers[0].json()["event_id"] == answers[1].json()["event_id"]
    assert 2 == len(await history(client, memory_id))
    assert 422 == other.status_code


async def test_deleting_an_updated_memory_takes_all_its_words_along(
    add: Add, client: httpx.AsyncClient
):
    memory_id = await added(add)
    await updated(client, memory_id, text="I works_at Orbit")
    await client.delete(f"/v1/memories/{memory_id}/")
    events = (await client.get("/v1/events/")).text
    first, second, _ = await history(client, memory_id)

    assert "Oslo" not in events
    assert "Orbit" not in events
    assert [None, None] == [first["input"][0]["content"], second["input"][0]["content"]]
    assert [] == await relations(client)


@pytest.mark.parametrize(
    "body",
    [
        {"timestamp": 1e11},
        {"timestamp": -6e10},
        {"expiration_date": "9999-12-31"},
        {"expiration_date": "0001-01-01"},
        {"metadata": {"k" * 10_000: "v" * 10_000, "": {"": None}}},
        {"text": "x" * 20_000},
        {"text": "I likes " + "tea " * 3000},
    ],
    ids=lambda body: str(body)[:30],
)
async def test_an_update_at_the_edges_is_done(
    add: Add, client: httpx.AsyncClient, body: dict[str, object]
):
    memory_id = await added(add)

    assert "SUCCEEDED" == (await updated(client, memory_id, **body))["status"]


@pytest.mark.parametrize("given", [1e300, "0001-01-01", "9999-12-31T23:59:59-23:59", True])
async def test_a_time_outside_of_the_calendar_is_refused(client: httpx.AsyncClient, given: object):
    answer = await client.put(f"/v1/memories/{uuid4()}/", json={"timestamp": given})

    assert 400 == answer.status_code

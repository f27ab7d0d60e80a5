from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from extraction.errors import ModelRefusedError
from tests.api.conftest import Add
from tests.fakes import FailingExtractor
from tests.services.working import Desk

ADD = "/v3/memories/add/"
BODY = {"messages": "I lives_in Oslo", "user_id": "mira"}


async def test_an_add_is_queued(client: httpx.AsyncClient):
    answer = await client.post(ADD, json=BODY)

    assert 200 == answer.status_code
    assert {"message", "status", "event_id"} == set(answer.json())
    assert "PENDING" == answer.json()["status"]
    assert UUID(answer.json()["event_id"])


async def test_an_add_that_is_waited_for_gives_memories_and_relations(add: Add):
    answer = await add("I lives_in Oslo. I likes tea")

    assert "SUCCEEDED" == answer["status"]
    assert ["mira lives_in Oslo", "mira likes tea"] == [
        item["memory"] for item in answer["results"]
    ]
    assert {("mira", "lives_in", "Oslo"), ("mira", "likes", "tea")} == {
        (relation["source"], relation["relationship"], relation["target"])
        for relation in answer["relations"]
    }


async def test_a_result_s_text_stands_where_every_client_looks(add: Add):
    (item,) = (await add("I likes tea"))["results"]

    assert "ADD" == item["event"]
    assert item["memory"] == item["data"]["memory"]


async def test_what_an_add_says_is_done_is_there(add: Add, client: httpx.AsyncClient):
    answer = await add("I likes tea")
    memory_id = answer["results"][0]["id"]
    found = await client.get(f"/v1/memories/{memory_id}/")

    assert 200 == found.status_code


async def test_without_the_graph_there_are_facts_alone(add: Add):
    answer = await add("I likes tea", enable_graph=False)

    assert ["mira likes tea"] == [item["memory"] for item in answer["results"]]
    assert "relations" not in answer


async def test_words_are_stored_as_they_are_without_inference(
    desk: Desk, client: httpx.AsyncClient
):
    del desk
    answer = await client.post(ADD, json={**BODY, "infer": False})

    assert "SUCCEEDED" == answer.json()["status"]
    assert ["I lives_in Oslo"] == [item["memory"] for item in answer.json()["results"]]


@pytest.mark.parametrize(
    "messages",
    [
        "I likes tea",
        {"role": "user", "content": "I likes tea"},
        [{"role": "user", "content": "I likes tea"}],
        ["I likes tea"],
        [{"role": "user", "content": [{"type": "text", "text": "I likes tea"}]}],
        [{"content": "I likes tea", "id": 5, "unknown": {}}],
    ],
)
async def test_messages_come_in_many_forms(add: Add, messages: object):
    answer = await add(messages)

    assert ["mira likes tea"] == [item["memory"] for item in answer["results"]]


async def test_ids_may_stand_in_filters(client: httpx.AsyncClient):
    answer = await client.post(ADD, json={"messages": "hi", "filters": {"user_id": "mira"}})

    assert 200 == answer.status_code


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": None},
        {"user_id": ""},
        {"user_id": "  "},
        {"user_id": 5},
        {"user_id": "x" * 513},
        {"filters": {"user_id": "somebody else"}},
        {"filters": {"user_id": 5}, "user_id": None},
        {"messages": None},
        {"messages": []},
        {"messages": "  "},
        {"messages": 5},
        {"messages": [5]},
        {"messages": [{"role": 5, "content": "hi"}]},
        {"messages": [{"role": "user", "content": [5]}]},
        {"messages": "NUL \0"},
        {"metadata": "no object"},
        {"metadata": {"a": 2**70}},
        {"metadata": {"\0": 1}},
        {"timestamp": "soon"},
        {"timestamp": 1e300},
        {"timestamp": -(2**62)},
        {"timezone": "Mars/Olympus"},
        {"expiration_date": "tomorrow"},
        {"expiration_date": "2026-02-30"},
        {"infer": "perhaps"},
        {"custom_categories": ["sports"]},
        {"enable_graph": {}},
    ],
    ids=str,
)
async def test_what_can_t_be_added_is_refused(client: httpx.AsyncClient, change: dict[str, Any]):
    answer = await client.post(ADD, json={**BODY, **change})

    assert 400 == answer.status_code
    assert "400 Bad Request" == answer.json()["error"]
    assert answer.json()["details"]["message"] == answer.json()["detail"]


async def test_nulls_and_leftovers_are_ignored(client: httpx.AsyncClient):
    leftovers = {"agent_id": None, "metadata": None, "source": "CLI", "batch_size": 5, "x": [1]}

    answer = await client.post(ADD, json={**BODY, **leftovers})

    assert 200 == answer.status_code


async def test_the_same_key_and_body_give_the_same_event(client: httpx.AsyncClient):
    headers = {"Idempotency-Key": str(uuid4())}
    first = await client.post(ADD, json=BODY, headers=headers)
    second = await client.post(ADD, json=BODY, headers=headers)

    assert first.json()["event_id"] == second.json()["event_id"]


async def test_the_same_key_with_another_body_is_refused(client: httpx.AsyncClient):
    headers = {"Idempotency-Key": str(uuid4())}
    await client.post(ADD, json=BODY, headers=headers)
    answer = await client.post(ADD, json={**BODY, "messages": "other"}, headers=headers)

    assert 422 == answer.status_code
    assert "key_reused" == answer.json()["code"]


async def test_a_model_that_fails_while_the_caller_waits_is_a_502(
    desk: Desk, client: httpx.AsyncClient
):
    desk.extractor = FailingExtractor(ModelRefusedError("no such model"))
    answer = await client.post(ADD, json={**BODY, "async_mode": False})
    event = await client.get(f"/v1/event/{answer.json()['details']['event_id']}/")

    assert 502 == answer.status_code
    assert "no such model" == answer.json()["details"]["reason"]
    assert "FAILED" == event.json()["status"]


async def test_an_add_without_a_key_is_denied(nobody: httpx.AsyncClient):
    answer = await nobody.post(ADD, json=BODY)

    assert 401 == answer.status_code


async def test_an_add_into_a_foreign_project_is_denied(
    stranger: httpx.AsyncClient, desk: Desk, client: httpx.AsyncClient
):
    foreign = {**BODY, "project_id": desk.access.project.id}
    answer = await stranger.post(ADD, json=foreign)
    events = await client.get("/v1/events/")

    assert 403 == answer.status_code
    assert 0 == events.json()["count"]


async def test_an_add_tells_what_became_of_parts(add: Add):
    parts = [
        {"type": "txt_url", "txt_url": {"url": "data:,I%20likes%20tea"}},
        {"type": "pdf_url", "pdf_url": {"url": "https://example.org/a.pdf"}},
    ]
    answer = await add([{"role": "user", "content": parts}])

    assert ["mira likes tea"] == [one["memory"] for one in answer["results"]]
    assert [
        {"message": 0, "part": 0, "type": "txt_url", "outcome": "read"},
        {
            "message": 0,
            "part": 1,
            "type": "pdf_url",
            "outcome": "skipped",
            "reason": "PDF documents are not read",
        },
    ] == answer["parts"]


@pytest.mark.parametrize(("option", "expected"), [(None, "2019"), (False, None)])
async def test_dates_are_read_where_they_are_wanted(
    add: Add, option: bool | None, expected: object
):
    answer = await add("I lives_in Oslo since 2019", temporal_reasoning=option)

    assert [expected] == [one["valid_from"] for one in answer["relations"]]

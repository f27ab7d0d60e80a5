import json
from collections.abc import Generator
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from openai import AsyncOpenAI

from extraction.openai_composer import OpenAIComposer
from tests.api.conftest import Add
from tests.model_server import ModelServer, running
from tests.services.working import Desk

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "likes": {"type": "array", "items": {"type": "string"}},
        "shoe_size": {"type": "integer"},
    },
}
MIRA: Final = {"filters": {"user_id": "mira"}}
UNKNOWN: Final = str(uuid4())


async def export(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post("/v1/exports/", json={"schema": SCHEMA, **MIRA, **body})
    assert 201 == answer.status_code, answer.text
    return answer.json()


async def given(client: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await client.post("/v1/exports/get/", json=body)


@pytest.fixture
def model(desk: Desk) -> Generator[ModelServer]:
    """A language model that the desk's workers ask."""
    with running() as server:
        client = AsyncOpenAI(api_key="k", base_url=server.url, max_retries=0)
        desk.composer = OpenAIComposer(client, "stub")
        yield server


async def test_an_export_is_filled_from_relations_and_metadata(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo. I likes tea. I likes jam", metadata={"shoe_size": 38})
    made = await export(client)
    answer = await given(client, memory_export_id=made["id"])
    fields = answer.json()

    assert ("SUCCEEDED", []) == (made["status"], made["unfilled"])
    assert (
        "Memory export request received. The export will be ready in a few seconds."
        == (made["message"])
    )
    assert ("Oslo", {"tea", "jam"}, 38) == (
        fields["city"], set(fields["likes"]), fields["shoe_size"],
    )  # fmt: skip
    assert "offline" == answer.headers["x-relata-extractor"]


async def test_what_nothing_says_is_null_and_said_so(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    made = await export(client)
    answer = await given(client, memory_export_id=made["id"])

    assert ["likes", "shoe_size"] == made["unfilled"]
    assert {"city": "Oslo", "likes": None, "shoe_size": None} == {
        name: answer.json()[name] for name in SCHEMA["properties"]
    }
    assert {
        "extractor": "offline", "unfilled": ["likes", "shoe_size"], "memories": 1, "total": 1,
    } == answer.json()["relata"]  # fmt: skip
    assert "2" == answer.headers["x-relata-unfilled"]


async def test_a_schema_without_room_gets_no_note(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    made = await export(client, schema={**SCHEMA, "additionalProperties": False})
    answer = await given(client, memory_export_id=made["id"])

    assert set(SCHEMA["properties"]) == set(answer.json())
    assert "2" == answer.headers["x-relata-unfilled"]


async def test_the_newest_export_of_a_filter_is_found_in_all_its_words(
    add: Add, client: httpx.AsyncClient
):
    await add("I lives_in Oslo")
    await export(client, schema=json.dumps(SCHEMA))
    await add("I lives_in Bergen")
    await export(client, filters={"AND": [{"user_id": "mira"}]})
    answers = [
        await given(client, filters={"user_id": "mira"}),
        await given(client, user_id="mira"),
        await given(client, filters={"userId": "mira"}),
    ]

    assert ["Bergen"] * 3 == [answer.json()["city"] for answer in answers]
    assert 404 == (await given(client, user_id="noor")).status_code


async def test_an_export_is_about_nobody_else(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo", user_id="noor")
    made = await export(client)

    assert list(SCHEMA["properties"]) == made["unfilled"]


async def test_an_export_that_waits_is_not_ready(client: httpx.AsyncClient):
    made = await export(client)
    answer = await given(client, memory_export_id=made["id"])

    assert ("PENDING", 404) == (made["status"], answer.status_code)
    assert "Memory export is not ready yet" == answer.json()["error"]
    assert 0 < int(answer.headers["retry-after"])


async def test_a_model_fills_the_form_by_one_call(
    add: Add, client: httpx.AsyncClient, model: ModelServer
):
    await add("I lives_in Oslo")
    model.will_say('{"city": "Oslo", "likes": ["rain"], "shoe_size": "none"}')
    made = await export(client, export_instructions="Be brief.")
    fields = (await given(client, memory_export_id=made["id"])).json()
    event = (await client.get(f"/v1/event/{made['event_id']}/")).json()
    (asked,) = model.requests

    assert ("Oslo", ["rain"], None) == (fields["city"], fields["likes"], fields["shoe_size"])
    assert ("openai:stub", ["shoe_size"]) == (
        fields["relata"]["extractor"], fields["relata"]["unfilled"],
    )  # fmt: skip
    assert "Be brief." == json.loads(asked["messages"][1]["content"])["instructions"]
    assert ("EXPORT", 1, 100) == (event["event_type"], event["model_calls"], event["tokens_in"])


async def test_a_broken_answer_is_no_export(
    add: Add, client: httpx.AsyncClient, model: ModelServer
):
    await add("I lives_in Oslo")
    model.will_say("nonsense")
    model.will_say("nonsense")
    made = await export(client)
    answer = await given(client, memory_export_id=made["id"])

    assert "FAILED" == made["status"]
    assert (502, made["event_id"]) == (answer.status_code, answer.json()["details"]["event_id"])
    assert "not JSON of the form" in answer.json()["error"]


async def test_a_failed_export_can_be_replayed(
    add: Add, client: httpx.AsyncClient, model: ModelServer
):
    await add("I lives_in Oslo")
    model.will_say(None, refusal="no")
    made = await export(client)
    model.will_say('{"city": "Oslo"}')
    await client.post(f"/v1/event/{made['event_id']}/replay/")
    await add("I likes tea")
    answer = await given(client, memory_export_id=made["id"])

    assert "FAILED" == made["status"]
    assert "Oslo" == answer.json()["city"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"schema": None, **MIRA}, "Schema is required and must be a valid object"),
        ({"schema": "x", **MIRA}, "Schema is required and must be a valid object"),
        (MIRA, "Schema is required and must be a valid object"),
        (
            {"schema": SCHEMA},
            "One of the filters: app_id, user_id, agent_id, run_id, memory_export_id is required!",
        ),
        (
            {"schema": SCHEMA, "filters": {"categories": {"in": ["x"]}}},
            "One of the filters: app_id, user_id, agent_id, run_id, memory_export_id is required!",
        ),
        ({"schema": SCHEMA, "filters": {"nonsense": 1}}, "nonsense"),
    ],
    ids=["null", "text", "none", "no scope", "no id", "no filter"],
)
async def test_what_can_t_be_exported_is_refused(
    client: httpx.AsyncClient, body: dict[str, Any], message: str
):
    answer = await client.post("/v1/exports/", json=body)

    assert 400 == answer.status_code
    assert message in answer.json()["message"]


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({}, 400, "One of the filters: app_id, user_id, agent_id, run_id is required!"),
        ({"memory_export_id": UNKNOWN}, 404, "No memory export request found"),
        ({"memory_export_id": "x"}, 404, "No memory export request found"),
        ({"user_id": "nobody"}, 404, "No memory export request found"),
    ],
    ids=["nothing", "unknown", "no id", "nobody"],
)
async def test_what_is_not_there_is_not_given(
    client: httpx.AsyncClient, body: dict[str, Any], status: int, error: str
):
    answer = await given(client, **body)

    assert (status, error) == (answer.status_code, answer.json()["error"])


async def test_a_stranger_is_given_nothing(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    await add("I lives_in Oslo")
    made = await export(client)

    assert 404 == (await given(stranger, memory_export_id=made["id"])).status_code
    assert 404 == (await given(stranger, user_id="mira")).status_code


async def test_a_reader_looks_but_makes_none(
    add: Add, client: httpx.AsyncClient, reader: httpx.AsyncClient
):
    await add("I lives_in Oslo")
    made = await export(client)

    assert 403 == (await reader.post("/v1/exports/", json={"schema": SCHEMA})).status_code
    assert 200 == (await given(reader, memory_export_id=made["id"])).status_code


async def test_an_export_goes_with_a_memory_that_it_was_made_of(
    add: Add, client: httpx.AsyncClient
):
    added = await add("I lives_in Oslo")
    made, star = await export(client), await export(client, filters={"user_id": "*"})
    await client.delete(f"/v1/memories/{added['results'][0]['id']}/")
    answers = [await given(client, memory_export_id=one["id"]) for one in (made, star)]

    assert [404, 404] == [answer.status_code for answer in answers]


async def test_a_summary_is_made_of_the_facts(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo. I likes tea")
    (summary,) = (await client.post("/v1/summary/", json=MIRA)).json()

    assert {"mira lives_in Oslo", "mira likes tea", ""} == {
        one.strip() for one in summary["summary"].split(".")
    }
    assert (2, 2, "offline") == (summary["memories"], summary["used"], summary["method"])
    assert {"user_id": "mira"} == summary["filters"]


async def test_a_summary_of_everything_is_refused(client: httpx.AsyncClient):
    answer = await client.post("/v1/summary/", json={})

    assert 400 == answer.status_code
    assert "One of the filters" in answer.json()["detail"]

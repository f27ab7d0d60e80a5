from collections.abc import Generator
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from openai import AsyncOpenAI

from app.services.events import Events
from extraction.openai_composer import OpenAIComposer
from tests.api.conftest import Add
from tests.model_server import ModelServer, running
from tests.services.working import Desk

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "description": "Where they live"},
        "likes": {"type": "array", "items": {"type": "string"}, "description": "What they like"},
    },
}
PROFILE: Final = "/v2/entities/user/mira/profile/"
JOBS: Final = "/v2/profiles/jobs/"
SETTINGS: Final = "/v2/profiles/settings/"


@pytest.fixture
async def enabled(client: httpx.AsyncClient) -> None:
    body = {"enabled": True, "entities": {"user": {"schema": SCHEMA}}}
    answer = await client.post(SETTINGS, json=body)
    assert 200 == answer.status_code, answer.text


@pytest.fixture
def model(desk: Desk) -> Generator[ModelServer]:
    """A language model that the desk's workers ask."""
    with running() as server:
        client = AsyncOpenAI(api_key="k", base_url=server.url, max_retries=0)
        desk.composer = OpenAIComposer(client, "stub")
        yield server


async def start(client: httpx.AsyncClient, **body: Any) -> httpx.Response:
    trigger = {"operation": "trigger", "entity_type": "user", "entity_id": "mira"}
    key = body.pop("key", uuid4().hex)
    return await client.post(JOBS, json=trigger | body, headers={"Idempotency-Key": key})


async def made(client: httpx.AsyncClient, desk: Desk, **body: Any) -> dict[str, Any]:
    """Start a job and give it as it ended."""
    job = (await start(client, **body)).json()
    for event_id in [job["event_id"]] if job["event_id"] else []:
        await Events(desk.graph, desk.signals).wait(desk.access, event_id)
    return (await client.get(job["status_url"])).json()["job"]


@pytest.mark.usefixtures("enabled")
async def test_a_profile_is_made_of_what_is_known(add: Add, client: httpx.AsyncClient, desk: Desk):
    await add("I lives_in Oslo. I likes tea")
    job = await made(client, desk)
    profile = (await client.get(PROFILE)).json()

    assert ("succeeded", 1, 1, 0, 0, 1, True) == (
        job["status"], job["total"], job["succeeded"], job["failed"], job["skipped"],
        job["completed"], job["enumeration_complete"],
    )  # fmt: skip
    assert {"city": "Oslo", "likes": ["tea"]} == profile["profile"]
    assert ("succeeded", 1, "user", "mira", None) == (
        profile["status"], profile["generation_count"], profile["entity_type"],
        profile["entity_id"], profile["error"],
    )  # fmt: skip
    assert profile["updated_at"]


@pytest.mark.usefixtures("enabled")
async def test_a_job_says_what_it_is(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    job = (await start(client)).json()

    assert ("trigger", "user", 1, False) == (
        job["operation"], job["entity_type"], job["entity_count_reserved"], job["replayed"],
    )  # fmt: skip
    assert f"{JOBS}{job['job_id']}/" == job["status_url"]
    assert "sampled" not in job


@pytest.mark.usefixtures("enabled")
async def test_a_profile_is_made_anew(add: Add, client: httpx.AsyncClient, desk: Desk):
    await add("I lives_in Oslo")
    await made(client, desk)
    await add("I lives_in Bergen")
    await made(client, desk)
    profile = (await client.get(PROFILE)).json()

    assert ("Bergen", 2) == (profile["profile"]["city"], profile["generation_count"])
    assert ["likes"] == profile["unfilled"]


@pytest.mark.usefixtures("enabled")
async def test_the_same_key_is_the_same_job(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    first, second = [(await start(client, key="k")).json() for _ in range(2)]
    other = await start(client, key="k", operation="sample")

    assert (first["job_id"], False, True) == (
        second["job_id"], first["replayed"], second["replayed"],
    )  # fmt: skip
    assert first["event_id"] == second["event_id"]
    assert 422 == other.status_code


@pytest.mark.usefixtures("enabled")
async def test_some_users_are_sampled(add: Add, client: httpx.AsyncClient, desk: Desk):
    await add("I lives_in Oslo")
    await add("I lives_in Rome", user_id="noor")
    job = (await start(client, operation="sample", entity_id=None, limit=2)).json()
    events = await Events(desk.graph, desk.signals).list(desk.access)
    for event in events.events:
        await Events(desk.graph, desk.signals).wait(desk.access, event.id)
    status = (await client.get(job["status_url"])).json()["job"]

    assert (2, {"mira", "noor"}) == (job["sampled"], set(job["entity_ids"]))
    assert ("succeeded", 2, 2) == (status["status"], status["total"], status["succeeded"])
    assert "Rome" == (await client.get("/v2/entities/user/noor/profile/")).json()["profile"]["city"]


@pytest.mark.usefixtures("enabled")
async def test_a_user_without_memories_has_no_profile(
    add: Add, client: httpx.AsyncClient, desk: Desk
):
    await add("I lives_in Oslo")
    await client.delete("/v1/memories/", params={"user_id": "mira"})
    job = await made(client, desk)
    profile = (await client.get(PROFILE)).json()

    assert (1, 0) == (job["skipped"], job["succeeded"])
    assert ("insufficient_data", {}) == (profile["status"], profile["profile"])


@pytest.mark.usefixtures("enabled")
async def test_a_profile_that_waits_is_pending(add: Add, client: httpx.AsyncClient, desk: Desk):
    await add("I lives_in Oslo")
    before = (await client.get(PROFILE)).json()
    job = (await start(client)).json()
    statuses = {job["status"], (await client.get(PROFILE)).json()["status"]}

    assert "insufficient_data" == before["status"]
    assert statuses <= {"pending", "running", "succeeded"}
    del desk


@pytest.mark.usefixtures("enabled")
async def test_a_model_fills_a_profile(
    add: Add, client: httpx.AsyncClient, desk: Desk, model: ModelServer
):
    await add("I lives_in Oslo")
    model.will_say('{"city": "Oslo", "likes": ["rain"]}')
    await made(client, desk)
    profile = (await client.get(PROFILE)).json()

    assert ({"city": "Oslo", "likes": ["rain"]}, "openai:stub") == (
        profile["profile"], profile["extractor"],
    )  # fmt: skip


@pytest.mark.usefixtures("enabled")
async def test_a_broken_answer_is_a_failed_profile_and_keeps_the_old_one(
    add: Add, client: httpx.AsyncClient, desk: Desk, model: ModelServer
):
    await add("I lives_in Oslo")
    model.will_say('{"city": "Oslo"}')
    await made(client, desk)
    model.will_say("nonsense")
    model.will_say("[]")
    job = await made(client, desk)
    profile = (await client.get(PROFILE)).json()

    assert ("failed", 1) == (job["status"], job["failed"])
    assert ("failed", "Oslo") == (profile["status"], profile["profile"]["city"])
    assert "not JSON of the form" in profile["error"]


async def test_profiles_are_off_until_they_are_set_up(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    profile = (await client.get(PROFILE)).json()
    refused = await start(client)
    settings = (await client.get(SETTINGS)).json()

    assert ("not_enabled", {}) == (profile["status"], profile["profile"])
    assert 400 == refused.status_code
    assert "not enabled and configured" in refused.json()["detail"]
    assert (False, None) == (settings["enabled"], settings["entities"]["user"]["schema"])


@pytest.mark.usefixtures("enabled")
async def test_settings_are_kept_and_cleared(client: httpx.AsyncClient):
    own = {"custom_instructions": "Be brief."}
    await client.post(SETTINGS, json={"entities": {"user": own}})
    kept = (await client.get(SETTINGS)).json()
    cleared = await client.post(SETTINGS, json={"entities": {"user": {"schema": None}}})

    assert kept["enabled"]
    assert {"schema": SCHEMA, **own} == kept["entities"]["user"]
    assert {"schema": None, **own} == cleared.json()["entities"]["user"]
    assert cleared.json()["capabilities"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"schema": SCHEMA}, "Unsupported settings"),
        ({"custom_instructions": "x"}, "Unsupported settings"),
        ({"entities": {"user": {"schema": {"type": "string"}}}}, "Schema is required"),
        (
            {"entities": {"user": {"schema": {"properties": {"a": {}}}}}},
            "the property a needs a description",
        ),
        ({"entities": {"agent": {}}}, "agent"),
    ],
    ids=["flat schema", "flat instructions", "no object", "no description", "agents"],
)
@pytest.mark.usefixtures("enabled")
async def test_settings_that_make_no_sense_are_refused(
    client: httpx.AsyncClient, body: dict[str, Any], message: str
):
    answer = await client.post(SETTINGS, json=body)

    assert 400 == answer.status_code
    assert message in answer.json()["detail"]
    assert SCHEMA == (await client.get(SETTINGS)).json()["entities"]["user"]["schema"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"entity_id": "nobody"}, 404),
        ({"entity_id": None}, 400),
        ({"operation": "nonsense"}, 400),
        ({"entity_type": "agent"}, 400),
        ({"operation": "sample", "limit": 0}, 400),
        ({"operation": "sample", "limit": 11}, 400),
    ],
    ids=str,
)
@pytest.mark.usefixtures("enabled")
async def test_jobs_that_make_no_sense_are_refused(
    client: httpx.AsyncClient, body: dict[str, Any], status: int
):
    assert status == (await start(client, **body)).status_code


async def test_unknown_users_and_jobs_are_not_found(client: httpx.AsyncClient):
    paths = ("/v2/entities/user/nobody/profile/", f"{JOBS}{uuid4()}/", f"{JOBS}x/")

    assert [404] * 3 == [(await client.get(path)).status_code for path in paths]


@pytest.mark.usefixtures("enabled")
async def test_a_name_may_end_like_the_path_of_a_profile(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo", user_id="a/profile")
    scope = await client.get("/v2/entities/user/a%2Fprofile/")
    profile = await client.get("/v2/entities/user/a%2Fprofile/profile/")

    assert "a/profile" == scope.json()[0]["name"]
    assert "a/profile" == profile.json()["entity_id"]


@pytest.mark.usefixtures("enabled")
async def test_a_stranger_sees_no_job_and_no_profile(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    await add("I lives_in Oslo")
    job = (await start(client)).json()

    assert 404 == (await stranger.get(job["status_url"])).status_code
    assert 404 == (await stranger.get(PROFILE)).status_code
    assert not (await stranger.get(SETTINGS)).json()["enabled"]


@pytest.mark.usefixtures("enabled")
async def test_a_profile_goes_with_a_memory_that_it_was_made_of(
    add: Add, client: httpx.AsyncClient, desk: Desk
):
    added = await add("I lives_in Oslo")
    await made(client, desk)
    await client.delete(f"/v1/memories/{added['results'][0]['id']}/")

    profile = (await client.get(PROFILE)).json()

    assert ("insufficient_data", {}) == (profile["status"], profile["profile"])

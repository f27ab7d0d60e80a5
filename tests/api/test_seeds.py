"""What mem0's documentation of 2025 and 2026 shows, as plain requests (contract 1.12, B)."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import httpx
import pytest

from graph.model import Access
from tests.services.working import Desk

SAID: Final = [{"role": "user", "content": "Mira works_at Orbit Labs. Mira likes tea"}]
MEMORY_KEYS: Final = {
    *("id", "memory", "user_id", "agent_id", "app_id", "run_id", "session_id", "metadata"),
    *("categories", "immutable", "expiration_date", "hash", "structured_attributes"),
    *("replaced_by", "synthesized", "lifecycle_state", "created_at", "updated_at"),
}
RELATION_KEYS: Final = {
    *("source", "source_type", "relationship", "target", "target_type", "destination"),
    *("id", "source_id", "target_id", "memory_ids", "valid_from", "valid_to", "recorded_at"),
    *("current", "confidence", "fact"),
}
EVENT_KEYS: Final = {
    *("id", "event_type", "status", "payload", "metadata", "results", "created_at", "updated_at"),
    *("started_at", "completed_at", "latency", "graph_status", "error"),
}
PROBLEM_KEYS: Final = {"detail", "error", "message", "details", "code", "request_id"}

Body = dict[str, Any]


@pytest.fixture
def works(desk: Desk) -> Desk:
    """Somebody who takes what is queued through."""
    return desk


async def _sent(
    client: httpx.AsyncClient, method: str, path: str, body: Body | None = None, status: int = 200
) -> Any:
    answer = await client.request(method, path, json=body)

    assert status == answer.status_code, answer.text
    return answer.json()


async def _added(client: httpx.AsyncClient, **options: Any) -> Any:
    return await _sent(client, "POST", "/v3/memories/add/", {"messages": SAID, **options})


@pytest.mark.parametrize("scheme", ["Token", "Bearer", "token", "bearer"])
async def test_2025_s_page_of_adds_authorizes_so(nobody: httpx.AsyncClient, key: str, scheme: str):
    body = {"messages": SAID, "user_id": "mira"}
    headers = {"Authorization": f"{scheme} {key}"}
    answer = await nobody.post("/v1/memories/", json=body, headers=headers)

    (item,) = answer.json()["results"]
    assert ("PENDING", 4) == (item["status"], UUID(item["event_id"]).version)


async def test_2025_s_page_of_adds_takes_every_field_that_it_lists(
    client: httpx.AsyncClient, access: Access, works: Desk
):
    del works
    until = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    body = {
        "messages": SAID,
        "user_id": "mira",
        "app_id": "app",
        "run_id": "run",
        "metadata": {"k": "v"},
        "includes": "work",
        "excludes": "tea",
        "infer": True,
        "output_format": "v1.1",
        "custom_categories": {"work": "Jobs"},
        "custom_instructions": "Be short",
        "immutable": True,
        "async_mode": False,
        "timestamp": 1_700_000_000,
        "expiration_date": until,
        "org_id": access.project.organization_id,
        "project_id": access.project.id,
        "version": "v2",
        "enable_graph": True,
    }
    item = (await _sent(client, "POST", "/v1/memories/", body))["results"][0]
    memory = await _sent(client, "GET", f"/v1/memories/{item['id']}/")

    assert ("ADD", memory["memory"]) == (item["event"], item["memory"])
    assert memory["created_at"].startswith("2023-11-14T22:13:20")
    assert ("app", "run", "run", until, True, {"k": "v"}) == tuple(
        memory[name]
        for name in ("app_id", "run_id", "session_id", "expiration_date", "immutable", "metadata")
    )


async def test_a_graph_that_an_add_enabled_is_walked_by_later_reads(
    client: httpx.AsyncClient, works: Desk
):
    del works
    body = {"messages": SAID, "user_id": "mira", "enable_graph": True, "async_mode": False}
    await _sent(client, "POST", "/v1/memories/", body)
    asked = {"filters": {"user_id": "mira"}, "enable_graph": True}
    listed = await _sent(client, "POST", "/v2/memories/", asked)
    found = await _sent(client, "POST", "/v2/memories/search/", {**asked, "query": "Orbit Labs"})

    pairs = {(one["relationship"], one["target"]) for one in listed["relations"]}
    assert ("works_at", "Orbit Labs") in pairs
    assert all(set(one) >= RELATION_KEYS for one in listed["relations"])
    assert all(set(one) >= RELATION_KEYS | {"score"} for one in found["relations"])


async def test_a_finished_item_is_as_the_page_of_november_2025_shows_it(
    client: httpx.AsyncClient, works: Desk
):
    del works
    body = {"messages": SAID, "user_id": "mira", "async_mode": False, "output_format": "v1.0"}
    items = await _sent(client, "POST", "/v1/memories/", body)

    assert [("ADD", item["data"]["memory"]) for item in items] == [
        (item["event"], item["memory"]) for item in items
    ]
    assert all(UUID(item["id"]) for item in items)


@pytest.mark.parametrize("path", ["/memory/add", "/memory/add/"])
async def test_the_wrapper_s_add_answers_as_its_page_shows(
    client: httpx.AsyncClient, works: Desk, path: str
):
    del works
    body = {"messages": SAID, "user_id": "mira", "metadata": {"memory_type": "EPISODIC"}}
    answer = await _sent(client, "POST", path, body)

    assert {"success", "result", "classified_type"} == set(answer)
    assert (True, "EPISODIC") == (answer["success"], answer["classified_type"])
    assert {"ADD"} == {item["event"] for item in answer["result"]["results"]}


async def test_a_queued_add_of_2026_is_followed_by_its_event(
    client: httpx.AsyncClient, works: Desk
):
    queued = await _added(client, user_id="mira", enable_graph=True)
    await works.work(queued["event_id"])
    event = await _sent(client, "GET", f"/v1/event/{queued['event_id']}/")

    assert {"message", "status", "event_id"} == set(queued)
    assert "PENDING" == queued["status"]
    assert ("SUCCEEDED", "ADD", None) == tuple(
        event[name] for name in ("status", "event_type", "error")
    )
    assert set(event) >= EVENT_KEYS
    assert all(
        set(item) >= {"id", "memory", "data", "event", "user_id"} for item in event["results"]
    )
    assert event["latency"] > 0


async def test_words_that_are_stored_verbatim_are_there_at_once(
    client: httpx.AsyncClient, works: Desk
):
    del works
    answer = await _added(client, user_id="mira", infer=False)
    listed = await _sent(client, "POST", "/v3/memories/", {"filters": {"user_id": "mira"}})

    assert set(answer) >= {"message", "status", "event_id", "results"}
    assert "SUCCEEDED" == answer["status"]
    assert [SAID[0]["content"]] == [item["data"]["memory"] for item in answer["results"]]
    assert [item["id"] for item in answer["results"]] == [one["id"] for one in listed["results"]]


async def test_an_add_without_an_id_is_answered_as_the_page_of_2026_shows(
    client: httpx.AsyncClient,
):
    body = {"messages": SAID}
    problem = await _sent(client, "POST", "/v3/memories/add/", body, status=400)

    assert set(problem) >= PROBLEM_KEYS
    assert "400 Bad Request" == problem["error"]
    assert isinstance(problem["details"]["message"], str)
    assert problem["details"]["message"] == problem["detail"]


@pytest.mark.parametrize(("days", "shown"), [(0, 1), (1, 1), (-1, 0)])
async def test_a_memory_shows_through_the_day_on_which_it_expires(
    client: httpx.AsyncClient, works: Desk, days: int, shown: int
):
    del works
    day = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    await _added(client, user_id="mira", infer=False, expiration_date=day)
    asked = {"filters": {"user_id": "mira"}}
    listed = await _sent(client, "POST", "/v3/memories/", asked)
    everything = await _sent(client, "POST", "/v3/memories/", {**asked, "show_expired": True})

    assert (shown, 1) == (listed["count"], everything["count"])


async def test_basic_carries_a_key_as_the_overview_says(
    nobody: httpx.AsyncClient, access: Access, key: str
):
    word = base64.b64encode(f"{key}:".encode()).decode()
    answer = await nobody.get("/v1/ping/", headers={"Authorization": f"Basic {word}"})

    body = answer.json()
    assert {"status", "org_id", "project_id", "user_email"} == set(body)
    assert ("ok", access.project.organization_id, access.project.id) == (
        body["status"],
        body["org_id"],
        body["project_id"],
    )


async def test_a_project_is_set_and_shown_as_the_overview_says(
    client: httpx.AsyncClient, access: Access
):
    path = f"/api/v1/orgs/organizations/{access.project.organization_id}/projects"
    made = await _sent(client, "POST", f"{path}/", {"name": "second", "description": "d"})
    own = f"{path}/{made['project_id']}/"
    settings = {
        "custom_categories": [{"work": "Jobs"}],
        "custom_instructions": "Be short",
        "enable_graph": False,
    }
    await _sent(client, "PATCH", own, settings)
    shown = await _sent(client, "GET", f"{own}?fields=custom_categories&fields=enable_graph")
    member = {"email": "new@example.org", "role": "READER"}
    added = await _sent(client, "POST", f"{own}members/", member)
    deleted = await _sent(client, "DELETE", own)

    assert {"custom_categories": [{"work": "Jobs"}], "enable_graph": False} == shown
    assert "User added to the project successfully." == added["message"]
    assert "Project and related data deleted successfully." == deleted["message"]


async def test_a_page_of_memories_is_as_the_examples_show_it(
    client: httpx.AsyncClient, works: Desk
):
    del works
    await _added(client, user_id="mira", enable_graph=True, async_mode=False)
    asked = {"filters": {"user_id": "mira"}, "enable_graph": True}
    for path in ("/v3/memories/", "/v2/memories/?page=1&page_size=50"):
        page = await _sent(client, "POST", path, asked)

        assert {"count", "next", "previous", "results", "relations"} == set(page)
        assert (None, None, page["count"]) == (
            page["next"],
            page["previous"],
            len(page["results"]),
        )
        assert all(set(one) >= MEMORY_KEYS for one in page["results"])
        assert {"year", "month", "day", "hour", "minute", "day_of_week", "week_of_year"} | {
            *("day_of_year", "quarter", "is_weekend")
        } == set(page["results"][0]["structured_attributes"])


async def test_what_a_search_finds_has_a_score_and_what_it_is_made_of(
    client: httpx.AsyncClient, works: Desk
):
    del works
    await _added(client, user_id="mira", async_mode=False)
    body = {"query": "tea", "filters": {"user_id": "mira"}, "explain": True}
    found = (await _sent(client, "POST", "/v3/memories/search/", body))["results"]

    assert "mira likes tea".casefold() == found[0]["memory"].casefold()
    assert all(set(one) >= MEMORY_KEYS | {"score", "score_breakdown"} for one in found)
    assert all(0 <= one["score"] <= 1 for one in found)
    assert {"semantic", "bm25", "entity"} <= set(found[0]["score_breakdown"])


async def test_an_error_is_as_the_examples_show_it(client: httpx.AsyncClient):
    problem = await _sent(client, "GET", "/v1/memories/no-uuid/", status=400)

    words = "memory_id should be a valid UUID"
    assert [words] * 3 == [problem[name] for name in ("detail", "error", "message")]
    assert {"message": words, "field": "memory_id"} == problem["details"]
    assert PROBLEM_KEYS == set(problem)

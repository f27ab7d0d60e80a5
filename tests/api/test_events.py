import httpx
import pytest

from extraction.errors import ModelRefusedError
from tests.api.conftest import Add
from tests.fakes import FailingExtractor
from tests.services.working import Desk

# made once: the workers of a parallel run must name their tests alike
NOBODY = "7f9c0b9e-4a4e-4c3f-9d58-0b6a4f2f7d11"

ADD = "/v3/memories/add/"
BODY = {"messages": "I likes tea", "user_id": "mira"}


async def test_an_event_tells_what_came_of_an_add(add: Add, client: httpx.AsyncClient):
    added = await add("I likes tea", metadata={"k": 1})
    event = (await client.get(f"/v1/event/{added['event_id']}/")).json()

    assert ("ADD", "SUCCEEDED", "SUCCEEDED") == (
        event["event_type"],
        event["status"],
        event["graph_status"],
    )
    assert added["results"] == event["results"]
    assert ("mira", {"k": 1}) == (event["payload"]["user_id"], event["metadata"])
    assert event["latency"] > 0
    assert event["error"] is None


async def test_a_queued_event_is_pending(client: httpx.AsyncClient):
    event_id = (await client.post(ADD, json=BODY)).json()["event_id"]
    event = (await client.get(f"/v1/event/{event_id}")).json()

    assert ("PENDING", [], None, None) == (
        event["status"],
        event["results"],
        event["latency"],
        event["completed_at"],
    )


@pytest.mark.parametrize("event_id", [NOBODY, "no-uuid", "%00", "a%2Fb"])
async def test_what_is_no_event_is_not_found(client: httpx.AsyncClient, event_id: str):
    answer = await client.get(f"/v1/event/{event_id}/")

    assert answer.status_code in {400, 404}


async def test_a_foreign_event_is_like_an_unknown_one(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    event_id = (await client.post(ADD, json=BODY)).json()["event_id"]
    answers = [
        await stranger.get(f"/v1/event/{event_id}/"),
        await stranger.post(f"/v1/event/{event_id}/cancel/"),
        await stranger.post(f"/v1/event/{event_id}/replay/"),
    ]

    assert [404, 404, 404] == [answer.status_code for answer in answers]
    assert "Event not found" in answers[0].json()["error"]
    assert 0 == (await stranger.get("/v1/events/")).json()["count"]


async def test_events_are_listed_newest_first(client: httpx.AsyncClient):
    first = (await client.post(ADD, json=BODY)).json()["event_id"]
    second = (await client.post(ADD, json=BODY)).json()["event_id"]
    page = (await client.get("/v1/events/", params={"page_size": 1})).json()
    rest = (await client.get(page["next"])).json()

    assert (2, [second], [first]) == (
        page["count"],
        [event["id"] for event in page["results"]],
        [event["id"] for event in rest["results"]],
    )


async def test_events_are_narrowed_by_state_and_type(client: httpx.AsyncClient):
    await client.post(ADD, json=BODY)
    await client.delete("/v1/memories/", params={"user_id": "mira"})
    pending = await client.get("/v1/events/", params={"status": "PENDING"})
    deletes = await client.get("/v1/events/", params={"event_type": "DELETE_ALL"})

    assert ["ADD"] == [event["event_type"] for event in pending.json()["results"]]
    assert ["SUCCEEDED"] == [event["status"] for event in deletes.json()["results"]]


async def test_events_are_narrowed_by_the_day_they_came(client: httpx.AsyncClient):
    await client.post(ADD, json=BODY)
    counts = [
        (await client.get(f"/v1/events/?{query}")).json()["count"]
        for query in (
            "start_date=2020-01-01&end_date=9000-01-01",
            "start_date=9000-01-01",
            "end_date=2020-01-01",
            "start_date=2020-01-01T10:00:00Z&event_type=add",
        )
    ]

    assert [1, 0, 0, 1] == counts


@pytest.mark.parametrize(
    "query", ["start_date=soon", "end_date=2020-13-01", "status=DONE", "page=0", "page_size=201"]
)
async def test_a_list_of_events_that_can_t_be_is_refused(client: httpx.AsyncClient, query: str):
    assert 400 == (await client.get(f"/v1/events/?{query}")).status_code


async def test_a_cancelled_event_has_failed(client: httpx.AsyncClient):
    event_id = (await client.post(ADD, json=BODY)).json()["event_id"]
    cancelled = await client.post(f"/v1/event/{event_id}/cancel/")
    again = await client.post(f"/v1/event/{event_id}/cancel/")

    assert ("FAILED", 409) == (cancelled.json()["status"], again.status_code)


async def test_a_failed_event_can_be_tried_again(client: httpx.AsyncClient, desk: Desk):
    desk.extractor = FailingExtractor(ModelRefusedError("not today"))
    failed = await client.post(ADD, json={**BODY, "async_mode": False})
    event_id = failed.json()["details"]["event_id"]
    queued = await client.post(f"/v1/event/{event_id}/replay/")

    assert (502, "PENDING") == (failed.status_code, queued.json()["status"])


@pytest.mark.parametrize("path", ["/v1/events/", f"/v1/event/{NOBODY}/"])
async def test_events_need_a_key(nobody: httpx.AsyncClient, path: str):
    assert 401 == (await nobody.get(path)).status_code


async def test_a_reader_may_watch_and_not_cancel(
    client: httpx.AsyncClient, reader: httpx.AsyncClient
):
    event_id = (await client.post(ADD, json=BODY)).json()["event_id"]
    watched = await reader.get(f"/v1/event/{event_id}/")
    cancelled = await reader.post(f"/v1/event/{event_id}/cancel/")

    assert [200, 403] == [watched.status_code, cancelled.status_code]

from typing import Any
from uuid import uuid4

import httpx
import pytest

from graph.model import Access
from tests.api.conftest import Add

FORM = {"url": "http://nowhere.invalid/hook", "name": "hook", "event_types": ["memory_add"]}


@pytest.fixture
def webhooks(access: Access) -> str:
    return f"/api/v1/webhooks/projects/{access.project.id}/"


async def _made(client: httpx.AsyncClient, webhooks: str, **changes: Any) -> dict[str, Any]:
    answer = await client.post(webhooks, json=FORM | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_webhook_is_made_and_its_secret_shown_once(
    client: httpx.AsyncClient, webhooks: str, access: Access
):
    made = await _made(client, webhooks)
    listed = (await client.get(webhooks)).json()
    secret = made.pop("secret")

    assert secret.startswith("whsec_")
    assert [made] == listed
    assert (FORM["name"], FORM["url"], ["memory_add"], True) == (
        made["name"],
        made["url"],
        made["event_types"],
        made["is_active"],
    )
    assert (access.email, access.project.name) == (made["owner"], made["project"])


async def test_a_webhook_is_changed_in_part(client: httpx.AsyncClient, webhooks: str):
    made = await _made(client, webhooks)
    path = f"/api/v1/webhooks/{made['webhook_id']}/"
    changed = (await client.put(path, json={"name": "new", "is_active": False})).json()

    assert "Webhook updated successfully" == changed["message"]
    assert ("new", FORM["url"], False) == (changed["name"], changed["url"], changed["is_active"])


async def test_a_deleted_webhook_is_not_found(client: httpx.AsyncClient, webhooks: str):
    made = await _made(client, webhooks)
    path = f"/api/v1/webhooks/{made['webhook_id']}/"
    deleted = await client.delete(path)
    again = await client.delete(path)

    assert "Webhook deleted successfully" == deleted.json()["message"]
    assert 404 == again.status_code
    assert "Webhook not found" == again.json()["error"]
    assert [] == (await client.get(webhooks)).json()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": None},
        {"url": None},
        {"url": "ftp://example.org"},
        {"url": "nowhere"},
        {"url": "http://"},
        {"url": "http://[::1"},
        {"event_types": []},
        {"event_types": ["memory_dance"]},
    ],
)
async def test_a_wrong_webhook_is_refused_by_field(
    client: httpx.AsyncClient, webhooks: str, wrong: dict[str, Any]
):
    answer = await client.post(webhooks, json=FORM | wrong)

    assert 400 == answer.status_code
    assert [*wrong] == [answer.json()["details"]["field"]]


async def test_webhooks_of_foreign_and_unknown_projects_look_alike(
    client: httpx.AsyncClient, foreign: Access
):
    foreign_one = await client.get(f"/api/v1/webhooks/projects/{foreign.project.id}/")
    unknown = await client.get(f"/api/v1/webhooks/projects/proj_{uuid4().hex}/")

    assert [403, 403] == [foreign_one.status_code, unknown.status_code]
    assert "You don't have access to this project" == unknown.json()["error"]
    assert foreign_one.json()["error"] == unknown.json()["error"]


async def test_a_foreign_webhook_is_not_found(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, webhooks: str
):
    made = await _made(client, webhooks)
    path = f"/api/v1/webhooks/{made['webhook_id']}/"
    answers = [await stranger.put(path, json=FORM), await stranger.delete(path)]

    assert [404, 404] == [answer.status_code for answer in answers]
    assert 1 == len((await client.get(webhooks)).json())


async def test_a_reader_sees_webhooks_and_changes_none(
    client: httpx.AsyncClient, reader: httpx.AsyncClient, webhooks: str
):
    made = await _made(client, webhooks)
    path = f"/api/v1/webhooks/{made['webhook_id']}/"
    statuses = [
        (await reader.get(webhooks)).status_code,
        (await reader.post(webhooks, json=FORM)).status_code,
        (await reader.put(path, json=FORM)).status_code,
        (await reader.delete(path)).status_code,
    ]

    assert [200, 403, 403, 403] == statuses


async def test_what_a_webhook_waits_for_can_be_seen(
    client: httpx.AsyncClient, webhooks: str, add: Add
):
    made = await _made(client, webhooks)
    added = await add("I likes tea")
    path = f"/api/v1/webhooks/{made['webhook_id']}/deliveries/"
    (waiting,) = (await client.get(path)).json()

    assert (added["results"][0]["id"], "memory_add", "WAITING") == (
        waiting["memory_id"],
        waiting["event_type"],
        waiting["status"],
    )

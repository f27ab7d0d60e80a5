"""Projects, members and webhooks with mem0's own clients; each has a project of its own."""

import time
from collections.abc import Callable
from typing import Any, Final

import httpx
import pytest

from tests.clients.conftest import (
    CLIENTS,
    PYTHONS,
    SCRIPTS,
    is_refused,
    snake_case,
)
from tests.live import Live, connected, key_of_new_project

SECONDS: Final = 30

Story = dict[str, Any]


@pytest.fixture(params=[client for client in CLIENTS if client[0] in PYTHONS], ids="-".join)
def python(request: pytest.FixtureRequest, stories: Callable[[str], Story]) -> Story:
    """What a Python client lived through, sync or async."""
    version, kind = request.param
    return stories(version)[kind]["tenancy"]


@pytest.fixture(params=SCRIPTS)
def javascript(request: pytest.FixtureRequest, stories: Callable[[str], Story]) -> Story:
    """What a JavaScript client lived through, as it said it."""
    return stories(request.param)["async"]["tenancy"]


def _emails(members: Story) -> dict[str, str]:
    return {member["email"]: member["role"] for member in members["members"]}


@pytest.mark.parametrize("step", ["project", "created", "updated", "older_updated", "deleted"])
def test_projects_can_be_shown_made_set_and_deleted(python: Story, step: str):
    assert "kind" not in python[step], python[step]


@pytest.mark.parametrize(
    ("settings", "shown"), [("settings", "update"), ("older_settings", "older_update")]
)
def test_settings_are_as_they_were_set(python: Story, settings: str, shown: str):
    assert {"custom_instructions", "custom_categories"} <= set(python[settings])
    assert python[settings] == {name: python[shown][name] for name in python[settings]}


def test_fields_that_are_asked_for_are_given(python: Story):
    assert {"custom_categories", "name"} == set(python["fields"])


def test_a_new_project_belongs_to_whoever_made_it(python: Story):
    second = python["second"]

    assert ("second", "what it is for", "OWNER") == (
        second["name"],
        second["description"],
        second["user_role"],
    )


def test_a_deleted_project_is_not_found_and_the_otheris_refused(python: Story):
    assert is_refused(python["gone"], "MemoryNotFoundError", 404), python["gone"]
    assert python["project"]["project_id"] == python["left"]["project_id"]
    assert isinstance(python["deleted"]["deleted"], int)


def test_members_come_rise_and_go(python: Story):
    email = python["email"]

    assert "READER" == _emails(python["members"])[email]
    assert "OWNER" == _emails(python["promotion"])[email]
    assert email not in _emails(python["removal"])
    assert is_refused(python["nobody"], "MemoryNotFoundError", 404), python["nobody"]


def test_the_last_owner_stays(python: Story):
    assert is_refused(python["last_owner"], "ValidationError", 409), python["last_owner"]


def test_webhooks_are_made_changed_and_deleted(tenancy: Story):
    hook = tenancy["webhook"]

    assert [hook["webhook_id"]] == [one["webhook_id"] for one in tenancy["webhooks"]]
    assert ("new", ["memory_delete"]) == (
        tenancy["hook_updated"]["name"],
        tenancy["hook_updated"]["event_types"],
    )
    assert isinstance(tenancy["hook_deleted"]["message"], str)
    assert is_refused(tenancy["hook_gone"], "MemoryNotFoundError", 404), tenancy["hook_gone"]
    assert [] == tenancy["hooks_left"]


def test_webhooks_of_another_project_are_none_of_ones_business(tenancy: Story):
    assert is_refused(tenancy["foreign_hooks"], "AuthenticationError", 403), tenancy[
        "foreign_hooks"
    ]


def test_javascript_sets_a_project(javascript: Story):
    project, update = snake_case(javascript["project"]), snake_case(javascript["update"])

    assert project["project_id"] == update["project_id"]
    assert "Leave out small talk." == update["custom_instructions"]
    assert {"custom_instructions", "name"} == set(snake_case(javascript["fields"]))


def test_javascript_leaves_the_keys_of_categories_alone(javascript: Story):
    update = javascript["update"]
    categories = update.get("customCategories", update.get("custom_categories"))

    assert [{"dietPlan": "What somebody eats", "snake_case": "verbatim"}] == categories


def test_javascript_lists_the_webhooks_of_its_own_project(javascript: Story):
    told = snake_case(javascript)

    assert told["webhook"]["is_active"] is True
    assert told["webhooks"] == told["same_webhooks"]


def test_a_running_service_calls_webhooks_and_says_why_it_could_not(live: Live):
    with connected(live, key_of_new_project(live)) as client:
        project_id = client.get("/v1/ping/").json()["project_id"]
        body = {"name": "inside", "url": f"{live.url}/v1/memories/", "event_types": ["memory_add"]}
        made = client.post(f"/api/v1/webhooks/projects/{project_id}/", json=body).json()
        message = {"messages": "Mira likes tea", "user_id": "mira", "infer": False}
        client.post("/v3/memories/add/", json=message).raise_for_status()
        told = _told(client, f"/api/v1/webhooks/{made['webhook_id']}/deliveries/")

    assert "private" in told["error"]
    assert (1, "WAITING") == (told["attempts"], told["status"])


def _told(client: httpx.Client, path: str) -> Story:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        found = client.get(path).json()
        if found and found[0]["error"]:
            return found[0]
        time.sleep(0.1)
    raise TimeoutError("nobody tried to call the webhook")

"""Projects, members and webhooks with mem0's own clients; each story has a project of its own."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest

from tests.clients.conftest import HERE, NODE, ROOT, run, snake_case
from tests.live import Live

SECONDS: Final = 30
PROGRAM: Final = HERE / "tenancy_story.py"
PYTHONS: Final = {
    "python_2_2_1": [ROOT / ".venvs/python_2_2_1/bin/python", PROGRAM],
    "python_1_0_11": [ROOT / ".venvs/python_1_0_11/bin/python", PROGRAM],
}
JAVASCRIPT: Final = [NODE, HERE / "js/tenancy_js_3_3_1.mjs"]
KINDS: Final = [(client, kind) for client in PYTHONS for kind in ("sync", "async")]

Story = dict[str, Any]


@pytest.fixture
def owner(live: Live) -> Iterator[httpx.Client]:
    with client_of(live, live.key) as client:
        yield client


@pytest.fixture(scope="session")
def stories(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Story]:
    """Give what a client lived through, told once."""

    @cache
    def story(client: str) -> Story:
        program = PYTHONS.get(client, JAVASCRIPT)
        with client_of(live, live.key) as owner:
            key = key_of_new_project(owner)
        return run(program, replace(live, key=key), tmp_path_factory.mktemp(client))

    return story


@pytest.fixture(params=KINDS, ids="-".join)
def story(request: pytest.FixtureRequest, stories: Callable[[str], Story]) -> Story:
    """What a Python client lived through, sync or async."""
    client, kind = request.param
    return stories(client)[kind]


@pytest.fixture
def javascript(stories: Callable[[str], Story]) -> Story:
    return stories("js_3_3_1")


def client_of(live: Live, key: str) -> httpx.Client:
    return httpx.Client(base_url=live.url, headers={"Authorization": f"Token {key}"}, timeout=60)


def key_of_new_project(owner: httpx.Client) -> str:
    organization_id = _patient(owner, "/v1/ping/")["org_id"]
    projects = f"/api/v1/orgs/organizations/{organization_id}/projects/"
    made = owner.post(projects, json={"name": str(uuid4())}).json()
    return owner.post(f"{projects}{made['project_id']}/keys/", json={}).json()["key"]


def _patient(client: httpx.Client, path: str) -> Story:
    """Ask as a client that heeds `Retry-After`: a service that just started may need a moment."""
    answer = client.get(path)
    while answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        time.sleep(int(answer.headers["Retry-After"]))
        answer = client.get(path)
    return answer.raise_for_status().json()


def _is(story: Story, kind: str, status: int) -> bool:
    """Tell whether a call was refused so; the older async client lets httpx speak for itself."""
    own = story["kind"] == "HTTPStatusError" and f" '{status} " in story["message"]
    return own or story["kind"] == kind


def _emails(members: Story) -> dict[str, str]:
    return {member["email"]: member["role"] for member in members["members"]}


@pytest.mark.parametrize("step", ["project", "created", "updated", "older_updated", "deleted"])
def test_projects_can_be_shown_made_set_and_deleted(story: Story, step: str):
    assert "kind" not in story[step], story[step]


def test_every_method_of_a_project_is_called(story: Story):
    assert {"get", "create", "update", "delete", "add_member"} <= set(story["methods"])
    assert set() == set(story["methods"]) - set(story["called"])


@pytest.mark.parametrize(
    ("settings", "shown"), [("settings", "update"), ("older_settings", "older_update")]
)
def test_settings_are_as_they_were_set(story: Story, settings: str, shown: str):
    assert {"custom_instructions", "custom_categories"} <= set(story[settings])
    assert story[settings] == {name: story[shown][name] for name in story[settings]}


def test_fields_that_are_asked_for_are_given(story: Story):
    assert {"custom_categories", "name"} == set(story["fields"])


def test_a_new_project_belongs_to_whoever_made_it(story: Story):
    second = story["second"]

    assert ("second", "what it is for", "OWNER") == (
        second["name"],
        second["description"],
        second["user_role"],
    )


def test_a_deleted_project_is_not_found_and_the_other_is(story: Story):
    assert _is(story["gone"], "MemoryNotFoundError", 404), story["gone"]
    assert story["project"]["project_id"] == story["left"]["project_id"]
    assert isinstance(story["deleted"]["deleted"], int)


def test_members_come_rise_and_go(story: Story):
    email = story["email"]

    assert "READER" == _emails(story["members"])[email]
    assert "OWNER" == _emails(story["promotion"])[email]
    assert email not in _emails(story["removal"])
    assert _is(story["nobody"], "MemoryNotFoundError", 404), story["nobody"]


def test_the_last_owner_stays(story: Story):
    assert _is(story["last_owner"], "ValidationError", 409), story["last_owner"]


def test_webhooks_are_made_changed_and_deleted(story: Story):
    hook = story["webhook"]

    assert [hook["webhook_id"]] == [one["webhook_id"] for one in story["webhooks"]]
    assert ("new", ["memory_delete"]) == (
        story["hook_updated"]["name"],
        story["hook_updated"]["event_types"],
    )
    assert isinstance(story["hook_deleted"]["message"], str)
    assert _is(story["hook_gone"], "MemoryNotFoundError", 404), story["hook_gone"]
    assert [] == story["hooks_left"]


def test_webhooks_of_another_project_are_none_of_ones_business(story: Story):
    assert _is(story["foreign_hooks"], "AuthenticationError", 403), story["foreign_hooks"]


def test_javascript_sets_a_project(javascript: Story):
    update = snake_case(javascript["update"])

    assert javascript["project"]["projectId"] == update["project_id"]
    assert ("Leave out small talk.", True) == (update["custom_instructions"], update["decay"])
    assert [{"dietPlan": "What somebody eats", "snake_case": "verbatim"}] == javascript["update"][
        "customCategories"
    ]
    assert {"customInstructions", "name"} == set(javascript["fields"])


def test_javascript_makes_changes_and_deletes_webhooks(javascript: Story):
    hook = javascript["webhook"]

    assert hook["isActive"] is True
    assert [hook["webhookId"]] == [one["webhookId"] for one in javascript["webhooks"]]
    assert javascript["webhooks"] == javascript["sameWebhooks"]
    assert "new" == javascript["hookUpdated"]["name"]
    assert isinstance(javascript["hookDeleted"]["message"], str)
    assert "MemoryNotFoundError" == javascript["hookGone"]["kind"]
    assert [] == javascript["hooksLeft"]
    assert "AuthenticationError" == javascript["foreignHooks"]["kind"]


def test_a_running_service_calls_webhooks_and_says_why_it_could_not(
    live: Live, owner: httpx.Client
):
    with client_of(live, key_of_new_project(owner)) as client:
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

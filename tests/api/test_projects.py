from typing import Any
from uuid import uuid4

import httpx
import pytest

from graph.model import Access

ORGANIZATIONS = "/api/v1/orgs/organizations"


@pytest.fixture
def projects(access: Access) -> str:
    """Where the projects of the caller's organization are."""
    return f"{ORGANIZATIONS}/{access.project.organization_id}/projects/"


@pytest.fixture
def project(projects: str, access: Access) -> str:
    """Where the caller's project is."""
    return f"{projects}{access.project.id}/"


async def _shown(client: httpx.AsyncClient, path: str, **query: Any) -> dict[str, Any]:
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_new_project_has_the_graph_on_and_nothing_else_set(
    client: httpx.AsyncClient, project: str, access: Access
):
    shown = await _shown(client, project)

    assert access.project.id == shown["project_id"]
    assert access.project.name == shown["name"]
    assert "OWNER" == shown["user_role"]
    assert [(access.email, "OWNER")] == [(one["email"], one["role"]) for one in shown["members"]]
    assert (True, None, None) == (
        shown["enable_graph"],
        shown["custom_instructions"],
        shown["custom_categories"],
    )


async def test_only_fields_that_were_asked_for_and_exist_are_shown(
    client: httpx.AsyncClient, project: str
):
    some = await _shown(client, project, fields=["custom_instructions", "decay", "nonsense"])
    none = await _shown(client, project, fields=["nonsense"])

    assert {"custom_instructions": None, "decay": False} == some
    assert "project_id" in none


async def test_settings_stay_as_they_were_set(client: httpx.AsyncClient, project: str):
    settings = {
        "name": "renamed",
        "description": "what it is for",
        "custom_instructions": "leave out small talk",
        "agent_custom_instructions": "only tasks",
        "custom_categories": [{"dietPlan": "what somebody eats"}, "bare"],
        "retrieval_criteria": [{"name": "joy", "description": "of it", "weight": 2}],
        "enable_graph": False,
        "multilingual": True,
        "decay": True,
        "memory_depth": "deep",
        "usecase_setting": 3,
        "version": "v2",
        "inclusion_prompt": "in",
        "exclusion_prompt": "out",
    }

    answer = await client.patch(project, json=settings)
    shown = await _shown(client, project)

    assert 200 == answer.status_code
    assert settings == {name: shown[name] for name in settings}
    assert 3 == shown["usecase"]


async def test_what_a_change_does_not_name_stays(client: httpx.AsyncClient, project: str):
    await client.patch(project, json={"custom_instructions": "short", "decay": True})
    await client.patch(project, json={"decay": False, "enable_graph": None})
    shown = await _shown(client, project)

    assert ("short", False, True) == (
        shown["custom_instructions"],
        shown["decay"],
        shown["enable_graph"],
    )


async def test_an_empty_text_or_null_clears(client: httpx.AsyncClient, project: str):
    await client.patch(project, json={"custom_instructions": "short", "memory_depth": "deep"})
    await client.patch(project, json={"custom_instructions": "", "memory_depth": None})
    shown = await _shown(client, project)

    assert (None, None) == (shown["custom_instructions"], shown["memory_depth"])


async def test_instructions_may_be_a_list(client: httpx.AsyncClient, project: str):
    await client.patch(project, json={"custom_instructions": ["one", "two"]})

    assert "one\ntwo" == (await _shown(client, project))["custom_instructions"]


async def test_the_graph_of_a_project_can_be_turned_off(client: httpx.AsyncClient, project: str):
    await client.patch(project, json={"enable_graph": False})
    body = {"messages": "I live in Oslo", "user_id": "mira"}
    added = await client.post("/v3/memories/add/", json=body)
    event = await client.get(f"/v1/event/{added.json()['event_id']}/")

    assert event.json()["payload"]["enable_graph"] is False


async def test_settings_steer_later_adds(client: httpx.AsyncClient, project: str):
    settings = {"agent_custom_instructions": "tasks", "inclusion_prompt": "in"}
    await client.patch(project, json=settings | {"exclusion_prompt": "out"})
    body = {"messages": "I live in Oslo", "agent_id": "helper", "excludes": "mine"}
    added = await client.post("/v3/memories/add/", json=body)
    payload = (await client.get(f"/v1/event/{added.json()['event_id']}/")).json()["payload"]

    assert ("tasks", "in", "mine") == (
        payload["agent_custom_instructions"],
        payload["includes"],
        payload["excludes"],
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "  "},
        {"enable_graph": "maybe"},
        {"custom_categories": [3]},
        {"description": "\0"},
        {"usecase_setting": 2**70},
    ],
)
async def test_wrong_settings_are_refused(
    client: httpx.AsyncClient, project: str, wrong: dict[str, Any]
):
    answer = await client.patch(project, json=wrong)

    assert 400 == answer.status_code, answer.text


async def test_whoever_makes_a_project_owns_it_and_goes_on_with_the_same_key(
    client: httpx.AsyncClient, projects: str
):
    made = await client.post(projects, json={"name": "another", "description": "one"})
    project_id = made.json()["project_id"]
    shown = await _shown(client, f"{projects}{project_id}/")
    pinged = await client.get("/v1/ping/", params={"project_id": project_id})

    assert 200 == made.status_code
    assert ("another", "one", "OWNER") == (shown["name"], shown["description"], shown["user_role"])
    assert project_id == pinged.json()["project_id"]


async def test_the_projects_listed_are_those_of_the_member(
    client: httpx.AsyncClient, projects: str, access: Access, stranger: httpx.AsyncClient
):
    made = await client.post(projects, json={"name": "another"})
    await stranger.post(projects, json={"name": "foreign"})
    listed = [one["project_id"] for one in (await client.get(projects)).json()]

    assert [access.project.id, made.json()["project_id"]] == listed


async def test_a_project_needs_a_name(client: httpx.AsyncClient, projects: str):
    answer = await client.post(projects, json={})

    assert 400 == answer.status_code
    assert "Project could not be created." == answer.json()["error"]
    assert "name" == answer.json()["details"]["field"]


async def test_paths_of_unknown_and_foreign_places_look_alike(
    client: httpx.AsyncClient, projects: str, foreign: Access
):
    paths = {
        "foreign": f"{projects}{foreign.project.id}/",
        "unknown": f"{projects}proj_{uuid4().hex}/",
        "elsewhere": f"{ORGANIZATIONS}/org_{uuid4().hex}/projects/{foreign.project.id}/",
    }
    answers = {name: await client.get(path) for name, path in paths.items()}

    assert {404} == {answer.status_code for answer in answers.values()}
    assert {"Organization or project not found"} == {
        answer.json()["message"] for answer in answers.values()
    }


async def test_what_the_query_says_again_changes_nothing(
    client: httpx.AsyncClient, projects: str, foreign: Access
):
    again = {"org_id": foreign.project.organization_id, "project_id": foreign.project.id}
    answer = await client.get(f"{projects}{foreign.project.id}/", params=again)

    assert 404 == answer.status_code


async def test_a_path_beats_no_foreign_body(
    client: httpx.AsyncClient, project: str, foreign: Access
):
    answer = await client.patch(project, json={"project_id": foreign.project.id, "decay": True})

    assert 403 == answer.status_code


async def test_a_reader_changes_no_settings(reader: httpx.AsyncClient, project: str):
    answer = await reader.patch(project, json={"decay": True})

    assert 403 == answer.status_code
    assert "Unauthorized to modify this project." == answer.json()["message"]

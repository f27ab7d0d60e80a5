"""What memories are about: the caller's categories, the project's, and where they are shown."""

from typing import Any

import httpx
import pytest

from graph.model import Access
from tests.api.conftest import Add

PETS = {"pets": "Animals that somebody keeps"}
TREES = {"trees": "Oaks, birches and other trees"}
ORGANIZATIONS = "/api/v1/orgs/organizations"


@pytest.fixture
def project(access: Access) -> str:
    project = access.project
    return f"{ORGANIZATIONS}/{project.organization_id}/projects/{project.id}/"


async def _listed(client: httpx.AsyncClient, **filters: Any) -> list[dict[str, Any]]:
    body = {"filters": {"AND": [{"user_id": "mira"}, filters]} if filters else {"user_id": "mira"}}
    answer = await client.post("/v3/memories/", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


async def _categories(client: httpx.AsyncClient) -> dict[str, list[str]]:
    return {row["memory"]: row["categories"] for row in await _listed(client)}


async def test_every_read_shows_what_a_memory_is_about(add: Add, client: httpx.AsyncClient):
    added = await add("I keeps many animals", custom_categories=[PETS])
    memory_id = added["results"][0]["id"]
    search = {"query": "animals", "filters": {"user_id": "mira"}, "threshold": 0}
    one = (await client.get(f"/v1/memories/{memory_id}/")).json()
    first = (await client.get("/v1/memories/", params={"user_id": "mira"})).json()
    found = (await client.post("/v3/memories/search/", json=search)).json()["results"]
    past = (await client.get(f"/v1/memories/{memory_id}/history/")).json()
    rows = [one, *await _listed(client), *first, *found, *past]

    assert [["pets"]] * 5 == [row["categories"] for row in rows]


async def test_memories_are_listed_by_what_they_are_about(add: Add, client: httpx.AsyncClient):
    await add("I keeps many animals. Oaks grow there", custom_categories=[PETS, TREES])
    await add("Nothing of the kind", custom_categories=[PETS])

    assert ["Oaks grow there"] == [
        row["memory"] for row in await _listed(client, categories={"in": ["trees", "cars"]})
    ]
    assert ["I keeps many animals"] == [
        row["memory"] for row in await _listed(client, categories={"contains": "PET"})
    ]


async def test_one_object_names_several_categories(add: Add, client: httpx.AsyncClient):
    await add("I keeps many animals. Oaks grow there", custom_categories={**PETS, **TREES})

    assert {"I keeps many animals": ["pets"], "Oaks grow there": ["trees"]} == {
        text: found[:1] for text, found in (await _categories(client)).items()
    }


async def test_what_an_add_names_replaces_what_the_project_names(
    add: Add, client: httpx.AsyncClient, project: str
):
    await client.patch(project, json={"custom_categories": [PETS]})
    await add("The animals sleep")
    await add("The animals wake", custom_categories=[TREES])
    await add("The animals eat", custom_categories=[])
    found = await _categories(client)

    assert ["pets"] == found["The animals sleep"] == found["The animals eat"]
    assert "pets" not in found["The animals wake"]


async def test_a_project_may_name_categories_without_a_description(
    add: Add, client: httpx.AsyncClient, project: str
):
    await client.patch(project, json={"custom_categories": ["pets", "trees"]})
    await add("The trees sleep")

    assert {"The trees sleep": ["trees"]} == await _categories(client)


@pytest.mark.parametrize("reset", [[], None])
async def test_a_project_without_categories_has_the_built_in_ones(
    add: Add, client: httpx.AsyncClient, project: str, reset: object
):
    await client.patch(project, json={"custom_categories": [PETS]})
    await client.patch(project, json={"custom_categories": reset})
    await add("My sister, my brother and my mother have a family")

    assert ["family"] == [(await _listed(client))[0]["categories"][0]]


async def test_new_words_are_about_something_else(
    add: Add, client: httpx.AsyncClient, project: str
):
    await client.patch(project, json={"custom_categories": [PETS, TREES]})
    memory_id = (await add("The animals sleep"))["results"][0]["id"]
    path = f"/v1/memories/{memory_id}/"
    await client.put(path, json={"metadata": {"k": 1}})
    between = (await client.get(path)).json()["categories"]
    await client.put(path, json={"text": "The birches sleep"})
    past = (await client.get(f"{path}history/")).json()

    assert ["pets"] == between
    assert ["trees"] == (await client.get(path)).json()["categories"]
    assert [["pets"], ["pets"], ["trees"]] == [row["categories"] for row in past]


@pytest.mark.parametrize(
    "wrong",
    [
        [{"": "x"}],
        [{" ": "x"}],
        [{"a": 3}],
        [{"a" * 101: ""}],
        [{f"c{number}": ""} for number in range(101)],
        "pets",
    ],
    ids=str,
)
async def test_categories_that_nobody_could_use_are_refused(
    client: httpx.AsyncClient, project: str, wrong: object
):
    body = {"messages": "I likes tea", "user_id": "mira", "custom_categories": wrong}
    added = await client.post("/v3/memories/add/", json=body)
    changed = await client.patch(project, json={"custom_categories": wrong})

    assert [400, 400] == [added.status_code, changed.status_code]
    assert "custom_categories" in added.text


async def test_bare_names_on_an_add_are_refused_in_mem0s_words(client: httpx.AsyncClient):
    body = {"messages": "I likes tea", "user_id": "mira", "custom_categories": ["pets"]}
    answer = await client.post("/v3/memories/add/", json=body)

    assert 400 == answer.status_code
    assert 'Expected a dictionary of items but got type "str"' in answer.text.replace('\\"', '"')

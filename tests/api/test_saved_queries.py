import csv
from io import StringIO
from typing import Any

import httpx
import pytest

from graph.model import Access
from graph.session import Graph
from graph.starters import starters
from tests.api.graphs import named
from tests.graph.telling import relate

SAVED = "/v1/graph/saved-queries"
FRIENDS = {
    "name": "Friends of somebody",
    "description": "Who knows a person",
    "query": "MATCH (a:Entity)-[r:RELATES_TO {predicate: 'knows'}]->(b:Entity) "
    "WHERE a.name = $name RETURN b.name AS friend ORDER BY friend LIMIT $most",
    "parameters": [
        {"name": "name", "type": "string"},
        {"name": "most", "type": "integer", "default": 10},
    ],
    "chart": {"kind": "bar", "x": "friend"},
}


@pytest.fixture
async def told(graph: Graph, access: Access) -> None:
    ada, bo, cleo = named(access, "Ada", "Bo", "Cleo", type="person", label="Person")
    (orbit,) = named(access, "Orbit Labs", type="organization", label="Organization")
    await relate(
        graph,
        access.project.id,
        ("knows", ada, bo),
        ("knows", ada, cleo),
        ("works_at", ada, orbit),
        ("works_at", bo, orbit),
    )


async def saved(client: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    answer = await client.post(SAVED, json=FRIENDS | changes)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def run(client: httpx.AsyncClient, query_id: str, **body: Any) -> httpx.Response:
    return await client.post(f"{SAVED}/{query_id}/run", json=body)


@pytest.mark.usefixtures("told")
async def test_every_starter_runs_with_its_defaults(client: httpx.AsyncClient):
    answers = {one.id: await run(client, one.id) for one in starters()}

    assert len(answers) >= 12
    assert {} == {name: one.text for name, one in answers.items() if one.status_code != 200}


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("who-knows-whom", {}, [["Ada", "knows", "Bo"], ["Ada", "knows", "Cleo"]]),
        ("people-by-employer", {}, [["Orbit Labs", 2, ["Ada", "Bo"]]]),
        ("most-central", {"top": 1}, [["Ada", "person", 3]]),
        ("contradictions", {"predicates": ["knows"]}, [["Ada", "knows", ["Bo", "Cleo"]]]),
        ("predicates", {}, [["knows", 2, 2], ["works_at", 2, 2]]),
        ("stale-facts", {}, []),
        (
            "shortest-path",
            {"from": "Cleo", "to": "Orbit Labs"},
            [[["Cleo", "Ada", "Orbit Labs"], ["knows", "works_at"]]],
        ),
    ],
)
async def test_a_starter_tells_what_its_name_says(
    client: httpx.AsyncClient, name: str, values: dict[str, Any], expected: list[Any]
):
    rows = (await run(client, name, parameters=values)).json()["rows"]

    assert expected == [
        [sorted(cell) if name == "people-by-employer" and isinstance(cell, list) else cell
         for cell in row[: len(expected[0])]]
        for row in rows
    ]  # fmt: skip


@pytest.mark.usefixtures("told")
async def test_a_saved_query_runs_with_values_and_defaults(client: httpx.AsyncClient):
    made = await saved(client)
    all_of_them = await run(client, made["id"], parameters={"name": "Ada"})
    one = await run(client, made["id"], parameters={"name": "Ada", "most": 1}, format="csv")

    assert [["Bo"], ["Cleo"]] == all_of_them.json()["rows"]
    assert [["friend"], ["Bo"]] == list(csv.reader(StringIO(one.text)))


async def test_saved_queries_are_listed_behind_the_starters(client: httpx.AsyncClient):
    made = await saved(client)
    found = (await client.get(SAVED)).json()

    assert found["results"][-1] == made
    assert [one.id for one in starters()] == [
        one["id"] for one in found["results"] if one["is_starter"]
    ]
    assert len(starters()) + 1 == found["count"]


@pytest.mark.usefixtures("told")
async def test_a_change_makes_a_version_and_keeps_the_one_before(client: httpx.AsyncClient):
    made = await saved(client)
    changes = {"query": "RETURN $name AS name, $most AS most", "name": "Echo"}
    changed = (await client.patch(f"{SAVED}/{made['id']}", json=changes)).json()
    versions = (await client.get(f"{SAVED}/{made['id']}/versions")).json()["results"]
    now = await run(client, made["id"], parameters={"name": "Ada"})
    before = await run(client, made["id"], parameters={"name": "Ada"}, version=1)

    assert ("Echo", 2, made["parameters"]) == (
        changed["name"],
        changed["version"],
        changed["parameters"],
    )
    assert [2, 1] == [one["version"] for one in versions]
    assert made["query"] == versions[1]["query"]
    assert [["Ada", 10]] == now.json()["rows"]
    assert [["Bo"], ["Cleo"]] == before.json()["rows"]
    assert 404 == (await run(client, made["id"], parameters={"name": "x"}, version=3)).status_code


async def test_a_deleted_query_is_not_found(client: httpx.AsyncClient):
    made = await saved(client)
    gone = await client.delete(f"{SAVED}/{made['id']}")
    found = await client.get(f"{SAVED}/{made['id']}")

    assert (200, 404) == (gone.status_code, found.status_code)
    assert "Saved query not found" == found.json()["detail"]


async def test_a_starter_stays_as_it_is(client: httpx.AsyncClient):
    changed = await client.patch(f"{SAVED}/growth", json={"name": "mine"})
    deleted = await client.delete(f"{SAVED}/growth")

    assert (400, 400) == (changed.status_code, deleted.status_code)


async def test_a_reader_runs_but_does_not_save(
    client: httpx.AsyncClient, reader: httpx.AsyncClient
):
    made = await saved(client)
    ran = await run(reader, made["id"], parameters={"name": "Ada"})
    refused = await reader.post(SAVED, json=FRIENDS)

    assert (200, 403) == (ran.status_code, refused.status_code)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"query": "MATCH (n) DETACH DELETE n"}, "query"),
        ({"query": "RETURN $name +"}, "query"),
        ({"query": " "}, "query"),
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"parameters": [{"name": "no name"}]}, "parameters"),
        ({"parameters": [{"name": "a"}, {"name": "a"}]}, "parameters"),
        ({"parameters": [{"name": "a", "type": "integer", "default": "x"}]}, "parameters.a"),
    ],
    ids=str,
)
async def test_what_could_not_run_is_not_saved(
    client: httpx.AsyncClient, changes: dict[str, Any], field: str
):
    answer = await client.post(SAVED, json=FRIENDS | changes)

    assert (400, field) == (answer.status_code, answer.json()["details"]["field"])
    assert len(starters()) == (await client.get(SAVED)).json()["count"]


@pytest.mark.parametrize(
    ("values", "field"),
    [({}, "name"), ({"name": 1}, "name"), ({"name": "x", "other": 1}, "other")],
    ids=str,
)
async def test_values_that_do_not_fit_are_refused(
    client: httpx.AsyncClient, values: dict[str, Any], field: str
):
    made = await saved(client)
    answer = await run(client, made["id"], parameters=values)

    assert (400, f"parameters.{field}") == (
        answer.status_code,
        answer.json()["details"]["field"],
    )

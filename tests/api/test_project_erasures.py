import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, LiteralString

import httpx
import pytest
from msgspec import Struct

from app.services.project_erasures import ProjectErasures
from graph import project_erasures
from graph.model import Access
from graph.session import Graph, Tx
from tests.api.conftest import Add
from tests.services.working import Desk, addition

LATER: Final = timedelta(minutes=2)
# every label there is, also those that nobody has thought of
LEFT: Final[LiteralString] = """
CYPHER 25
MATCH (node) WHERE node.project_id = $project_id
WITH labels(node)[0] AS label, count(*) AS number
RETURN collect({label: label, number: number}) AS labels
"""
EDGES: Final[LiteralString] = """
CYPHER 25
MATCH ()-[edge]->() WHERE edge.project_id = $project_id
RETURN collect({label: type(edge), number: 1}) AS labels
"""


class Labelled(Struct, frozen=True):
    label: str
    number: int


@pytest.fixture
def project(access: Access) -> str:
    organization_id = access.project.organization_id
    return f"/api/v1/orgs/organizations/{organization_id}/projects/{access.project.id}/"


async def _left(graph: Graph, access: Access) -> dict[str, int]:
    return await graph.read(_labels, LEFT, access.project.id)


async def _labels(tx: Tx, query: LiteralString, project_id: str) -> dict[str, int]:
    found = await tx.all(query, Labelled, project_id=project_id)
    return {one.label: one.number for one in found}


async def test_a_deleted_project_leaves_nothing_behind(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, graph: Graph, access: Access, add: Add,
    project: str,
):  # fmt: skip
    await add("I lives_in Oslo. I works_at Orbit", enable_graph=True)
    await add("I lives_in Bergen", user_id="ben", run_id="r")
    second = await add("I likes tea", agent_id="helper")
    await client.delete(f"/v1/memories/{second['results'][0]['id']}/")
    await client.delete("/v2/entities/user/ben/")
    await stranger.post("/v3/memories/add/", json={"messages": "foreign", "user_id": "mira"})
    before = await _left(graph, access)

    deleted = await client.delete(project)
    after = await _left(graph, access)
    resumed = await ProjectErasures(graph).resume(datetime.now(UTC) + LATER)

    assert {"Memory", "Entity", "Message", "Event", "Change", "Lane", "Scope"} <= set(before)
    # the key is gone before the counting begins
    assert sum(before.values()) - before["ApiKey"] == deleted.json()["deleted"]
    assert {"Erasure": 1} == after
    assert 1 <= resumed
    assert {} == await _left(graph, access)
    assert {} == await graph.read(_labels, EDGES, access.project.id)
    assert 1 == (await stranger.get("/v1/events/")).json()["count"]


async def test_a_deleted_project_is_closed_before_it_is_empty(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    await client.post("/v3/memories/add/", json={"messages": "unread", "user_id": "mira"})
    await graph.write(project_erasures.create, access.project.id, datetime.now(UTC))
    left = await _left(graph, access)

    assert 401 == (await client.get("/v1/ping/")).status_code
    assert {"Event", "Message", "Lane", "Erasure"} == set(left)


async def test_what_is_added_while_a_project_goes_goes_too(
    client: httpx.AsyncClient, graph: Graph, access: Access, project: str
):
    bodies = [{"messages": f"I like {number}", "user_id": f"u{number}"} for number in range(24)]
    adds = [client.post("/v3/memories/add/", json=body) for body in bodies]
    *answers, deleted = await asyncio.gather(*adds, client.delete(project))
    await ProjectErasures(graph).resume(datetime.now(UTC) + LATER)

    assert 200 == deleted.status_code
    assert {answer.status_code for answer in answers} <= {200, 401}
    assert {} == await _left(graph, access)


async def test_work_under_way_commits_nothing_any_more(
    graph: Graph, access: Access, tmp_path: Path
):
    desk = Desk(graph, access.project.id, tmp_path)
    accepted = await desk.additions.add(desk.access, addition("I lives_in Oslo"))
    task = await desk.leased(accepted.event_id)
    await graph.write(project_erasures.create, access.project.id, datetime.now(UTC))
    await desk.attempts().attempt(task)

    assert "Memory" not in await _left(graph, access)


async def test_an_erasure_goes_on_where_it_was_left(
    client: httpx.AsyncClient, graph: Graph, access: Access, add: Add
):
    del client
    await add("I lives_in Oslo", enable_graph=True)
    await graph.write(project_erasures.create, access.project.id, datetime.now(UTC))
    await graph.write(project_erasures.erase_some, access.project.id, limit=1)
    await ProjectErasures(graph).resume(datetime.now(UTC))
    too_early = await _left(graph, access)
    await ProjectErasures(graph).resume(datetime.now(UTC) + LATER)

    assert "Lane" in too_early
    assert {} == await _left(graph, access)


async def test_a_reader_deletes_no_project(reader: httpx.AsyncClient, project: str):
    answer = await reader.delete(project)

    assert 403 == answer.status_code
    assert "Unauthorized to modify this project." == answer.json()["error"]


async def test_a_project_is_deleted_once(client: httpx.AsyncClient, access: Access, graph: Graph):
    made = await client.post(
        f"/api/v1/orgs/organizations/{access.project.organization_id}/projects/",
        json={"name": "doomed"},
    )
    path = (
        f"/api/v1/orgs/organizations/{access.project.organization_id}"
        f"/projects/{made.json()['project_id']}/"
    )
    answers = [await client.delete(path) for _ in range(2)]

    assert [200, 404] == [answer.status_code for answer in answers]
    assert 200 == (await client.get("/v1/ping/")).status_code
    assert {} != await _left(graph, access)

from itertools import combinations
from typing import Any

import httpx
import pytest

from graph.model import Access
from graph.session import Graph
from tests.api.graphs import named
from tests.graph.telling import relate
from tests.graph.writing import owner_key, self_entity

MIRA = {"user_id": "mira"}


@pytest.fixture
async def told(graph: Graph, access: Access) -> None:
    """Two groups of three that Cleo and Dan join, and Mira who knows all of them."""
    mira = self_entity(owner_key(access.project.id))
    people = named(access, "Ada", "Bo", "Cleo", "Dan", "Eve", "Fay", type="person", label="Person")
    left, right = people[:3], people[3:]
    ties = [("knows", a, b) for group in (left, right) for a, b in combinations(group, 2)]
    await relate(
        graph,
        access.project.id,
        *ties,
        ("knows", people[2], people[3]),
        *[("likes", mira, one) for one in people],
    )


async def asked(client: httpx.AsyncClient, path: str, **query: Any) -> dict[str, Any]:
    answer = await client.get(f"/v1/graph/{path}", params=MIRA | query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.usefixtures("told")
async def test_communities_are_found_without_the_one_who_knows_all(client: httpx.AsyncClient):
    found = await asked(client, "communities")

    assert [{"Ada", "Bo", "Cleo"}, {"Dan", "Eve", "Fay"}] == sorted(
        ({one["name"] for one in group["entities"]} for group in found["communities"]), key=sorted
    )
    assert [["knows"], ["knows"]] == [one["predicates"] for one in found["communities"]]
    assert (13, True) == (found["relations"], found["is_complete"])


@pytest.mark.usefixtures("told")
async def test_the_smallest_communities_can_be_left_out(client: httpx.AsyncClient):
    assert [] == (await asked(client, "communities", size=4))["communities"]


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("measure", ["pagerank", "degree", "betweenness"])
async def test_the_one_who_knows_all_is_the_most_central(client: httpx.AsyncClient, measure: str):
    found = await asked(client, "centrality", measure=measure, limit=3)

    assert ("Mira", 1.0) == (found["results"][0]["name"], found["results"][0]["score"])
    assert {"Cleo", "Dan"} == {one["name"] for one in found["results"][1:]}


async def test_nothing_has_no_structure(client: httpx.AsyncClient):
    assert [] == (await asked(client, "communities"))["communities"]
    assert [] == (await asked(client, "centrality"))["results"]


async def test_an_unknown_measure_is_refused(client: httpx.AsyncClient):
    answer = await client.get("/v1/graph/centrality", params=MIRA | {"measure": "beauty"})

    assert (400, "measure") == (answer.status_code, answer.json()["details"]["field"])

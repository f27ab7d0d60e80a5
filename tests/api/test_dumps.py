import csv
import json
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import httpx
import networkx as nx
import pytest

from app.services.dumps import Dumps
from graph.model import Access
from graph.session import Graph
from tests.api.graphs import named
from tests.graph.telling import relate, visibility

EXPORT = "/v1/graph/export"
MIRA = {"user_id": "mira"}
ODD = "O'Slo \\ <&> 🙂"


@pytest.fixture
async def told(graph: Graph, access: Access) -> dict[str, str]:
    """A graph with a hard name and two relations between the same two; gives ids by names."""
    ada, bo, oslo = named(access, "Ada", "Bo", ODD)
    await relate(
        graph, access.project.id, ("knows", ada, bo), ("likes", ada, bo), ("lives_in", ada, oslo)
    )
    return {one.name: one.id for one in (ada, bo, oslo)}


async def exported(client: httpx.AsyncClient, form: str, **query: str) -> httpx.Response:
    answer = await client.get(EXPORT, params=MIRA | {"format": form} | query)
    assert answer.status_code == 200, answer.text
    return answer


def edges(net: Any) -> set[tuple[str, str, str]]:
    names = dict(net.nodes(data="name"))
    return {(names[a], kind, names[b]) for a, b, kind in net.edges(data="predicate")}


EXPECTED = {("Ada", "knows", "Bo"), ("Ada", "likes", "Bo"), ("Ada", "lives_in", ODD)}


@pytest.mark.usefixtures("told")
async def test_networkx_reads_node_link_json(client: httpx.AsyncClient):
    net = nx.node_link_graph((await exported(client, "node-link")).json(), edges="edges")

    assert EXPECTED == edges(net)
    assert isinstance(net, nx.MultiDiGraph)
    assert {"Ada knows Bo", "Ada likes Bo", f"Ada lives_in {ODD}"} == {
        fact for _, _, fact in net.edges(data="fact")
    }


@pytest.mark.usefixtures("told")
async def test_networkx_reads_graphml(client: httpx.AsyncClient):
    answer = await exported(client, "graphml")
    net = nx.read_graphml(BytesIO(answer.content), force_multigraph=True)

    assert EXPECTED == edges(net)
    assert {False} == {is_self for _, is_self in net.nodes(data="is_self")}


async def test_neo4j_admin_s_sheets_have_its_headers(
    client: httpx.AsyncClient, told: dict[str, str]
):
    archive = ZipFile(BytesIO((await exported(client, "csv")).content))
    entities = list(csv.reader(StringIO(archive.read("entities.csv").decode())))
    relations = list(csv.reader(StringIO(archive.read("relations.csv").decode())))

    assert ("id:ID(Entity)", ":LABEL") == (entities[0][0], entities[0][-1])
    assert {(told[name], name) for name in told} == {(row[0], row[1]) for row in entities[1:]}
    assert (":START_ID(Entity)", ":END_ID(Entity)", ":TYPE") == (
        *relations[0][:2],
        relations[0][-1],
    )
    assert 3 == len(relations[1:])
    assert {told["Ada"]} == {row[0] for row in relations[1:]}


async def test_cypher_merges_each_entity_and_relation(
    client: httpx.AsyncClient, told: dict[str, str]
):
    lines = (await exported(client, "cypher")).text.splitlines()

    assert 1 + 3 + 3 == len(lines)
    assert all(line.endswith(";") for line in lines)
    assert any(told[ODD] in line and "'O\\'Slo \\\\ <&> 🙂'" in line for line in lines)


async def test_an_export_is_as_narrow_as_its_filter(client: httpx.AsyncClient, told: object):
    del told
    nobody = await client.get(EXPORT, params={"user_id": "nobody"})

    assert ([], []) == (nobody.json()["nodes"], nobody.json()["edges"])
    assert 400 == (await client.get(EXPORT)).status_code


@pytest.mark.usefixtures("told")
async def test_an_export_of_many_pages_has_everything_once(graph: Graph, access: Access):
    dump = Dumps(graph, page=1).of(access, visibility(access.project.id), "node-link")
    found = json.loads(b"".join([part async for part in dump.parts]))

    assert (3, 3) == (len(found["nodes"]), len(found["edges"]))
    assert 3 == len({one["id"] for one in found["edges"]})


async def test_all_of_a_project_is_for_owners_who_ask_for_all(
    client: httpx.AsyncClient, reader: httpx.AsyncClient
):
    query = {"format": "jsonl", "whole_project": "true"}
    given = await client.get(EXPORT, params=query)
    refused = await reader.get(EXPORT, params=query)
    narrowed = await client.get(EXPORT, params=MIRA | query)

    assert (200, 1) == (given.status_code, json.loads(given.text.splitlines()[0])["relata"])
    assert 403 == refused.status_code
    assert (400, "format") == (narrowed.status_code, narrowed.json()["details"]["field"])


async def test_an_unknown_format_is_refused(client: httpx.AsyncClient):
    answer = await client.get(EXPORT, params=MIRA | {"format": "pdf"})

    assert (400, "format") == (answer.status_code, answer.json()["details"]["field"])

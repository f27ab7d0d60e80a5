import httpx

from graph.model import Access
from graph.session import Graph
from tests.api.conftest import Add
from tests.api.graphs import named
from tests.graph.telling import relate
from tests.graph.writing import days

RELATIONS = "/v1/graph/relations"
MIRA = {"user_id": "mira"}


async def test_a_relation_leads_to_the_words_that_it_comes_from(
    add: Add, client: httpx.AsyncClient
):
    await add("I lives_in Oslo.")
    (one,) = (await client.get(RELATIONS, params=MIRA)).json()["results"]
    found = (await client.get(f"{RELATIONS}/{one['id']}")).json()
    (evidence,) = found["evidence"]
    (message,) = evidence["messages"]

    assert one == found["relation"]
    assert "lives_in Oslo" in message["text"][message["start"] : message["end"]]
    assert one["memory_ids"] == [evidence["memory_id"]]


async def test_a_relation_shows_the_values_before_and_after(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo since 2019.")
    await add("I lives_in Bergen since 2021.")
    (now,) = (await client.get(RELATIONS, params=MIRA)).json()["results"]
    found = (await client.get(f"{RELATIONS}/{now['id']}", params=MIRA)).json()
    (before,) = found["others"]

    assert ("Bergen", True) == (now["target"], now["current"])
    assert ("Oslo", "2021", False) == (before["target"], before["valid_to"], before["current"])


async def test_relations_come_in_pages_the_newest_first(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo, cleo = named(access, "Ada", "Bo", "Cleo")
    await relate(graph, access.project.id, ("knows", ada, bo), recorded_at=days(-2))
    await relate(graph, access.project.id, ("likes", ada, cleo), recorded_at=days(-1))
    query = MIRA | {"page_size": 1}
    first = (await client.get(RELATIONS, params=query)).json()
    second = (await client.get(first["next"])).json()

    assert 2 == first["count"]
    assert ["likes", "knows"] == [
        one["relationship"] for page in (first, second) for one in page["results"]
    ]


async def test_a_relation_that_only_others_attest_is_not_found(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo = named(access, "Ada", "Bo")
    ((row, _),) = await relate(graph, access.project.id, ("knows", ada, bo))
    found = await client.get(f"{RELATIONS}/{row.id}", params={"user_id": "somebody"})

    assert (404, "Relation not found") == (found.status_code, found.json()["detail"])

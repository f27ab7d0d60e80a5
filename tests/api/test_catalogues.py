import httpx
import pytest

from graph.model import Access
from graph.session import Graph
from graph.vocabulary import LabelMeaning, TypeMeaning, vocabulary
from tests.api.graphs import named
from tests.graph.telling import relate

SCHEMA = "/v1/graph/schema"


async def test_what_there_is_is_described_as_it_is(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo = named(access, "Ada", "Bo", type="person", label="Person")
    (oslo,) = named(access, "Oslo")
    await relate(graph, access.project.id, ("knows", ada, bo), ("lives_in", ada, oslo))
    found = (await client.get(SCHEMA)).json()

    assert {"Memory": 2, "Entity": 3, "Message": 2, "Scope": 1, "Event": 1} == {
        one["label"]: one["count"] for one in found["labels"]
    }
    assert [{"name": "person", "count": 2}, {"name": "place", "count": 1}] == found["entity_types"]
    assert {
        "predicate": "lives_in",
        "count": 1,
        "current": 1,
        "source_types": ["person"],
        "target_types": ["place"],
        "examples": ["Ada lives_in Oslo"],
    } in found["predicates"]
    assert 10 == len(found["queries"])


@pytest.mark.parametrize("label", vocabulary().label, ids=lambda one: one.name)
async def test_what_a_label_is_said_to_have_can_be_asked_for(
    client: httpx.AsyncClient, label: LabelMeaning
):
    columns = ", ".join(f"n.{name}" for name in label.properties)
    query = f"MATCH (n:{label.name}) RETURN {columns}"
    answer = await client.post("/v1/graph/query", json={"query": query})

    assert 200 == answer.status_code, answer.text


@pytest.mark.parametrize("type_", vocabulary().type, ids=lambda one: one.name)
async def test_what_a_type_is_said_to_have_can_be_asked_for(
    client: httpx.AsyncClient, type_: TypeMeaning
):
    columns = ", ".join(f"r.{name}" for name in type_.properties) or "count(r)"
    query = f"MATCH (:{type_.source})-[r:{type_.name}]->(:{type_.target}) RETURN {columns}"
    answer = await client.post("/v1/graph/query", json={"query": query})

    assert 200 == answer.status_code, answer.text


async def test_every_ready_query_runs(client: httpx.AsyncClient):
    queries = (await client.get(SCHEMA)).json()["queries"]
    plain = [one["query"] for one in queries if "$" not in one["query"]]
    answers = [await client.post("/v1/graph/query", json={"query": one}) for one in plain]

    assert {200} == {one.status_code for one in answers}


async def test_the_page_for_people_shows_names_as_text(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, evil = named(access, "Ada", "<script>alert(1)</script>")
    await relate(graph, access.project.id, ("knows", ada, evil))
    answer = await client.get(SCHEMA, params={"format": "html"})

    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "<script" not in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text

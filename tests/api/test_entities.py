import httpx
import pytest

from graph.model import Access
from graph.session import Graph
from tests.api.graphs import lines, named
from tests.graph.telling import relate

ENTITIES = "/v1/graph/entities"
MIRA = {"user_id": "mira"}


@pytest.fixture
async def told(graph: Graph, access: Access) -> dict[str, str]:
    """Ada, who is mentioned twice, and what she is tied to; gives the ids."""
    ada, bo, york = named(access, "Ada", "Bo", "New York")
    await relate(graph, access.project.id, ("knows", ada, bo), ("likes", ada, york))
    return {one.name: one.id for one in (ada, bo, york)}


async def test_entities_are_listed_the_most_mentioned_first(
    client: httpx.AsyncClient, told: dict[str, str]
):
    found = (await client.get(ENTITIES, params=MIRA)).json()

    assert 3 == found["count"]
    assert [("Ada", 2, 2), ("Bo", 1, 1), ("New York", 1, 1)] == [
        (one["name"], one["mentions"], one["degree"]) for one in found["results"]
    ]
    assert told["Ada"] == found["results"][0]["id"]


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [("ad", ["Ada"]), ("YORK", ["New York"]), ("new y", ["New York"]), ("ork", [])],
)
@pytest.mark.usefixtures("told")
async def test_entities_are_found_by_how_a_word_of_their_name_begins(
    client: httpx.AsyncClient, prefix: str, expected: list[str]
):
    found = (await client.get(ENTITIES, params=MIRA | {"prefix": prefix})).json()

    assert expected == [one["name"] for one in found["results"]]


@pytest.mark.usefixtures("told")
async def test_entities_are_found_by_type(client: httpx.AsyncClient):
    places = await client.get(ENTITIES, params=MIRA | {"types": "place, person"})
    foods = await client.get(ENTITIES, params=MIRA | {"types": "food"})

    assert (3, 0) == (places.json()["count"], foods.json()["count"])


@pytest.mark.usefixtures("told")
async def test_entities_come_in_pages(client: httpx.AsyncClient):
    query = MIRA | {"page_size": 2}
    first = (await client.get(ENTITIES, params=query)).json()
    second = (await client.get(first["next"])).json()

    assert ["Ada", "Bo", "New York"] == [
        one["name"] for page in (first, second) for one in page["results"]
    ]
    assert (None, None) == (first["previous"], second["next"])


async def test_one_entity_shows_its_relations(client: httpx.AsyncClient, told: dict[str, str]):
    found = (await client.get(f"{ENTITIES}/{told['Ada']}", params=MIRA)).json()

    assert ("Ada", 2) == (found["entity"]["name"], found["entity"]["degree"])
    assert {("knows", 1), ("likes", 1)} == {
        (one["predicate"], one["count"]) for one in found["predicates"]
    }
    assert {"Ada knows Bo", "Ada likes New York"} == set(lines(found))


async def test_an_entity_that_no_visible_memory_mentions_is_not_found(
    client: httpx.AsyncClient, told: dict[str, str]
):
    found = await client.get(f"{ENTITIES}/{told['Ada']}", params={"user_id": "somebody"})

    assert (404, "Entity not found") == (found.status_code, found.json()["detail"])


async def test_an_entity_s_life_is_told_from_the_latest_on(
    client: httpx.AsyncClient, told: dict[str, str]
):
    path = f"{ENTITIES}/{told['Bo']}/timeline"
    found = (await client.get(path, params=MIRA)).json()

    assert 2 == found["count"]
    assert ["said", "began"] == [one["kind"] for one in found["results"]]
    assert {"Ada knows Bo"} == {one["text"] for one in found["results"]}
    assert "2026-11-02" == found["results"][1]["date"]


@pytest.mark.usefixtures("told")
async def test_what_there_is_is_counted(client: httpx.AsyncClient):
    found = (await client.get("/v1/graph/stats", params=MIRA)).json()

    assert (2, 3, 2, 2) == tuple(
        found[name] for name in ("memories", "entities", "relations", "current_relations")
    )
    assert [{"name": "place", "count": 3}] == found["entity_types"]
    assert [{"period": "2026-11-01", "memories": 2, "relations": 2}] == [
        one | {"period": one["period"][:10]} for one in found["growth"]
    ]
    assert {"knows": 1, "likes": 1} == {one["name"]: one["count"] for one in found["predicates"]}
    assert found["is_complete"]


async def test_nothing_is_counted_as_nothing(client: httpx.AsyncClient):
    found = (await client.get("/v1/graph/stats", params=MIRA | {"unit": "year"})).json()

    assert (0, 0, [], []) == tuple(
        found[name] for name in ("memories", "entities", "growth", "predicates")
    )

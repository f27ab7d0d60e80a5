import httpx

from graph.model import Access
from graph.session import Graph
from tests.api.graphs import named
from tests.graph.telling import relate
from tests.graph.writing import days

HYGIENE = "/v1/graph/hygiene"
MIRA = {"user_id": "mira"}


async def test_what_to_tidy_up_is_reported(client: httpx.AsyncClient, graph: Graph, access: Access):
    ada, bo, cleo, it = named(access, "Ada", "Bo", "Cleo", "it", type="person", label="Person")
    ties = [
        (predicate, one, other)
        for predicate in ("works_with", "works_wth", "colleague_of")
        for one, other in ((ada, bo), (bo, cleo))
    ]
    await relate(graph, access.project.id, *ties, ("knows", ada, it))
    await relate(graph, access.project.id, ("likes", ada, bo), recorded_at=days(-500))
    found = (await client.get(HYGIENE, params=MIRA)).json()

    assert (4, 8) == (found["entities"], found["relations"])
    assert ["it"] == [one["name"] for one in found["junk"]["examples"]]
    assert (0.25, 1, 0.125) == (
        found["junk_score"],
        found["stale_relations"],
        found["stale_share"],
    )
    assert {("works_with", "works_wth"), ("colleague_of", "works_with")} <= {
        tuple(one["predicates"]) for one in found["synonyms"]
    }
    assert (0, 0, 0) == (
        found["orphans"]["count"],
        found["hubs"]["count"],
        found["pending_merges"],
    )


async def test_what_nothing_is_tied_to_is_an_orphan(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo = named(access, "Ada", "Bo")
    await relate(
        graph,
        access.project.id,
        ("knows", ada, bo),
        valid_to_stated=days(-1),
        ended_at=days(0),
    )
    now = (await client.get(HYGIENE, params=MIRA)).json()
    ever = (await client.get(HYGIENE, params=MIRA | {"include_ended": True})).json()

    assert {"Ada", "Bo"} == {one["name"] for one in now["orphans"]["examples"]}
    assert 0 == ever["orphans"]["count"]

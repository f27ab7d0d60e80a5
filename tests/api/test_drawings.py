import json
from itertools import pairwise
from typing import Any

import httpx
import pytest

from graph.model import Access, ScopeIds
from graph.session import Graph
from tests.api.graphs import lines, named, nodes
from tests.graph.telling import relate, remembered, tell
from tests.graph.writing import attested, days, relation, self_entity
from tests.graph.writing import owner_key as owner_of

GRAPH = "/v1/graph"
MIRA = {"user_id": "mira"}


async def asked(client: httpx.AsyncClient, path: str, **query: Any) -> dict[str, Any]:
    answer = await client.get(path, params=MIRA | query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_scope_is_drawn_with_its_nodes_and_relations(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo, oslo = named(access, "Ada", "Bo", "Oslo")
    await relate(graph, access.project.id, ("knows", ada, bo), ("lives_in", bo, oslo))
    drawing = await asked(client, GRAPH)

    assert {"Ada knows Bo", "Bo lives_in Oslo"} == set(lines(drawing))
    assert {"Ada": 1, "Bo": 2, "Oslo": 1} == {
        name: node["degree"] for name, node in nodes(drawing).items()
    }
    assert drawing["is_complete"]


async def test_a_drawing_is_cut_and_says_so(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo, oslo = named(access, "Ada", "Bo", "Oslo")
    await relate(graph, access.project.id, ("knows", ada, bo), ("lives_in", bo, oslo))
    drawing = await asked(client, GRAPH, limit=1)

    assert (1, False) == (len(drawing["relations"]), drawing["is_complete"])


async def test_a_drawing_may_be_of_some_predicates(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo, oslo = named(access, "Ada", "Bo", "Oslo")
    await relate(
        graph,
        access.project.id,
        ("knows", ada, bo),
        ("lives_in", bo, oslo),
        ("likes", ada, oslo),
    )

    assert {"Ada knows Bo", "Ada likes Oslo"} == set(
        lines(await asked(client, GRAPH, predicates="knows, likes"))
    )


async def test_a_drawing_shows_what_held_at_a_time(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, oslo = named(access, "Ada", "Oslo")
    said = await remembered(access.project.id, "Ada lived in Oslo", valid_from=days(-20))
    row = relation(
        ada, oslo, slot=None, valid_from=days(-20), valid_to_stated=days(-10), ended_at=days(0)
    )
    row, said = attested(row, said, ada, oslo)
    await tell(graph, access.project.id, said, relations=(row,), entities=(ada, oslo))
    then, later = (days(number).date().isoformat() for number in (-15, -5))

    assert [] == lines(await asked(client, GRAPH))
    assert ["Ada lives_in Oslo"] == lines(await asked(client, GRAPH, include_ended=True))
    assert ["Ada lives_in Oslo"] == lines(await asked(client, GRAPH, as_of=then))
    assert [] == lines(await asked(client, GRAPH, as_of=later))


async def test_a_filter_hides_what_only_other_memories_attest(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo, cleo = named(access, "Ada", "Bo", "Cleo")
    await relate(graph, access.project.id, ("knows", ada, bo))
    secret = await remembered(
        access.project.id, "Bo knows Cleo", ScopeIds(user_id="mira", run_id="r"), run_id="r"
    )
    row, secret = attested(relation(bo, cleo, predicate="knows", slot=None), secret, bo, cleo)
    await tell(graph, access.project.id, secret, relations=(row,), entities=(bo, cleo))
    filters = json.dumps({"AND": [{"user_id": "mira"}, {"NOT": [{"run_id": "r"}]}]})
    drawing = await asked(client, GRAPH, filters=filters)
    around = await asked(
        client, f"{GRAPH}/neighbourhood", entity_id=ada.id, hops=3, filters=filters
    )

    assert ["Ada knows Bo"] == lines(drawing) == lines(around)
    assert 1 == nodes(around)["Bo"]["degree"]
    unseen = await client.get(
        f"{GRAPH}/neighbourhood", params=MIRA | {"entity_id": cleo.id, "filters": filters}
    )
    assert 404 == unseen.status_code


async def test_a_neighbourhood_grows_by_hops(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    people = named(access, "Ada", "Bo", "Cleo", "Dan")
    steps = [("knows", one, other) for one, other in pairwise(people)]
    await relate(graph, access.project.id, *steps)
    near = await asked(client, f"{GRAPH}/neighbourhood", entity_id=people[0].id)
    far = await asked(client, f"{GRAPH}/neighbourhood", entity_id=people[0].id, hops=2)

    assert ["Ada knows Bo"] == lines(near)
    assert 1 == nodes(near)["Bo"]["hidden"]
    assert ["Ada knows Bo", "Bo knows Cleo"] == lines(far)


async def test_a_hub_is_folded_but_at_the_start(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, hub, *others = named(access, "Ada", "Hub", "Bo", "Cleo", "Dan")
    spokes = [("knows", hub, one) for one in others]
    await relate(graph, access.project.id, ("knows", ada, hub), *spokes)
    from_ada = await asked(client, f"{GRAPH}/neighbourhood", entity_id=ada.id, hops=2, hub=3)
    from_hub = await asked(client, f"{GRAPH}/neighbourhood", entity_id=hub.id, hub=3)

    assert ["Ada knows Hub"] == lines(from_ada)
    assert (True, 4, 3) == tuple(
        nodes(from_ada)["Hub"][name] for name in ("is_folded", "degree", "hidden")
    )
    assert 4 == len(lines(from_hub))


async def test_a_neighbourhood_is_cut_and_says_so(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    hub, *others = named(access, "Hub", "Bo", "Cleo", "Dan")
    await relate(graph, access.project.id, *[("knows", hub, one) for one in others])
    found = await asked(client, f"{GRAPH}/neighbourhood", entity_id=hub.id, limit=2)

    assert (2, False) == (len(found["relations"]), found["is_complete"])
    assert 1 == nodes(found)["Hub"]["hidden"]


async def test_two_entities_are_connected_by_the_shortest_way(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    people = named(access, "Ada", "Bo", "Cleo", "Dan")
    ada, bo, _, dan = people
    steps = [("knows", one, other) for one, other in pairwise(people)]
    await relate(graph, access.project.id, *steps, ("likes", dan, bo))
    found = await asked(client, f"{GRAPH}/paths", from_id=ada.id, to_id=dan.id)

    (path,) = found["paths"]
    assert [("Ada", "knows", "Bo", True), ("Dan", "likes", "Bo", False)] == [
        (one["source"], one["relationship"], one["target"], one["forward"]) for one in path
    ]
    assert found["is_exact"]
    assert {"Ada", "Bo", "Dan"} == set(nodes(found))


async def test_a_value_connects_nothing(client: httpx.AsyncClient, graph: Graph, access: Access):
    ada, bo = named(access, "Ada", "Bo")
    (year,) = named(access, "1990", type="literal", label="Literal")
    await relate(graph, access.project.id, ("born_in", ada, year), ("born_in", bo, year))
    found = await asked(client, f"{GRAPH}/paths", from_id=ada.id, to_id=bo.id)

    assert ([], []) == (found["paths"], found["relations"])


async def test_there_may_be_no_way_in_so_few_steps(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    people = named(access, "Ada", "Bo", "Cleo")
    steps = [("knows", one, other) for one, other in pairwise(people)]
    await relate(graph, access.project.id, *steps)
    ends = {"from_id": people[0].id, "to_id": people[2].id}

    assert [] == (await asked(client, f"{GRAPH}/paths", **ends, hops=1))["paths"]
    assert 2 == len((await asked(client, f"{GRAPH}/paths", **ends, hops=2))["paths"][0])


async def test_a_whole_project_is_seen_only_by_asking_for_it(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    mira = self_entity(owner_of(access.project.id))
    (oslo,) = named(access, "Oslo")
    await relate(graph, access.project.id, ("lives_in", mira, oslo))
    refused = await client.get(GRAPH)
    whole = await client.get(GRAPH, params={"whole_project": True})

    assert (400, "filters") == (refused.status_code, refused.json()["details"]["field"])
    assert ["Mira lives_in Oslo"] == lines(whole.json())


async def test_what_did_not_change_is_not_sent_again(
    client: httpx.AsyncClient, graph: Graph, access: Access
):
    ada, bo = named(access, "Ada", "Bo")
    await relate(graph, access.project.id, ("knows", ada, bo))
    first = await client.get(GRAPH, params=MIRA)
    tag = {"If-None-Match": first.headers["etag"]}
    again = await client.get(GRAPH, params=MIRA, headers=tag)
    await relate(graph, access.project.id, ("likes", ada, bo))
    changed = await client.get(GRAPH, params=MIRA, headers=tag)

    assert (304, b"", first.headers["etag"]) == (
        again.status_code,
        again.content,
        again.headers["etag"],
    )
    assert (200, 2) == (changed.status_code, len(changed.json()["relations"]))


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("", {"limit": "0"}, "limit"),
        ("", {"limit": "5001"}, "limit"),
        ("", {"filters": "{"}, "filters"),
        ("", {"filters": "[]"}, "filters"),
        ("", {"as_of": "soon"}, "as_of"),
        ("/neighbourhood", {"entity_id": "x"}, "entity_id"),
        ("/neighbourhood", {"entity_id": "x", "hops": "4"}, "hops"),
        ("/paths", {"from_id": "x", "to_id": "y"}, "from_id"),
        ("/paths", {"from_id": "x", "to_id": "y", "hops": "7"}, "hops"),
    ],
    ids=str,
)
async def test_bad_input_names_its_field(
    client: httpx.AsyncClient, path: str, query: dict[str, str], field: str
):
    answer = await client.get(GRAPH + path, params=MIRA | query)

    assert (400, field) == (answer.status_code, answer.json()["details"].get("field"))

"""Scopes and entities are merged by a commit: what is there is kept and gains names."""

from graph.session import Graph
from tests.graph import reading
from tests.graph.writing import (
    commit,
    entity,
    owner_key,
    scope,
)


async def test_scopes_are_merged_with_their_kinds(graph: Graph, project_id: str):
    rows = (
        scope(project_id),
        scope(project_id, "bot", kind="agent"),
        scope(project_id, "shop", kind="app"),
        scope(project_id, "r1", kind="run"),
    )
    await commit(graph, project_id, scopes=rows)
    await commit(graph, project_id, scopes=rows)

    assert [
        ("bot", "agent", ["Agent", "Scope"]),
        ("mira", "user", ["Scope", "User"]),
        ("r1", "run", ["Run", "Scope"]),
        ("shop", "app", ["App", "Scope"]),
    ] == [
        (one.external_id, one.kind, sorted(one.labels))
        for one in await reading.scopes(graph, project_id)
    ]


async def test_an_entity_gets_the_label_of_its_type(graph: Graph, project_id: str):
    await commit(graph, project_id, entities=(entity(owner_key(project_id), "Oslo"),))
    oslo = (await reading.entities(graph, project_id))["Oslo"]

    assert ("place", {"Entity", "Place"}) == (oslo.type, set(oslo.labels))


async def test_an_entity_met_again_keeps_its_id_and_gains_aliases(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    first = entity(owner, "Oslo", aliases=("Kristiania",))
    await commit(graph, project_id, entities=(first,))
    await commit(
        graph, project_id, entities=(entity(owner, "Oslo", aliases=("Kristiania", "Tigerstaden")),)
    )
    oslo = (await reading.entities(graph, project_id))["Oslo"]

    assert (first.id, ["Kristiania", "Tigerstaden"]) == (oslo.id, oslo.aliases)


async def test_a_concept_becomes_what_it_turns_out_to_be(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(
        graph, project_id, entities=(entity(owner, "Oslo", type="concept", label="Concept"),)
    )
    await commit(graph, project_id, entities=(entity(owner, "Oslo"),))
    oslo = (await reading.entities(graph, project_id))["Oslo"]

    assert ("place", {"Entity", "Place"}) == (oslo.type, set(oslo.labels))


async def test_an_entity_of_another_type_stays_what_it_is(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "Oslo"),))
    await commit(
        graph, project_id, entities=(entity(owner, "Oslo", type="person", label="Person"),)
    )
    oslo = (await reading.entities(graph, project_id))["Oslo"]

    assert ("place", {"Entity", "Place"}) == (oslo.type, set(oslo.labels))

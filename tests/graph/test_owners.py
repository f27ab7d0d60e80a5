"""What planning reads of an owner's graph."""

import pytest

from graph import owners
from graph.keys import hashed
from graph.plan import EndingRow
from graph.session import Graph
from tests.graph.writing import (
    attested,
    commit,
    days,
    entity,
    memory,
    new_id,
    owner_key,
    relation,
    self_entity,
    text_of,
)


async def _names(graph: Graph, owner: str, *names: str) -> list[str]:
    known = await graph.read(owners.get, owner, names=names, hashes=[])
    return sorted(one.name for one in known.entities)


async def test_an_owner_nobody_wrote_to_is_empty(graph: Graph, project_id: str):
    known = await graph.read(owners.get, owner_key(project_id), names=["oslo"], hashes=["h"])

    assert owners.Known(lane_version=0, self_entity=None, entities=[], memories=[]) == known


async def test_the_version_is_the_lanes(graph: Graph, project_id: str):
    await commit(graph, project_id)
    known = await graph.read(owners.get, owner_key(project_id), names=[], hashes=[])

    assert 1 == known.lane_version


async def test_the_self_entity_needs_no_name(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(self_entity(owner),))
    known = await graph.read(owners.get, owner, names=[], hashes=[])

    assert known.self_entity is not None
    assert ("Mira", True) == (known.self_entity.name, known.self_entity.is_self)


async def test_an_entity_is_found_by_its_name(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "Oslo"), entity(owner, "Bergen")))

    assert ["Oslo"] == await _names(graph, owner, "oslo", "paris")


@pytest.mark.parametrize(
    ("alias", "asked"),
    [
        ("Big Apple", "big apple"),
        ("The Big Apple", "big apple"),
        ("Café Noir", "cafe noir"),
        ('"NYC" \\ (US)', 'nyc" \\ (us)'),
        ("纽约", "纽约"),
        ("AND", "and"),
    ],
)
async def test_an_entity_is_found_by_an_alias(
    graph: Graph, project_id: str, alias: str, asked: str
):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "New York", aliases=("NY", alias)),))

    assert ["New York"] == await _names(graph, owner, asked)


@pytest.mark.parametrize(
    "name", ["", "-", "*", 'x" OR aliases:"b', "owner_key:*", "+(", "\\", '"', "~1"]
)
async def test_a_name_is_never_read_as_a_query(graph: Graph, project_id: str, name: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "Oslo", aliases=("b",)),))

    assert [] == await _names(graph, owner, name)


async def test_an_entity_with_name_and_alias_comes_once(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "Oslo", aliases=("oslo", "OSLO")),))

    assert ["Oslo"] == await _names(graph, owner, "oslo")


async def test_more_names_than_lucene_takes_terms_are_looked_up(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    await commit(graph, project_id, entities=(entity(owner, "Oslo", aliases=("zz 1400",)),))

    assert ["Oslo"] == await _names(graph, owner, *(f"zz {number}" for number in range(1500)))


async def test_another_owners_entities_are_not_found(graph: Graph, project_id: str):
    other = owner_key(project_id, "noor")
    await commit(graph, project_id, entities=(entity(other, "Oslo", aliases=("Tigerstaden",)),))

    assert [] == await _names(graph, owner_key(project_id), "oslo", "tigerstaden")


async def test_memories_are_found_by_their_hashes(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    said = memory(owner, hash="h1")
    await commit(graph, project_id, memories=(said, memory(owner, hash="h2")))
    known = await graph.read(owners.get, owner, names=[], hashes=["h1", "h3"])

    assert [owners.KnownMemory(id=said.id, hash="h1")] == known.memories


async def test_relations_are_read_by_slot_and_by_pair(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo, tea = self_entity(owner), entity(owner, "Oslo"), entity(owner, "tea")
    lives = relation(mira, oslo)
    likes = relation(
        mira, tea, predicate="likes", slot=None, pair=hashed("p", new_id()), valid_from=days(1)
    )
    await commit(graph, project_id, entities=(mira, oslo, tea), relations=(lives, likes))
    by_slot = await graph.read(owners.relations, owner, slots=[str(lives.slot)], pairs=[])
    by_pair = await graph.read(owners.relations, owner, slots=[], pairs=[likes.pair])
    by_both = await graph.read(
        owners.relations, owner, slots=[str(lives.slot)], pairs=[lives.pair, likes.pair]
    )

    assert [lives.id] == [one.id for one in by_slot]
    assert [likes.id] == [one.id for one in by_pair]
    assert [lives.id, likes.id] == [one.id for one in by_both]


async def test_a_relation_is_read_with_its_ends_and_its_times(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo, confidence=0.5), memory(owner), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))
    ending = EndingRow(
        relation_id=edge.id,
        valid_to_stated=days(2),
        valid_to_precision="day",
        ended_at=days(3),
    )
    await commit(graph, project_id, endings=(ending,))
    (stored,) = await graph.read(owners.relations, owner, slots=[], pairs=[edge.pair])

    assert (mira.id, mira.key, "Mira") == (
        stored.subject_id,
        stored.subject_key,
        stored.subject_name,
    )
    assert (oslo.id, oslo.key, "Oslo") == (stored.object_id, stored.object_key, stored.object_name)
    assert (text_of(days(2)), text_of(days(2)), "day", text_of(days(3))) == (
        stored.valid_to,
        stored.valid_to_stated,
        stored.valid_to_precision,
        stored.ended_at,
    )
    assert ([said.id], 0.5) == (stored.memory_ids, stored.confidence)


async def test_relations_of_an_entity_run_either_way(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, ada, tea = self_entity(owner), entity(owner, "Ada"), entity(owner, "tea")
    married = relation(ada, mira, predicate="married_to", slot=None)
    knows = relation(mira, ada, predicate="knows", slot=None, valid_from=days(1))
    likes = relation(mira, tea, predicate="likes", slot=None)
    await commit(graph, project_id, entities=(mira, ada, tea), relations=(married, knows, likes))
    found = await graph.read(
        owners.relations_of, owner, entity_keys=[mira.key], predicates=["married_to", "knows"]
    )

    assert [(married.id, "Ada"), (knows.id, "Mira")] == [
        (one.id, one.subject_name) for one in found
    ]

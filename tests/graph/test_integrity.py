"""Faults that no constraint refuses are counted."""

from typing import LiteralString

import pytest
from msgspec.structs import replace

from graph import integrity
from graph.integrity import Integrity
from graph.session import Graph, Tx
from tests.graph.writing import (
    attested,
    commit,
    entity,
    memory,
    new_id,
    owner_key,
    relation,
    self_entity,
)

SOUND = Integrity(
    nodes_without_project=0,
    edges_across_owners=0,
    relations_without_evidence=0,
    entities_without_evidence=0,
    embeddings_of_other_length=0,
)


async def _live_in_oslo(graph: Graph) -> None:
    project_id = new_id()
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo), memory(owner, embedding=[0.1] * 256), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))


async def _run(tx: Tx, query: LiteralString) -> None:
    await tx.run(query)


async def test_what_is_written_by_commits_is_sound(lone: Graph):
    await _live_in_oslo(lone)

    assert SOUND == await lone.read(integrity.count, 256)


@pytest.mark.parametrize(
    ("fault", "query"),
    [
        ("nodes_without_project", "CYPHER 25 CREATE (:Message {id: 'x'})"),
        ("edges_across_owners", "CYPHER 25 MATCH (e:Entity {name: 'Oslo'}) SET e.project_id = 'x'"),
        (
            "relations_without_evidence",
            "CYPHER 25 MATCH ()-[r:RELATES_TO]->() SET r.memory_ids = r.memory_ids + ['gone']",
        ),
        (
            "relations_without_evidence",
            "CYPHER 25 MATCH ()-[r:RELATES_TO]->() SET r.memory_ids = []",
        ),
        ("entities_without_evidence", "CYPHER 25 CREATE (:Entity {id: 'x', project_id: 'x'})"),
        ("embeddings_of_other_length", "CYPHER 25 MATCH (m:Memory) SET m.embedding = [1.0]"),
    ],
)
async def test_a_fault_is_counted(lone: Graph, fault: str, query: LiteralString):
    await _live_in_oslo(lone)
    await lone.write(_run, query)
    counted = await lone.read(integrity.count, 256)

    assert getattr(counted, fault) > 0


async def test_a_relation_to_another_owner_is_counted(lone: Graph):
    project_id = new_id()
    mira, oslo = self_entity(owner_key(project_id)), entity(owner_key(project_id, "noor"), "Oslo")
    edge, said = attested(relation(mira, oslo), memory(owner_key(project_id)), mira, oslo)
    await commit(lone, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))

    assert replace(SOUND, edges_across_owners=2) == await lone.read(integrity.count, 256)

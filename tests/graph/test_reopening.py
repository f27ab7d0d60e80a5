"""Ends and corrections are undone when the memory that stated them is deleted."""

from graph.model import OPEN
from graph.plan import EndingRow, EntityRow, MemoryRow, RelationRow, RetirementRow
from graph.session import Graph
from tests.graph import reading
from tests.graph.test_deletions import delete
from tests.graph.writing import (
    attested,
    commit,
    days,
    edges,
    entity,
    memory,
    owner_key,
    relation,
    self_entity,
    text_of,
)


def _likes(owner: str, **changes: object) -> tuple[RelationRow, MemoryRow, EntityRow, EntityRow]:
    mira, tea = self_entity(owner), entity(owner, "tea")
    row = relation(mira, tea, predicate="likes", slot=None, **changes)
    edge, said = attested(row, memory(owner, "Mira likes tea"), mira, tea)
    return edge, said, mira, tea


def _ending(edge: RelationRow, day: int = 5) -> EndingRow:
    return EndingRow(
        relation_id=edge.id,
        valid_to_stated=days(day),
        valid_to_precision="day",
        ended_at=days(day),
    )


async def test_a_stated_end_is_undone(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner)
    over = memory(owner, "not any more", closes_ids=(edge.id,))
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=(over,), endings=(_ending(edge),))
    await delete(graph, project_id, over.id)
    (stored,) = await edges(graph, project_id)

    assert (text_of(OPEN), edge.pair) == (stored.valid_to, stored.current_key)


async def test_an_end_that_another_memory_states_too_stays(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner)
    over = [memory(owner, text, closes_ids=(edge.id,)) for text in ("a", "b")]
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=tuple(over), endings=(_ending(edge),))
    await delete(graph, project_id, over[0].id)
    (stored,) = await edges(graph, project_id)

    assert (text_of(days(5)), None) == (stored.valid_to, stored.current_key)


async def test_ends_stated_by_memories_that_go_together_are_undone(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner)
    over = [memory(owner, text, closes_ids=(edge.id,)) for text in ("a", "b")]
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=tuple(over), endings=(_ending(edge),))
    await delete(graph, project_id, over[0].id, over[1].id)
    (stored,) = await edges(graph, project_id)

    assert edge.pair == stored.current_key


async def test_the_end_that_came_with_a_relation_is_gone_back_to(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner, valid_to_stated=days(2), ended_at=days(1))
    over = memory(owner, "a bit longer", closes_ids=(edge.id,))
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=(over,), endings=(_ending(edge),))
    await delete(graph, project_id, over.id)
    (stored,) = await edges(graph, project_id)

    assert (text_of(days(2)), None) == (stored.valid_to, stored.current_key)


async def test_a_correction_is_undone(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner)
    wrong = memory(owner, "she never did", closes_ids=(edge.id,))
    row = RetirementRow(relation_id=edge.id, retired_at=days(3))
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=(wrong,), retirements=(row,))
    await delete(graph, project_id, wrong.id)
    (stored,) = await edges(graph, project_id)

    assert (text_of(OPEN), edge.pair) == (stored.retired_at, stored.current_key)


async def test_without_the_end_between_them_two_equal_relations_are_one(
    graph: Graph, project_id: str
):
    owner = owner_key(project_id)
    edge, said, mira, tea = _likes(owner)
    over = memory(owner, "not any more", closes_ids=(edge.id,))
    later, again = attested(
        relation(mira, tea, predicate="likes", slot=None, valid_from=days(9)),
        memory(owner, "again"),
        mira,
        tea,
    )
    await commit(graph, project_id, entities=(mira, tea), memories=(said,), relations=(edge,))
    await commit(graph, project_id, memories=(over,), endings=(_ending(edge),))
    await commit(graph, project_id, memories=(again,), relations=(later,))
    await delete(graph, project_id, over.id)
    (stored,) = await edges(graph, project_id)

    assert (edge.id, edge.pair) == (stored.id, stored.current_key)
    assert [said.id, again.id] == stored.memory_ids
    assert [edge.id] == (await reading.memories(graph, project_id))[again.id].relation_ids

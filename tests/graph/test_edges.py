"""Relations are created, attested, ended, corrected and shifted by a commit."""

import pytest

from graph import commits
from graph.errors import RefusedError
from graph.model import OPEN
from graph.plan import (
    EndingRow,
    EvidenceRow,
    RetirementRow,
    ShiftRow,
)
from graph.session import Graph
from tests.graph import reading
from tests.graph.writing import (
    NOW,
    attested,
    commit,
    days,
    edges,
    entity,
    leased,
    memory,
    owner_key,
    plan,
    relation,
    self_entity,
    text_of,
)


async def test_a_relation_without_an_end_is_refused_whole(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    found = await leased(graph, project_id)

    with pytest.raises(RefusedError, match="lacks an end"):
        await graph.write(
            commits.create,
            plan(project_id, found, entities=(mira,), relations=(relation(mira, oslo),)),
        )

    assert {} == await reading.entities(graph, project_id)


async def test_evidence_is_added_once_and_lasts_as_long_as_its_latest(
    graph: Graph, project_id: str
):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo, evidence_until=days(5)), memory(owner), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))
    for until in (days(9), days(7)):
        row = EvidenceRow(relation_id=edge.id, memory_ids=(said.id, "m2"), evidence_until=until)
        await commit(graph, project_id, evidence=(row,))
    (stored,) = await edges(graph, project_id)

    assert ([said.id, "m2"], text_of(days(9))) == (stored.memory_ids, stored.evidence_until)


async def test_an_ending_closes_a_relation_without_a_slot(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, tea = self_entity(owner), entity(owner, "tea")
    edge = relation(mira, tea, slot=None, predicate="likes")
    await commit(graph, project_id, entities=(mira, tea), relations=(edge,))
    (before,) = await edges(graph, project_id)
    row = EndingRow(
        relation_id=edge.id,
        valid_to_stated=days(5),
        valid_to_precision="day",
        ended_at=days(5),
    )
    await commit(graph, project_id, endings=(row,))
    (after,) = await edges(graph, project_id)

    assert (text_of(OPEN), edge.pair, None) == (
        before.valid_to,
        before.current_key,
        before.slot_key,
    )
    assert (text_of(days(5)), None) == (after.valid_to, after.current_key)


async def test_what_ended_and_began_again_is_a_second_relation(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, tea = self_entity(owner), entity(owner, "tea")
    first = relation(mira, tea, slot=None)
    again = relation(mira, tea, slot=None, valid_from=days(9))
    await commit(graph, project_id, entities=(mira, tea), relations=(first,))
    ending = EndingRow(
        relation_id=first.id,
        valid_to_stated=days(5),
        valid_to_precision="day",
        ended_at=days(5),
    )
    await commit(graph, project_id, endings=(ending,), relations=(again,))

    assert [None, again.pair] == [edge.current_key for edge in await edges(graph, project_id)]


async def test_a_correction_retires_a_relation(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge = relation(mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), relations=(edge,))
    row = RetirementRow(relation_id=edge.id, retired_at=days(1))
    await commit(graph, project_id, retirements=(row,), slots=(edge.slot,))
    (stored,) = await edges(graph, project_id)

    assert (text_of(days(1)), None, None) == (
        stored.retired_at,
        stored.slot_key,
        stored.current_key,
    )


async def test_a_correction_and_what_is_right_come_in_one_plan(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo, bergen = self_entity(owner), entity(owner, "Oslo"), entity(owner, "Bergen")
    wrong, right = relation(mira, oslo), relation(mira, bergen)
    await commit(graph, project_id, entities=(mira, oslo), relations=(wrong,))
    row = RetirementRow(relation_id=wrong.id, retired_at=days(1))
    await commit(graph, project_id, entities=(bergen,), retirements=(row,), relations=(right,))

    assert {wrong.id: None, right.id: right.slot} == {
        edge.id: edge.slot_key for edge in await edges(graph, project_id)
    }


async def test_a_shifted_start_orders_the_chain_anew(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo, bergen = self_entity(owner), entity(owner, "Oslo"), entity(owner, "Bergen")
    vague, dated = relation(mira, oslo, valid_from=days(9)), relation(mira, bergen)
    await commit(graph, project_id, entities=(mira, oslo), relations=(vague,))
    row = ShiftRow(relation_id=vague.id, valid_from=days(-1))
    await commit(graph, project_id, entities=(bergen,), relations=(dated,), shifts=(row,))
    first, second = await edges(graph, project_id)

    assert [vague.id, dated.id] == [first.id, second.id]
    assert [None, dated.slot] == [first.slot_key, second.slot_key]
    assert text_of(NOW) == first.valid_to


async def test_a_slot_that_a_plan_forgot_to_name_is_chained_too(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge = relation(mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), relations=(edge,), slots=())
    (stored,) = await edges(graph, project_id)

    assert edge.slot == stored.slot_key

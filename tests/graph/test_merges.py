"""Merging and taking apart, against the whole graph as it was."""

from collections.abc import Sequence
from uuid import uuid4

import pytest

from app.services.errors import InvalidRequestError
from app.services.merges import MergeConflictError, Merges, Pair
from graph import commits, merges
from graph.errors import NotFoundError, StalePlanError
from graph.model import OPEN, ScopeIds
from graph.plan import EntityRow, EvidenceRow, ProposalRow
from graph.session import Graph
from tests.graph.merging import Saying, access_to, forgotten, memories, merged, people, picture
from tests.graph.writing import NOW, commit, edges, leased, memory, plan

LOVES = Saying(0, "likes", 2, 0, None)
ALSO_LOVES = Saying(1, "likes", 2, 1, None)


async def test_what_is_said_of_both_is_said_once_of_one(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES, ALSO_LOVES])
    await merged(graph, project_id, cast[0], cast[1])
    (edge,) = await edges(graph, project_id)

    assert (cast[0].name, cast[2].name, 2) == (edge.subject, edge.object, len(edge.memory_ids))
    assert edge.current_key is not None


async def test_a_slot_has_one_open_value_after_a_merge(graph: Graph, project_id: str):
    sayings = [Saying(0, "lives_in", 2, 0, None), Saying(1, "lives_in", 3, 1, None)]
    cast = await people(graph, project_id, sayings)
    await merged(graph, project_id, cast[0], cast[1])
    older, newer = await edges(graph, project_id)

    assert (None, newer.id) == (older.slot_key, older.superseded_by)
    assert newer.slot_key is not None


async def test_what_joins_the_two_is_gone_with_the_second_one(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [Saying(0, "knows", 1, 0, None)])
    await merged(graph, project_id, cast[0], cast[1])

    assert [] == await edges(graph, project_id)


async def test_a_value_that_both_have_becomes_one(graph: Graph, project_id: str):
    sayings = [Saying(0, "has_age", 0, 0, None), Saying(1, "has_age", 0, 1, None)]
    cast = await people(graph, project_id, sayings)
    await merged(graph, project_id, cast[0], cast[1])
    found = await edges(graph, project_id)

    assert {edge.object for edge in found} == {"0"}
    assert 1 == len([edge for edge in found if edge.current_key])


async def test_evidence_that_was_deleted_since_does_not_come_back(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES, ALSO_LOVES])
    merge_id = await merged(graph, project_id, cast[0], cast[1])
    (edge,) = await edges(graph, project_id)
    await forgotten(graph, project_id, edge.memory_ids[1])
    await Merges(graph).undo(access_to(project_id), merge_id)
    (left,) = await edges(graph, project_id)

    assert (cast[0].name, [edge.memory_ids[0]]) == (left.subject, left.memory_ids)


async def test_evidence_that_came_since_stays_with_what_is_left(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    merge_id = await merged(graph, project_id, cast[1], cast[0])
    (edge,) = await edges(graph, project_id)
    said = memory(cast[1].owner_key, text="again", relation_ids=(edge.id,))
    more = EvidenceRow(relation_id=edge.id, memory_ids=(said.id,), evidence_until=OPEN)
    await commit(graph, project_id, memories=(said,), evidence=(more,))
    await Merges(graph).undo(access_to(project_id), merge_id)
    (back,) = await edges(graph, project_id)

    assert (cast[0].name, [*edge.memory_ids, said.id]) == (back.subject, back.memory_ids)


async def test_a_merge_goes_with_the_last_words_of_what_was_merged(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [ALSO_LOVES])
    await merged(graph, project_id, cast[0], cast[1])
    found = await picture(graph, project_id)
    for memory_id in await memories(graph, project_id):
        await forgotten(graph, project_id, memory_id)

    assert any("Absorbed" in row and cast[1].name in row for row in found)
    assert [] == await picture(graph, project_id)


async def test_a_later_merge_is_undone_first(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    first = await merged(graph, project_id, cast[1], cast[0])
    await merged(graph, project_id, cast[3], cast[1])

    with pytest.raises(MergeConflictError):
        await Merges(graph).undo(access_to(project_id), first)


async def test_a_proposal_is_made_once_and_stays_rejected(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    proposed = await proposal(graph, project_id, cast)
    await Merges(graph).reject(access_to(project_id), proposed)
    await proposal(graph, project_id, [cast[1], cast[0]])
    page = await Merges(graph).list(access_to(project_id), ScopeIds(user_id="mira"))

    assert [(proposed, "rejected")] == [(one.id, one.state) for one in page.merges]


async def test_a_merge_that_was_proposed_is_pending_again_after_undo(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    proposed = await proposal(graph, project_id, cast)
    before = await picture(graph, project_id)
    accepted = await Merges(graph).accept(access_to(project_id), proposed)
    undone = await Merges(graph).undo(access_to(project_id), proposed)

    assert ("accepted", "pending") == (accepted.state, undone.state)
    assert before == await picture(graph, project_id)


async def test_a_pair_that_the_caller_can_not_see_is_not_listed(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    await proposal(graph, project_id, cast)
    page = await Merges(graph).list(access_to(project_id), ScopeIds(user_id="somebody else"))

    assert (0, []) == (page.total, page.merges)


async def test_values_are_never_merged(graph: Graph, project_id: str):
    sayings = [Saying(0, "has_age", 0, 0, None), Saying(0, "has_age", 1, 1, None)]
    cast = await people(graph, project_id, sayings)
    found = await picture(graph, project_id)
    value = next(part for row in found for part in row.split("'") if part.startswith("value "))

    with pytest.raises(InvalidRequestError):
        await Merges(graph).merge(
            access_to(project_id), Pair(kept_id=cast[0].id, absorbed_id=value)
        )


async def test_an_entity_of_another_project_is_unknown(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    pair = Pair(kept_id=cast[0].id, absorbed_id=cast[1].id)

    with pytest.raises(NotFoundError):
        await Merges(graph).merge(access_to(str(uuid4())), pair)


async def test_a_plan_made_before_a_merge_is_stale(graph: Graph, project_id: str):
    cast = await people(graph, project_id, [LOVES])
    found = await leased(graph, project_id)
    await merged(graph, project_id, cast[0], cast[1])

    with pytest.raises(StalePlanError):
        await graph.write(commits.create, plan(project_id, found))


async def proposal(graph: Graph, project_id: str, cast: Sequence[EntityRow]) -> str:
    row = ProposalRow(
        id=str(uuid4()),
        one_id=cast[0].id,
        other_id=cast[1].id,
        score=0.5,
        method="context",
        created_at=NOW,
    )
    await graph.write(merges.create, project_id, [row])
    return row.id

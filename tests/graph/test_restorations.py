"""Undoing merges of random worlds, against the whole graph as it was."""

from contextlib import suppress
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.services.merges import Merges
from graph.errors import NotFoundError
from graph.session import Graph, Tx
from tests.faults.soundness import ONE_SIDED
from tests.graph.merging import (
    MERGES,
    SAYINGS,
    Saying,
    access_to,
    forgotten,
    memories,
    merged,
    people,
    picture,
)

SEARCHED = (Phase.explicit, Phase.reuse, Phase.generate)


async def merged_and_undone(graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]]):
    project_id = str(uuid4())
    cast = await people(graph, project_id, sayings)
    before = await picture(graph, project_id)
    done: list[str] = []
    left = dict(enumerate(cast))
    for kept, absorbed in pairs:
        if kept in left and absorbed in left:
            done.append(await merged(graph, project_id, left[kept], left.pop(absorbed)))
    between = await picture(graph, project_id)
    for merge_id in reversed(done):
        await Merges(graph).undo(access_to(project_id), merge_id)

    assert before != between
    assert before == await picture(graph, project_id)


@settings(
    max_examples=5,
    deadline=None,
    phases=SEARCHED,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sayings=SAYINGS, pairs=MERGES)
async def test_undoing_gives_everything_back(
    graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]]
):
    await merged_and_undone(graph, sayings, pairs)


@pytest.mark.full
@settings(
    max_examples=150,
    deadline=None,
    phases=SEARCHED,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sayings=SAYINGS, pairs=MERGES)
async def test_undoing_any_of_many_merges_gives_everything_back(
    graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]]
):
    await merged_and_undone(graph, sayings, pairs)


async def merged_thinned_and_undone(
    graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]], gone: list[int]
):
    project_id = str(uuid4())
    cast = await people(graph, project_id, sayings)
    done: list[str] = []
    left = dict(enumerate(cast))
    for kept, absorbed in pairs:
        if kept in left and absorbed in left:
            done.append(await merged(graph, project_id, left[kept], left.pop(absorbed)))
    said = await memories(graph, project_id)
    for memory_id in {said[number % len(said)] for number in gone}:
        await forgotten(graph, project_id, memory_id)
    for merge_id in reversed(done):
        # with all its words a merge is gone too
        with suppress(NotFoundError):
            await Merges(graph).undo(access_to(project_id), merge_id)
    found = await picture(graph, project_id)

    assert [] == [row for row in found if "Absorbed" in row or "WAS_RELATED" in row]
    assert [] == await graph.read(_one_sided, project_id)


async def _one_sided(tx: Tx, project_id: str) -> list[str]:
    return await tx.all(ONE_SIDED, str, project_id=project_id)


@settings(
    max_examples=4,
    deadline=None,
    phases=SEARCHED,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sayings=SAYINGS, pairs=MERGES, gone=st.lists(st.integers(0, 9), max_size=4))
async def test_what_was_deleted_in_between_leaves_nothing_one_sided(
    graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]], gone: list[int]
):
    await merged_thinned_and_undone(graph, sayings, pairs, gone)


@pytest.mark.full
@settings(
    max_examples=100,
    deadline=None,
    phases=SEARCHED,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sayings=SAYINGS, pairs=MERGES, gone=st.lists(st.integers(0, 9), max_size=6))
async def test_whatever_was_deleted_in_between_leaves_nothing_one_sided(
    graph: Graph, sayings: list[Saying], pairs: list[tuple[int, int]], gone: list[int]
):
    await merged_thinned_and_undone(graph, sayings, pairs, gone)

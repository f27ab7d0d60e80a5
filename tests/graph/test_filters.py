"""Random filters: what the database finds is what a plain reading of the same filter finds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from msgspec import Struct

from app.services.filters import DEEPEST, MOST_CONDITIONS, parsed
from graph import memories, search
from graph.model import Visibility
from graph.search import Question, Reach
from graph.session import Graph
from tests.fakes import FakeEmbedder
from tests.graph.asking import filters
from tests.graph.worlds import Kept, kept, passes, row
from tests.graph.writing import NOW, commit

SIZE: Final = 60


class World(Struct, frozen=True, kw_only=True):
    """A project with memories in it."""

    project_id: str
    memories: Sequence[Kept]

    def passing(self, asked: dict[str, Any]) -> set[str]:
        return {one.id for one in self.memories if passes(one, asked)}

    def visibility(self, asked: dict[str, Any], now: datetime = NOW) -> Visibility:
        return Visibility(
            project_id=self.project_id, filter=parsed(asked), now=now, show_expired=True
        )


def some_memories() -> list[Kept]:
    """Draw the memories of a world, the same ones in every run."""
    drawn: list[Kept] = []

    @seed(7)
    @settings(max_examples=SIZE, database=None, deadline=None, phases=[Phase.generate])
    @given(kept())
    def draw(one: Kept) -> None:
        drawn.append(one)

    draw()
    return drawn


@pytest.fixture(scope="module")
async def world(graph: Graph) -> World:
    """A project, and beside it one that nobody asks for with the same ids and texts."""
    found = World(project_id=str(uuid4()), memories=some_memories())
    for project_id, memories_of in (
        (found.project_id, found.memories),
        (str(uuid4()), some_memories()),
    ):
        vectors = await FakeEmbedder().embed([one.text for one in memories_of])
        rows = tuple(
            row(project_id, one, vector or [])
            for one, vector in zip(memories_of, vectors, strict=True)
        )
        await commit(graph, project_id, memories=rows)
    return found


async def check_list(graph: Graph, world: World, asked: dict[str, Any]) -> None:
    found = await graph.read(memories.find, world.visibility(asked), skip=0, limit=SIZE)

    assert world.passing(asked) == {memory.id for memory in found}


def often(examples: int) -> Any:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


# each is a query that the server plans anew: two thousand take half an hour
@often(100)
@given(asked=filters)
async def test_a_list_holds_what_the_filter_says(graph: Graph, world: World, asked: dict[str, Any]):
    await check_list(graph, world, asked)


@pytest.mark.full
@often(2000)
@given(asked=filters)
async def test_a_list_holds_what_any_filter_says(graph: Graph, world: World, asked: dict[str, Any]):
    await check_list(graph, world, asked)


@often(40)
@given(asked=filters, is_scan=st.booleans())
async def test_no_index_loses_what_the_filter_lets_through(
    graph: Graph, world: World, asked: dict[str, Any], is_scan: bool
):
    (vector,) = await FakeEmbedder().embed(["zebra"])
    question = Question(text="zebra", vector=vector)
    reach = Reach(memories=1000, messages=10, is_scan=is_scan)
    found = await graph.read(search.find, world.visibility(asked), question, reach=reach)
    visible = {memory.id for memory in found.memories}

    expected = world.passing(asked)
    assert expected == visible
    assert expected == visible & {hit.id for hit in found.vectors}
    assert expected == visible & {hit.id for hit in found.words}


async def test_the_world_is_not_all_alike(world: World):
    shares = [
        len(world.passing(asked)) / SIZE
        for asked in ({"user_id": "*"}, {"expiration_date": "*"}, {"categories": "*"})
    ]

    assert all(0.1 < share < 0.9 for share in shares)


def deepest() -> dict[str, Any]:
    asked: dict[str, Any] = {"user_id": "ann"}
    for level in range(DEEPEST - 1):
        asked = {"AND" if level % 2 else "OR": [asked, {"run_id": {"ne": str(level)}}]}
    return asked


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(deepest(), marks=pytest.mark.full),  # the server plans it for a minute
        {"OR": [{"user_id": str(number)} for number in range(MOST_CONDITIONS)]},
        {"AND": [{"metadata": {"k": {"ne": number}}} for number in range(MOST_CONDITIONS)]},
        {"user_id": {"in": [str(number) for number in range(5000)]}},
    ],
    ids=["deep", "wide", "denials", "a long list"],
)
async def test_the_largest_filters_are_answered(graph: Graph, world: World, asked: dict[str, Any]):
    question, reach = Question(text="zebra"), Reach(memories=1000)
    listed = await graph.read(memories.find, world.visibility(asked), limit=SIZE)
    found = await graph.read(search.find, world.visibility(asked), question, reach=reach)

    assert {memory.id for memory in listed} == {memory.id for memory in found.memories}

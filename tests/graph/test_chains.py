"""The chain of a slot against a plain model: whatever comes, goes, ends and is corrected."""

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from random import Random
from typing import Final, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import Struct, field

from graph import deletions
from graph.deletions import DeletedRow, Deletion
from graph.model import OPEN
from graph.plan import EndingRow, RetirementRow
from graph.session import Graph
from tests.graph.writing import (
    attested,
    commit,
    days,
    edges,
    entity,
    event_row,
    memory,
    new_id,
    owner_key,
    relation,
    self_entity,
    text_of,
)

Kind = Literal["say", "end", "correct", "forget", "forget the end", "forget the correction"]
KINDS: Final[tuple[Kind, ...]] = (
    "say",
    "end",
    "correct",
    "forget",
    "forget the end",
    "forget the correction",
)
PLACES: Final = 4


class Fact(Struct, frozen=True):
    """Somebody lives in a place from a day on, perhaps until another one, as it was said."""

    start: int
    end: int | None


class Step(Struct, frozen=True):
    """What happens to the fact of a number."""

    kind: Kind
    number: int


class Known(Struct):
    """The plain model of one relation."""

    start: datetime
    first_end: datetime
    order: int
    end: datetime
    is_retired: bool = False
    closers: list[Kind] = field(default_factory=list)


class Interval(Struct, frozen=True, order=True):
    start: str
    end: str
    is_open: bool


FACTS: Final = st.lists(
    st.builds(
        Fact,
        start=st.integers(0, 6),
        end=st.none() | st.integers(7, 12),
    ),
    min_size=2,
    max_size=PLACES,
)
STEPS: Final = st.lists(
    st.builds(Step, kind=st.sampled_from(KINDS), number=st.integers(0, PLACES - 1)),
    min_size=1,
    max_size=6,
)


def story(facts: list[Fact], extra: list[Step], order: Callable[[list[Step]], None]) -> list[Step]:
    """Say every fact once, in any order, mixed with what happens to them."""
    steps = [Step("say", number) for number in range(len(facts))]
    steps += [step for step in extra if step.number < len(facts) and step.kind != "say"]
    order(steps)
    return steps


def modelled(facts: list[Fact], steps: list[Step]) -> list[Interval]:
    known: dict[int, Known] = {}
    for order, step in enumerate(steps):
        _happen(known, facts, step, order)
    chain = sorted(
        (one for one in known.values() if not one.is_retired),
        key=lambda one: (one.start, one.order),
    )
    ends = [min(one.end, after.start) for one, after in pairwise(chain)]
    ends += [one.end for one in chain[-1:]]
    return [
        Interval(text_of(one.start), text_of(end), end == OPEN)
        for one, end in zip(chain, ends, strict=True)
    ]


def _happen(known: dict[int, Known], facts: list[Fact], step: Step, order: int) -> None:
    one = known.get(step.number)
    if step.kind == "say":
        start, end = _times(facts[step.number])
        known[step.number] = Known(start, end, order, end)
    elif one and step.kind == "forget":
        del known[step.number]
    elif one and step.kind in {"end", "correct"}:
        if step.kind in one.closers:  # the same memory can't be said twice
            return
        one.closers.append(step.kind)
        one.is_retired |= step.kind == "correct"
        one.end = days(9) if step.kind == "end" else one.end
    elif one and (closer := _forgotten(step)) in one.closers:
        one.closers.remove(closer)
        if not one.closers:
            one.end, one.is_retired = one.first_end, False


def _forgotten(step: Step) -> Kind:
    return "end" if step.kind == "forget the end" else "correct"


def _times(fact: Fact) -> tuple[datetime, datetime]:
    return days(fact.start), OPEN if fact.end is None else days(fact.end)


class Telling:
    """Tells the same story to the database."""

    def __init__(self, graph: Graph, facts: list[Fact]) -> None:
        self.graph = graph
        self.facts = facts
        self.project_id = new_id()
        self.owner = owner_key(self.project_id)
        self.me = self_entity(self.owner)
        self.relations: dict[int, str] = {}
        self.memories: dict[tuple[Kind, int], str] = {}

    async def tell(self, order: int, step: Step) -> None:
        number = step.number
        if step.kind == "say":
            await self._say(order, number)
        elif step.kind == "forget":
            await self._forget(("say", number))
            self.relations.pop(number, None)
        elif step.kind in {"end", "correct"}:
            await self._close(step)
        else:
            await self._forget((_forgotten(step), number))

    async def _say(self, order: int, number: int) -> None:
        start, end = _times(self.facts[number])
        place = entity(self.owner, f"place {number}")
        row = relation(
            self.me, place, valid_from=start, valid_to_stated=end, recorded_at=days(order)
        )
        edge, said = attested(row, memory(self.owner), self.me, place)
        await commit(
            self.graph,
            self.project_id,
            entities=(self.me, place),
            memories=(said,),
            relations=(edge,),
        )
        self.relations[number], self.memories["say", number] = edge.id, said.id

    async def _close(self, step: Step) -> None:
        relation_id = self.relations.get(step.number)
        if relation_id is None or (step.kind, step.number) in self.memories:
            return
        said = memory(self.owner, closes_ids=(relation_id,))
        self.memories[step.kind, step.number] = said.id
        ending = EndingRow(
            relation_id=relation_id,
            valid_to_stated=days(9),
            valid_to_precision="day",
            ended_at=days(9),
        )
        retirement = RetirementRow(relation_id=relation_id, retired_at=days(9))
        await commit(
            self.graph,
            self.project_id,
            memories=(said,),
            endings=(ending,) if step.kind == "end" else (),
            retirements=(retirement,) if step.kind == "correct" else (),
        )

    async def _forget(self, memory_key: tuple[Kind, int]) -> None:
        memory_id = self.memories.pop(memory_key, None)
        if memory_id is None:
            return
        deletion = Deletion(
            event=event_row(self.project_id, kind="DELETE"),
            results="[]",
            rows=(DeletedRow(memory_id=memory_id, change_id=new_id()),),
            at=days(20),
        )
        await self.graph.write(deletions.delete_memory, deletion)

    async def intervals(self) -> list[Interval]:
        stored = await edges(self.graph, self.project_id)
        return [
            Interval(edge.valid_from, edge.valid_to, edge.slot_key is not None)
            for edge in stored
            if edge.retired_at == text_of(OPEN)
        ]


async def _compare(graph: Graph, facts: list[Fact], steps: list[Step]) -> None:
    telling = Telling(graph, facts)
    for order, step in enumerate(steps):
        await telling.tell(order, step)

    assert modelled(facts, steps) == await telling.intervals()


def told(examples: int) -> settings:
    """Tell so many stories; one that fails is short, and to shrink it would take minutes."""
    return settings(
        max_examples=examples,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


@told(12)
@given(facts=FACTS, extra=STEPS, random=st.randoms(use_true_random=False))
async def test_a_slot_is_as_the_model_says(
    graph: Graph, facts: list[Fact], extra: list[Step], random: Random
):
    await _compare(graph, facts, story(facts, extra, random.shuffle))


@pytest.mark.full
@told(200)
@given(facts=FACTS, extra=STEPS, random=st.randoms(use_true_random=False))
async def test_a_slot_is_as_the_model_says_in_many_stories(
    graph: Graph, facts: list[Fact], extra: list[Step], random: Random
):
    await _compare(graph, facts, story(facts, extra, random.shuffle))

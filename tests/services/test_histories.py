"""Random histories on the real database, against the plain reading of the same claims."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import pytest

from app.services.deletions import Deletions
from graph.model import ScopeIds
from tests.faults.soundness import twice
from tests.services.working import Desk
from tests.unit.saying import State, claim, current, stored

WORDS: Final = (
    "Ann lives_in Oslo",
    "Ann lives_in Rome",
    "Ann lives_in Bergen",
    "Ann likes tea",
    "Ann married_to Ben",
    "Ann married_to Cleo",
)
PREFIXES: Final[dict[State, str]] = {"current": "", "ended": "formerly ", "retracted": "never "}
LENGTH: Final = 7


class History:
    """What somebody says over the years, heard in any order."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        years = self.chance.sample(range(2001, 2021), LENGTH)
        self.said: list[tuple[str, int, State]] = [
            (self.chance.choice(WORDS), year, self.state()) for year in years
        ]

    def sentence(self, year: int) -> tuple[str, int, State]:
        return self.chance.choice(WORDS), year, self.state()

    def state(self) -> State:
        states: list[State] = ["current", "current", "current", "ended", "retracted"]
        return self.chance.choice(states)


def open_pairs(history: History) -> list[tuple[str, str, str]]:
    """Read the history without a database."""
    claims = [claim(words, str(year), state=state) for words, year, state in history.said]
    triples = {one.pair: (one.subject.name, one.predicate, one.object.name) for one in claims}
    return either_way(triples[pair] for pair in current(stored(*claims)))


def either_way(triples: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """A marriage is the same from both ends: which one is the subject depends on the owner."""
    return sorted(map(_by_name, triples))


def _by_name(triple: tuple[str, str, str]) -> tuple[str, str, str]:
    one, predicate, other = triple
    if predicate == "married_to":
        one, other = sorted((one, other))
    return one, predicate, other


async def told(desk: Desk, history: History) -> None:
    """Add what was said; in runs of their own, equal words are memories of their own."""
    for words, year, state in history.said:
        await desk.add(
            f"{PREFIXES[state]}{words}",
            timestamp=datetime(year, 1, 1, tzinfo=UTC),
            ids=ScopeIds(user_id="mira", run_id=str(year)),
        )


async def assert_consistent(desk: Desk) -> None:
    """One open value at most where there can be one, and evidence behind every relation."""
    opened = [triple for triple in await desk.open_triples() if triple[1] == "lives_in"]
    memories = {memory.id for memory in await desk.memories()}
    evidence = {key for edge in await desk.relations() for key in edge.memory_ids}

    assert len(opened) <= 1
    assert [] == twice(await desk.open_triples())
    assert evidence <= memories


@pytest.mark.parametrize("number", range(4))
async def test_the_database_reads_a_history_as_the_plain_rules_do(desk: Desk, number: int):
    history = History(number)
    await told(desk, history)

    assert open_pairs(history) == either_way(await desk.open_triples())
    await assert_consistent(desk)


@pytest.mark.full
@pytest.mark.parametrize("number", range(4, 60))
async def test_the_database_reads_long_histories_as_the_plain_rules_do(desk: Desk, number: int):
    history = History(number)
    await told(desk, history)

    assert open_pairs(history) == either_way(await desk.open_triples())
    await assert_consistent(desk)


@pytest.mark.parametrize("number", range(2))
async def test_a_history_stays_consistent_while_it_is_deleted(desk: Desk, number: int):
    history, deletions = History(100 + number), Deletions(desk.graph)
    await told(desk, history)
    ids = [memory.id for memory in await desk.memories()]
    history.chance.shuffle(ids)
    for memory_id in ids:
        await deletions.delete(desk.access, memory_id)
        await assert_consistent(desk)

    assert ([], []) == (await desk.relations(), await desk.entities())

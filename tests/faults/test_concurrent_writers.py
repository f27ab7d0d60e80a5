"""Sixteen writers on the same things at once: nothing doubled, nothing lost, nobody refused."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import pytest

from app.services.deletions import Deletions
from app.services.events import Events
from app.services.ingestion import Ingestion
from app.signals import Signals
from app.worker import Worker
from graph.model import Event, ScopeIds
from tests.fakes import FakeEmbedder, FakeExtractor
from tests.faults.soundness import assert_sound
from tests.services.working import Desk, addition, results, texts

pytestmark = pytest.mark.xdist_group("doomed")

WRITERS: Final = 16
WORKERS: Final = 3
TURNS: Final = 2
PEOPLE: Final = tuple(f"Person{number}" for number in range(10))
FIRMS: Final = tuple(f"Firm{number}" for number in range(10))
OWNERS: Final = ("ann", "ben")


@pytest.fixture
async def desk_at_work(desk: Desk, tmp_path: Path) -> AsyncGenerator[Desk]:
    """The desk with three workers and its own mailbox open."""
    ingestion = Ingestion(desk.graph, FakeExtractor(), FakeEmbedder())
    workers = [
        Worker(desk.graph, Signals(tmp_path / "run", "worker"), ingestion) for _ in range(WORKERS)
    ]
    await desk.signals.open()
    running = [asyncio.create_task(worker.work()) for worker in workers]
    await asyncio.sleep(0.1)
    yield desk
    for worker in workers:
        worker.stop()
    await asyncio.gather(*running)
    desk.signals.close()


class Writer:
    """Adds and now and then deletes what it added; keeps count of what must be there."""

    def __init__(self, desk: Desk, number: int) -> None:
        self.desk = desk
        self.number = number
        self.chance = random.Random(number)
        self.kept: list[str] = []
        self.failed: list[Event] = []

    async def write(self, turns: int) -> None:
        for turn in range(turns):
            event = await self.add(turn)
            if event.state != "SUCCEEDED":
                self.failed.append(event)
            await self.keep_or_delete(results(event))

    async def add(self, turn: int) -> Event:
        """Say something about two of the twenty, in words that nobody else uses."""
        owner = ScopeIds(user_id=OWNERS[self.number % 2], run_id=f"{self.number}-{turn}")
        person, firm = self.chance.choice(PEOPLE), self.chance.choice(FIRMS)
        predicate = self.chance.choice(["works_at", "likes"])
        said = addition(f"{person} {predicate} {firm}", ids=owner, infer=self.chance.random() < 0.6)
        receipt = await self.desk.additions.add(self.desk.access, said)
        events = Events(self.desk.graph, self.desk.signals)
        return await events.wait(self.desk.access, receipt.event_id, seconds=120)

    async def keep_or_delete(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            if self.chance.random() < 0.3:
                await Deletions(self.desk.graph).delete(self.desk.access, item["id"])
            else:
                self.kept.append(item["memory"])


async def test_sixteen_writers_double_and_lose_nothing(desk_at_work: Desk):
    await _write_at_once(desk_at_work, TURNS)


@pytest.mark.full
async def test_sixteen_writers_double_and_lose_nothing_for_long(desk_at_work: Desk):
    await _write_at_once(desk_at_work, 5 * TURNS)


async def _write_at_once(desk: Desk, turns: int) -> None:
    writers = [Writer(desk, number) for number in range(WRITERS)]
    await asyncio.gather(*(writer.write(turns) for writer in writers))
    kept = Counter(text for writer in writers for text in writer.kept)

    assert [] == [event for writer in writers for event in writer.failed]
    assert kept == Counter(texts(await desk.memories()))
    await assert_sound(desk)


async def test_sixteen_writers_of_one_value_leave_one_open(desk_at_work: Desk):
    desk, events = desk_at_work, Events(desk_at_work.graph, desk_at_work.signals)
    adds = [
        desk.additions.add(desk.access, addition(f"Ann works_at Firm{number}"))
        for number in range(WRITERS)
    ]
    receipts = await asyncio.gather(*adds)
    waits = (events.wait(desk.access, receipt.event_id, seconds=120) for receipt in receipts)
    done = await asyncio.gather(*waits)

    assert {"SUCCEEDED"} == {event.state for event in done}
    assert WRITERS == len(await desk.relations())
    assert 1 == len(await desk.open_triples())
    await assert_sound(desk)

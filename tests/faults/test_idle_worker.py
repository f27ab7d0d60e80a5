"""A worker with nothing to do: quick when something comes, quiet until then."""

import asyncio
import statistics
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import pytest

from app.services.events import Events
from app.services.ingestion import Ingestion
from app.signals import Signals
from app.worker import Worker
from graph.local.instance import Instance
from graph.model import instant
from graph.session import Graph, connected
from tests.fakes import FakeEmbedder, FakeExtractor
from tests.services.working import Desk, addition

pytestmark = pytest.mark.xdist_group("doomed")

WARM_UP: Final = 5
ADDS: Final = 12


class CountingGraph(Graph):
    """The database, counting the units of work."""

    units = 0

    async def write(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        self.units += 1
        return await super().write(work, *args, **kwargs)

    async def write_alone(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        self.units += 1
        return await super().write_alone(work, *args, **kwargs)

    async def read(self, work: Any, *args: Any, **kwargs: Any) -> Any:
        self.units += 1
        return await super().read(work, *args, **kwargs)


@pytest.fixture
async def counting(doomed: Instance, desk: Desk, tmp_path: Path) -> AsyncGenerator[CountingGraph]:
    """What a running worker asks; the desk's own mailbox is open."""
    async with connected(doomed.uri, doomed.user, doomed.password) as driver:
        graph = CountingGraph(driver)
        ingestion = Ingestion(graph, FakeExtractor(), FakeEmbedder())
        worker = Worker(graph, Signals(tmp_path / "run", "worker"), ingestion)
        await desk.signals.open()
        running = asyncio.create_task(worker.work())
        await asyncio.sleep(0.3)
        yield graph
        worker.stop()
        await running
        desk.signals.close()


async def test_an_idle_worker_asks_less_than_twice_a_second(counting: CountingGraph):
    before = counting.units
    await asyncio.sleep(3)

    assert counting.units - before <= 6


async def test_an_idle_worker_takes_a_new_event_within_100_ms(desk: Desk, counting: CountingGraph):
    events = Events(desk.graph, desk.signals)
    pauses: list[float] = []
    for number in range(WARM_UP + ADDS):
        receipt = await desk.additions.add(desk.access, addition(f"I likes thing{number}"))
        event = await events.wait(desk.access, receipt.event_id)
        assert event.started_at is not None
        pauses.append(
            (instant(event.started_at) - instant(event.accepted_at)).total_seconds() * 1000
        )
        await asyncio.sleep(0.05)

    # polling alone would need 175 ms for the quickest quarter, a busy machine slows the others
    assert counting.units > 0
    assert statistics.quantiles(pauses[WARM_UP:])[0] <= 100, pauses

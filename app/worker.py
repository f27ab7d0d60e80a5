"""Takes lanes by lease and ingests their events until it is told to stop.

A worker survives whatever an event does to it: this is the only place that catches everything.
"""

import asyncio
import logging
import signal
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from app import faults, leases
from app.services.attempts import Attempts
from app.services.erasures import Erasures
from app.services.ingestion import Ingestion
from app.services.project_erasures import ProjectErasures
from app.signals import Signals
from graph import lanes
from graph.errors import GraphError
from graph.lanes import Lease, Task
from graph.session import Graph

LEASE_SECONDS: Final = 10.0
IDLE_SECONDS: Final = 0.7
EVENTS_A_LEASE: Final = 8
MILLISECONDS_BETWEEN_LOOKS: Final = 30_000
# while one waits for Neo4j another is read; more only wait for this process's lock
LANES_AT_ONCE: Final = 4

log = logging.getLogger(__name__)


class Worker:
    """One process's loop: some lanes at once, of each the events in order."""

    def __init__(
        self,
        graph: Graph,
        signals: Signals,
        ingestion: Ingestion,
        *,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        """Take the database, the hints and what ingests."""
        self._graph = graph
        self._signals = signals
        self._attempts = Attempts(graph, signals, ingestion)
        self._erasures = Erasures(graph)
        self._project_erasures = ProjectErasures(graph)
        self._next_look = 0
        self._lease_seconds = lease_seconds
        self._stopping = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    async def work(self) -> None:
        """Listen for hints and work until stopped, by `stop` or SIGTERM."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.stop)
        await self._signals.open()
        try:
            while not self._stopping.is_set():
                if not await self._surviving():
                    await self._signals.woken(IDLE_SECONDS)
            await asyncio.gather(*self._under_way)
        finally:
            self._signals.close()

    def stop(self) -> None:
        """End after the events under way."""
        self._stopping.set()
        self._signals.nudge()

    async def _surviving(self) -> bool:
        """Take up one lane; False when there was nothing to do or it could not be done."""
        try:
            return await self._take_lane() or await self._take_up()
        except GraphError as error:
            log.warning("Neo4j: %s", error)
        except Exception:
            log.exception("A worker's turn failed")
        return False

    async def _take_up(self) -> bool:
        """Now and then look for what a process that died left half erased."""
        if leases.milliseconds() < self._next_look:
            return False
        self._next_look = leases.milliseconds() + MILLISECONDS_BETWEEN_LOOKS
        erased = await self._project_erasures.resume(datetime.now(UTC))
        return bool(await self._erasures.resume() + erased)

    async def _take_lane(self) -> bool:
        if len(self._under_way) >= LANES_AT_ONCE:
            return False
        token = str(uuid4())
        lease = await self._graph.write_alone(
            lanes.lease,
            token=token,
            now_ms=leases.milliseconds(),
            until_ms=leases.milliseconds(self._lease_seconds),
            limit=EVENTS_A_LEASE,
        )
        if lease is None:
            return False
        faults.reach("after_lease")
        work = asyncio.create_task(self._work_off(lease, token))
        self._under_way.add(work)
        work.add_done_callback(self._end_lane)
        return True

    def _end_lane(self, work: asyncio.Task[None]) -> None:
        """Make room; the lane may have more events, and other lanes may have waited."""
        self._under_way.discard(work)
        self._signals.nudge()

    async def _work_off(self, lease: Lease, token: str) -> None:
        try:
            async with leases.held(self._graph, lease.key, token, seconds=self._lease_seconds):
                await self._work_in_order(lease, token)
        except GraphError as error:
            log.warning("Neo4j: %s", error)
        except Exception:
            log.exception("A worker's turn failed")

    async def _work_in_order(self, lease: Lease, token: str) -> None:
        for event in lease.events:
            task = Task(project_id=lease.project_id, lane_key=lease.key, event=event, token=token)
            if not await self._attempt(task) or self._stopping.is_set():
                break

    async def _attempt(self, task: Task) -> bool:
        try:
            return await self._attempts.attempt(task)
        except GraphError:
            raise
        except Exception as error:
            log.exception("Event %s", task.event.id)
            return await self._attempts.try_later(task, f"{type(error).__name__}: {error}")

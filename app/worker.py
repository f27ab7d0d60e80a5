"""Takes lanes by lease and ingests their events until it is told to stop.

A worker survives whatever an event does to it: this is the only place that catches everything.
"""

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from time import time
from typing import Final
from uuid import uuid4

from app import faults
from app.services.attempts import Attempts
from app.services.erasures import Erasures
from app.services.ingestion import Ingestion, Task
from app.services.project_erasures import ProjectErasures
from app.signals import Signals
from graph import lanes
from graph.errors import GraphError
from graph.session import Graph

LEASE_SECONDS: Final = 10.0
HEARTBEATS: Final = 3
IDLE_SECONDS: Final = 0.7
EVENTS_A_LEASE: Final = 8
SECONDS_BETWEEN_LOOKS: Final = 30.0

log = logging.getLogger(__name__)


class Worker:
    """One process's loop: a lane, its events in order, the next lane."""

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
        self._next_look = 0.0
        self._lease_seconds = lease_seconds
        self._stopping = asyncio.Event()

    async def work(self) -> None:
        """Listen for hints and work until stopped, by `stop` or SIGTERM."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.stop)
        await self._signals.open()
        try:
            while not self._stopping.is_set():
                if not await self._surviving():
                    await self._signals.woken(IDLE_SECONDS)
        finally:
            self._signals.close()

    def stop(self) -> None:
        """End after the event under way."""
        self._stopping.set()
        self._signals.nudge()

    async def _surviving(self) -> bool:
        """Work one lane off; False when there was nothing to do or it could not be done."""
        try:
            return await self._work_one_lane() or await self._take_up()
        except GraphError as error:
            log.warning("Neo4j: %s", error)
        except Exception:
            log.exception("A worker's turn failed")
        return False

    async def _take_up(self) -> bool:
        """Now and then look for what a process that died left half erased."""
        if time() < self._next_look:
            return False
        self._next_look = time() + SECONDS_BETWEEN_LOOKS
        erased = await self._project_erasures.resume(datetime.now(UTC))
        return bool(await self._erasures.resume() + erased)

    async def _work_one_lane(self) -> bool:
        token = str(uuid4())
        lease = await self._graph.write(
            lanes.lease,
            token=token,
            now_ms=_milliseconds(),
            until_ms=_milliseconds(self._lease_seconds),
            limit=EVENTS_A_LEASE,
        )
        if lease is None:
            return False
        faults.reach("after_lease")
        async with self._held(lease.key, token):
            for event in lease.events:
                task = Task(
                    project_id=lease.project_id, lane_key=lease.key, event=event, token=token
                )
                if not await self._attempt(task) or self._stopping.is_set():
                    break
        return True

    async def _attempt(self, task: Task) -> bool:
        try:
            return await self._attempts.attempt(task)
        except GraphError:
            raise
        except Exception as error:
            log.exception("Event %s", task.event.id)
            return await self._attempts.try_later(task, f"{type(error).__name__}: {error}")

    @asynccontextmanager
    async def _held(self, key: str, token: str) -> AsyncGenerator[None]:
        """Keep the lane while its events are worked on, and give it back."""
        heart = asyncio.create_task(self._beat(key, token))
        try:
            yield
        finally:
            heart.cancel()
            with suppress(asyncio.CancelledError):
                await heart
            await self._graph.write(lanes.release, key, token=token, now_ms=_milliseconds())

    async def _beat(self, key: str, token: str) -> None:
        """Extend the lease; a beat that fails is made up for by the next."""
        is_held = True
        while is_held:
            await asyncio.sleep(self._lease_seconds / HEARTBEATS)
            with suppress(GraphError):
                is_held = await self._graph.write(
                    lanes.extend, key, token=token, until_ms=_milliseconds(self._lease_seconds)
                )


def _milliseconds(later: float = 0.0) -> int:
    """Give the time that many seconds from now, as lanes count it."""
    return int((time() + later) * 1000)

"""One try at a leased event: done, failed for good, or to be tried again later."""

from time import time
from typing import Final

from app import faults
from app.services.ingestion import Ingestion
from app.signals import Signals
from extraction.errors import ExtractionError, ModelUnavailableError
from graph import attempts
from graph.errors import ConflictError, NotFoundError
from graph.lanes import Task
from graph.session import Graph

TRIES: Final = 3
# a worker that dies is seldom the event's fault, but it may be
CRASHES: Final = 10
FIRST_PAUSE: Final = 0.5
GROWTH: Final = 4.0


class Attempts:
    """Tries events and writes down how that went."""

    def __init__(self, graph: Graph, signals: Signals, ingestion: Ingestion) -> None:
        """Take the database, the way to those who wait, and what does the work."""
        self._graph = graph
        self._signals = signals
        self._ingestion = ingestion

    async def attempt(self, task: Task) -> bool:
        """Try once; False when the lane is not ours any more. Raises GraphError."""
        if task.event.attempts > CRASHES:
            return await self._fail(task, f"{CRASHES} workers ended while they were at it")
        try:
            is_written = await self._ingestion.ingest(task)
        except (ModelUnavailableError, ConflictError) as error:
            return await self.try_later(task, str(error))
        except (ExtractionError, NotFoundError) as error:
            return await self._fail(task, str(error))
        if is_written:
            faults.reach("after_commit")
            self._signals.tell_finished(task.event.id)
        return is_written

    async def try_later(self, task: Task, reason: str) -> bool:
        """Give the lane back for a while that grows, or give up after so many tries."""
        tries = task.event.attempts
        if tries >= TRIES:
            return await self._fail(task, reason)
        await self._graph.write(
            attempts.retry,
            task.event.id,
            lane_key=task.lane_key,
            token=task.token,
            error=reason,
            ready_ms=int((time() + FIRST_PAUSE * GROWTH ** max(0, tries - 1)) * 1000),
        )
        return False

    async def _fail(self, task: Task, reason: str) -> bool:
        is_ours = await self._graph.write(
            attempts.fail,
            task.event.id,
            lane_key=task.lane_key,
            token=task.token,
            error=reason,
        )
        self._signals.tell_finished(task.event.id)
        return is_ours

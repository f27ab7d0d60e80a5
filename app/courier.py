"""Sends what webhooks are to be told, beside the worker, until it is told to stop."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Final

import httpx

from app.services.deliveries import Deliveries
from graph.errors import GraphError
from graph.outbox import Leased
from graph.session import Graph

AT_ONCE: Final = 16
IDLE_SECONDS: Final = 1.0

log = logging.getLogger(__name__)


def calling() -> httpx.AsyncClient:
    """Give a client for calls to addresses that were looked at."""
    return httpx.AsyncClient(
        follow_redirects=False,
        trust_env=False,
        # two names may share an address: each must show a certificate of its own
        limits=httpx.Limits(max_keepalive_connections=0),
    )


@asynccontextmanager
async def delivering(graph: Graph, *, may_be_private: bool) -> AsyncGenerator[None]:
    """Deliver while the block runs."""
    async with calling() as client:
        courier = Courier(Deliveries(graph, client, may_be_private=may_be_private))
        working = asyncio.create_task(courier.work())
        try:
            yield
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working
            await courier.finish()


class Courier:
    """One process's round: what is due, and again."""

    def __init__(self, deliveries: Deliveries) -> None:
        """Take what delivers."""
        self._deliveries = deliveries
        self._under_way: set[asyncio.Task[None]] = set()

    async def work(self) -> None:
        """Deliver until cancelled."""
        while True:
            if not await self._surviving():
                await asyncio.sleep(IDLE_SECONDS)

    async def finish(self) -> None:
        """Wait for what is under way; calls that hang are given up after their time."""
        await asyncio.gather(*self._under_way)

    async def _surviving(self) -> bool:
        """Take what is due and there is room for; False when there was nothing."""
        if len(self._under_way) >= AT_ONCE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        try:
            leased = await self._deliveries.lease(AT_ONCE - len(self._under_way))
        except GraphError as error:
            log.warning("Neo4j: %s", error)
            return False
        for delivery in leased:
            task = asyncio.create_task(self._deliver(delivery))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return bool(leased)

    async def _deliver(self, delivery: Leased) -> None:
        """Deliver; what goes wrong here is tried again when the lease is over."""
        try:
            await self._deliveries.deliver(delivery)
        except GraphError as error:
            log.warning("Delivery %s: %s", delivery.id, error)
        except Exception:
            log.exception("Delivery %s", delivery.id)

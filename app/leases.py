"""Holds a leased lane while its events are worked on."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from time import time
from typing import Final

from graph import lanes
from graph.errors import GraphError
from graph.session import Graph

HEARTBEATS: Final = 3


@asynccontextmanager
async def held(graph: Graph, key: str, token: str, *, seconds: float) -> AsyncGenerator[None]:
    """Keep the lane, whose lease lasts so many seconds, and give it back in the end."""
    heart = asyncio.create_task(_beat(graph, key, token, seconds=seconds))
    try:
        yield
    finally:
        heart.cancel()
        with suppress(asyncio.CancelledError):
            await heart
        await graph.write_alone(lanes.release, key, token=token, now_ms=milliseconds())


def milliseconds(later: float = 0.0) -> int:
    """Give the time that many seconds from now, as lanes count it."""
    return int((time() + later) * 1000)


async def _beat(graph: Graph, key: str, token: str, *, seconds: float) -> None:
    """Extend the lease; a beat that fails is made up for by the next."""
    is_held = True
    while is_held:
        await asyncio.sleep(seconds / HEARTBEATS)
        with suppress(GraphError):
            is_held = await graph.write_alone(
                lanes.extend, key, token=token, until_ms=milliseconds(seconds)
            )

"""One API process, on a socket that it was given."""

import asyncio
import socket
from collections.abc import Callable
from typing import Final

import uvicorn
import uvloop

from app.database import address
from app.embedding import chosen_embedder
from app.extracting import chosen_composer
from app.main import Parts, create_app
from app.processes import homes
from app.settings import Settings
from app.signals import Signals
from graph.session import Graph, connected

SECONDS_TO_FINISH: Final = 10
SECONDS_TO_KEEP_ALIVE: Final = 65


def run(settings: Settings, descriptor: int, wait: Callable[[], object]) -> None:
    """Wait until the database is there, then answer requests until SIGTERM.

    What is under way is finished first.
    """
    wait()
    with (
        socket.socket(fileno=descriptor) as listening,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(_serve(settings, listening))


async def _serve(settings: Settings, listening: socket.socket) -> None:
    where = address(settings)
    async with connected(where.uri, where.user, where.password) as driver:
        graph = Graph(driver)
        parts = Parts(
            graph=graph,
            embedder=await chosen_embedder(settings, graph),
            signals=Signals(settings.home_path / homes.MAILBOXES, "api"),
            composer=chosen_composer(settings),
            rate_limit=settings.rate_limit,
        )
        config = uvicorn.Config(
            create_app(parts),
            http="httptools",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_keep_alive=SECONDS_TO_KEEP_ALIVE,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        await uvicorn.Server(config).serve(sockets=[listening])

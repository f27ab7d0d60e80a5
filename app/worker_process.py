"""One worker process."""

import asyncio

import uvloop

from app import homes
from app.courier import delivering
from app.database import address
from app.embedding import chosen_embedder
from app.extracting import chosen_extractor
from app.services.ingestion import Ingestion
from app.settings import Settings
from app.signals import Signals
from app.worker import Worker
from graph.session import Graph, connected


def run(settings: Settings) -> None:
    """Work until SIGTERM; the event under way is finished first."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(settings))


async def _run(settings: Settings) -> None:
    where = address(settings)
    async with connected(where.uri, where.user, where.password) as driver:
        graph = Graph(driver)
        signals = Signals(settings.home_path / homes.MAILBOXES, "worker")
        ingestion = Ingestion(
            graph, chosen_extractor(settings), await chosen_embedder(settings, graph)
        )
        async with delivering(graph, may_be_private=settings.private_webhooks):
            await Worker(graph, signals, ingestion).work()

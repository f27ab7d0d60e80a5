"""One worker process."""

import asyncio
import sys
from collections.abc import Callable
from typing import Final

import uvloop

from app.courier import delivering
from app.database import address
from app.embedding import chosen_embedder
from app.extracting import chosen_composer, chosen_extractor
from app.processes import homes
from app.processes.rehearsals import rehearse_all
from app.services.ingestion import Ingestion
from app.settings import Settings
from app.signals import Signals
from app.worker import Worker
from extraction.extractor import Extractor
from graph.session import Graph, connected

# Python's 5 ms would let the thread that reads hold up each answer of Neo4j so long
SECONDS_A_THREAD: Final = 0.001


def run(settings: Settings, wait: Callable[[], object]) -> None:
    """Load the models, wait until the database is there, then work until SIGTERM.

    The events under way are finished first.
    """
    sys.setswitchinterval(SECONDS_A_THREAD)
    extractor = chosen_extractor(settings)
    wait()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(settings, extractor))


async def _run(settings: Settings, extractor: Extractor) -> None:
    where = address(settings)
    async with connected(where.uri, where.user, where.password) as driver:
        graph = Graph(driver)
        signals = Signals(settings.home_path / homes.MAILBOXES, "worker")
        embedder, composer = await chosen_embedder(settings, graph), chosen_composer(settings)
        ingestion = Ingestion(graph, extractor, embedder, composer=composer)
        async with (
            delivering(graph, may_be_private=settings.private_webhooks),
            asyncio.TaskGroup() as beside,
        ):
            if settings.is_local:
                beside.create_task(rehearse_all(graph, ingestion.drafting, embedder))
            await Worker(graph, signals, ingestion).work()

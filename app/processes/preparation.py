"""Bringing the database up to date before anything serves."""

import asyncio
from typing import Final

from app.database import address
from app.embedding import chosen_model
from app.processes import homes
from app.services.health import Health
from app.services.keys import new_secret
from app.services.projects import FirstStart, Projects
from app.settings import Settings
from graph.session import Graph, connected

# a Neo4j that has just started on a busy machine takes long for its first answers
PATIENCE: Final = 30.0


def migrated(settings: Settings) -> list[str]:
    """Apply what is new and give its names; raises what `Health.prepare` raises."""
    return asyncio.run(_migrated(settings))


async def _migrated(settings: Settings) -> list[str]:
    where = address(settings)
    async with connected(where.uri, where.user, where.password, seconds=PATIENCE) as driver:
        graph = Graph(driver)
        return await Health(graph, await chosen_model(settings, graph)).prepare()


def started(settings: Settings) -> FirstStart:
    """Migrate, and make the first key if the database has none."""
    return asyncio.run(_started(settings))


async def _started(settings: Settings) -> FirstStart:
    await _migrated(settings)
    where = address(settings)
    async with connected(where.uri, where.user, where.password, seconds=PATIENCE) as driver:
        return await _first_start(settings, Graph(driver))


async def _first_start(settings: Settings, graph: Graph) -> FirstStart:
    home, proposed = settings.home_path, new_secret()
    kept = homes.kept_key(home)
    if kept is None:
        homes.propose_key(home, proposed)
    first = await Projects(graph).first_start(kept, proposed)
    homes.settle_key(home, is_ours=first.outcome in {"made", "known"})
    return first

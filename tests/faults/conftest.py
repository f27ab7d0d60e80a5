import os
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Final

import pytest

from graph.local import instance
from graph.local.instance import Instance
from graph.migrate import migrate
from graph.schema import await_indexes
from graph.session import Graph, connected
from tests.conftest import DIMENSIONS, MIGRATIONS
from tests.services.working import Desk

MEGABYTES: Final = 768


@pytest.fixture(scope="session")
def doomed_home(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    """The folder of a Neo4j that only these tests use, because its workers take every lane.

    As in `tests/conftest.py`, one below `RELATA_TEST_HOME` is left running.
    """
    given = os.environ.get("RELATA_TEST_HOME")
    home = Path(given) / "doomed" if given else tmp_path_factory.mktemp("doomed")
    home.mkdir(exist_ok=True)
    yield home
    if not given:
        instance.stop(home)


@pytest.fixture(scope="session")
def doomed(doomed_home: Path) -> Instance:
    """The running Neo4j."""
    return instance.start(doomed_home, memory_mb=MEGABYTES)


@pytest.fixture(scope="session")
async def doomed_graph(doomed: Instance) -> AsyncGenerator[Graph]:
    """Its database, migrated."""
    async with connected(doomed.uri, doomed.user, doomed.password) as driver:
        graph = Graph(driver)
        await migrate(graph, MIGRATIONS, DIMENSIONS)
        await graph.read(await_indexes)
        yield graph


@pytest.fixture
def desk(doomed_graph: Graph, project_id: str, tmp_path: Path) -> Desk:
    """A project of its own; its run folder is where the workers leave their addresses."""
    return Desk(doomed_graph, project_id, tmp_path / "run")

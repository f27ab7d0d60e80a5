"""The tests' own Neo4j: started once, shared by all xdist workers, gone at the end.

`RELATA_TEST_HOME` names a folder whose Neo4j is started when needed and left running, which saves
ten seconds a run while developing. Tests never wipe: each has a project of its own.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from msgspec import Struct
from pytest_socket import disable_socket, socket_allow_hosts

from graph.local import instance
from graph.migrate import migrate
from graph.schema import await_indexes
from graph.session import Graph, connected

ROOT: Final = Path(__file__).parent.parent
MIGRATIONS: Final = ROOT / "migrations"
MEGABYTES: Final = 768
DIMENSIONS: Final = 256
LOOPBACK: Final = ["127.0.0.1", "::1", "localhost"]
HOME: Final = pytest.StashKey[Path]()


class Neo4jSettings(Struct, frozen=True, kw_only=True):
    """How to reach the tests' Neo4j."""

    uri: str
    user: str
    password: str


def _given_home() -> str | None:
    return os.environ.get("RELATA_TEST_HOME")


def _of_controller(config: pytest.Config) -> str | None:
    return getattr(config, "workerinput", {}).get("home")


def pytest_configure(config: pytest.Config) -> None:
    home = _of_controller(config) or _given_home() or tempfile.mkdtemp(prefix="relata-tests-")
    config.stash[HOME] = Path(home)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["home"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    if _of_controller(config) is None and _given_home() is None:
        instance.stop(config.stash[HOME])
        shutil.rmtree(config.stash[HOME], ignore_errors=True)


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest) -> None:
    """Nothing outside this machine is contacted; pure functions contact nothing at all."""
    if request.path.is_relative_to(ROOT / "tests" / "unit"):
        disable_socket(allow_unix_socket=True)
    else:
        socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(scope="session")
def home(pytestconfig: pytest.Config) -> Path:
    """The folder that the tests' Neo4j lives in."""
    return pytestconfig.stash[HOME]


@pytest.fixture(scope="session")
def neo4j_settings(home: Path) -> Neo4jSettings:
    """A running Neo4j with an empty store; a missing one is a failure, never a skip."""
    running = instance.start(home, memory_mb=MEGABYTES)
    return Neo4jSettings(uri=running.uri, user=running.user, password=running.password)


@pytest.fixture(scope="session")
async def graph(neo4j_settings: Neo4jSettings) -> AsyncGenerator[Graph]:
    """The database, migrated."""
    settings = neo4j_settings
    async with connected(settings.uri, settings.user, settings.password) as driver:
        graph = Graph(driver)
        await migrate(graph, MIGRATIONS, DIMENSIONS)
        await graph.read(await_indexes)
        yield graph


@pytest.fixture
def project_id() -> str:
    """A project that no other test knows."""
    return str(uuid4())

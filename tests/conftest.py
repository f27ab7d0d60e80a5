"""The tests' own Neo4j: started once, shared by all xdist workers, gone at the end.

`RELATA_TEST_HOME` names a folder whose Neo4j is started when needed and left running, which saves
ten seconds a run while developing. Tests never wipe: each has a project of its own.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import uuid4

import pytest
from msgspec import Struct
from neo4j import AsyncDriver
from pytest_socket import disable_socket, socket_allow_hosts

from graph.errors import MigrationError
from graph.local import instance
from graph.migrate import migrate
from graph.schema import await_indexes
from graph.session import Graph, connected
from tests.live import Live, running_service

ROOT: Final = Path(__file__).parent.parent
MIGRATIONS: Final = ROOT / "migrations"
MEGABYTES: Final = 768
SPARE_MEGABYTES: Final = 512
DIMENSIONS: Final = 256
# the two seconds that a request may wait are no measure for migrations on a busy machine
PATIENCE: Final = 30.0
LOOPBACK: Final = ["127.0.0.1", "::1", "localhost"]
HOME: Final = pytest.StashKey[Path]()


class Neo4jSettings(Struct, frozen=True, kw_only=True):
    """How to reach the tests' Neo4j."""

    uri: str
    user: str
    password: str


def _given_home() -> str | None:
    return os.environ.get("RELATA_TEST_HOME")


def _spare(home: Path) -> Path:
    return home / "spare"


def _of_controller(config: pytest.Config) -> str | None:
    return getattr(config, "workerinput", {}).get("home")


def pytest_configure(config: pytest.Config) -> None:
    # A third less of a start's work; tests don't run long enough to earn the second compiler.
    os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    home = _of_controller(config) or _given_home() or tempfile.mkdtemp(prefix="relata-tests-")
    config.stash[HOME] = Path(home)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["home"] = str(node.config.stash[HOME])


def pytest_unconfigure(config: pytest.Config) -> None:
    if _of_controller(config) is None and _given_home() is None:
        instance.stop(_spare(config.stash[HOME]))
        instance.stop(config.stash[HOME])
        shutil.rmtree(config.stash[HOME], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of the live service together, and tell which tests ask a Neo4j."""
    for item in items:
        if "neo4j_settings" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.neo4j)
        if "live" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("live"))


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
    return _started(home, MEGABYTES)


@pytest.fixture(scope="session")
async def graph(neo4j_settings: Neo4jSettings) -> AsyncGenerator[Graph]:
    """The database, migrated."""
    settings = neo4j_settings
    async with connected(
        settings.uri, settings.user, settings.password, seconds=PATIENCE
    ) as driver:
        graph = Graph(driver)
        await migrate(graph, MIGRATIONS, DIMENSIONS)
        await graph.read(await_indexes)
        yield graph


@pytest.fixture(scope="session")
def live() -> Generator[Live]:
    """A whole service with a Neo4j of its own, as `make run` starts it."""
    with running_service() as service:
        yield service


@pytest.fixture
def project_id() -> str:
    """A project that no other test knows."""
    return str(uuid4())


@pytest.fixture(scope="session")
def spare_settings(home: Path) -> Neo4jSettings:
    """A second Neo4j, for tests that need one to themselves."""
    return _started(_spare(home), SPARE_MEGABYTES)


@pytest.fixture
async def bare(home: Path, spare_settings: Neo4jSettings) -> AsyncGenerator[Graph]:
    """The second Neo4j with nothing in it, no schema either; one test at a time has it."""
    async with _alone(home, spare_settings) as driver:
        await _emptied(driver)
        yield Graph(driver)


@pytest.fixture
async def lone(home: Path, spare_settings: Neo4jSettings) -> AsyncGenerator[Graph]:
    """The second Neo4j, migrated, without data and without workers; one test at a time has it."""
    async with _alone(home, spare_settings) as driver:
        graph = Graph(driver)
        try:
            await migrate(graph, MIGRATIONS, DIMENSIONS)
        except MigrationError:  # a test of migrations left its own here
            await _emptied(driver)
            await migrate(graph, MIGRATIONS, DIMENSIONS)
        await driver.execute_query("MATCH (node) WHERE NOT node:Migration DETACH DELETE node")
        yield graph


def _started(home: Path, megabytes: int) -> Neo4jSettings:
    running = instance.start(home, memory_mb=megabytes)
    return Neo4jSettings(uri=running.uri, user=running.user, password=running.password)


@asynccontextmanager
async def _alone(home: Path, settings: Neo4jSettings) -> AsyncGenerator[AsyncDriver]:
    with (_spare(home) / ".held").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        async with connected(
            settings.uri, settings.user, settings.password, seconds=PATIENCE
        ) as driver:
            yield driver


async def _emptied(driver: AsyncDriver) -> None:
    for name in await _names(driver, "SHOW CONSTRAINTS YIELD name"):
        await driver.execute_query("DROP CONSTRAINT $name", name=name)
    for name in await _names(driver, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
        await driver.execute_query("DROP INDEX $name", name=name)
    await driver.execute_query("MATCH (node) DETACH DELETE node")


async def _names(driver: AsyncDriver, query: LiteralString) -> list[str]:
    records, _, _ = await driver.execute_query(query)
    return [record["name"] for record in records]

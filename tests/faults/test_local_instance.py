"""The Neo4j of a home, for real: started, adopted, killed and stopped.

A start takes some ten seconds, so the tests share one home and leave it running for each other.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, LiteralString

import pytest
from neo4j import GraphDatabase

from graph.errors import LocalServerError
from graph.local import instance, places, processes
from graph.local.configuration import port_in
from graph.local.instance import Instance

pytestmark = pytest.mark.xdist_group("local_instance")

MEGABYTES = 768
START = f"""
import sys
from pathlib import Path
from graph.local import instance
instance.start(Path(sys.argv[1]), memory_mb={MEGABYTES})
"""


@pytest.fixture(autouse=True)
def _quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    # Less is compiled, and less thoroughly: a third of a start's work is saved.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture(scope="module")
def local_home(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    home = tmp_path_factory.mktemp("home")
    yield home
    instance.stop(home)


@pytest.fixture
def new_home(tmp_path: Path) -> Generator[Path]:
    yield tmp_path
    instance.stop(tmp_path)


@pytest.fixture
def server(local_home: Path) -> Instance:
    return started(local_home)


def started(home: Path) -> Instance:
    return instance.start(home, memory_mb=MEGABYTES)


def rows(server: Instance, query: LiteralString, **parameters: Any) -> list[dict[str, Any]]:
    with GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        return [record.data() for record in driver.execute_query(query, parameters).records]


def kill(server: Instance, home: Path) -> None:
    os.kill(server.pid, signal.SIGKILL)
    until_gone(home)


def until_gone(home: Path) -> None:
    deadline = time.monotonic() + 30
    while instance.find(home):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def start_elsewhere(home: Path) -> "subprocess.Popen[bytes]":
    """Start it from another process, and come back when there is a Neo4j that can't answer yet."""
    starter = subprocess.Popen([sys.executable, "-c", START, str(home)])
    while processes.find(places.of(home).folder) is None:
        assert starter.poll() is None
        time.sleep(0.02)
    return starter


def test_a_second_start_finds_the_first_one(server: Instance, local_home: Path):
    assert server == started(local_home)


def test_a_password_that_is_not_its_own_is_a_clear_error(server: Instance, local_home: Path):
    file = local_home / "neo4j_password"
    file.write_text("another")
    try:
        with pytest.raises(LocalServerError, match=f"{server.uri} refuses the password kept"):
            started(local_home)
    finally:
        file.write_text(server.password)


def test_a_lost_password_is_a_clear_error(server: Instance, local_home: Path):
    file = local_home / "neo4j_password"
    file.unlink()
    try:
        with pytest.raises(LocalServerError, match="password of this Neo4j should be in"):
            started(local_home)
    finally:
        file.write_text(server.password)
        file.chmod(0o600)


def test_what_was_committed_outlives_a_kill(server: Instance, local_home: Path):
    rows(server, "CREATE (:Trace {name: 'before the kill'})")
    kill(server, local_home)

    again = started(local_home)

    assert server.pid != again.pid
    assert [{"name": "before the kill"}] == rows(
        again, "MATCH (trace:Trace {name: 'before the kill'}) RETURN trace.name AS name"
    )


def test_a_stop_is_clean_and_the_next_start_is_the_same_server(server: Instance, local_home: Path):
    rows(server, "CREATE (:Trace {name: 'before the stop'})")
    beginning = time.monotonic()

    assert instance.stop(local_home)
    assert time.monotonic() - beginning < 20
    assert instance.find(local_home) is None
    assert "Stopped." in (local_home / "neo4j" / "logs" / "console.log").read_text()

    again = started(local_home)

    assert (server.uri, server.password) == (again.uri, again.password)
    assert [{"found": 1}] == rows(
        again, "MATCH (trace:Trace {name: 'before the stop'}) RETURN count(trace) AS found"
    )


def test_a_server_whose_starter_was_killed_is_adopted(local_home: Path):
    instance.stop(local_home)
    starter = start_elsewhere(local_home)
    pid = processes.find(places.of(local_home).folder)
    starter.kill()
    starter.wait()

    adopted = started(local_home)

    assert pid == adopted.pid


def test_nothing_runs_after_a_start_that_was_broken_off(local_home: Path):
    instance.stop(local_home)
    starter = start_elsewhere(local_home)

    starter.send_signal(signal.SIGINT)
    starter.wait(30)

    assert instance.find(local_home) is None


def test_there_is_nothing_to_stop_or_find_in_an_empty_home(new_home: Path):
    assert not instance.stop(new_home)
    assert instance.find(new_home) is None


def test_a_start_that_fails_shows_what_neo4j_said(new_home: Path):
    with pytest.raises(LocalServerError, match=r"Neo4j ended while it started:\n(.*\n)*.* heap"):
        instance.start(new_home, memory_mb=1_000_000_000)

    assert instance.find(new_home) is None


def test_a_home_that_cannot_be_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(LocalServerError, match=r"Neo4j can't live in .*/file/neo4j"):
        instance.start(tmp_path / "file")


@pytest.mark.full
def test_two_first_starts_at_once_start_one_server(new_home: Path):
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(started, [new_home, new_home])

    assert one == two


@pytest.mark.full
def test_a_first_start_that_was_killed_at_any_moment_can_be_made_again(new_home: Path):
    for seconds in (0.5, 1, 2, 4, 6):
        starter = subprocess.Popen([sys.executable, "-c", START, str(new_home)])
        time.sleep(seconds)
        starter.kill()
        starter.wait()
        if pid := processes.find(places.of(new_home).folder):
            os.kill(pid, signal.SIGKILL)
            until_gone(new_home)

    assert [{"one": 1}] == rows(started(new_home), "RETURN 1 AS one")


@pytest.mark.full
def test_a_port_that_another_program_took_is_chosen_anew(new_home: Path):
    first = started(new_home)
    instance.stop(new_home)
    port = port_in(places.of(new_home).configuration)

    with socket.create_server(("127.0.0.1", port)):
        second = started(new_home)

    assert first.uri != second.uri
    assert [{"one": 1}] == rows(second, "RETURN 1 AS one")

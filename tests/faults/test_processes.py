"""The pieces of `serve` one by one, with real processes and sockets."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.database import address
from app.processes import homes
from app.processes.children import Child
from app.processes.neo4j_keeper import Keeper
from app.processes.sockets import bound
from app.processes.supervisor import end, wait_until_ready
from app.services.errors import SetupError
from app.settings import Settings
from tests.live import ROOT, free_port

HOLDING = "from app.processes import lifelines; import time; lifelines.hold(); time.sleep(60)"


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.05)


@pytest.fixture
def dying() -> Child:
    """A child whose command does not exist."""
    return Child(["nonsense"])


def _deaths(child: Child) -> int:
    child.watch()
    return child.deaths


def test_a_child_that_dies_is_started_again_after_a_pause(dying: Child):
    first = dying.pid
    _until(lambda: _deaths(dying) == 1)
    _until(lambda: _deaths(dying) == 2)
    dying.stop()
    dying.wait()

    assert first != dying.pid


def test_a_child_that_lives_is_left_alone():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        child = Child(["api", "--descriptor", str(listening.fileno())], [listening.fileno()])
        before = child.pid
        child.watch()
        end([child])

    assert before == child.pid


def test_a_child_that_never_starts_ends_the_start(dying: Child):
    settings = Settings(port=free_port())
    with pytest.raises(SetupError, match="nonsense"):
        wait_until_ready(settings, [dying])
    end([dying])


def test_a_process_ends_when_its_parent_lets_go():
    process = subprocess.Popen([sys.executable, "-c", HOLDING], cwd=ROOT, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b"words are not the end")
    process.stdin.flush()
    time.sleep(1)
    was_alive = process.poll() is None
    process.stdin.close()

    assert was_alive
    assert -signal.SIGTERM == process.wait(30)


def test_a_port_is_taken_and_given_back():
    settings = Settings(port=free_port())
    with bound(settings) as first:
        name = first.getsockname()
    with bound(settings) as second:
        again = second.getsockname()

    assert ("127.0.0.1", settings.port) == name == again


def test_a_port_of_somebody_else_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(port=taken.getsockname()[1])
        with pytest.raises(SetupError, match="RELATA_PORT"), bound(settings):
            pass


@pytest.mark.parametrize("host", ["no-such-host.invalid", "203.0.113.7"])
def test_a_host_of_somebody_else_is_refused(host: str):
    with (
        pytest.raises(SetupError, match="RELATA_HOST"),
        bound(Settings(host=host, port=free_port())),
    ):
        pass


def test_a_foreign_neo4j_is_used_as_it_is_set():
    settings = Settings(neo4j_uri="bolt://db:7687", neo4j_user="me", neo4j_password="secret")
    where = address(settings)

    assert ("bolt://db:7687", "me", "secret") == (where.uri, where.user, where.password)


def test_without_a_neo4j_there_is_no_address(tmp_path: Path):
    with pytest.raises(SetupError, match="neo4j start"):
        address(Settings(home=str(tmp_path)))


def test_a_foreign_neo4j_is_nobody_s_to_start_or_stop(tmp_path: Path):
    keeper = Keeper(Settings(home=str(tmp_path), neo4j_uri="bolt://127.0.0.1:1"))
    keeper.start()
    keeper.watch()
    keeper.stop()

    assert [] == list(tmp_path.iterdir())


def test_a_neo4j_that_was_stopped_on_purpose_stays_so(tmp_path: Path):
    (tmp_path / homes.STOPPED).touch()
    Keeper(Settings(home=str(tmp_path))).watch()

    assert [tmp_path / homes.STOPPED] == list(tmp_path.iterdir())

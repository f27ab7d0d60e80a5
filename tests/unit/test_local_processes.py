"""Processes found by their command line; a sleeping Python stands for Neo4j."""

import os
import signal
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from graph.local import processes

SLEEP = "import time; print('hello', flush=True); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"


@pytest.fixture
def folder(tmp_path: Path) -> Generator[Path]:
    folder = tmp_path / "a home" / "neo4j"
    folder.mkdir(parents=True)
    yield folder
    if pid := processes.find(folder):
        os.kill(pid, signal.SIGKILL)


def launched(folder: Path, program: str = SLEEP) -> int:
    command = [sys.executable, "-c", program, *processes.arguments(folder)]
    log = folder / "log"
    processes.launch(command, class_path="here", log=log)
    _until(lambda: log.exists() and log.read_text() == "hello\n")
    pid = processes.find(folder)
    assert pid is not None
    return pid


def _until(claim: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_was_launched_is_found(folder: Path):
    assert launched(folder) == processes.find(folder)


def test_what_was_launched_is_neither_our_child_nor_in_our_session(folder: Path):
    pid = launched(folder)

    assert os.getsid(0) != os.getsid(pid)
    with pytest.raises(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def test_the_server_of_another_folder_is_not_found(folder: Path, tmp_path: Path):
    launched(folder)

    assert processes.find(tmp_path / "a home") is None
    assert processes.find(tmp_path / "a home" / "neo4j2") is None


def test_a_killed_one_is_not_found(folder: Path):
    os.kill(launched(folder), signal.SIGKILL)

    _until(lambda: processes.find(folder) is None)


def test_end_waits_for_the_end(folder: Path):
    launched(folder)
    processes.end(folder, seconds=10)

    assert processes.find(folder) is None


def test_one_that_does_not_listen_is_made_to_end(folder: Path):
    launched(folder, STUBBORN)
    processes.end(folder, seconds=0.2)

    assert processes.find(folder) is None


def test_one_that_ended_already_may_be_ended(folder: Path):
    pid = launched(folder)
    os.kill(pid, signal.SIGKILL)
    _until(lambda: processes.find(folder) is None)

    processes.end(folder, seconds=1)

    assert processes.find(folder) is None

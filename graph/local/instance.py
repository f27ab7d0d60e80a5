"""Neo4j on this machine without Docker: start, find and stop the one of a home folder."""

import fcntl
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from graph.errors import LocalServerError
from graph.local import bolt, launches, passwords, places, processes
from graph.local.configuration import port_in
from graph.local.places import Places

USER: Final = "neo4j"
SECONDS_TO_START: Final = 120
SECONDS_TO_STOP: Final = 60
SECONDS_TO_APPEAR: Final = 2
POLL_SECONDS: Final = 0.1
LAST_LINES: Final = 15


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    """A running Neo4j and how to reach it."""

    uri: str
    user: str
    password: str
    pid: int


def start(home: Path, java: str | None = None, memory_mb: int | None = None) -> Instance:
    """Return the home's Neo4j, started if none runs, once it answers with the home's password.

    The first start on a machine downloads Neo4j. `memory_mb` is for heap and page cache together.
    Raises LocalServerError with the reason when there is no Neo4j that answers at the end.
    """
    home_places = places.of(home)
    with _alone(home_places):
        if processes.find(home_places.folder):
            return _awaited(home_places)
        try:
            launches.launch(home_places, java, memory_mb)
            return _awaited(home_places)
        except BaseException:
            stop(home)  # a broken-off start, by Ctrl-C too, leaves nothing running
            raise


def find(home: Path) -> Instance | None:
    """Return the running Neo4j of this home, or None."""
    home_places = places.of(home)
    pid = processes.find(home_places.folder)
    if pid is None:
        return None
    return Instance(
        uri=f"bolt://127.0.0.1:{port_in(home_places.configuration)}",
        user=USER,
        password=passwords.read(home_places.password),
        pid=pid,
    )


def stop(home: Path) -> bool:
    """Stop the Neo4j of this home and wait for its end; False when none runs."""
    folder = places.of(home).folder
    if processes.find(folder) is None:
        return False
    processes.end(folder, SECONDS_TO_STOP)
    return True


@contextmanager
def _alone(home_places: Places) -> Generator[None]:
    try:
        home_places.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = home_places.lock.open("w")
    except OSError as error:
        raise LocalServerError(f"Neo4j can't live in {home_places.folder}: {error}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _awaited(home_places: Places) -> Instance:
    beginning = time.monotonic()
    while (waited := time.monotonic() - beginning) < SECONDS_TO_START:
        instance = find(home_places.home)
        if instance and bolt.answers(instance.uri, USER, instance.password):
            return instance
        if instance is None and waited > SECONDS_TO_APPEAR:
            raise LocalServerError(f"Neo4j ended while it started:\n{_last_words(home_places)}")
        time.sleep(POLL_SECONDS)
    words = _last_words(home_places)
    raise LocalServerError(f"Neo4j does not answer after {SECONDS_TO_START} seconds:\n{words}")


def _last_words(home_places: Places) -> str:
    lines = home_places.console.read_text(errors="replace").splitlines()
    return "\n".join(lines[-LAST_LINES:])

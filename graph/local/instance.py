"""Neo4j on this machine without Docker: start, find and stop the one of a home folder."""

import fcntl
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from graph.errors import LocalServerError
from graph.local import (
    artefacts,
    bolt,
    configuration,
    downloads,
    java,
    memory,
    passwords,
    ports,
    processes,
)

USER: Final = "neo4j"
SECONDS_TO_START: Final = 90
SECONDS_TO_APPEAR: Final = 2
POLL_SECONDS: Final = 0.1
LOG_LINES: Final = 15


class Instance(msgspec.Struct, frozen=True, kw_only=True):
    """A running Neo4j and how to reach it."""

    uri: str
    user: str
    password: str
    pid: int


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where a home keeps what belongs to its Neo4j."""

    home: Path

    @property
    def folder(self) -> Path:
        """Neo4j's own home folder."""
        return self.home / "neo4j"

    @property
    def log(self) -> Path:
        """What Neo4j says while it starts and stops."""
        return self.folder / "logs" / "console.log"

    @property
    def password(self) -> Path:
        """The password's file."""
        return self.home / "neo4j_password"

    @property
    def port(self) -> Path:
        """The Bolt port's file."""
        return self.home / "neo4j_port"

    @property
    def was_started(self) -> bool:
        """Whether the store exists, and with it a password that is no longer the initial one."""
        return (self.folder / "data" / "databases" / "system").exists()


def start(home: Path, java: str | None = None, memory_mb: int | None = None) -> Instance:
    """Return the home's Neo4j, started if none runs, once it answers with the home's password.

    The first start on a machine downloads Neo4j. `memory_mb` is for heap and page cache together.
    Raises LocalServerError with the reason when there is no running Neo4j at the end.
    """
    places = _places(home)
    (places.folder / "logs").mkdir(parents=True, exist_ok=True)
    with _alone(places):
        if processes.find(places.folder) is None:
            _launch(places, java, memory_mb)
        return _awaited(places)


def find(home: Path) -> Instance | None:
    """Return the running Neo4j of this home, or None."""
    places = _places(home)
    pid = processes.find(places.folder)
    port = ports.remembered(places.port)
    if pid is None or port is None:
        return None
    return Instance(
        uri=f"bolt://127.0.0.1:{port}",
        user=USER,
        password=passwords.kept(places.password),
        pid=pid,
    )


def stop(home: Path) -> bool:
    """Stop the Neo4j of this home and wait for its end; False when none runs."""
    folder = _places(home).folder
    pid = processes.find(folder)
    if pid is None:
        return False
    processes.end(folder, pid)
    return True


def _places(home: Path) -> Places:
    return Places(home=home.resolve())


@contextmanager
def _alone(places: Places) -> Generator[None]:
    with (places.folder / ".start").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _launch(places: Places, java_path: str | None, memory_mb: int | None) -> None:
    runtime = java.chosen(java_path)
    class_path = _class_path()
    sizes = memory.sized(memory_mb)
    configuration.write(places.folder / "conf", ports.chosen(places.port), sizes)
    if not places.was_started:
        passwords.kept(places.password)
        passwords.set_initial(runtime, places.folder, class_path=class_path, file=places.password)
    heap = f"{sizes.heap}m"
    options = [f"-Xms{heap}", f"-Xmx{heap}", *runtime.options]
    folders = [processes.home_option(places.folder), f"--config-dir={places.folder / 'conf'}"]
    command = [runtime.program, *options, processes.MAIN_CLASS, "--console-mode", *folders]
    places.log.write_text("")
    processes.launch(command, class_path=class_path, log=places.log)


def _class_path() -> str:
    locked = artefacts.locked()
    folder = artefacts.cache_folder()
    downloads.complete(locked, folder)
    return ":".join(str(folder / artefact.file_name) for artefact in locked)


def _awaited(places: Places) -> Instance:
    started = time.monotonic()
    while time.monotonic() - started < SECONDS_TO_START:
        instance = find(places.home)
        if instance and bolt.answers(instance.uri, USER, instance.password):
            return instance
        if instance is None and time.monotonic() - started > SECONDS_TO_APPEAR:
            raise LocalServerError(f"Neo4j ended while it started:\n{_last_words(places)}")
        time.sleep(POLL_SECONDS)
    raise LocalServerError(
        f"Neo4j does not answer after {SECONDS_TO_START} seconds:\n{_last_words(places)}"
    )


def _last_words(places: Places) -> str:
    lines = places.log.read_text(errors="replace").splitlines()
    return "\n".join(lines[-LOG_LINES:])

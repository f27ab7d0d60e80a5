"""What a home folder holds besides Neo4j: the first key, the lock, the processes' mailboxes."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.services.errors import AlreadyRunningError, SetupError

KEY: Final = "api_key"
NEW_KEY: Final = "api_key.new"
LOCK: Final = "serve.lock"
MAILBOXES: Final = "run"
STOPPED: Final = "neo4j_is_stopped"
STARTED: Final = "neo4j_of_serve"


def made(home: Path) -> Path:
    """Make the folder, for nobody else's eyes; raises SetupError."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SetupError(f"RELATA_HOME can't be {home}: {error.strerror}") from error
    return home


@contextmanager
def held(home: Path, words: str) -> Generator[None]:
    """Keep every other service away from the home; raises AlreadyRunningError with its words.

    The lock dies with its process, however that dies.
    """
    with (home / LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunningError(
                f"A Relata is already running with {home}: {lock.read().strip() or 'starting'}"
            ) from None
        lock.truncate(0)
        lock.write(words)
        lock.flush()
        yield


def kept_key(home: Path) -> str | None:
    """Give the key that the home keeps, also one that a killed start left half-way."""
    for name in (KEY, NEW_KEY):
        path = home / name
        if path.is_file() and (secret := path.read_text().strip()):
            return secret
    return None


def propose_key(home: Path, secret: str) -> None:
    """Write the key down before the database has it, so that no crash can lose it."""
    path = home / NEW_KEY
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{secret}\n")


def settle_key(home: Path, *, is_ours: bool) -> None:
    """Keep the proposed key, now that the database has it, or forget it."""
    proposed = home / NEW_KEY
    if is_ours and proposed.exists():
        proposed.replace(home / KEY)
    proposed.unlink(missing_ok=True)

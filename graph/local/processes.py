"""Starts, finds and ends the operating system's process of a Neo4j."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.errors import LocalServerError

MAIN_CLASS: Final = "org.neo4j.server.Neo4jCommunity"
PROC: Final = Path("/proc")
SECONDS_TO_END: Final = 60
POLL_SECONDS: Final = 0.05

# The shell ends at once, so Neo4j is nobody's child: it leaves no zombie behind, and neither the
# terminal's Ctrl-C nor the end of the process that wanted it reaches it.
DETACH: Final = 'out=$1; shift; "$@" </dev/null >>"$out" 2>&1 &'


def launch(command: Sequence[str], *, class_path: str, log: Path) -> None:
    """Start a command of its own session, its words appended to the log."""
    environment = os.environ | {"CLASSPATH": class_path}
    words = ["/bin/sh", "-c", DETACH, "sh", str(log), *command]
    subprocess.run(words, env=environment, start_new_session=True, check=True)  # noqa: S603 - own words


def home_option(folder: Path) -> str:
    """Return the word of the command line that tells one Neo4j from all others."""
    return f"--home-dir={folder}"


def find(folder: Path) -> int | None:
    """Return the id of the running Neo4j with this home folder, or None.

    The command line decides, not a file with a number: it can't be stale, nor fooled by an id
    that another program got meanwhile.
    """
    for pid, words in _command_lines():
        if MAIN_CLASS in words and home_option(folder) in words:
            return pid
    return None


def end(folder: Path, pid: int) -> None:
    """Ask the process to stop and wait until it has."""
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_END
    while find(folder) == pid:
        if time.monotonic() > deadline:
            raise LocalServerError(f"Neo4j (process {pid}) does not stop: look at its logs.")
        time.sleep(POLL_SECONDS)


def _command_lines() -> list[tuple[int, list[str]]]:
    if PROC.is_dir():
        numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]
        return [(number, _words(number)) for number in numbers]
    answer = subprocess.run(
        ["/bin/ps", "-axww", "-o", "pid=,command="], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in answer.stdout.splitlines()]
    return [(int(number), words) for number, *words in lines]


def _words(pid: int) -> list[str]:
    try:
        return (PROC / str(pid) / "cmdline").read_text(errors="replace").split("\0")
    except OSError:
        return []  # it ended meanwhile

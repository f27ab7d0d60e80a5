"""Starts, finds and ends the operating system's process of a Neo4j."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

MAIN_CLASS: Final = "org.neo4j.server.Neo4jCommunity"
PROC: Final = Path("/proc")
POLL_SECONDS: Final = 0.05

# The shell ends at once, so Neo4j is nobody's child: it leaves no zombie behind, and neither the
# terminal's Ctrl-C nor the end of the process that wanted it reaches it.
DETACH: Final = 'out=$1; shift; "$@" </dev/null >>"$out" 2>&1 &'


def launch(command: Sequence[str], *, class_path: str, log: Path) -> None:
    """Start a command in a session of its own, its words appended to the log."""
    environment = os.environ | {"CLASSPATH": class_path}
    words = ["/bin/sh", "-c", DETACH, "sh", str(log), *command]
    subprocess.run(words, env=environment, start_new_session=True, check=True)  # noqa: S603 - own words


def arguments(folder: Path) -> list[str]:
    """Return the end of a command line: it tells the Neo4j of a folder from every other program."""
    options = ["--console-mode", f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"]
    return [MAIN_CLASS, *options]


def find(folder: Path) -> int | None:
    """Return the id of the running Neo4j with this home folder, or None.

    The command line decides, not a file with a number in it: that could be stale, or name what
    another program got meanwhile.
    """
    ending = " ".join(arguments(folder))
    matching = (pid for pid, command in _command_lines() if command.endswith(ending))
    return next(matching, None)


def end(folder: Path, seconds: float) -> None:
    """Ask the folder's process to stop and wait for its end; after the seconds it is made to.

    A start that was broken off shows the shell first, and then what that had begun.
    """
    asked: set[int] = set()
    deadline = time.monotonic() + seconds
    while pid := find(folder):
        if time.monotonic() > deadline:
            _send(pid, signal.SIGKILL)  # what was committed is in Neo4j's log
        elif pid not in asked:
            _send(pid, signal.SIGTERM)
            asked.add(pid)
        time.sleep(POLL_SECONDS)


def _send(pid: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # it ended by itself
        os.kill(pid, sign)


def _command_lines() -> Iterator[tuple[int, str]]:
    if not PROC.is_dir():
        return _listed()
    numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]
    return ((number, _command_line(number)) for number in numbers)


def _command_line(pid: int) -> str:
    try:
        words = (PROC / str(pid) / "cmdline").read_text(errors="replace")
    except OSError:
        return ""  # it ended meanwhile
    return words.removesuffix("\0").replace("\0", " ")


def _listed() -> Iterator[tuple[int, str]]:
    # macOS has no /proc.
    words = ["/bin/ps", "-axww", "-o", "pid=,command="]
    answer = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603 - own words
    for line in answer.stdout.splitlines():
        number, command = line.split(maxsplit=1)
        yield int(number), command.rstrip()

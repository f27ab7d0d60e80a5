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


def kept(file: Path) -> str:
    """Return the password in the file; a new one is made up and written when there is none."""
    if not file.exists():
        _write(file, secrets.token_urlsafe(24))
    return file.read_text().strip()


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
        raise LocalServerError(f"Neo4j's password can't be set: {answer.stdout}{answer.stderr}")


def _write(file: Path, password: str) -> None:
    # Complete or not there at all: a start that breaks off here leaves nothing half-written.
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as content:
        content.write(password)
    draft.replace(file)

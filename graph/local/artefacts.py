"""What Neo4j is made of: the lock file, and where an artefact lies in a repository and on disk."""

import os
from pathlib import Path
from typing import Final

import msgspec

LOCK: Final = Path(__file__).with_name("neo4j.lock")


class Artefact(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a Maven repository; the sum decides whether a download is the right one."""

    coordinates: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name of the file: name, version and classifier."""
        return "-".join(self.coordinates.split(":")[1:]) + ".jar"

    @property
    def path(self) -> str:
        """The path below a Maven repository's address."""
        group, name, version, *_ = self.coordinates.split(":")
        return "/".join([*group.split("."), name, version, self.file_name])


def locked(lock: Path = LOCK) -> list[Artefact]:
    """Read the lock file."""
    return msgspec.json.Decoder(Artefact).decode_lines(lock.read_bytes())


def cache_folder() -> Path:
    """Name the user's folder for artefacts, shared by all homes; XDG_CACHE_HOME decides."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "relata" / "neo4j"

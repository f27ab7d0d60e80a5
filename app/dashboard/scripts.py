"""The page's third-party scripts: named by a lock file, brought like Neo4j's jars, verified."""

import tarfile
from pathlib import Path
from typing import Final

import msgspec

from graph.local import downloads
from graph.local.artefacts import cache_folder

LOCK: Final = Path(__file__).with_name("scripts.lock")
NPM: Final = downloads.Repository(address="https://registry.npmjs.org")


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """One npm package and the files of it that the page loads."""

    coordinates: str
    size: int
    sha256: str
    members: list[str]

    @property
    def file_name(self) -> str:
        """The name of the package's archive."""
        name, version = self.coordinates.rsplit(":", 1)
        return f"{name.rsplit('/', 1)[-1]}-{version}.tgz"

    @property
    def path(self) -> str:
        """The path below a registry's address."""
        return f"{self.coordinates.rsplit(':', 1)[0]}/-/{self.file_name}"


def locked(lock: Path = LOCK) -> list[Script]:
    """Read the lock file."""
    return msgspec.json.Decoder(Script).decode_lines(lock.read_bytes())


def folder() -> Path:
    """Name the user's folder for the archives, beside Neo4j's."""
    return cache_folder().parent / "npm"


def complete(repository: downloads.Repository = NPM) -> None:
    """Make the cache hold every script; raises LocalServerError when the registry is away."""
    downloads.complete(locked(), folder(), repository)


def content(name: str, lock: Path = LOCK) -> bytes | None:
    """Give the script with this file name, None when there is none or it was never brought."""
    for script in locked(lock):
        member = next((one for one in script.members if one.rsplit("/", 1)[-1] == name), None)
        if member is not None and downloads.is_present(script, folder()):
            return _member(folder() / script.file_name, member)
    return None


def _member(archive: Path, member: str) -> bytes | None:
    with tarfile.open(archive) as package:
        file = package.extractfile(member)
        return None if file is None else file.read()

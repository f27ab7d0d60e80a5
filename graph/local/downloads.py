"""Brings the artefacts of the lock file into a folder: in parallel, resumed, each one verified."""

import fcntl
import hashlib
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final, NoReturn, Protocol

import httpx
import msgspec
from tqdm import tqdm

from graph.errors import LocalServerError

WORKERS: Final = 8
SECONDS_OF_SILENCE: Final = 30


class Repository(msgspec.Struct, frozen=True, kw_only=True):
    """Where artefacts come from, how often each is asked for, and the first pause in seconds."""

    address: str
    attempts: int = 4
    pause: float = 1.0


MAVEN_CENTRAL: Final = Repository(address="https://repo1.maven.org/maven2")


class _Download(msgspec.Struct, frozen=True, kw_only=True):
    repository: Repository
    client: httpx.Client
    folder: Path
    bar: "tqdm[NoReturn]"


class Locked(Protocol):
    """One file as a lock file describes it; `path` lies below a repository's address."""

    @property
    def coordinates(self) -> str:
        """What messages call it."""
        ...

    @property
    def size(self) -> int:
        """Its bytes."""
        ...

    @property
    def sha256(self) -> str:
        """Its sum, in hex."""
        ...

    @property
    def file_name(self) -> str:
        """Its name in the folder."""
        ...

    @property
    def path(self) -> str:
        """Where the repository has it."""
        ...


def complete(
    artefacts: Sequence[Locked], folder: Path, repository: Repository = MAVEN_CENTRAL
) -> None:
    """Make the folder hold every artefact, whole and with the right sum; present ones are kept.

    Raises LocalServerError when the repository can't be reached or sends something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            missing = [artefact for artefact in artefacts if not is_present(artefact, folder)]
            if missing:
                _download(missing, folder, repository)
    except OSError as error:
        raise LocalServerError(f"Downloads can't be kept in {folder}: {error}") from error


def is_present(artefact: Locked, folder: Path) -> bool:
    """Tell whether the artefact lies in the folder as the lock file describes it."""
    file = folder / artefact.file_name
    return file.is_file() and _sum(file) == artefact.sha256


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _download(missing: Sequence[Locked], folder: Path, repository: Repository) -> None:
    total = sum(artefact.size for artefact in missing)
    bar = tqdm(desc="Downloading", total=total, unit="B", unit_scale=True, mininterval=0.5)
    client = httpx.Client(timeout=SECONDS_OF_SILENCE, follow_redirects=True)
    with bar, client, ThreadPoolExecutor(WORKERS) as pool:
        download = _Download(repository=repository, client=client, folder=folder, bar=bar)
        running = [pool.submit(_obtain, download, artefact) for artefact in missing]
        try:
            for one in as_completed(running):
                one.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _obtain(download: _Download, artefact: Locked) -> None:
    part = download.folder / f"{artefact.file_name}.part"
    # What an earlier run left may be damaged: only a whole download counts as the last word.
    for _ in ("perhaps resumed", "whole"):
        _persist(download, artefact, part)
        if _sum(part) == artefact.sha256:
            part.replace(download.folder / artefact.file_name)
            return
        part.unlink()
    raise LocalServerError(
        f"{artefact.coordinates} was refused: its sha256 is not the one of the lock file. "
        f"Something between here and {download.repository.address} changed it."
    )


def _persist(download: _Download, artefact: Locked, part: Path) -> None:
    repository = download.repository
    for attempt in range(1, repository.attempts + 1):
        try:
            _resume(download, artefact, part)
            break
        except httpx.HTTPError as error:
            if attempt == repository.attempts:
                reason = str(error).partition("\n")[0] or type(error).__name__
                raise LocalServerError(
                    f"{artefact.coordinates} can't be downloaded from {repository.address}: "
                    f"{reason}. Look at the network (and HTTPS_PROXY), then start again: what has "
                    "arrived is kept."
                ) from error
            time.sleep(repository.pause * 2 ** (attempt - 1))


def _resume(download: _Download, artefact: Locked, part: Path) -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    address = f"{download.repository.address}/{artefact.path}"
    with download.client.stream("GET", address, headers=headers) as response:
        if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # nothing is left to send: the sum decides
        response.raise_for_status()
        resumed = response.status_code == HTTPStatus.PARTIAL_CONTENT
        with part.open("ab" if resumed else "wb") as file:
            download.bar.update(have if resumed else 0)
            for chunk in response.iter_raw():
                download.bar.update(file.write(chunk))


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

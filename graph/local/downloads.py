"""Brings the artefacts of the lock file into a folder: in parallel, resumed, each one verified."""

import fcntl
import hashlib
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final, NoReturn

import httpx
from tqdm import tqdm

from graph.errors import LocalServerError
from graph.local.artefacts import Artefact

MAVEN_CENTRAL: Final = "https://repo1.maven.org/maven2"
WORKERS: Final = 8
ATTEMPTS: Final = 4
SECONDS_BEFORE_RETRY: Final = 0.5
TIMEOUT: Final = httpx.Timeout(30)


def complete(artefacts: Sequence[Artefact], folder: Path, repository: str = MAVEN_CENTRAL) -> None:
    """Make the folder hold every artefact, whole and with the right sum; present ones are kept.

    Raises LocalServerError when the repository can't be reached or sends something else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        missing = [artefact for artefact in artefacts if not is_present(artefact, folder)]
        if missing:
            _download(missing, folder, repository)


def is_present(artefact: Artefact, folder: Path) -> bool:
    """Tell whether the artefact lies in the folder as the lock file describes it."""
    file = folder / artefact.file_name
    return file.is_file() and _sum(file) == artefact.sha256


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _download(missing: Sequence[Artefact], folder: Path, repository: str) -> None:
    total = sum(artefact.size for artefact in missing)
    bar = tqdm(desc="Neo4j", total=total, unit="B", unit_scale=True, leave=False)
    client = httpx.Client(base_url=repository, timeout=TIMEOUT, follow_redirects=True)
    with bar, client, ThreadPoolExecutor(WORKERS) as pool:
        downloads = [pool.submit(_one, client, artefact, folder, bar) for artefact in missing]
        try:
            for download in as_completed(downloads):
                download.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _one(client: httpx.Client, artefact: Artefact, folder: Path, bar: "tqdm[NoReturn]") -> None:
    part = folder / f"{artefact.file_name}.part"
    for attempt in range(1, ATTEMPTS + 1):
        try:
            _resume(client, artefact, part, bar)
            break
        except httpx.HTTPError as error:
            if attempt == ATTEMPTS:
                raise LocalServerError(
                    f"{artefact.coordinates} can't be downloaded from {client.base_url}: {error}. "
                    "Check the network (and HTTPS_PROXY) and start again: what has arrived is kept."
                ) from error
            time.sleep(SECONDS_BEFORE_RETRY * 2**attempt)
    _verify(artefact, part)
    part.replace(folder / artefact.file_name)


def _resume(client: httpx.Client, artefact: Artefact, part: Path, bar: "tqdm[NoReturn]") -> None:
    have = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", f"/{artefact.path}", headers=headers) as response:
        if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # nothing is left to send: the sum decides
        response.raise_for_status()
        resumed = response.status_code == HTTPStatus.PARTIAL_CONTENT
        with part.open("ab" if resumed else "wb") as file:
            bar.update(have if resumed else 0)
            for chunk in response.iter_bytes():
                bar.update(file.write(chunk))


def _verify(artefact: Artefact, part: Path) -> None:
    if _sum(part) != artefact.sha256:
        part.unlink()
        raise LocalServerError(
            f"{artefact.coordinates} was refused: its sha256 is not the one of the lock file. "
            "Something between here and Maven Central changed it."
        )


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()

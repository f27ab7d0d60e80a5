"""Downloads from a repository on this machine that misbehaves as told."""

import hashlib
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from threading import Barrier

import pytest

from graph.errors import LocalServerError
from graph.local import downloads
from graph.local.artefacts import Artefact
from graph.local.downloads import Repository
from tests.maven_repository import MavenRepository, running_repository

CONTENT = bytes(range(256)) * 1000


@pytest.fixture
def repository() -> Generator[MavenRepository]:
    with running_repository() as repository:
        yield repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def artefact(name: str = "kernel", content: bytes = CONTENT) -> Artefact:
    return Artefact(
        coordinates=f"org.example:{name}:1.0",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def part_of(one: Artefact, folder: Path, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    part = folder / f"{one.file_name}.part"
    part.write_bytes(content)
    return part


def test_every_artefact_arrives_as_it_was_sent(repository: MavenRepository, folder: Path):
    contents = {f"part{number}": CONTENT + bytes([number]) for number in range(20)}
    locked = [artefact(name, content) for name, content in contents.items()]
    for one, content in zip(locked, contents.values(), strict=True):
        repository.holds(one, content)

    downloads.complete(locked, folder, repository.client_view)

    assert list(contents.values()) == [(folder / one.file_name).read_bytes() for one in locked]


def test_artefacts_are_asked_for_side_by_side(repository: MavenRepository, folder: Path):
    locked = [artefact(f"part{number}") for number in range(downloads.WORKERS)]
    for one in locked:
        repository.holds(one, CONTENT)
    repository.meeting = Barrier(downloads.WORKERS, timeout=10)

    downloads.complete(locked, folder, repository.client_view)

    assert not repository.meeting.broken


def test_what_is_there_is_not_asked_for_again(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    downloads.complete([artefact()], folder, repository.client_view)

    downloads.complete([artefact()], folder, repository.client_view)

    assert 1 == len(repository.asked)


def test_only_what_is_missing_is_asked_for(repository: MavenRepository, folder: Path):
    for name in ("old", "new"):
        repository.holds(artefact(name), CONTENT)
    downloads.complete([artefact("old")], folder, repository.client_view)

    downloads.complete([artefact("old"), artefact("new")], folder, repository.client_view)

    assert ["/org/example/old/1.0/old-1.0.jar", "/org/example/new/1.0/new-1.0.jar"] == [
        path for path, _ in repository.asked
    ]


def test_an_artefact_that_went_bad_on_disk_is_replaced(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    folder.mkdir()
    file = folder / artefact().file_name
    file.write_bytes(CONTENT[::-1])

    downloads.complete([artefact()], folder, repository.client_view)

    assert CONTENT == file.read_bytes()


def test_a_broken_off_answer_goes_on_where_it_stopped(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    repository.breaks = [1000]

    downloads.complete([artefact()], folder, repository.client_view)

    assert [None, "bytes=1000-"] == repository.ranges
    assert CONTENT == (folder / artefact().file_name).read_bytes()


def test_what_an_earlier_run_left_is_kept(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    part = part_of(artefact(), folder, CONTENT[:70_000])

    downloads.complete([artefact()], folder, repository.client_view)

    assert ["bytes=70000-"] == repository.ranges
    assert CONTENT == (folder / artefact().file_name).read_bytes()
    assert not part.exists()


def test_a_run_that_gives_up_leaves_its_part_to_the_next(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    repository.breaks = [1000, 1000, 1000]
    with pytest.raises(LocalServerError):
        downloads.complete([artefact()], folder, repository.client_view)

    downloads.complete([artefact()], folder, repository.client_view)

    assert "bytes=3000-" == repository.ranges[-1]
    assert CONTENT == (folder / artefact().file_name).read_bytes()


def test_a_repository_without_ranges_sends_the_whole(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    repository.knows_ranges = False
    part_of(artefact(), folder, CONTENT[:1000])

    downloads.complete([artefact()], folder, repository.client_view)

    assert CONTENT == (folder / artefact().file_name).read_bytes()


def test_a_part_that_is_whole_already_is_not_sent_again(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    part_of(artefact(), folder, CONTENT)

    downloads.complete([artefact()], folder, repository.client_view)

    assert [f"bytes={len(CONTENT)}-"] == repository.ranges
    assert CONTENT == (folder / artefact().file_name).read_bytes()


def test_a_damaged_part_is_downloaded_from_the_beginning(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    part_of(artefact(), folder, b"x" * 1000)

    downloads.complete([artefact()], folder, repository.client_view)

    assert ["bytes=1000-", None] == repository.ranges
    assert CONTENT == (folder / artefact().file_name).read_bytes()


def test_a_wrong_sum_is_refused_by_name(repository: MavenRepository, folder: Path):
    repository.holds(artefact("good"), CONTENT)
    repository.holds(artefact("forged"), CONTENT[::-1])

    with pytest.raises(LocalServerError, match=r"org\.example:forged:1\.0 was refused"):
        downloads.complete([artefact("good"), artefact("forged")], folder, repository.client_view)


def test_nothing_of_a_refused_artefact_is_kept(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT[::-1])

    with pytest.raises(LocalServerError):
        downloads.complete([artefact()], folder, repository.client_view)

    assert [] == list(folder.glob("kernel*"))


def test_a_server_in_trouble_is_asked_again(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)
    repository.failures = [HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS]

    downloads.complete([artefact()], folder, repository.client_view)

    assert 3 == len(repository.asked)
    assert downloads.is_present(artefact(), folder)


def test_it_gives_up_after_some_attempts_in_one_sentence(repository: MavenRepository, folder: Path):
    repository.failures = [HTTPStatus.SERVICE_UNAVAILABLE] * 3

    with pytest.raises(LocalServerError) as failure:
        downloads.complete([artefact()], folder, repository.client_view)

    assert 3 == len(repository.asked)
    assert str(failure.value).startswith(
        f"org.example:kernel:1.0 can't be downloaded from {repository.address}: "
        "Server error '503 Service Unavailable'"
    )
    assert "\n" not in str(failure.value)


def test_the_other_artefacts_are_not_asked_for_after_one_failed(
    repository: MavenRepository, folder: Path
):
    locked = [artefact(f"missing{number}") for number in range(200)]

    with pytest.raises(LocalServerError):
        downloads.complete(locked, folder, repository.client_view)

    assert len(repository.asked) < 3 * len(locked)


def test_a_repository_that_is_away_is_named(folder: Path):
    away = Repository(address="http://127.0.0.1:9", attempts=2, pause=0.001)

    with pytest.raises(LocalServerError, match=r"downloaded from http://127\.0\.0\.1:9: "):
        downloads.complete([artefact()], folder, away)


def test_two_runs_at_once_download_once(repository: MavenRepository, folder: Path):
    repository.holds(artefact(), CONTENT)

    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(downloads.complete, [artefact()], folder, repository.client_view)
            for _ in range(2)
        ]
        for run in runs:
            run.result()

    assert 1 == len(repository.asked)


def test_a_folder_that_cannot_be_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(LocalServerError, match=r"Downloads can't be kept in .*/file/cache"):
        downloads.complete([artefact()], tmp_path / "file" / "cache")

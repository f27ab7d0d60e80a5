import io
import tarfile
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from app.dashboard.scripts import Script, content, folder, locked

PROGRAM = b"window.graph = 1;"


def _script(coordinates: str, sum_of: bytes = b"") -> Script:
    return Script(
        coordinates=coordinates,
        size=len(sum_of),
        sha256=sha256(sum_of).hexdigest(),
        members=["package/dist/readme.md", "package/dist/graph.min.js"],
    )


def _package() -> bytes:
    """Pack one file as npm does."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as package:
        member = tarfile.TarInfo("package/dist/graph.min.js")
        member.size = len(PROGRAM)
        package.addfile(member, io.BytesIO(PROGRAM))
    return packed.getvalue()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder for archives."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder().mkdir(parents=True)
    return folder()


@pytest.fixture
def package(cache: Path) -> Path:
    """Lay the package that the lock names into the cache."""
    packed = _package()
    lock = cache / "scripts.lock"
    lock.write_bytes(msgspec.json.encode(_script("graph:1.0.0", packed)) + b"\n")
    archive = cache / "graph-1.0.0.tgz"
    archive.write_bytes(packed)
    return archive


@pytest.mark.parametrize(
    ("coordinates", "file_name", "path"),
    [
        ("graph:1.0.0", "graph-1.0.0.tgz", "graph/-/graph-1.0.0.tgz"),
        ("@me/graph:2.0.0-rc.1", "graph-2.0.0-rc.1.tgz", "@me/graph/-/graph-2.0.0-rc.1.tgz"),
    ],
)
def test_a_package_lies_where_npm_has_it(coordinates: str, file_name: str, path: str):
    script = _script(coordinates)

    assert (file_name, path) == (script.file_name, script.path)


def test_the_lock_file_names_one_version_and_one_sum_of_every_package():
    found = locked()

    assert found
    assert all(32 == len(bytes.fromhex(one.sha256)) for one in found)
    assert len(found) == len({one.file_name for one in found})
    assert all(name.startswith("package/") for one in found for name in one.members)


def test_every_line_of_a_lock_file_is_a_script(tmp_path: Path):
    named = [_script("a:1"), _script("b:2")]
    lock = tmp_path / "scripts.lock"
    lock.write_bytes(msgspec.json.Encoder().encode_lines(named))

    assert named == locked(lock)


def test_the_archives_lie_beside_neo4j_in_the_user_s_cache(cache: Path, tmp_path: Path):
    assert tmp_path / "relata" / "npm" == cache


def test_a_script_is_read_out_of_its_package(package: Path):
    assert package.is_file()
    assert PROGRAM == content("graph.min.js", package.with_name("scripts.lock"))


@pytest.mark.parametrize(
    "name", ["other.js", "dist/graph.min.js", "package/dist/graph.min.js", "../graph.min.js", ""]
)
def test_only_the_file_name_of_a_script_opens_it(package: Path, name: str):
    assert content(name, package.with_name("scripts.lock")) is None


def test_a_package_that_was_never_brought_has_no_content(package: Path):
    package.unlink()

    assert content("graph.min.js", package.with_name("scripts.lock")) is None


def test_a_package_that_was_changed_is_not_served(package: Path):
    package.write_bytes(_package() + b"\0")

    assert content("graph.min.js", package.with_name("scripts.lock")) is None

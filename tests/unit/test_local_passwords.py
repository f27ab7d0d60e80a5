"""How a password is kept; that Neo4j takes it is tested with a running one."""

import stat
from pathlib import Path

import pytest

from graph.errors import LocalServerError
from graph.local import passwords


def test_only_the_owner_may_read_it(tmp_path: Path):
    passwords.create(tmp_path / "password")

    assert 0o600 == stat.S_IMODE((tmp_path / "password").stat().st_mode)


def test_it_is_kept(tmp_path: Path):
    passwords.create(tmp_path / "password")
    first = passwords.read(tmp_path / "password")

    passwords.create(tmp_path / "password")

    assert first == passwords.read(tmp_path / "password")


def test_no_two_are_alike(tmp_path: Path):
    for name in ("one", "two"):
        passwords.create(tmp_path / name)

    assert passwords.read(tmp_path / "one") != passwords.read(tmp_path / "two")


def test_a_draft_that_a_broken_off_start_left_does_no_harm(tmp_path: Path):
    (tmp_path / "password.new").write_text("half")

    passwords.create(tmp_path / "password")

    assert 2 * passwords.BYTES == len(passwords.read(tmp_path / "password"))
    assert ["password"] == [file.name for file in tmp_path.iterdir()]


def test_it_has_no_sign_that_a_command_line_would_read_as_its_own(tmp_path: Path):
    passwords.create(tmp_path / "password")

    assert passwords.read(tmp_path / "password").isalnum()


def test_a_lost_one_is_reported_with_its_place(tmp_path: Path):
    with pytest.raises(LocalServerError, match=r"should be in .*/gone, but: No such file"):
        passwords.read(tmp_path / "gone")

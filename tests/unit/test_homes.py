import stat
from pathlib import Path

import pytest

from app.processes import homes
from app.services.errors import AlreadyRunningError, SetupError


def test_a_home_is_for_its_owner_alone(tmp_path: Path):
    home = homes.made(tmp_path / "a" / "b")

    assert 0o700 == stat.S_IMODE(home.stat().st_mode)


def test_a_home_that_can_t_be_is_refused(tmp_path: Path):
    (tmp_path / "file").touch()

    with pytest.raises(SetupError, match="RELATA_HOME"):
        homes.made(tmp_path / "file")


def test_a_home_has_one_service_at_a_time(tmp_path: Path):
    with (
        homes.held(tmp_path, "process 5"),
        pytest.raises(AlreadyRunningError, match="process 5"),
        homes.held(tmp_path, "process 6"),
    ):
        pass


def test_a_home_is_free_again_afterwards(tmp_path: Path):
    with homes.held(tmp_path, "first, with many words"):
        pass
    with homes.held(tmp_path, "second"):
        words = (tmp_path / homes.LOCK).read_text()

    assert "second" == words


def test_a_proposed_key_survives_a_crash(tmp_path: Path):
    homes.propose_key(tmp_path, "rl-a")

    assert "rl-a" == homes.kept_key(tmp_path)


def test_a_key_is_kept_for_its_owner_alone(tmp_path: Path):
    homes.propose_key(tmp_path, "rl-a")
    homes.settle_key(tmp_path, is_ours=True)

    assert "rl-a\n" == (tmp_path / homes.KEY).read_text()
    assert 0o600 == stat.S_IMODE((tmp_path / homes.KEY).stat().st_mode)
    assert [tmp_path / homes.KEY] == list(tmp_path.iterdir())


def test_a_key_that_the_database_does_not_take_is_forgotten(tmp_path: Path):
    homes.propose_key(tmp_path, "rl-a")
    homes.settle_key(tmp_path, is_ours=False)

    assert homes.kept_key(tmp_path) is None


def test_a_home_without_a_key_has_none(tmp_path: Path):
    (tmp_path / homes.KEY).write_text("\n")

    assert homes.kept_key(tmp_path) is None

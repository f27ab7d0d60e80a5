"""What the Makefile and its scripts say when something is missing: one sentence, and failure."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.architecture.sources import ROOT

MAKEFILE: Final = (ROOT / "Makefile").read_text()
SH: Final = "/bin/sh"
MAKE_ENVIRONMENT: Final = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")


def ran(command: list[str], environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command in the repository, as if no make were around it."""
    outside = {name: value for name, value in os.environ.items() if name not in MAKE_ENVIRONMENT}
    return subprocess.run(
        command, cwd=ROOT, env=outside | environment, capture_output=True, text=True, check=False
    )


def program(folder: Path, name: str, script: str) -> None:
    """Put a program of this name into the folder."""
    file = folder / name
    file.write_text(f"#!{SH}\n{script}\n")
    file.chmod(0o755)


def sentences(words: str) -> int:
    return len(words.strip().splitlines())


@pytest.mark.parametrize("target", ["train", "evaluate"])
def test_a_missing_folder_of_corpora_is_one_sentence_and_a_failure(target: str):
    # the environment is there already, so that nothing is installed for this
    command = ["make", "--silent", target, "--old-file=.venv/.tools-are-installed"]
    done = ran(command, {"RELATA_SHARED": "/nowhere"})

    assert 0 != done.returncode
    assert "The corpora and gold data are not in '/nowhere'" in done.stderr


def test_a_folder_of_corpora_that_is_there_is_fine(tmp_path: Path):
    done = ran([SH, "scripts/need_shared.sh"], {"RELATA_SHARED": str(tmp_path)})

    assert 0 == done.returncode, done.stderr


def test_an_old_python_is_one_sentence_and_a_failure(tmp_path: Path):
    program(tmp_path, "old-python", "exit 1")
    done = ran([SH, "scripts/need_python.sh", str(tmp_path / "old-python")], {})

    assert 1 == done.returncode
    assert 1 == sentences(done.stderr)
    assert "Relata needs Python 3.11, 3.12 or 3.13" in done.stderr


def test_a_python_without_venv_is_one_sentence_and_a_failure(tmp_path: Path):
    program(tmp_path, "bare-python", 'case "$2" in *ensurepip*) exit 1;; esac')
    done = ran([SH, "scripts/need_python.sh", str(tmp_path / "bare-python")], {})

    assert 1 == done.returncode
    assert "apt install python3-venv" in done.stderr


def test_this_python_is_fine():
    done = ran([SH, "scripts/need_python.sh", "python3"], {})

    assert 0 == done.returncode, done.stderr


def test_a_missing_browser_is_one_sentence_and_a_failure_for_whoever_may_not_install(
    tmp_path: Path,
):
    program(tmp_path, "id", "echo 1000")
    done = ran([SH, "scripts/need_chromium.sh"], {"PATH": str(tmp_path)})

    assert 1 == done.returncode
    assert 1 == sentences(done.stderr)
    assert "apt install chromium" in done.stderr


def test_root_on_debian_gets_the_browser_installed(tmp_path: Path):
    program(tmp_path, "id", "echo 0")
    program(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/asked')
    done = ran([SH, "scripts/need_chromium.sh"], {"PATH": str(tmp_path)})

    asked = (tmp_path / "asked").read_text()
    assert 0 == done.returncode, done.stderr
    assert ["update", "install"] == re.findall(r"^(\w+)", asked, re.MULTILINE)
    assert "chromium" in asked


def test_an_installation_that_fails_is_a_failure(tmp_path: Path):
    program(tmp_path, "id", "echo 0")
    program(tmp_path, "apt-get", "exit 100")
    done = ran([SH, "scripts/need_chromium.sh"], {"PATH": str(tmp_path)})

    assert 1 == done.returncode
    assert "apt install chromium" in done.stderr


def test_help_lists_every_target():
    listed = set(
        re.findall(r"^  make ([a-z0-9-]+)", ran(["make", "help"], {}).stdout, re.MULTILINE)
    )
    phony = set(re.findall(r"[a-z0-9-]+", MAKEFILE.split(".PHONY:")[1].splitlines()[0]))

    assert phony == listed


def test_ci_checks_style_and_runs_the_tests():
    script = (ROOT / ".ci" / "run").read_text()

    assert ["make lint", "make test"] == re.findall(r"^make .*$", script, re.MULTILINE)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)

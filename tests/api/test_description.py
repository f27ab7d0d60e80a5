"""schemathesis asks everything that /schema describes, and more: the service keeps to it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.live import Live, key_of_new_project

PROGRAM: Final = Path(sys.executable).parent / "st"
SETTINGS: Final = Path(__file__).with_name("schemathesis.toml")
SECONDS: Final = 3600


def _asked(live: Live, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [
        *(PROGRAM, "--config-file", SETTINGS, "run", f"{live.url}/schema/openapi.json"),
        *("--header", f"Authorization: Token {key_of_new_project(live)}"),
        *("--checks", "all", "--continue-on-failure", *options),
    ]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=live.home
    )


def test_the_service_does_what_its_description_says(live: Live):
    few = ("--max-examples", "1", "--phases", "fuzzing", "--workers", "4", "--seed", "1")
    done = _asked(live, *few)

    assert 0 == done.returncode, done.stdout


@pytest.mark.full
def test_the_service_does_what_its_description_says_whatever_it_is_asked(live: Live):
    done = _asked(live, "--max-examples", "100")

    assert 0 == done.returncode, done.stdout

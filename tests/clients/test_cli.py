"""mem0's own command lines, from PyPI and from npm, pointed here by `MEM0_BASE_URL`."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest

from tests.clients.conftest import HERE, NODE, ROOT
from tests.live import Live, key_of_new_project

PROGRAMS: Final = {
    "python": [ROOT / ".venvs/python_cli/bin/python", HERE / "python_cli.py"],
    "node": [NODE, HERE / "js/cli.mjs"],
}
SECONDS: Final = 60
UNKNOWN_ID: Final = "00000000-0000-4000-8000-000000000000"
JSON: Final = "--json"
# accounts and games on the vendor's own machines
VENDORS: Final = {"identify", "whoami", "agent-rush add", "agent-rush search"}

Story = dict[str, Any]


@dataclass
class CommandLine:
    """A command line that has been started, and what it was asked so far."""

    process: subprocess.Popen[str]
    commands: list[str]
    called: set[str] = field(default_factory=set)

    def __call__(self, *words: str) -> Story:
        """Run a command; gives its status with what it prints, and what that is as JSON."""
        assert self.process.stdin
        self.called |= {name for name in self.commands if _starts(words, name.split())}
        print(json.dumps(words), file=self.process.stdin, flush=True)
        done = _line(self.process)
        try:
            said = json.loads(done["printed"])
        except json.JSONDecodeError:
            return done
        return done | {"said": said} | (said if isinstance(said, dict) else {})


@pytest.fixture(scope="session")
def told(live: Live, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Story]:
    """Give what a command line lived through in a project of its own, told once."""

    @cache
    def story(name: str) -> Story:
        key, folder = key_of_new_project(live), tmp_path_factory.mktemp(name)
        with _started(name, live.url, key, folder) as command:
            return _story(command, key, folder)

    return story


@pytest.fixture(params=list(PROGRAMS))
def story(request: pytest.FixtureRequest, told: Callable[[str], Story]) -> Story:
    """What each command line lived through."""
    return told(request.param)


@contextmanager
def _started(name: str, url: str, key: str, folder: Path) -> Generator[CommandLine]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "MEM0_TELEMETRY": "false",
        "MEM0_BASE_URL": url,
        "MEM0_API_KEY": key,
    }
    process = subprocess.Popen(
        PROGRAMS[name], env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        yield CommandLine(process, _line(process))


def _line(process: "subprocess.Popen[str]") -> Any:
    assert process.stdout
    return json.loads(process.stdout.readline())


def _starts(words: tuple[str, ...], name: list[str]) -> bool:
    return [word for word in words if not word.startswith("-")][: len(name)] == name


def _story(command: CommandLine, key: str, folder: Path) -> Story:
    told = _setup(command, key) | _memories(command, folder) | _endings(command)
    return told | {"commands": command.commands, "called": command.called}


def _setup(command: CommandLine, key: str) -> Story:
    return {
        "status": command(JSON, "status"),
        "init": command("init", "--api-key", key, "--user-id", "ben", "--force"),
        "version": command("version"),
        "help": command(JSON, "help"),
        "set": command("config", "set", "defaults.user_id", "ada"),
        "set_value": command("config", "get", "defaults.user_id"),
        "config": command(JSON, "config", "show"),
        "identify": command("identify", "somebody"),
        "whoami": command(JSON, "whoami"),
        "rush_add": command(JSON, "agent-rush", "add", "Mira plays"),
        "rush_search": command(JSON, "agent-rush", "search", "who plays"),
    }


def _memories(command: CommandLine, folder: Path) -> Story:
    file = folder / "memories.json"
    file.write_text(json.dumps([{"memory": "Mira rows"}, {"text": "Mira rides"}]))
    queued = command(JSON, "add", "I work at Orbit Labs.", "-u", "mira")
    stored = command(JSON, "add", "Mira plays the cello", "--no-infer", "-u", "mira")
    memory_id = stored["data"][0]["id"]
    return {
        "queued": queued,
        "event": _finished(command, queued["data"][0]["event_id"]),
        "events": command(JSON, "event", "list"),
        "stored": stored,
        "list": command(JSON, "list", "-u", "mira"),
        "search": command(JSON, "search", "Who plays the cello?", "-u", "mira"),
        "get": command(JSON, "get", memory_id),
        "unknown": command(JSON, "get", UNKNOWN_ID),
        "update": command(JSON, "update", memory_id, "Mira plays the viola"),
        "updated": command(JSON, "get", memory_id),
        "delete": command(JSON, "delete", memory_id, "--force"),
        "deleted": command(JSON, "get", memory_id),
        "import": command(JSON, "import", str(file), "-u", f"imported-{uuid4()}"),
    }


def _finished(command: CommandLine, event_id: str) -> Story:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        event = command(JSON, "event", "status", event_id)
        if event["data"]["status"] not in {"PENDING", "RUNNING"}:
            return event
    raise TimeoutError(f"event {event_id} is not done after {SECONDS} seconds")


def _endings(command: CommandLine) -> Story:
    return {
        "users": command(JSON, "entity", "list", "users"),
        "delete_all": command(JSON, "delete", "--all", "-u", "mira", "--force"),
        "left": command(JSON, "list", "-u", "mira"),
        "entity_delete": command(JSON, "entity", "delete", "-u", "mira", "--force"),
        "users_left": command(JSON, "entity", "list", "users"),
    }


def test_every_command_is_run(story: Story):
    assert {"add", "search", "entity list", "event status", *VENDORS} <= set(story["commands"])
    assert set() == set(story["commands"]) - story["called"]


def test_the_address_of_the_environment_is_asked(story: Story):
    assert story["status"]["data"]["connected"]
    assert 0 == story["init"]["status"] or "success" == story["init"]["status"], story["init"]


def test_what_is_added_is_followed_and_found(story: Story):
    assert "SUCCEEDED" == story["event"]["data"]["status"]
    assert "Mira plays the cello" == story["get"]["data"]["memory"]
    assert "Mira plays the cello" in [one["memory"] for one in story["list"]["data"]]
    assert "Mira plays the cello" == story["search"]["data"][0]["memory"]


def test_what_is_updated_is_other_words(story: Story):
    assert "Mira plays the viola" == story["updated"]["data"]["memory"]


@pytest.mark.parametrize("step", ["unknown", "deleted"])
def test_what_is_not_there_is_an_error(story: Story, step: str):
    assert "data" not in story[step] or not story[step]["data"]


def test_deleting_leaves_nothing(story: Story):
    assert [] == story["left"]["data"]
    assert "mira" not in [user["name"] for user in story["users_left"]["data"]]


def test_files_are_imported(story: Story):
    # the one of npm draws a line of its progress before the JSON
    assert story["import"]["status"] in {0, "success"}, story["import"]

"""What the README shows is run as it stands there, against the live service."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest

from tests.clients.conftest import ROOT, program
from tests.live import Live

README: Final = (ROOT / "README.md").read_text()
BLOCK: Final = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
ADDRESS: Final = "http://127.0.0.1:8000"
KEY_FILE: Final = ".relata/api_key"
USER: Final = '"mira"'
SECONDS: Final = 120


def block(language: str, word: str) -> str:
    """Give the README's first example in a language that has the word in it."""
    return next(text for kind, text in BLOCK.findall(README) if kind == language and word in text)


def here(text: str, live: Live) -> str:
    """Put the live service's address and key in the place of the defaults, and a new user's name.

    Who has said the same before is told nothing new.
    """
    text = text.replace(USER, f'"{uuid4()}"')
    return text.replace(ADDRESS, live.url).replace(KEY_FILE, str(live.home / "api_key"))


def run(command: list[str], folder: Path) -> str:
    """Run a command as a newcomer would and give what it prints."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "MEM0_DIR": str(folder),
        "MEM0_TELEMETRY": "false",
    }
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr

    return done.stdout


def run_own(words: list[str], live: Live) -> str:
    """Run one of our own programs with the live service's settings and give what it prints."""
    port = live.url.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | {"RELATA_HOME": str(live.home), "RELATA_PORT": port},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    return done.stdout


def test_the_curl_line_answers_with_facts_and_relations(live: Live, tmp_path: Path):
    answer = json.loads(run(["bash", "-c", here(block("sh", "curl"), live)], tmp_path))

    relations = {(one["relationship"], one["target"]) for one in answer["relations"]}
    assert "SUCCEEDED" == answer["status"]
    assert {("works_at", "Orbit Labs"), ("moved_to", "Bergen")} <= relations


def test_the_line_that_the_service_prints_works_as_printed(live: Live, tmp_path: Path):
    printed = (live.home / "serve.log").read_text()
    line = next(line for line in printed.splitlines() if "curl " in line)
    answer = json.loads(run(["bash", "-c", line], tmp_path))

    assert "SUCCEEDED" == answer["status"]
    assert answer["relations"]


def test_the_python_example_runs_with_mem0_s_client(live: Live, tmp_path: Path):
    example = tmp_path / "example.py"
    example.write_text(here(block("python", "MemoryClient"), live))

    printed = run([str(program("python_2_2_1")[0]), str(example)], tmp_path)

    assert "Orbit Labs" in printed
    assert "Ada works_at Orbit Labs" in printed


def test_the_demo_prints_facts_relations_and_the_words_they_come_from(live: Live):
    printed = run_own(["scripts.demo"], live)

    assert "-[works_at]-> (Harbour Museum)" in printed
    assert "“My brother Jonas works at the Harbour Museum in Bergen.”" in printed


@pytest.mark.parametrize("words", [["status"], ["neo4j", "status"], ["keys", "list"]])
def test_the_command_lines_that_the_readme_names_work(live: Live, words: list[str]):
    assert run_own(["app", *words], live)

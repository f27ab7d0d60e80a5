import json
import subprocess
from pathlib import Path

import pytest

from app.processes import banner
from app.services.projects import FirstStart
from app.settings import Settings

MADE = FirstStart(outcome="made", secret="rl-secret")
KNOWN = FirstStart(outcome="known", secret="rl-secret")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("::", "http://[::1]:8000"),
        ("example.org", "http://example.org:8000"),
    ],
)
def test_the_address_is_one_that_this_machine_reaches(host: str, expected: str):
    assert expected == banner.url(Settings(host=host))


def test_a_new_key_is_shown_once():
    assert "rl-secret" in banner.ready(Settings(), MADE)
    assert "rl-secret" not in banner.ready(Settings(), KNOWN)


@pytest.mark.parametrize("name", ["plain", "with space", "it's $HOME"])
def test_the_line_to_try_is_a_command_whatever_the_home(tmp_path: Path, name: str):
    (tmp_path / name).mkdir()
    (tmp_path / name / "api_key").write_text("rl-kept\n")
    lines = banner.ready(Settings(home=str(tmp_path / name)), KNOWN).splitlines()
    (line,) = [line for line in lines if line.strip().startswith("curl")]

    words = _words(line)

    assert "http://127.0.0.1:8000/v3/memories/add/" in words
    assert "Authorization: Token rl-kept" in words
    assert "ada" == json.loads(words[-1])["user_id"]


def _words(line: str) -> list[str]:
    """Let a shell say what a program in the place of curl would be told."""
    script = f"curl() {{ printf '%s\\n' \"$@\"; }}; {line}"
    answer = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


@pytest.mark.parametrize("outcome", ["unknown", "elsewhere"])
def test_who_has_no_key_learns_how_to_make_one(outcome: str):
    first = FirstStart(outcome=outcome, secret=None)  # pyright: ignore[reportArgumentType] - parametrized
    words = banner.ready(Settings(), first)

    assert "app keys create --email" in words
    assert "curl" not in words

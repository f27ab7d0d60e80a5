"""`python -m app` as users run it: started, doubled, wounded, killed, started again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import httpx
import pytest

from app.processes import homes
from graph.local import instance
from tests.live import ROOT, free_port, start, stop, wait_until_ready

pytestmark = pytest.mark.xdist_group("service")
SECONDS_TO_SETTLE = 60


class Service:
    """One home and whatever runs in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process: subprocess.Popen[bytes] | None = None
        self.url = ""

    @property
    def log(self) -> str:
        return (self.home / "serve.log").read_text()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Token {(self.home / homes.KEY).read_text().strip()}"}

    def ensure(self) -> None:
        if self.process is None or self.process.poll() is not None:
            self.process, self.url = start(self.home, {})
            wait_until_ready(self.process, self.url, self.home)
            _until(lambda: "Ctrl-C stops it" in self.log.rpartition("Starting")[2])

    def ping(self) -> httpx.Response:
        return httpx.get(f"{self.url}/v1/ping/", headers=self.headers, timeout=10)

    def readiness(self) -> int:
        return httpx.get(f"{self.url}/health/ready", timeout=10).status_code

    def children(self, command: str) -> list[int]:
        assert self.process is not None
        listed = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(line.split()[0]) for line in listed.stdout.splitlines() if command in line]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        port = self.url.rpartition(":")[2]
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("RELATA_", "OPENAI_"))}
        return subprocess.run(
            [sys.executable, "-m", "app", *words],
            cwd=ROOT,
            env={**clean, "RELATA_HOME": str(self.home), "RELATA_PORT": port},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def home_of_service(tmp_path_factory: pytest.TempPathFactory) -> Generator[Service]:
    service = Service(tmp_path_factory.mktemp("service"))
    yield service
    if service.process is not None:
        stop(service.process)
    instance.stop(service.home)


@pytest.fixture
def service(home_of_service: Service) -> Service:
    home_of_service.ensure()
    return home_of_service


def test_the_line_that_is_printed_works_as_it_is(service: Service):
    (line,) = re.findall(r"^  (curl .*)$", service.log.rpartition("Starting")[2], re.MULTILINE)
    answer = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=True)

    assert '"status":"SUCCEEDED"' in answer.stdout
    assert '"relationship":"works_at"' in answer.stdout


def test_a_key_is_kept_and_shown_once(service: Service):
    key = (service.home / homes.KEY).read_text().strip()

    assert 200 == service.ping().status_code
    assert 1 == service.log.count(key)
    assert 0o600 == (service.home / homes.KEY).stat().st_mode & 0o777


def test_a_second_service_is_told_about_the_first(service: Service):
    answer = service.command("serve")

    assert 1 == answer.returncode
    assert "already running" in answer.stderr
    assert service.url in answer.stderr
    assert 200 == service.ping().status_code


def test_a_port_that_is_taken_is_named(tmp_path: Path):
    other = Service(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        other.url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        answer = other.command("serve")

    assert 1 == answer.returncode
    assert "RELATA_PORT" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("command", ["app api", "app worker"])
def test_a_child_that_dies_is_replaced(service: Service, command: str):
    (before,) = service.children(command)
    os.kill(before, signal.SIGKILL)
    _until(lambda: service.children(command) not in ([], [before]))
    _until(lambda: _answers(service))

    assert 200 == service.ping().status_code


def test_a_killed_service_takes_its_children_along_and_starts_again(service: Service):
    assert service.process is not None
    children = service.children("app ")
    key = (service.home / homes.KEY).read_text()
    service.process.kill()
    service.process.wait()
    _until(lambda: not any(map(_is_alive, children)))
    service.ensure()

    assert 200 == service.ping().status_code
    assert key == (service.home / homes.KEY).read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_ends_everything(service: Service, number: signal.Signals):
    assert service.process is not None
    children = service.children("app ")
    service.process.send_signal(number)
    code = service.process.wait(SECONDS_TO_SETTLE)

    assert 0 == code
    assert instance.find(service.home) is None
    assert not any(map(_is_alive, children))
    assert "Traceback" not in service.log


def test_without_neo4j_callers_are_asked_to_come_back_and_it_recovers(service: Service):
    service.command("neo4j", "stop")
    answer = service.ping()
    was_ready = service.readiness()
    service.command("neo4j", "start")
    _until(lambda: service.readiness() == 200)

    assert (503, 503) == (answer.status_code, was_ready)
    assert answer.elapsed.total_seconds() < 3
    assert answer.headers["Retry-After"].isdecimal()
    assert 200 == service.ping().status_code


def test_a_neo4j_that_hangs_holds_nobody_up(service: Service):
    running = instance.find(service.home)
    assert running is not None
    os.kill(running.pid, signal.SIGSTOP)
    try:
        answer = service.ping()
        was_ready = service.readiness()
    finally:
        os.kill(running.pid, signal.SIGCONT)
    _until(lambda: service.readiness() == 200)

    assert (503, 503) == (answer.status_code, was_ready)
    assert answer.elapsed.total_seconds() < 3
    assert 200 == service.ping().status_code


def test_a_neo4j_that_dies_is_started_again(service: Service):
    running = instance.find(service.home)
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    _until(lambda: (found := instance.find(service.home)) is not None and found.pid != running.pid)
    _until(lambda: service.readiness() == 200)

    assert 200 == service.ping().status_code


def test_status_says_what_runs(service: Service):
    answer = service.command("status")

    assert 0 == answer.returncode
    assert f"ready at {service.url}" in answer.stdout


def test_keys_are_made_listed_and_revoked(service: Service):
    made = service.command(
        "keys", "create", "--email", "op@example.org", "--project", "ops", "--operator"
    )
    key = made.stdout.strip()
    headers = {"Authorization": f"Token {key}"}
    before = httpx.get(f"{service.url}/health/integrity", headers=headers, timeout=30)
    (line,) = [row for row in service.command("keys", "list").stdout.splitlines() if key[:9] in row]
    revoked = service.command("keys", "revoke", line.split()[0])
    after = httpx.get(f"{service.url}/v1/ping/", headers=headers, timeout=10)

    assert f"{key}\n" == made.stdout
    assert ["OWNER", "op@example.org"] == [line.split()[2], line.split()[-1]]
    assert key not in line
    assert (200, 0, 401) == (before.status_code, revoked.returncode, after.status_code)


@pytest.mark.parametrize(
    "words",
    [
        ("keys", "create", "--email", "nobody", "--project", "p"),
        ("keys", "create", "--email", "a@b.c", "--project", " "),
        ("keys", "create", "--project", "p"),
        ("keys", "create", "--email", "a@b.c", "--project", "p", "--role", "KING"),
        ("keys", "revoke", "unknown"),
        ("nonsense",),
    ],
)
def test_a_command_that_makes_no_sense_fails_on_stderr(service: Service, words: tuple[str, ...]):
    answer = service.command(*words)

    assert answer.returncode != 0
    assert answer.stderr
    assert not answer.stdout


def test_commands_without_a_database_say_how_to_start_one(tmp_path: Path):
    answer = Service(tmp_path).command("keys", "list")

    assert 1 == answer.returncode
    assert "make run" in answer.stderr


def _answers(service: Service) -> bool:
    try:
        return service.readiness() == 200
    except httpx.TransportError:
        return False


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS_TO_SETTLE
    while not holds():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.1)

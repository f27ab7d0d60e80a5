"""Webhooks of a whole service whose worker is killed while it makes a call."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

import httpx
import pytest

from app.services.signing import signed
from tests.live import Live, running_service

pytestmark = [pytest.mark.full, pytest.mark.xdist_group("service")]
SECONDS: Final = 120


class Receiver(ThreadingHTTPServer):
    """Answers nothing until it is told to, and notes what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.may_answer = threading.Event()
        self.came: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver = self.server
        assert isinstance(receiver, Receiver)
        length = int(self.headers["Content-Length"])
        headers = {name.lower(): value for name, value in self.headers.items()}
        receiver.came.append((headers, self.rfile.read(length)))
        receiver.may_answer.wait(SECONDS)
        self.send_response(204)
        self.end_headers()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Keep quiet."""


@pytest.fixture
def receiver() -> Generator[Receiver]:
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.may_answer.set()
        server.shutdown()


@pytest.fixture
def service() -> Generator[Live]:
    with running_service(environment={"RELATA_PRIVATE_WEBHOOKS": "true"}) as service:
        yield service


def test_a_killed_worker_s_call_is_made_again(service: Live, receiver: Receiver):
    headers = {"Authorization": f"Token {service.key}"}
    with httpx.Client(base_url=service.url, headers=headers, timeout=60) as client:
        webhooks = f"/api/v1/webhooks/projects/{client.get('/v1/ping/').json()['project_id']}/"
        form = {"name": "hook", "url": receiver.url, "event_types": ["memory_add"]}
        secret = client.post(webhooks, json=form).json()["secret"]
        body = {"messages": "Mira likes tea", "user_id": "mira", "infer": False}
        client.post("/v3/memories/add/", json=body).raise_for_status()
        _until(receiver, 1)
        os.kill(_worker(service), signal.SIGKILL)
        receiver.may_answer.set()
        _until(receiver, 2)
    (first, told), (second, again) = receiver.came
    expected = signed(
        secret,
        message_id=second["webhook-id"],
        timestamp=int(second["webhook-timestamp"]),
        body=again,
    )

    assert first["webhook-id"] == second["webhook-id"]
    assert told == again
    assert expected["webhook-signature"] == second["webhook-signature"]
    assert "Mira likes tea" == json.loads(again)["event_details"]["data"]["memory"]


def _worker(service: Live) -> int:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(service.process.pid)],
        capture_output=True,
        text=True,
        check=True,
    )
    return next(int(line.split()[0]) for line in listed.stdout.splitlines() if "worker" in line)


def _until(receiver: Receiver, number: int) -> None:
    until = time.monotonic() + SECONDS
    while len(receiver.came) < number:
        assert time.monotonic() < until, f"{len(receiver.came)} calls instead of {number}"
        time.sleep(0.05)

"""A whole service of its own, started as a user starts it, for clients, browsers and figures."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

ROOT = Path(__file__).parent.parent
SECONDS_TO_START = 300
SECONDS_TO_STOP = 60


@dataclass(frozen=True)
class Live:
    """Where a running service answers and the OWNER key of its first project."""

    url: str
    key: str
    home: Path
    process: subprocess.Popen


@contextmanager
def running_service(
    home: Path | None = None, environment: Mapping[str, str] | None = None
) -> Generator[Live]:
    """Run `python -m app serve` until the block ends; without a home, in one that goes away.

    The environment of the caller is passed on, less its `RELATA_` and `OPENAI_` variables.
    """
    with tempfile.TemporaryDirectory(prefix="relata-") as folder:
        used = home or Path(folder)
        process, url = start(used, environment or {})
        try:
            wait_until_ready(process, url, used)
            yield Live(url, (used / "api_key").read_text().strip(), used, process)
        finally:
            stop(process)


def start(home: Path, environment: Mapping[str, str]) -> tuple[subprocess.Popen, str]:
    """Start the service on a free port, its output in the home's `serve.log`."""
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("RELATA_", "OPENAI_"))}
    settings = {"RELATA_PORT": str(port), "RELATA_HOME": str(home), **environment}
    home.mkdir(parents=True, exist_ok=True)
    with (home / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            cwd=ROOT,
            env={**clean, **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return process, f"http://127.0.0.1:{port}"


def wait_until_ready(process: subprocess.Popen, url: str, home: Path) -> None:
    """Come back when the service says it is ready; raise with its log when it does not."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/health/ready", timeout=5).status_code == HTTPStatus.OK:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError("the service did not start:\n" + (home / "serve.log").read_text())


def stop(process: subprocess.Popen) -> None:
    """Stop the service as Ctrl-C does and wait for it; kill it when it does not come to an end."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def free_port() -> int:
    """Give a loopback port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def connected(live: Live, key: str) -> httpx.Client:
    """Give a client of the service that shows a key."""
    return httpx.Client(base_url=live.url, headers={"Authorization": f"Token {key}"}, timeout=60)


def key_of_new_project(live: Live) -> str:
    """Make a project in the service's organization; give an OWNER's key of it."""
    with connected(live, live.key) as owner:
        organization_id = _patient(owner, "/v1/ping/")["org_id"]
        projects = f"/api/v1/orgs/organizations/{organization_id}/projects/"
        made = owner.post(projects, json={"name": str(uuid4())}).json()
        return owner.post(f"{projects}{made['project_id']}/keys/", json={}).json()["key"]


def _patient(client: httpx.Client, path: str) -> dict[str, Any]:
    """Ask as a client that heeds `Retry-After`: a service that just started may need a moment."""
    answer = client.get(path)
    while answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        time.sleep(int(answer.headers["Retry-After"]))
        answer = client.get(path)
    return answer.raise_for_status().json()

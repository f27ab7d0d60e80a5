"""Processes that may be killed: workers and callers with fake models, forked from a warm one."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Final

from app.faults import VARIABLE
from app.services.additions import Additions
from app.services.ingestion import Ingestion
from app.signals import Signals
from app.worker import Worker
from graph.local.instance import Instance
from graph.session import Graph, connected
from tests.fakes import FakeEmbedder, FakeExtractor, SlowExtractor
from tests.services.working import access, addition

LEASE_SECONDS: Final = 0.6
SECONDS_TO_DIE: Final = 20
_NURSERY = multiprocessing.get_context("forkserver")
_NURSERY.set_forkserver_preload([__name__])


def worker(server: Instance, folder: Path, *, fail_point: str = "", slowness: float = 0) -> Any:
    """Start a worker that dies at the fail point, if one is named."""
    return _started(_work, server, folder, fail_point, slowness)


def caller(server: Instance, folder: Path, *, fail_point: str, project_id: str, text: str) -> Any:
    """Start a process that adds one message under the key `k`."""
    return _started(_add, server, folder, fail_point, project_id, text)


def is_killed(process: ForkServerProcess) -> bool:
    """Wait for the end of a process and tell whether it was SIGKILL."""
    process.join(SECONDS_TO_DIE)
    return process.exitcode == -signal.SIGKILL


def kill(process: ForkServerProcess) -> None:
    """Kill a process as a power cut would."""
    process.kill()
    process.join(SECONDS_TO_DIE)


def stop(process: ForkServerProcess) -> int | None:
    """Ask a process to end; gives its exit code."""
    process.terminate()
    process.join(SECONDS_TO_DIE)
    return process.exitcode


def is_listening(process: ForkServerProcess, folder: Path) -> bool:
    """Tell whether a worker has left its address, after which SIGTERM is a request."""
    return any(folder.glob(f"worker-{process.pid}-*"))


def _started(target: Callable[..., None], *given: object) -> ForkServerProcess:
    process = _NURSERY.Process(target=target, args=given, daemon=True)
    process.start()
    return process


def _work(server: Instance, folder: Path, fail_point: str, slowness: float) -> None:
    os.environ[VARIABLE] = fail_point
    asyncio.run(_working(server, folder, slowness))


async def _working(server: Instance, folder: Path, slowness: float) -> None:
    async with connected(server.uri, server.user, server.password) as driver:
        graph = Graph(driver)
        extractor = SlowExtractor(slowness) if slowness else FakeExtractor()
        ingestion = Ingestion(graph, extractor, FakeEmbedder())
        signals = Signals(folder, "worker")
        await Worker(graph, signals, ingestion, lease_seconds=LEASE_SECONDS).work()


def _add(server: Instance, folder: Path, fail_point: str, project_id: str, text: str) -> None:
    os.environ[VARIABLE] = fail_point
    asyncio.run(_adding(server, folder, project_id, text))


async def _adding(server: Instance, folder: Path, project_id: str, text: str) -> None:
    async with connected(server.uri, server.user, server.password) as driver:
        additions = Additions(Graph(driver), Signals(folder, "api"))
        await additions.add(access(project_id), addition(text), "k")

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from app.signals import Signals, came

EVENT = "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
async def api(folder: Path) -> AsyncGenerator[Signals]:
    signals = Signals(folder, "api")
    await signals.open()
    yield signals
    signals.close()


@pytest.fixture
async def worker(folder: Path) -> AsyncGenerator[Signals]:
    signals = Signals(folder, "worker")
    await signals.open()
    yield signals
    signals.close()


def names(folder: Path) -> list[str]:
    """Name the files in the run folder."""
    return [file.name for file in folder.glob("*")]


def leave(folder: Path, name: str) -> None:
    """Leave a file as a process does."""
    folder.mkdir(exist_ok=True)
    (folder / name).touch()


async def waited(signals: Signals, seconds: float) -> float:
    """Give how long `woken` took."""
    began = time.monotonic()
    await signals.woken(seconds)
    return time.monotonic() - began


async def test_a_worker_is_woken_by_an_api(api: Signals, worker: Signals):
    waiting = asyncio.create_task(waited(worker, 20))
    await asyncio.sleep(0)
    api.wake_workers()

    assert await waiting < 10


async def test_a_hint_that_comes_early_is_not_lost(api: Signals, worker: Signals):
    api.wake_workers()
    await asyncio.sleep(0.05)

    assert await waited(worker, 20) < 10


async def test_a_hint_wakes_once(api: Signals, worker: Signals):
    api.wake_workers()
    await worker.woken(20)

    assert await waited(worker, 0.1) >= 0.09


async def test_without_a_hint_waiting_ends(worker: Signals):
    assert await waited(worker, 0.05) < 10


async def test_every_worker_is_woken(api: Signals, worker: Signals, folder: Path):
    second = Signals(folder, "worker")
    await second.open()
    api.wake_workers()
    times = await asyncio.gather(waited(worker, 20), waited(second, 20))
    second.close()

    assert max(times) < 10


async def test_who_waits_for_an_event_hears_of_its_end(api: Signals, worker: Signals):
    with api.listening(EVENT) as hint:
        worker.tell_finished(EVENT)
        await came(hint, 20)

        assert hint.is_set()


async def test_who_waits_for_another_event_hears_nothing(api: Signals, worker: Signals):
    with api.listening("another") as hint:
        worker.tell_finished(EVENT)
        await came(hint, 0.1)

        assert not hint.is_set()


async def test_two_who_wait_for_one_event_both_hear(api: Signals, worker: Signals):
    with api.listening(EVENT) as one, api.listening(EVENT) as other:
        worker.tell_finished(EVENT)
        await asyncio.gather(came(one, 20), came(other, 20))

        assert one.is_set()
        assert other.is_set()


async def test_junk_from_another_program_does_no_harm(api: Signals, worker: Signals, folder: Path):
    port = int(next(name for name in names(folder) if name.startswith("worker")).split("-")[2])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(b"\xff\xfe\x00junk", ("127.0.0.1", port))
    api.wake_workers()

    assert await waited(worker, 20) < 10


async def test_a_worker_that_is_gone_is_no_error(api: Signals, worker: Signals, folder: Path):
    leave(folder, f"worker-{os.getpid()}-1")
    api.wake_workers()

    assert await waited(worker, 20) < 10


async def test_files_of_dead_processes_are_taken_away(folder: Path):
    dead = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await dead.wait()
    leave(folder, f"worker-{dead.pid}-4711")
    signals = Signals(folder, "api")
    await signals.open()
    signals.close()

    assert [] == names(folder)


async def test_a_closed_mailbox_leaves_no_file(folder: Path):
    signals = Signals(folder, "api")
    await signals.open()
    there = names(folder)
    signals.close()

    assert 1 == len(there)
    assert [] == names(folder)


async def test_hints_before_opening_go_nowhere(folder: Path):
    Signals(folder, "api").wake_workers()

    assert [] == names(folder)

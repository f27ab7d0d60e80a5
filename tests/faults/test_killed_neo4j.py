"""Neo4j itself dies by SIGKILL while workers work; with it back, everything goes on."""

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from graph.errors import UnavailableError
from graph.local import instance
from graph.local.instance import Instance
from graph.model import ScopeIds
from tests.faults.children import is_listening, stop, worker
from tests.faults.conftest import MEGABYTES
from tests.faults.soundness import assert_written_once, settled, until
from tests.services.working import Desk, addition

pytestmark = [pytest.mark.xdist_group("doomed"), pytest.mark.full]


@pytest.mark.parametrize("number", range(5))
async def test_a_killed_neo4j_loses_and_repeats_nothing(
    desk: Desk, doomed: Instance, doomed_home: Path, tmp_path: Path, number: int
):
    folder = tmp_path / "run"
    busy = worker(doomed, folder, slowness=0.05)
    await until(lambda: asyncio.to_thread(is_listening, busy, folder))
    killing = asyncio.create_task(_kill_soon(doomed_home, random.uniform(0.1, 1.5)))
    expected = [text for part in range(12) if (text := await _insist(desk, number, part))]
    await killing
    events = await settled(desk, seconds=120)
    exit_code = await asyncio.to_thread(stop, busy)

    assert {"SUCCEEDED"} == {event.state for event in events}, events
    assert 0 == exit_code
    await assert_written_once(desk, expected)


async def _kill_soon(home: Path, seconds: float) -> None:
    """Kill the server after a while and start it again."""
    await asyncio.sleep(seconds)
    running = instance.find(home)
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    await until(lambda: asyncio.to_thread(lambda: instance.find(home) is None))
    await asyncio.to_thread(instance.start, home, None, MEGABYTES)


async def _insist(desk: Desk, number: int, part: int) -> str:
    """Add under a key until the add is accepted, as a careful caller does."""
    said = addition(f"I likes thing{number}x{part}", ids=ScopeIds(user_id=f"u{part % 3}"))
    while True:
        try:
            await desk.additions.add(desk.access, said, f"key{part}")
        except UnavailableError:
            await asyncio.sleep(0.2)
        else:
            return f"u{part % 3} likes thing{number}x{part}"

"""Workers die by SIGKILL at every point that matters; the next one goes on where they were."""

import asyncio
import random
from pathlib import Path
from typing import Final

import pytest

from graph.local.instance import Instance
from graph.model import ScopeIds
from tests.faults.children import caller, is_killed, is_listening, kill, stop, worker
from tests.faults.soundness import assert_written_once, settled, until
from tests.services.working import Desk, addition

pytestmark = pytest.mark.xdist_group("doomed")

OWNERS: Final = ("ann", "ben", "cleo")
CITIES: Final = ("Oslo", "Rome", "Kyiv")
POINTS: Final = ("after_lease", "after_extract", "inside_commit", "after_commit")
# of each point this often here and as often again in `make test-full`
KILLS: Final = 4


async def accepted(desk: Desk) -> list[str]:
    """Accept adds of three owners, inferred and verbatim; gives the texts they lead to.

    There are more than enough for every kill: while one lane's event ends, others' may too.
    """
    expected: list[str] = []
    for number, (owner, city) in enumerate(zip(OWNERS, CITIES, strict=True)):
        ids = ScopeIds(user_id=owner)
        first = addition(f"I lives_in {city}. I likes tea", ids=ids)
        second = addition(f"Dora works_at Orbit{number}", ids=ids, infer=False)
        more = [f"Eve{one} lives_in {city}" for one in range(3)]
        for add in (first, second, *(addition(text, ids=ids) for text in more)):
            await desk.additions.add(desk.access, add)
        expected += [f"{owner} lives_in {city}", f"{owner} likes tea"]
        expected += [f"Dora works_at Orbit{number}", *more]
    return expected


async def finished(desk: Desk, server: Instance, folder: Path) -> None:
    """Let a worker that nobody kills do what is left, and stop it."""
    healthy = worker(server, folder)
    await until(lambda: asyncio.to_thread(is_listening, healthy, folder))
    events = await settled(desk)
    exit_code = await asyncio.to_thread(stop, healthy)

    assert {"SUCCEEDED"} == {event.state for event in events}, events
    assert 0 == exit_code


async def die_at(desk: Desk, server: Instance, folder: Path, point: str) -> None:
    expected = await accepted(desk)
    for times in range(KILLS):
        doomed = worker(server, folder, fail_point=f"{point}:{1 + times % 2}")
        assert await asyncio.to_thread(is_killed, doomed)
    await finished(desk, server, folder)
    await assert_written_once(desk, expected)


@pytest.mark.parametrize("point", POINTS)
async def test_a_worker_killed_at_a_point_loses_and_repeats_nothing(
    desk: Desk, doomed: Instance, tmp_path: Path, point: str
):
    await die_at(desk, doomed, tmp_path / "run", point)


@pytest.mark.full
@pytest.mark.parametrize("point", POINTS)
async def test_a_worker_killed_at_a_point_again_loses_and_repeats_nothing(
    desk: Desk, doomed: Instance, tmp_path: Path, point: str
):
    await die_at(desk, doomed, tmp_path / "run", point)


@pytest.mark.parametrize("number", range(2))
async def test_a_caller_killed_after_the_accept_gets_the_same_event(
    desk: Desk, doomed: Instance, tmp_path: Path, number: int
):
    await _killed_after_accept(desk, doomed, tmp_path / "run", number)


@pytest.mark.full
@pytest.mark.parametrize("number", range(6))
async def test_more_callers_killed_after_the_accept_get_the_same_event(
    desk: Desk, doomed: Instance, tmp_path: Path, number: int
):
    await _killed_after_accept(desk, doomed, tmp_path / "run", number)


async def _killed_after_accept(desk: Desk, server: Instance, folder: Path, number: int) -> None:
    text = f"I lives_in Town{number}"
    project_id = desk.access.project.id
    dying = caller(server, folder, fail_point="after_accept", project_id=project_id, text=text)
    assert await asyncio.to_thread(is_killed, dying)
    again = await desk.additions.add(desk.access, addition(text), "k")
    await finished(desk, server, folder)

    assert not again.is_new
    await assert_written_once(desk, [f"mira lives_in Town{number}"])


async def test_a_worker_killed_at_random_loses_and_repeats_nothing(
    desk: Desk, doomed: Instance, tmp_path: Path
):
    await _killed_at_random(desk, doomed, tmp_path / "run", kills=3)


@pytest.mark.full
@pytest.mark.parametrize("number", range(4))
async def test_workers_killed_at_random_lose_and_repeat_nothing(
    desk: Desk, doomed: Instance, tmp_path: Path, number: int
):
    assert number >= 0
    await _killed_at_random(desk, doomed, tmp_path / "run", kills=6)


async def _killed_at_random(desk: Desk, server: Instance, folder: Path, *, kills: int) -> None:
    expected = await accepted(desk)
    for _ in range(kills):
        victim = worker(server, folder, slowness=0.05)
        await asyncio.sleep(random.uniform(0.1, 0.9))
        await asyncio.to_thread(kill, victim)
    await finished(desk, server, folder)
    await assert_written_once(desk, expected)


async def test_a_stopped_worker_finishes_the_event_under_way(
    desk: Desk, doomed: Instance, tmp_path: Path
):
    slow = worker(doomed, tmp_path / "run", slowness=0.5)
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    await until(lambda: _is_running(desk, receipt.event_id))
    exit_code = await asyncio.to_thread(stop, slow)

    assert 0 == exit_code
    assert "SUCCEEDED" == (await desk.event(receipt.event_id)).state


async def _is_running(desk: Desk, event_id: str) -> bool:
    return (await desk.event(event_id)).state == "RUNNING"

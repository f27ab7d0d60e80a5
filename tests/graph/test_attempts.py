"""An event that was not done fails, is tried again, replayed or cancelled."""

import pytest

from graph import attempts, commits, events, lanes
from graph.errors import NotFoundError, WrongStateError
from graph.session import Graph
from tests.graph.writing import THEN, event_row, leased, new_id, owner_key, plan

START = int(THEN.timestamp() * 1000)


async def _fail(graph: Graph, project_id: str, event_id: str, token: str) -> bool:
    return await graph.write(
        attempts.fail, event_id, lane_key=owner_key(project_id), token=token, error="too long"
    )


async def _retry(graph: Graph, project_id: str, event_id: str, token: str) -> bool:
    return await graph.write(
        attempts.retry,
        event_id,
        lane_key=owner_key(project_id),
        token=token,
        error="busy",
        ready_ms=START + 500,
    )


async def test_a_failed_event_says_why(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    assert await _fail(graph, project_id, found.event_id, found.token)

    event = await graph.read(events.get, project_id, found.event_id)

    assert ("FAILED", "too long") == (event.state, event.error)
    assert event.completed_at is not None


async def test_an_event_leased_by_another_can_not_be_failed(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    assert not await _fail(graph, project_id, found.event_id, "another token")
    assert "RUNNING" == (await graph.read(events.get, project_id, found.event_id)).state


async def test_a_retried_event_waits_and_remembers_the_reason(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    assert await _retry(graph, project_id, found.event_id, found.token)

    event = await graph.read(events.get, project_id, found.event_id)

    assert ("PENDING", "busy") == (event.state, event.error)


async def test_an_event_leased_by_another_can_not_be_retried(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    assert not await _retry(graph, project_id, found.event_id, "another token")


async def test_a_retried_event_is_leased_after_its_delay(lone: Graph):
    event = event_row("p")
    await lone.write(events.create, event, [])
    await lone.write(lanes.lease, token="t", now_ms=START, until_ms=START + 9, limit=1)
    await _retry(lone, "p", event.id, "t")
    early = await lone.write(
        lanes.lease, token="u", now_ms=START + 499, until_ms=START + 999, limit=1
    )
    late = await lone.write(
        lanes.lease, token="u", now_ms=START + 500, until_ms=START + 999, limit=1
    )

    assert early is None
    assert late is not None
    assert [(event.id, 2)] == [(one.id, one.attempts) for one in late.events]


async def test_those_behind_a_retried_event_stay_behind_it(lone: Graph):
    rows = [event_row("p") for _ in range(3)]
    for row in rows:
        await lone.write(events.create, row, [])
    await lone.write(lanes.lease, token="t", now_ms=START, until_ms=START + 9, limit=2)
    await _retry(lone, "p", rows[0].id, "t")
    states = [(await lone.read(events.get, "p", row.id)).state for row in rows]
    late = await lone.write(
        lanes.lease, token="u", now_ms=START + 500, until_ms=START + 999, limit=9
    )

    assert ["PENDING", "PENDING", "PENDING"] == states
    assert late is not None
    assert [row.id for row in rows] == [one.id for one in late.events]


async def test_a_failed_event_is_replayed_last_with_its_attempts_forgotten(lone: Graph):
    first, second = event_row("p"), event_row("p")
    await lone.write(events.create, first, [])
    lease = await lone.write(lanes.lease, token="t", now_ms=START, until_ms=START + 9, limit=1)
    assert lease is not None
    await _fail(lone, "p", first.id, "t")
    await lone.write(lanes.release, lease.key, token="t", now_ms=START)
    await lone.write(events.create, second, [])
    await lone.write(attempts.replay, "p", first.id, now_ms=START)
    again = await lone.write(lanes.lease, token="u", now_ms=START, until_ms=START + 9, limit=9)

    assert again is not None
    assert [(second.id, 1), (first.id, 0)] == [(one.id, one.attempts) for one in again.events]


async def test_a_replayed_event_has_no_error_left(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    await _fail(graph, project_id, found.event_id, found.token)
    await graph.write(attempts.replay, project_id, found.event_id, now_ms=START)
    event = await graph.read(events.get, project_id, found.event_id)

    assert ("PENDING", None, None) == (event.state, event.error, event.completed_at)


async def test_an_event_that_has_not_failed_is_not_replayed(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    with pytest.raises(WrongStateError, match="RUNNING, not FAILED"):
        await graph.write(attempts.replay, project_id, found.event_id, now_ms=START)


async def test_a_cancelled_event_has_failed(graph: Graph, project_id: str):
    event = event_row(project_id)
    await graph.write(events.create, event, [])
    await graph.write(attempts.cancel, project_id, event.id)
    stored = await graph.read(events.get, project_id, event.id)

    assert ("FAILED", "cancelled") == (stored.state, stored.error)


async def test_who_works_on_a_cancelled_event_can_not_commit_it(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    await graph.write(attempts.cancel, project_id, found.event_id)

    assert not await graph.write(commits.create, plan(project_id, found))
    assert "FAILED" == (await graph.read(events.get, project_id, found.event_id)).state


async def test_an_event_that_has_ended_is_not_cancelled(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    await graph.write(commits.create, plan(project_id, found))

    with pytest.raises(WrongStateError, match="SUCCEEDED, not PENDING or RUNNING"):
        await graph.write(attempts.cancel, project_id, found.event_id)


async def test_an_event_of_another_project_is_not_replayed(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    with pytest.raises(NotFoundError):
        await graph.write(attempts.replay, new_id(), found.event_id, now_ms=START)


async def test_an_event_of_another_project_is_not_cancelled(graph: Graph, project_id: str):
    found = await leased(graph, project_id)

    with pytest.raises(NotFoundError):
        await graph.write(attempts.cancel, new_id(), found.event_id)

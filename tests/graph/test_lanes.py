"""A lane is leased by one worker at a time, in order, and never left waiting."""

import asyncio
from datetime import timedelta

from graph import attempts, events, lanes
from graph.lanes import Lease
from graph.session import Graph
from tests.graph.writing import THEN, event_row, new_id, owner_key

START = int(THEN.timestamp() * 1000)
LATER = START + 60_000
PROJECT = "p"


async def _accept(graph: Graph, owner: str = "mira", **changes: object) -> str:
    event = event_row(PROJECT, owner_key=owner_key(PROJECT, owner), **changes)
    await graph.write(events.create, event, [])
    return event.id


async def _lease(graph: Graph, token: str = "t", *, now: int = START, limit: int = 9) -> Lease:
    lease = await _try(graph, token, now=now, limit=limit)
    assert lease is not None

    return lease


async def _try(graph: Graph, token: str = "t", *, now: int = START, limit: int = 9) -> Lease | None:
    return await graph.write(
        lanes.lease, token=token, now_ms=now, until_ms=now + 60_000, limit=limit
    )


async def _fail(graph: Graph, lease: Lease, token: str = "t") -> None:
    for event in lease.events:
        await graph.write(
            attempts.fail, event.id, lane_key=lease.key, token=token, error="no reason"
        )


async def test_nothing_accepted_is_nothing_to_lease(lone: Graph):
    assert await _try(lone) is None


async def test_an_accepted_event_is_leased_with_its_request(lone: Graph):
    event_id = await _accept(lone, request='{"a":1}')
    lease = await _lease(lone)

    assert (owner_key(PROJECT), PROJECT, 0) == (lease.key, lease.project_id, lease.version)
    assert [(event_id, "ADD", '{"a":1}', 1)] == [
        (event.id, event.kind, event.request, event.attempts) for event in lease.events
    ]


async def test_a_leased_event_is_running(lone: Graph):
    event_id = await _accept(lone)
    await _lease(lone)
    event = await lone.read(events.get, PROJECT, event_id)

    assert "RUNNING" == event.state
    assert event.started_at is not None


async def test_events_of_an_owner_come_in_the_order_in_which_they_were_accepted(lone: Graph):
    ids = [await _accept(lone, accepted_at=THEN - timedelta(hours=n)) for n in range(4)]
    lease = await _lease(lone)

    assert ids == [event.id for event in lease.events]
    assert [1, 2, 3, 4] == [event.seq for event in lease.events]


async def test_a_lease_takes_no_more_than_asked(lone: Graph):
    ids = [await _accept(lone) for _ in range(3)]
    lease = await _lease(lone, limit=2)

    assert ids[:2] == [event.id for event in lease.events]


async def test_a_leased_lane_is_not_leased_again(lone: Graph):
    await _accept(lone)
    await _lease(lone)

    assert await _try(lone, "other") is None


async def test_another_owners_lane_is_free(lone: Graph):
    await _accept(lone, "mira")
    await _accept(lone, "noor")
    first, second = await _lease(lone), await _lease(lone, "other")

    assert {owner_key(PROJECT, "mira"), owner_key(PROJECT, "noor")} == {first.key, second.key}


async def test_an_event_accepted_during_a_lease_waits_for_its_end(lone: Graph):
    await _accept(lone)
    lease = await _lease(lone)
    event_id = await _accept(lone)

    assert await _try(lone, "other") is None

    await _fail(lone, lease)
    await lone.write(lanes.release, lease.key, token="t", now_ms=START)

    assert [event_id] == [event.id for event in (await _lease(lone, "other")).events]


async def test_an_expired_lease_is_taken_over_and_the_attempt_counted(lone: Graph):
    event_id = await _accept(lone)
    await _lease(lone)
    lease = await _lease(lone, "other", now=LATER)

    assert [(event_id, 2)] == [(event.id, event.attempts) for event in lease.events]


async def test_who_lost_a_lease_can_neither_extend_nor_release_it(lone: Graph):
    await _accept(lone)
    lease = await _lease(lone)
    await _lease(lone, "other", now=LATER)

    assert not await lone.write(lanes.extend, lease.key, token="t", until_ms=LATER * 2)
    assert not await lone.write(lanes.release, lease.key, token="t", now_ms=LATER)
    assert await _try(lone, "third", now=LATER) is None


async def test_a_heartbeat_holds_the_lane(lone: Graph):
    await _accept(lone)
    lease = await _lease(lone)

    assert await lone.write(lanes.extend, lease.key, token="t", until_ms=LATER + 60_000)
    assert await _try(lone, "other", now=LATER) is None


async def test_only_the_first_event_of_a_lease_counts_as_tried(lone: Graph):
    for _ in range(3):
        await _accept(lone)

    assert [1, 0, 0] == [event.attempts for event in (await _lease(lone)).events]
    assert [2, 0, 0] == [event.attempts for event in (await _lease(lone, now=LATER)).events]


async def test_what_was_not_done_when_a_lane_is_given_back_waits_again(lone: Graph):
    event_id = await _accept(lone)
    lease = await _lease(lone)

    assert await lone.write(lanes.release, lease.key, token="t", now_ms=START)
    assert "PENDING" == (await lone.read(events.get, PROJECT, event_id)).state
    assert [event_id] == [event.id for event in (await _lease(lone, "other")).events]


async def test_a_lane_without_events_is_idle(lone: Graph):
    await _accept(lone)
    lease = await _lease(lone)
    await _fail(lone, lease)
    await lone.write(lanes.release, lease.key, token="t", now_ms=START)

    assert await _try(lone, now=LATER) is None


async def test_an_idle_lane_wakes_up(lone: Graph):
    await _accept(lone)
    lease = await _lease(lone)
    await _fail(lone, lease)
    await lone.write(lanes.release, lease.key, token="t", now_ms=START)
    event_id = await _accept(lone)

    assert [event_id] == [event.id for event in (await _lease(lone)).events]


async def test_a_lane_whose_events_were_all_cancelled_is_passed_over(lone: Graph):
    cancelled = await _accept(lone, "mira")
    await lone.write(attempts.cancel, PROJECT, cancelled)
    event_id = await _accept(lone, "noor")
    leases = [await _try(lone, new_id()), await _try(lone, new_id())]

    assert [event_id] == [event.id for lease in leases if lease for event in lease.events]


async def test_sixteen_workers_claim_each_event_once(lone: Graph):
    expected = [await _accept(lone, f"owner {n % 20}") for n in range(60)]
    claimed = await asyncio.gather(*(_work(lone) for _ in range(16)))

    assert sorted(expected) == sorted(event_id for ids in claimed for event_id in ids)


async def _work(graph: Graph) -> list[str]:
    claimed: list[str] = []
    misses = 0
    while misses < 6:
        token = new_id()
        lease = await _try(graph, token, limit=2)
        misses = 0 if lease else misses + 1
        if lease:
            claimed += [event.id for event in lease.events]
            await _fail(graph, lease, token)
            await graph.write(lanes.release, lease.key, token=token, now_ms=START)
        await asyncio.sleep(0.01)
    return claimed

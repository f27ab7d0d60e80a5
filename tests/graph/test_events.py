"""Events are accepted once for each key, read and listed within their project."""

import asyncio
from datetime import timedelta

import pytest

from graph import events
from graph.errors import KeyReusedError, NotFoundError
from graph.events import Accepted, Wanted
from graph.session import Graph
from tests.graph.writing import THEN, event_row, message, new_id, owner_key


async def test_an_accepted_event_is_pending(graph: Graph, project_id: str):
    event = event_row(project_id, request='{"infer":true}')
    accepted = await graph.write(events.create, event, [])
    stored = await graph.read(events.get, project_id, event.id)

    assert Accepted(event_id=event.id, is_new=True) == accepted
    assert ("PENDING", "ADD", '{"infer":true}', 0) == (
        stored.state,
        stored.kind,
        stored.request,
        stored.attempts,
    )


async def test_its_messages_are_read_in_their_order(graph: Graph, project_id: str):
    event = event_row(project_id)
    rows = [message(2, text="c"), message(0, text="a", name="Ada", external_id="x"), message(1)]
    await graph.write(events.create, event, rows)
    stored = await graph.read(events.messages, project_id, event.id)

    assert [0, 1, 2] == [one.position for one in stored]
    assert ("a", "Ada", "x") == (stored[0].text, stored[0].name, stored[0].external_id)


async def test_messages_of_another_project_are_not_read(graph: Graph, project_id: str):
    event = event_row(project_id)
    await graph.write(events.create, event, [message()])

    assert [] == await graph.read(events.messages, new_id(), event.id)


async def test_an_event_of_another_project_is_not_found(graph: Graph, project_id: str):
    event = event_row(project_id)
    await graph.write(events.create, event, [])

    with pytest.raises(NotFoundError):
        await graph.read(events.get, new_id(), event.id)


async def test_the_same_key_and_request_give_the_same_event(graph: Graph, project_id: str):
    key = new_id()
    first = event_row(project_id, idempotency_key=key)
    await graph.write(events.create, first, [message()])
    again = event_row(project_id, idempotency_key=key)

    assert Accepted(event_id=first.id, is_new=False) == await graph.write(
        events.create, again, [message()]
    )
    assert 1 == len(await graph.read(events.messages, project_id, first.id))


async def test_the_same_key_with_another_request_is_refused(graph: Graph, project_id: str):
    key = new_id()
    await graph.write(events.create, event_row(project_id, idempotency_key=key), [])

    with pytest.raises(KeyReusedError):
        await graph.write(
            events.create, event_row(project_id, idempotency_key=key, request_hash="other"), []
        )


async def test_a_refused_key_leaves_no_event(graph: Graph, project_id: str):
    key = new_id()
    await graph.write(events.create, event_row(project_id, idempotency_key=key), [])
    with pytest.raises(KeyReusedError):
        await graph.write(
            events.create, event_row(project_id, idempotency_key=key, request_hash="other"), []
        )

    assert 1 == await graph.read(events.count, project_id)


async def test_a_key_is_forgotten_after_seven_days(graph: Graph, project_id: str):
    key = new_id()
    old = event_row(project_id, idempotency_key=key, accepted_at=THEN - timedelta(days=8))
    await graph.write(events.create, old, [])
    again = event_row(project_id, idempotency_key=key, request_hash="other")

    assert Accepted(event_id=again.id, is_new=True) == await graph.write(events.create, again, [])


async def test_a_key_is_kept_for_seven_days(graph: Graph, project_id: str):
    key = new_id()
    old = event_row(project_id, idempotency_key=key, accepted_at=THEN - timedelta(days=6))
    await graph.write(events.create, old, [])
    again = event_row(project_id, idempotency_key=key)

    assert Accepted(event_id=old.id, is_new=False) == await graph.write(events.create, again, [])


async def test_of_many_requests_with_one_key_one_is_stored(graph: Graph, project_id: str):
    key = new_id()
    rows = [event_row(project_id, idempotency_key=key) for _ in range(8)]
    accepted = await asyncio.gather(*(graph.write(events.create, row, [message()]) for row in rows))

    assert 1 == len({one.event_id for one in accepted})
    assert 1 == sum(one.is_new for one in accepted)
    assert 1 == await graph.read(events.count, project_id)


async def test_of_requests_with_one_key_for_two_owners_one_is_refused(
    graph: Graph, project_id: str
):
    key = new_id()
    rows = [
        event_row(
            project_id,
            idempotency_key=key,
            owner_key=owner_key(project_id, name),
            request_hash=name,
        )
        for name in ("mira", "noor")
    ]
    results = await asyncio.gather(
        *(graph.write(events.create, row, []) for row in rows), return_exceptions=True
    )

    assert ["Accepted", "KeyReusedError"] == sorted(type(one).__name__ for one in results)


async def test_a_finished_event_has_succeeded_with_its_results(graph: Graph, project_id: str):
    event = event_row(project_id, kind="DELETE")
    accepted = await graph.write(events.create_finished, event, '[{"id":"x"}]')
    stored = await graph.read(events.get, project_id, event.id)

    assert accepted.is_new
    assert ("SUCCEEDED", '[{"id":"x"}]', 1) == (stored.state, stored.results, stored.attempts)


async def test_a_finished_event_of_the_same_key_is_not_new(graph: Graph, project_id: str):
    key = new_id()
    first = event_row(project_id, idempotency_key=key)
    await graph.write(events.create_finished, first, "[]")
    again = event_row(project_id, idempotency_key=key)

    assert Accepted(event_id=first.id, is_new=False) == await graph.write(
        events.create_finished, again, "[]"
    )


async def test_a_key_of_an_add_is_refused_for_a_delete(graph: Graph, project_id: str):
    key = new_id()
    await graph.write(events.create, event_row(project_id, idempotency_key=key), [])
    other = event_row(project_id, idempotency_key=key, request_hash="delete", kind="DELETE")

    with pytest.raises(KeyReusedError):
        await graph.write(events.create_finished, other, "[]")


async def test_events_are_listed_newest_first(graph: Graph, project_id: str):
    rows = [event_row(project_id, accepted_at=THEN + timedelta(hours=n)) for n in range(3)]
    for row in rows:
        await graph.write(events.create, row, [])
    found = await graph.read(events.find, project_id, skip=0, limit=2)

    assert [rows[2].id, rows[1].id] == [event.id for event in found]


async def test_a_page_starts_after_those_before_it(graph: Graph, project_id: str):
    rows = [event_row(project_id, accepted_at=THEN + timedelta(hours=n)) for n in range(3)]
    for row in rows:
        await graph.write(events.create, row, [])
    found = await graph.read(events.find, project_id, skip=2, limit=2)

    assert [rows[0].id] == [event.id for event in found]


async def test_events_are_listed_by_state_and_kind(graph: Graph, project_id: str):
    added, deleted = event_row(project_id), event_row(project_id, kind="DELETE")
    await graph.write(events.create, added, [])
    await graph.write(events.create_finished, deleted, "[]")
    pending = await graph.read(events.find, project_id, Wanted(state="PENDING"), skip=0, limit=9)
    deletes = await graph.read(events.find, project_id, Wanted(kind="DELETE"), skip=0, limit=9)

    assert [added.id] == [event.id for event in pending]
    assert [deleted.id] == [event.id for event in deletes]


async def test_events_are_counted_as_they_are_listed(graph: Graph, project_id: str):
    await graph.write(events.create, event_row(project_id), [])
    await graph.write(events.create_finished, event_row(project_id, kind="DELETE"), "[]")

    assert 2 == await graph.read(events.count, project_id)
    assert 1 == await graph.read(events.count, project_id, Wanted(state="SUCCEEDED", kind="DELETE"))
    assert 0 == await graph.read(events.count, new_id())

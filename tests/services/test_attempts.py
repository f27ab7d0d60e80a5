import asyncio

import pytest
from msgspec.structs import replace

from app.services.events import Events
from app.services.ingestion import Ingestion
from extraction.errors import BadModelOutputError, ModelRefusedError, ModelUnavailableError
from graph.errors import NotFoundError, WrongStateError
from graph.events import Wanted
from tests.fakes import FailingExtractor, FakeEmbedder, FakeExtractor, SlowExtractor
from tests.services.working import Desk, access, addition, results, texts


@pytest.fixture
def events(desk: Desk) -> Events:
    return Events(desk.graph, desk.signals)


@pytest.mark.parametrize("error", [BadModelOutputError("no JSON"), ModelRefusedError("no JSON")])
async def test_what_trying_again_does_not_help_fails_at_once(desk: Desk, error: Exception):
    desk.extractor = FailingExtractor(error)
    event = await desk.add("I likes tea")

    assert ("FAILED", "no JSON", 1) == (event.state, event.error, event.attempts)
    assert [] == await desk.memories()


async def test_an_outage_is_tried_again(desk: Desk):
    desk.extractor = FailingExtractor(ModelUnavailableError("busy"), ModelUnavailableError("busy"))
    event = await desk.add("I likes tea")
    first = (event.state, event.error)
    await desk.work(event.id)
    await desk.work(event.id)
    last = await desk.event(event.id)

    assert ("PENDING", "busy") == first
    assert ("SUCCEEDED", 3) == (last.state, last.attempts)
    assert ["mira likes tea"] == texts(await desk.memories())


async def test_a_third_outage_fails_the_event_with_the_reason(desk: Desk):
    desk.extractor = FailingExtractor(*(ModelUnavailableError("busy") for _ in range(3)))
    event = await desk.add("I likes tea")
    await desk.work(event.id)
    await desk.work(event.id)
    last = await desk.event(event.id)

    assert ("FAILED", "busy", 3) == (last.state, last.error, last.attempts)


async def test_an_event_that_ends_its_workers_is_given_up(desk: Desk):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    task = await desk.leased(receipt.event_id)
    await desk.attempts().attempt(replace(task, event=replace(task.event, attempts=11)))
    event = await desk.event(receipt.event_id)

    assert "FAILED" == event.state
    assert "10 workers" in (event.error or "")


async def test_a_failed_event_can_be_replayed(desk: Desk, events: Events):
    desk.extractor = FailingExtractor(BadModelOutputError())
    event = await desk.add("I likes tea")
    replayed = await events.replay(desk.access, event.id)
    await desk.work(event.id)
    last = await desk.event(event.id)

    assert ("FAILED", "PENDING", "SUCCEEDED") == (event.state, replayed.state, last.state)
    assert ["mira likes tea"] == texts(await desk.memories())


async def test_a_succeeded_event_is_not_replayed(desk: Desk, events: Events):
    event = await desk.add("I likes tea")

    with pytest.raises(WrongStateError):
        await events.replay(desk.access, event.id)


async def test_a_cancelled_event_writes_nothing(desk: Desk, events: Events):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    task = await desk.leased(receipt.event_id)
    cancelled = await events.cancel(desk.access, receipt.event_id)
    is_written = await desk.attempts().attempt(task)

    assert ("FAILED", "cancelled") == (cancelled.state, cancelled.error)
    assert not is_written
    assert [] == await desk.memories()


async def test_an_event_is_written_once_however_often_it_is_worked_on(desk: Desk):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    task = await desk.leased(receipt.event_id)
    outcomes = await asyncio.gather(*(desk.attempts().attempt(task) for _ in range(4)))

    assert 1 == sum(outcomes)
    assert ["mira likes tea"] == texts(await desk.memories())


async def test_a_plan_that_became_stale_is_made_again(desk: Desk):
    """Two events of one owner are worked on at once, which a lane never does."""
    slow = Ingestion(desk.graph, SlowExtractor(0.2), FakeEmbedder())
    tasks = [
        await desk.leased((await desk.additions.add(desk.access, addition(text))).event_id)
        for text in ("Ann works_at Orbit", "Ann likes tea", "Ann lives_in Oslo")
    ]
    await asyncio.gather(*(slow.ingest(task) for task in tasks))

    assert 1 == len([entity for entity in await desk.entities() if entity.name == "Ann"])
    assert 3 == len(await desk.open_triples())


async def test_the_extractor_is_asked_once_however_often_the_plan_is_made(desk: Desk):
    extractor = FakeExtractor()
    ingestion = Ingestion(desk.graph, extractor, FakeEmbedder())
    tasks = [
        await desk.leased((await desk.additions.add(desk.access, addition(text))).event_id)
        for text in ("Ann likes rain", "Ann likes snow", "Ann likes hail", "Ann likes fog")
    ]
    await asyncio.gather(*(ingestion.ingest(task) for task in tasks))

    assert 4 == len(extractor.asked)


async def test_an_event_of_another_project_is_not_found(desk: Desk, events: Events):
    event = await desk.add("I likes tea")

    with pytest.raises(NotFoundError):
        await events.get(access("another"), event.id)


async def test_an_id_that_is_none_is_not_found(desk: Desk, events: Events):
    with pytest.raises(NotFoundError):
        await events.get(desk.access, "no-uuid")


async def test_events_are_listed_newest_first_by_state(desk: Desk, events: Events):
    first = await desk.add("I likes tea")
    second = await desk.add("I likes jam")
    waiting = await desk.additions.add(desk.access, addition("I likes rain"))
    done = await events.list(desk.access, Wanted(state="SUCCEEDED"))
    page = await events.list(desk.access, page=2, page_size=1)

    assert ([second.id, first.id], 2) == ([event.id for event in done.events], done.count)
    assert ([second.id], 3) == ([event.id for event in page.events], page.count)
    assert waiting.is_new


async def test_waiting_ends_with_the_event(desk: Desk, events: Events):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    waiting = asyncio.create_task(events.wait(desk.access, receipt.event_id, seconds=20))
    await desk.work(receipt.event_id)
    event = await waiting

    assert ("SUCCEEDED", 1) == (event.state, len(results(event)))


async def test_waiting_ends_when_the_time_is_over(desk: Desk, events: Events):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    event = await events.wait(desk.access, receipt.event_id, seconds=0.2)

    assert event.state in {"PENDING", "RUNNING"}

"""Updates on the real database, while other things happen to the same memories."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, LiteralString
from uuid import uuid4

import pytest

from app.services.deletions import Deletions
from app.services.erasures import Erasures
from app.services.errors import EventFailedError, InvalidRequestError
from app.services.events import Events
from app.services.updates import Update, Updated, Updates
from extraction.errors import ModelRefusedError
from graph.errors import NotFoundError
from graph.events import Wanted
from graph.model import Event, ScopeIds
from graph.session import Tx
from tests.fakes import FailingExtractor
from tests.services.test_histories import WORDS, assert_consistent
from tests.services.working import Desk, results, texts

PENDING = Wanted(state="PENDING")

EVERYTHING: Final[LiteralString] = """
CYPHER 25
MATCH (node)
WHERE node.project_id = $project_id
RETURN collect({label: labels(node)[0], held: properties(node)}) AS nodes
"""


@pytest.fixture
def updates(desk: Desk) -> Updates:
    return Updates(desk.graph, desk.signals, Events(desk.graph, desk.signals))


async def memory_id(desk: Desk, *words: str, **options: Any) -> str:
    return results(await desk.add(*(words or ("I lives_in Oslo",)), **options))[0]["id"]


async def begun(
    desk: Desk, updates: Updates, *wanted: Update
) -> tuple["asyncio.Task[Updated]", Event]:
    """Ask for an update that a worker is to do, and give its event, which nobody has taken yet."""
    task = asyncio.create_task(updates.update(desk.access, wanted))
    events = Events(desk.graph, desk.signals)
    while True:
        for event in (await events.list(desk.access, PENDING)).events:
            return task, event
        await asyncio.sleep(0.01)


async def rewritten(desk: Desk, updates: Updates, *wanted: Update) -> Updated:
    task, event = await begun(desk, updates, *wanted)
    assert await desk.work(event.id)
    return await task


async def test_new_words_take_the_place_of_the_old_in_everything(desk: Desk, updates: Updates):
    one = await memory_id(desk)
    await rewritten(desk, updates, Update(memory_id=one, text="I works_at Orbit"))
    (memory,) = await desk.memories()

    assert ["I works_at Orbit"] == memory.sources
    assert ["Orbit", "mira"] == memory.mentions
    assert [("mira", "works_at", "Orbit")] == await desk.open_triples()
    assert ["Orbit", "mira"] == [entity.name for entity in await desk.entities()]
    assert memory.relation_ids


async def test_evidence_of_others_stays(desk: Desk, updates: Updates):
    one = await memory_id(desk)
    await desk.add("I lives_in Oslo", ids=ScopeIds(user_id="mira", run_id="r1"))
    await rewritten(desk, updates, Update(memory_id=one, text="I likes tea"))

    assert [("mira", "likes", "tea"), ("mira", "lives_in", "Oslo")] == await desk.open_triples()


async def test_without_a_graph_new_words_are_stored_and_not_read(desk: Desk, updates: Updates):
    one = await memory_id(desk, "I likes tea", enable_graph=False)
    project = desk.access.project
    assert project.enable_graph
    await rewritten(desk, updates, Update(memory_id=one, text="Something else"))

    assert (["Something else"], []) == (texts(await desk.memories()), await desk.relations())


async def test_a_day_of_expiry_comes_along_with_new_words(desk: Desk, updates: Updates):
    one = await memory_id(desk)
    update = Update(memory_id=one, text="I likes tea", expires=date(2030, 1, 31), metadata={"k": 1})
    await rewritten(desk, updates, update)
    (memory,) = await desk.memories()

    assert memory.expires_at.startswith("2030-01-31")
    assert '{"k":1}' == memory.metadata


async def test_an_update_of_a_memory_that_goes_meanwhile_fails_and_keeps_no_words(
    desk: Desk, updates: Updates
):
    one = await memory_id(desk)
    task, event = await begun(desk, updates, Update(memory_id=one, text="I likes tea"))
    await Deletions(desk.graph).delete(desk.access, one)
    await desk.work(event.id)
    messages = await Events(desk.graph, desk.signals).messages(desk.access, event.id)

    with pytest.raises(NotFoundError):
        await task
    assert "FAILED" == (await desk.event(event.id)).state
    assert [None] == [message.text for message in messages]


async def test_an_update_that_the_model_refuses_changes_nothing(desk: Desk, updates: Updates):
    one = await memory_id(desk)
    desk.extractor = FailingExtractor(ModelRefusedError("not today"))
    task, event = await begun(desk, updates, Update(memory_id=one, text="I likes tea"))
    await desk.work(event.id)

    with pytest.raises(EventFailedError, match="not today"):
        await task
    assert [("mira", "lives_in", "Oslo")] == await desk.open_triples()


async def test_an_update_whose_lease_is_lost_changes_nothing(desk: Desk, updates: Updates):
    one = await memory_id(desk)
    task, event = await begun(desk, updates, Update(memory_id=one, text="I likes tea"))
    leased = await desk.leased(event.id)
    await Events(desk.graph, desk.signals).cancel(desk.access, event.id)
    is_written = await desk.attempts().attempt(leased)

    with pytest.raises(EventFailedError, match="cancelled"):
        await task
    assert (False, ["mira lives_in Oslo"]) == (is_written, texts(await desk.memories()))


async def test_a_deleted_memory_leaves_its_words_in_its_history_only(desk: Desk, updates: Updates):
    one = await memory_id(desk, "I lives_in Ulvik")
    await rewritten(desk, updates, Update(memory_id=one, text="I lives_in Voss"))
    await Deletions(desk.graph).delete(desk.access, one)

    assert {"Change"} == set(await telling(desk, "Ulvik", "Voss"))


async def test_a_deleted_user_leaves_no_words_of_a_batch_that_others_share(
    desk: Desk, updates: Updates
):
    ids = [
        await memory_id(desk, "I lives_in Ulvik", ids=ScopeIds(user_id=name))
        for name in ("mira", "ben")
    ]
    texts = ("I lives_in Voss", "I lives_in Flåm")
    wanted = [Update(memory_id=key, text=text) for key, text in zip(ids, texts, strict=True)]
    await rewritten(desk, updates, *wanted)
    await Erasures(desk.graph).delete_scope(desk.access, "user", external_id="ben")

    assert [] == await telling(desk, "Flåm")
    assert [("mira", "lives_in", "Voss")] == await desk.open_triples()


async def telling(desk: Desk, *words: str) -> list[str]:
    """Give the labels of all nodes of the project that hold one of the words anywhere."""

    async def found(tx: Tx) -> list[dict[str, Any]]:
        return await tx.all(EVERYTHING, dict, project_id=desk.access.project.id)

    nodes = await desk.graph.read(found)
    return [one["label"] for one in nodes if any(word in str(one["held"]) for word in words)]


@pytest.mark.parametrize(
    "wanted",
    [
        [Update(memory_id="x")],
        [Update(memory_id="x", text=" ")],
        [Update(memory_id="x", text="a\0")],
        [Update(memory_id="x", text="a\ud800")],
        [Update(memory_id="x", metadata={"k": 2**64})],
        [Update(memory_id="x", timestamp=datetime(1, 1, 1, tzinfo=UTC))],
        [Update(memory_id="x", text="a"), Update(memory_id="x", text="b")],
    ],
    ids=["nothing", "blank", "nul", "surrogate", "integer", "year", "twice"],
)
async def test_what_can_t_be_stored_is_refused(
    desk: Desk, updates: Updates, wanted: Sequence[Update]
):
    with pytest.raises(InvalidRequestError):
        await updates.update(desk.access, wanted)


async def test_a_key_must_be_one_that_can_be_stored(desk: Desk, updates: Updates):
    with pytest.raises(InvalidRequestError):
        await updates.update(
            desk.access, [Update(memory_id=str(uuid4()), text="x")], idempotency_key=" "
        )


@pytest.mark.parametrize("number", range(2))
async def test_a_graph_stays_consistent_while_its_memories_change(
    desk: Desk, updates: Updates, number: int
):
    chance = random.Random(number)
    for year in range(2001, 2006):
        await desk.add(
            chance.choice(WORDS),
            timestamp=datetime(year, 1, 1, tzinfo=UTC),
            ids=ScopeIds(user_id="mira", run_id=str(year)),
        )
    for _ in range(5):
        one = chance.choice([memory.id for memory in await desk.memories()])
        await rewritten(desk, updates, Update(memory_id=one, text=chance.choice(WORDS)))
        await assert_consistent(desk)
    for memory in await desk.memories():
        await Deletions(desk.graph).delete(desk.access, memory.id)

    assert ([], []) == (await desk.relations(), await desk.entities())

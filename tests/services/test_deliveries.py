"""The outbox against a real receiver; alone, because whoever delivers takes what anybody wrote."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, LiteralString

import httpx
import msgspec
import pytest

from app.courier import calling
from app.services.deletions import Deletions
from app.services.deliveries import LEASE_SECONDS, PAUSES, Deliveries
from app.services.erasures import Erasures
from app.services.webhooks import WebhookForm, Webhooks
from graph.outbox import Delivery
from graph.session import Graph, Tx
from tests.receiver import Receiver, receiving
from tests.services.working import Desk

pytestmark = pytest.mark.xdist_group("lone")
AGED: Final[LiteralString] = """
CYPHER 25
MATCH (delivery:Delivery {webhook_id: $webhook_id})
SET delivery.died_at = delivery.died_at - duration('P31D'),
  delivery.position = delivery.position - duration('P31D')
"""
EVERY = ("memory_add", "memory_update", "memory_delete")


class Clock:
    def __init__(self) -> None:
        self.later = 0.0

    def __call__(self) -> float:
        return datetime.now(UTC).timestamp() + self.later


@pytest.fixture
def desk(lone: Graph, project_id: str, tmp_path: Path) -> Desk:
    return Desk(lone, project_id, tmp_path)


@pytest.fixture
async def receiver() -> AsyncGenerator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def http() -> AsyncGenerator[httpx.AsyncClient]:
    async with calling() as client:
        yield client


@pytest.fixture
def deliveries(lone: Graph, http: httpx.AsyncClient, clock: Clock) -> Deliveries:
    return Deliveries(lone, http, may_be_private=True, now=clock)


async def _webhook(desk: Desk, url: str, *event_types: str) -> str:
    form = WebhookForm(name="hook", url=url, event_types=event_types or EVERY)
    return (await Webhooks(desk.graph).create(desk.access, form)).webhook.id


async def _round(deliveries: Deliveries) -> int:
    """Deliver what is due, once; gives how many were tried."""
    leased = await deliveries.lease(16)
    for one in leased:
        await deliveries.deliver(one)
    return len(leased)


async def _waiting(desk: Desk, webhook_id: str) -> list[Delivery]:
    return list(await Webhooks(desk.graph).deliveries(desk.access, webhook_id))


async def test_what_happens_to_memories_is_told_in_order(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    webhook_id = await _webhook(desk, receiver.url)
    await desk.add("I likes tea")
    memory = (await desk.memories())[0]
    await Deletions(desk.graph).delete(desk.access, memory.id)
    rounds = [await _round(deliveries) for _ in range(3)]

    assert [1, 1, 0] == rounds
    assert [("ADD", memory.text), ("DELETE", memory.text)] == receiver.told
    assert f'"id":"{memory.id}"'.encode() in receiver.bodies[0]
    assert [] == await _waiting(desk, webhook_id)


async def test_what_a_memory_is_about_is_told_after_the_memory(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    await _webhook(desk, receiver.url, "memory_add", "memory_categorize")
    await desk.add("I likes tea", custom_categories=({"drinks": "tea and coffee"},))
    memory = (await desk.memories())[0]
    rounds = [await _round(deliveries) for _ in range(3)]
    details = [msgspec.json.decode(body)["event_details"] for body in receiver.bodies]

    assert [1, 1, 0] == rounds
    assert "ADD" == details[0]["event"]
    assert {"event": "CATEGORIZE", "memory_id": memory.id, "categories": ["drinks"]} == details[1]


async def test_what_fits_no_category_is_not_told_of(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    await _webhook(desk, receiver.url, "memory_categorize")
    await desk.add("???", custom_categories=({"drinks": "tea and coffee"},))

    assert (1, 0) == (len(await desk.memories()), await _round(deliveries))


async def test_only_what_was_asked_for_is_told(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    await _webhook(desk, receiver.url, "memory_delete")
    await desk.add("I likes tea")
    await _round(deliveries)

    assert [] == receiver.told


async def test_a_webhook_that_is_off_is_told_nothing(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    webhook_id = await _webhook(desk, receiver.url)
    await Webhooks(desk.graph).update(desk.access, webhook_id, WebhookForm(is_active=False))
    await desk.add("I likes tea")

    assert 0 == await _round(deliveries)


async def test_a_call_is_made_to_the_name_and_signed(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    await _webhook(desk, receiver.url)
    await desk.add("I likes tea")
    await _round(deliveries)
    headers = receiver.headers[0]

    assert headers["host"].startswith("localhost:")
    assert "application/json" == headers["content-type"]
    assert headers["webhook-signature"].startswith("v1,")
    assert headers["webhook-timestamp"].isdecimal()


async def test_what_fails_is_tried_again_later_and_what_comes_after_it_waits(
    desk: Desk, deliveries: Deliveries, receiver: Receiver, clock: Clock
):
    webhook_id = await _webhook(desk, receiver.url)
    receiver.answers = ["503 Busy"]
    await desk.add("I likes tea")
    memory = (await desk.memories())[0]
    await Deletions(desk.graph).delete(desk.access, memory.id)
    now = [await _round(deliveries) for _ in range(2)]
    (_, first) = await _waiting(desk, webhook_id)
    clock.later += PAUSES[0]
    later = [await _round(deliveries) for _ in range(3)]

    assert [1, 0] == now
    assert (1, "HTTP 503") == (first.attempts, first.error)
    assert [1, 1, 0] == later
    assert ["ADD", "ADD", "DELETE"] == [event for event, _ in receiver.told]


async def test_a_call_that_nobody_finished_is_made_by_another(
    desk: Desk, deliveries: Deliveries, receiver: Receiver, http: httpx.AsyncClient, clock: Clock
):
    await _webhook(desk, receiver.url)
    await desk.add("I likes tea")
    killed = await deliveries.lease(16)
    other = Deliveries(desk.graph, http, may_be_private=True, now=clock)
    too_early = await _round(other)
    clock.later += LEASE_SECONDS + 1
    taken_over = await _round(other)
    # the first one was not dead, only slow: it tells it again and ends nothing
    await deliveries.deliver(killed[0])

    assert [0, 1] == [too_early, taken_over]
    assert 2 == len(receiver.told)
    assert 0 == await _round(other)


async def test_what_fails_for_ever_is_given_up_and_can_be_seen(
    desk: Desk, deliveries: Deliveries, receiver: Receiver, clock: Clock
):
    webhook_id = await _webhook(desk, receiver.url)
    receiver.answers = ["500 No"] * (len(PAUSES) + 1)
    await desk.add("I likes tea")
    for _ in range(len(PAUSES) + 2):
        await _round(deliveries)
        clock.later += PAUSES[-1]
    (dead,) = await _waiting(desk, webhook_id)

    assert len(PAUSES) + 1 == len(receiver.told) == dead.attempts
    assert dead.died_at is not None
    assert dead.due_at is None
    assert "HTTP 500" == dead.error


async def test_what_was_given_up_long_ago_is_forgotten(
    desk: Desk, deliveries: Deliveries, receiver: Receiver, clock: Clock
):
    webhook_id = await _webhook(desk, receiver.url)
    receiver.answers = ["500 No"] * 2 * (len(PAUSES) + 1)
    await desk.add("I likes tea. I likes jam")
    for _ in range(len(PAUSES) + 2):
        await _round(deliveries)
        clock.later += PAUSES[-1]
    before = await _waiting(desk, webhook_id)
    await desk.graph.write(_aged, webhook_id)
    await desk.add("I likes rain")
    receiver.answers = ["500 No"] * (len(PAUSES) + 1)
    for _ in range(len(PAUSES) + 2):
        await _round(deliveries)
        clock.later += PAUSES[-1]

    assert 2 == len(before)
    assert 1 == len(await _waiting(desk, webhook_id))


async def _aged(tx: Tx, webhook_id: str) -> None:
    await tx.run(AGED, webhook_id=webhook_id)


async def test_redirects_are_not_followed(desk: Desk, deliveries: Deliveries, receiver: Receiver):
    webhook_id = await _webhook(desk, receiver.url)
    receiver.answers = [f"307 There\r\nLocation: {receiver.url}"]
    await desk.add("I likes tea")
    await _round(deliveries)
    (waiting,) = await _waiting(desk, webhook_id)

    assert "HTTP 307" == waiting.error
    assert 1 == len(receiver.told)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"])
async def test_private_addresses_are_not_called_without_leave(
    desk: Desk, receiver: Receiver, http: httpx.AsyncClient, host: str
):
    webhook_id = await _webhook(desk, receiver.url.replace("localhost", host))
    await desk.add("I likes tea")
    await _round(Deliveries(desk.graph, http, may_be_private=False))
    (waiting,) = await _waiting(desk, webhook_id)

    assert "private" in str(waiting.error)
    assert [] == receiver.told


async def test_a_name_that_leads_nowhere_is_tried_again(desk: Desk, deliveries: Deliveries):
    webhook_id = await _webhook(desk, "https://nowhere.invalid/hook")
    await desk.add("I likes tea")
    await _round(deliveries)
    (waiting,) = await _waiting(desk, webhook_id)

    assert waiting.error is not None
    assert waiting.died_at is None


async def test_what_was_erased_is_told_to_nobody(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    webhook_id = await _webhook(desk, receiver.url)
    await desk.add("I likes tea")
    await Erasures(desk.graph).delete_scope(desk.access, "user", external_id="mira")
    await _round(deliveries)

    assert [] == receiver.told
    assert [] == await _waiting(desk, webhook_id)


async def test_a_deleted_webhook_is_told_nothing(
    desk: Desk, deliveries: Deliveries, receiver: Receiver
):
    webhook_id = await _webhook(desk, receiver.url)
    await desk.add("I likes tea")
    await Webhooks(desk.graph).delete(desk.access, webhook_id)
    await _round(deliveries)

    assert [] == receiver.told
    assert 0 == await _round(deliveries)

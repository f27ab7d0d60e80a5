"""What memories are about, told to webhooks: as it waits in the outbox, in its order."""

from app.services.events import Events
from app.services.updates import Update, Updates
from app.services.webhooks import WebhookForm, Webhooks
from tests.services.test_updates import memory_id, rewritten
from tests.services.working import Desk

URL = "https://example.org/hook"


async def _waiting(desk: Desk, *event_types: str) -> str:
    form = WebhookForm(name="hook", url=URL, event_types=event_types)
    return (await Webhooks(desk.graph).create(desk.access, form)).webhook.id


async def _told(desk: Desk, webhook_id: str) -> list[str]:
    """Give what waits, the oldest first."""
    found = await Webhooks(desk.graph).deliveries(desk.access, webhook_id)
    return [one.event_type for one in reversed(found)]


async def test_new_words_are_told_with_what_they_are_about(desk: Desk):
    updates = Updates(desk.graph, desk.signals, Events(desk.graph, desk.signals))
    webhook_id = await _waiting(desk, "memory_add", "memory_update", "memory_categorize")
    added = await memory_id(desk)
    await rewritten(desk, updates, Update(memory_id=added, text="I likes tea"))

    assert ["memory_add", "memory_categorize", "memory_update", "memory_categorize"] == await _told(
        desk, webhook_id
    )


async def test_new_metadata_tells_nothing_of_categories(desk: Desk):
    updates = Updates(desk.graph, desk.signals, Events(desk.graph, desk.signals))
    added = await memory_id(desk)
    webhook_id = await _waiting(desk, "memory_update", "memory_categorize")
    await updates.update(desk.access, [Update(memory_id=added, metadata={"k": 1})])

    assert ["memory_update"] == await _told(desk, webhook_id)

"""Webhooks: set up by OWNERs, seen by all members of a project."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import httpx
from msgspec import Struct

from app.services.errors import InvalidRequestError
from app.services.limits import check_text
from app.services.project_settings import checked_name
from app.services.signing import new_signing_secret
from graph import outbox, webhooks
from graph.model import Access
from graph.outbox import Delivery
from graph.session import Graph
from graph.webhooks import Webhook, WebhookChanges, WebhookRow

# what mem0's clients know; those of ingest jobs are accepted and not told yet
EVENT_TYPES: Final = (
    "memory_add",
    "memory_update",
    "memory_delete",
    "memory_categorize",
    "ingest_job_completed",
    "ingest_job_partially_completed",
    "ingest_job_failed",
    "ingest_job_cancelled",
)
LONGEST_URL: Final = 2000
SHOWN: Final = 100


class WebhookForm(Struct, frozen=True, kw_only=True):
    """What callers say about a webhook; None is not said."""

    name: str | None = None
    url: str | None = None
    event_types: tuple[str, ...] | None = None
    is_active: bool | None = None


class Created(Struct, frozen=True, kw_only=True):
    """A new webhook, with the secret that is shown only now."""

    webhook: Webhook
    secret: str


class Webhooks:
    """Makes, changes and shows webhooks."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def list(self, access: Access) -> Sequence[Webhook]:
        """Give the webhooks of the caller's project."""
        return await self._graph.read(webhooks.find, access.project.id)

    async def create(self, access: Access, form: WebhookForm) -> Created:
        """Make a webhook; where it leads is looked at only when it is called."""
        row = WebhookRow(
            id=str(uuid4()),
            name=checked_name(form.name),
            url=_checked_url(form.url),
            event_types=_checked_types(form.event_types),
            is_active=form.is_active is not False,
            owner=access.email,
            secret=new_signing_secret(),
            created_at=datetime.now(UTC),
        )
        await self._graph.write(webhooks.create, access.project.id, row)
        return Created(webhook=await self._graph.read(webhooks.get, row.id), secret=row.secret)

    async def update(self, access: Access, webhook_id: str, form: WebhookForm) -> Webhook:
        """Change what is said, for what happens from now on."""
        changes = WebhookChanges(
            name=None if form.name is None else checked_name(form.name),
            url=None if form.url is None else _checked_url(form.url),
            event_types=None if form.event_types is None else _checked_types(form.event_types),
            is_active=form.is_active,
        )
        await self._graph.write(
            webhooks.update, access.project.id, webhook_id, changes=changes, at=datetime.now(UTC)
        )
        return await self._graph.read(webhooks.get, webhook_id)

    async def delete(self, access: Access, webhook_id: str) -> None:
        """Delete a webhook; what it has not been told is dropped."""
        await self._graph.write(webhooks.delete, access.project.id, webhook_id)

    async def deliveries(self, access: Access, webhook_id: str) -> Sequence[Delivery]:
        """Give what waits and what was given up, the newest first, at most a hundred."""
        return await self._graph.read(outbox.find, access.project.id, webhook_id, limit=SHOWN)


def _checked_url(given: str | None) -> str:
    try:
        url = httpx.URL((given or "").strip())
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"url: {error}", "url") from error
    if not given:
        raise InvalidRequestError("url: This field is required.", "url")
    if url.scheme not in {"http", "https"} or not url.host or len(given) > LONGEST_URL:
        raise InvalidRequestError("url: Enter a valid URL.", "url")
    check_text(given, "url")
    return str(url)


def _checked_types(given: Sequence[str] | None) -> tuple[str, ...]:
    if not given:
        raise InvalidRequestError("event_types: This field is required.", "event_types")
    for one in given:
        if one not in EVENT_TYPES:
            raise InvalidRequestError(
                f"event_types: {one!r} is none of {', '.join(EVENT_TYPES)}", "event_types"
            )
    return tuple(dict.fromkeys(given))

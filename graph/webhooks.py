"""Webhooks: where a project's changes of memories are told."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.model import Instant
from graph.session import Tx

CREATE_WEBHOOK: Final[LiteralString] = """
CYPHER 25
CREATE (webhook:Webhook)
SET webhook = $row, webhook.project_id = $project_id, webhook.updated_at = $row.created_at
"""

_WEBHOOK: LiteralString = """webhook {
  .id, .project_id, .name, .url, .event_types, .is_active, .owner,
  created_at: toString(webhook.created_at), updated_at: toString(webhook.updated_at)
}"""

FIND_WEBHOOKS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (webhook:Webhook)
WHERE webhook.project_id = $project_id AND webhook.created_at IS NOT NULL
WITH webhook ORDER BY webhook.project_id, webhook.created_at
RETURN collect("""
    + _WEBHOOK
    + """) AS webhooks
"""
)

GET_WEBHOOK: Final[LiteralString] = (
    """
CYPHER 25
MATCH (webhook:Webhook {id: $webhook_id})
RETURN collect("""
    + _WEBHOOK
    + """) AS webhooks
"""
)

UPDATE_WEBHOOK: Final[LiteralString] = """
CYPHER 25
MATCH (webhook:Webhook {id: $webhook_id})
WHERE webhook.project_id = $project_id
SET webhook += $changes, webhook.updated_at = $at
"""

DELETE_WEBHOOK: Final[LiteralString] = """
CYPHER 25
MATCH (webhook:Webhook {id: $webhook_id})
WHERE webhook.project_id = $project_id
CALL () {
  MATCH (delivery:Delivery)
  WHERE delivery.webhook_id = $webhook_id AND delivery.position IS NOT NULL
    AND delivery.died_at IS NOT NULL
  DELETE delivery
}
DELETE webhook
"""


class WebhookRow(Struct, frozen=True, kw_only=True):
    """A webhook to create; the secret signs and is never read back."""

    id: str
    name: str
    url: str
    event_types: tuple[str, ...]
    is_active: bool
    owner: str | None
    secret: str
    created_at: datetime


class WebhookChanges(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What changes of a webhook; None leaves it as it is."""

    name: str | None = None
    url: str | None = None
    event_types: tuple[str, ...] | None = None
    is_active: bool | None = None


class Webhook(Struct, frozen=True, kw_only=True):
    """A webhook without its secret."""

    id: str
    project_id: str
    name: str
    url: str
    event_types: list[str]
    is_active: bool
    created_at: Instant
    updated_at: Instant
    owner: str | None = None


async def create(tx: Tx, project_id: str, row: WebhookRow) -> None:
    """Create a webhook."""
    await tx.run(CREATE_WEBHOOK, project_id=project_id, row=row)


async def find(tx: Tx, project_id: str) -> list[Webhook]:
    """Give a project's webhooks, the oldest first."""
    return await tx.all(FIND_WEBHOOKS, Webhook, project_id=project_id)


async def get(tx: Tx, webhook_id: str) -> Webhook:
    """Give a webhook of any project, which says whether the caller may see it.

    Raises NotFoundError.
    """
    found = await tx.all(GET_WEBHOOK, Webhook, webhook_id=webhook_id)
    if not found:
        raise NotFoundError("webhook", webhook_id)
    return found[0]


async def update(
    tx: Tx, project_id: str, webhook_id: str, *, changes: WebhookChanges, at: datetime
) -> None:
    """Change a webhook, for what is told from now on."""
    await tx.run(
        UPDATE_WEBHOOK, project_id=project_id, webhook_id=webhook_id, changes=changes, at=at
    )


async def delete(tx: Tx, project_id: str, webhook_id: str) -> None:
    """Delete a webhook; what waits for it is dropped when its turn comes."""
    await tx.run(DELETE_WEBHOOK, project_id=project_id, webhook_id=webhook_id)

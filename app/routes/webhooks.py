"""Webhooks of a project, and what they could not be told."""

from typing import Annotated, Final

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from app.errors import SENTENCE_OF_403
from app.routes.documentation import ERRORS, WEBHOOK, WRITE_ERRORS
from app.routes.instants import shown
from app.services.webhooks import WebhookForm, Webhooks
from graph.model import Access
from graph.outbox import Delivery
from graph.webhooks import Webhook

ALL: Final = "/api/v1/webhooks/projects/{project_id:str}"
ONE: Final = "/api/v1/webhooks/{webhook_id:str}"
CLOSED: Final = {SENTENCE_OF_403: "You don't have access to this project"}


class WebhookBody(Struct, frozen=True, kw_only=True):
    """Where to tell what."""

    name: str | None = None
    url: str | None = None
    event_types: list[str] | None = None
    is_active: bool | None = None

    @property
    def form(self) -> WebhookForm:
        """What was said, in domain values."""
        types = self.event_types
        return WebhookForm(
            name=self.name,
            url=self.url,
            event_types=None if types is None else tuple(types),
            is_active=self.is_active,
        )


class WebhookOut(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A webhook; `secret` stands only in the answer to its making, and signs every call."""

    webhook_id: str
    name: str
    url: str
    event_types: list[str]
    owner: str | None
    is_active: bool
    project: str
    created_at: str
    updated_at: str
    message: str | None = None
    secret: str | None = None

    @classmethod
    def from_webhook(
        cls,
        webhook: Webhook,
        access: Access,
        *,
        message: str | None = None,
        secret: str | None = None,
    ) -> "WebhookOut":
        """Show a webhook."""
        return cls(
            webhook_id=webhook.id,
            name=webhook.name,
            url=webhook.url,
            event_types=webhook.event_types,
            owner=webhook.owner,
            is_active=webhook.is_active,
            project=access.project.name,
            created_at=shown(webhook.created_at),
            updated_at=shown(webhook.updated_at),
            message=message,
            secret=secret,
        )


class WebhookGone(Struct, frozen=True, kw_only=True):
    """What was done."""

    message: str = "Webhook deleted successfully"


class DeliveryOut(Struct, frozen=True, kw_only=True):
    """A call that waits (`status` WAITING) or was given up (DEAD), with the last error."""

    id: str
    memory_id: str
    event_type: str
    status: str
    attempts: int
    error: str | None
    created_at: str
    died_at: str | None

    @classmethod
    def from_delivery(cls, delivery: Delivery) -> "DeliveryOut":
        """Show a delivery."""
        return cls(
            id=delivery.id,
            memory_id=delivery.memory_id,
            event_type=delivery.event_type,
            status="WAITING" if delivery.died_at is None else "DEAD",
            attempts=delivery.attempts,
            error=delivery.error,
            created_at=shown(delivery.created_at),
            died_at=None if delivery.died_at is None else shown(delivery.died_at),
        )


@get(
    ALL,
    status_code=200,
    responses=ERRORS,
    opt=CLOSED,
    summary="List webhooks",
    tags=["webhooks"],
)
async def list_webhooks(
    access: NamedDependency[Access], webhooks: NamedDependency[Webhooks]
) -> list[WebhookOut]:
    """List the project's webhooks, the oldest first."""
    return [WebhookOut.from_webhook(one, access) for one in await webhooks.list(access)]


@post(
    ALL,
    status_code=201,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Make a webhook",
    tags=["webhooks"],
)
async def create_webhook(
    data: Annotated[WebhookBody, WEBHOOK],
    access: NamedDependency[Access],
    webhooks: NamedDependency[Webhooks],
) -> WebhookOut:
    """Make a webhook and show the secret that signs its calls, this once."""
    created = await webhooks.create(access, data.form)
    return WebhookOut.from_webhook(created.webhook, access, secret=created.secret)


@put(
    ONE,
    status_code=200,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Change a webhook",
    tags=["webhooks"],
)
async def update_webhook(
    webhook_id: FromPath[str],
    data: JSONBody[WebhookBody],
    access: NamedDependency[Access],
    webhooks: NamedDependency[Webhooks],
) -> WebhookOut:
    """Change what is said; what is absent stays."""
    webhook = await webhooks.update(access, webhook_id, data.form)
    return WebhookOut.from_webhook(webhook, access, message="Webhook updated successfully")


@delete(
    ONE,
    status_code=200,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Delete a webhook",
    tags=["webhooks"],
)
async def delete_webhook(
    webhook_id: FromPath[str],
    access: NamedDependency[Access],
    webhooks: NamedDependency[Webhooks],
) -> WebhookGone:
    """Delete a webhook; what it has not been told yet is dropped."""
    await webhooks.delete(access, webhook_id)
    return WebhookGone()


@get(
    f"{ONE}/deliveries",
    status_code=200,
    responses=ERRORS,
    opt=CLOSED,
    summary="List calls that wait or were given up",
    tags=["webhooks"],
)
async def list_deliveries(
    webhook_id: FromPath[str],
    access: NamedDependency[Access],
    webhooks: NamedDependency[Webhooks],
) -> list[DeliveryOut]:
    """List what the webhook has not been told, the newest first, at most a hundred."""
    found = await webhooks.deliveries(access, webhook_id)
    return [DeliveryOut.from_delivery(one) for one in found]


HANDLERS = [list_webhooks, create_webhook, update_webhook, delete_webhook, list_deliveries]

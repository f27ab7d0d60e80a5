"""Makes stored messages and scripts out of a few words, without a database."""

from datetime import UTC, datetime
from typing import Any, Final

from app.services.additions import Addition
from app.services.conversations import Context, Script, script
from app.services.scoping import owner
from graph.model import Entity, Message, ScopeIds

EVENT: Final = "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"
EARLIER: Final = "00000000-0000-4000-8000-000000000000"
PROJECT: Final = "project"
SENT: Final = datetime(2026, 6, 1, 12, tzinfo=UTC)


def message(
    text: str, *, role: str = "user", name: str | None = None, position: int = 0, event: str = EVENT
) -> Message:
    """Give a stored message; its id tells event and position."""
    return Message(
        id=f"{event[:4]}-{position}",
        event_id=event,
        position=position,
        role=role,
        sent_at=SENT.isoformat(),
        text=text,
        name=name,
    )


def conversation(*texts: str, role: str = "user") -> tuple[Message, ...]:
    """Give the messages of the event in their order."""
    return tuple(message(text, role=role, position=at) for at, text in enumerate(texts))


def adding(**options: Any) -> Addition:
    """Give the request of an add for `mira`, as an event keeps it."""
    defaults: dict[str, Any] = {"ids": ScopeIds(user_id="mira"), "enable_graph": True}
    return Addition(**{**defaults, **options})


def told(
    *messages: Message,
    addition: Addition | None = None,
    earlier: tuple[Message, ...] = (),
    entities: tuple[Entity, ...] = (),
) -> Script:
    """Write the script of the messages."""
    request = addition or adding()
    context = Context(messages=messages, earlier=earlier, entities=entities)
    return script(request, owner(PROJECT, request.ids), context)


def entity(name: str, *aliases: str, kind: str = "person", is_self: bool = False) -> Entity:
    """Give a stored entity."""
    return Entity(
        id=f"id of {name}",
        key=f"key of {name}",
        owner_key="o1",
        name=name,
        name_norm=name.casefold(),
        aliases=list(aliases),
        type=kind,
        is_self=is_self,
    )

"""Messages as clients send them: a string, an object or a list, with text or parts."""

from typing import TypeAlias, cast

from msgspec import Struct

from app.services.additions import Said
from app.services.errors import InvalidRequestError

Content: TypeAlias = str | dict[str, object] | list[object] | None


class MessageIn(Struct, frozen=True, kw_only=True):
    """One message; `id` is the caller's own and comes back as `external_id`."""

    role: str = "user"
    content: Content = None
    name: str | None = None
    id: str | int | None = None


Messages: TypeAlias = str | MessageIn | list[str | MessageIn]


def said(messages: Messages | None) -> tuple[Said, ...]:
    """Give every message as text; positions stay as they were sent."""
    match messages:
        case None:
            raise InvalidRequestError("messages is required", "messages")
        case list():
            return tuple(_said(message) for message in messages)
        case _:
            return (_said(messages),)


def _said(message: str | MessageIn) -> Said:
    if isinstance(message, str):
        return Said(role="user", text=message)
    return Said(
        role=message.role,
        text=_text(message.content),
        name=message.name,
        external_id=None if message.id is None else str(message.id),
    )


def _text(content: Content) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    parts = content if isinstance(content, list) else [content]
    return "\n".join(text for text in map(_part, parts) if text)


def _part(part: object) -> str:
    """Give the text of a part; images and documents have none here."""
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        raise InvalidRequestError("a part of a message must be an object", "messages.content")
    text = cast("dict[str, object]", part).get("text")
    return text if isinstance(text, str) else ""

"""Messages as clients send them: a string, an object or a list, with text or parts."""

from collections.abc import Iterator
from typing import TypeAlias, cast

from msgspec import Struct

from app.routes.attachments import ADDRESSED, read
from app.services.additions import Part, Said
from app.services.errors import InvalidRequestError

Content: TypeAlias = str | dict[str, object] | list[object] | None


class MessageIn(Struct, frozen=True, kw_only=True):
    """One message; `id` is the caller's own and comes back as `external_id`."""

    role: str = "user"
    content: Content = None
    name: str | None = None
    id: str | int | None = None


Messages: TypeAlias = str | MessageIn | list[str | MessageIn]


class Heard(Struct, frozen=True, kw_only=True):
    """The messages as text, and what became of parts that are no plain text."""

    said: tuple[Said, ...]
    parts: tuple[Part, ...]


def heard(messages: Messages | None) -> Heard:
    """Give every message as text; positions stay as they were sent.

    Raises InvalidRequestError, also when nothing but parts that can't be read was sent.
    """
    if messages is None:
        raise InvalidRequestError("messages is required", "messages")
    given = messages if isinstance(messages, list) else [messages]
    found: list[Part] = []
    said = tuple(_said(message, place, found) for place, message in enumerate(given))
    if found and not any(one.text.strip() for one in said):
        reasons = "; ".join(f"{part.type}: {part.reason}" for part in found)
        raise InvalidRequestError(f"messages must contain some text ({reasons})", "messages")
    return Heard(said=said, parts=tuple(found))


def _said(message: str | MessageIn, place: int, found: list[Part]) -> Said:
    if isinstance(message, str):
        return Said(role="user", text=message)
    return Said(
        role=message.role,
        text="\n".join(text for text in _texts(message.content, place, found) if text),
        name=message.name,
        external_id=None if message.id is None else str(message.id),
    )


def _texts(content: Content, place: int, found: list[Part]) -> Iterator[str]:
    """Give the text of each part, and note what becomes of those that have an address."""
    parts = content if isinstance(content, list) else [content]
    for index, part in enumerate(parts):
        match part:
            case None:
                continue
            case str():
                yield part
            case dict():
                yield _text(cast("dict[str, object]", part), place, index, found)
            case _:
                raise InvalidRequestError(
                    "a part of a message must be an object", "messages.content"
                )


def _text(part: dict[str, object], place: int, index: int, found: list[Part]) -> str:
    kind = next((kind for kind in ADDRESSED if part.get("type") == kind or kind in part), None)
    if kind is None:
        text = part.get("text")
        return text if isinstance(text, str) else ""
    text, reason = read(kind, part.get(kind))
    outcome = "skipped" if reason else "read"
    found.append(Part(message=place, part=index, type=kind, outcome=outcome, reason=reason))
    return text

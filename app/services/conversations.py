"""Pure: stored messages become the turns of a conversation that an extractor reads."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, cast
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from app.services.additions import Addition
from app.services.categories import catalogue
from app.services.naming import normalised
from app.services.resolution import VALUES
from app.services.scoping import Owner
from extraction.model import Conversation, KnownEntity, Turn
from graph.model import Entity, Message, instant

SPEAKERS: Final = frozenset({"user", "assistant", "agent"})
AGENTS: Final = frozenset({"assistant", "agent"})
UNNAMED_USER: Final = "User"
UNNAMED_AGENT: Final = "assistant"


class Context(Struct, frozen=True, kw_only=True):
    """What the store knows before it reads: this event's messages, earlier ones, the known."""

    messages: tuple[Message, ...]
    earlier: tuple[Message, ...] = ()
    entities: tuple[Entity, ...] = ()


class Script(Struct, frozen=True, kw_only=True):
    """A conversation and, for each of its turns, the message that it was."""

    conversation: Conversation
    messages: tuple[Message, ...]


def script(addition: Addition, owner: Owner, context: Context) -> Script:
    """Write the conversation that is to be read; earlier messages come first, as context."""
    named = Names.of(addition, owner, context.entities)
    spoken = tuple(message for message in context.earlier if message.role in SPEAKERS)
    turns = (
        *(named.turn(message, is_earlier=True) for message in spoken),
        *(named.turn(message, is_earlier=False) for message in context.messages),
    )
    conversation = Conversation(
        turns=turns,
        self_name=named.self_name,
        agent_name=addition.ids.agent_id,
        known=_known(context.entities),
        instructions=_instructions(addition),
        includes=addition.includes or None,
        excludes=addition.excludes or None,
        wants_relations=addition.enable_graph is not False,
        categories=catalogue(addition.custom_categories),
        wants_type=addition.wants_type,
    )
    return Script(conversation=conversation, messages=(*spoken, *context.messages))


class Names(Struct, frozen=True, kw_only=True):
    """Who speaks: the owner under its names, the agent, or whom a message names."""

    self_name: str
    self_forms: frozenset[str]
    agent_name: str
    owner_is_agent: bool
    timezone: str | None
    observed_at: datetime | None

    @classmethod
    def of(cls, addition: Addition, owner: Owner, entities: Sequence[Entity]) -> "Names":
        """Take the owner's known names from its entity, else its id."""
        itself = next((entity for entity in entities if entity.is_self), None)
        is_named = owner.kind in {"user", "agent"}
        own_name = owner.external_id if is_named else UNNAMED_USER
        forms = [own_name, *([itself.name, *itself.aliases] if itself else [])]
        return cls(
            self_name=itself.name if itself else own_name,
            self_forms=frozenset(map(normalised, forms)),
            agent_name=addition.ids.agent_id or UNNAMED_AGENT,
            owner_is_agent=owner.kind == "agent",
            timezone=addition.timezone,
            observed_at=addition.observed_at,
        )

    def turn(self, message: Message, *, is_earlier: bool) -> Turn:
        """Give the message as a turn, in the zone of its speaker."""
        is_self = self._is_self(message)
        told = None if is_earlier else self.observed_at
        return Turn(
            role="assistant" if message.role in AGENTS else message.role,
            text=message.text or "",
            sent_at=(told or instant(message.sent_at)).astimezone(self._zone),
            speaker=self.self_name if is_self else self._speaker(message),
            is_self=is_self,
            is_context=is_earlier or message.role not in SPEAKERS,
        )

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or UTC.tzname(None))

    def _is_self(self, message: Message) -> bool:
        if message.name is not None:
            return normalised(message.name) in self.self_forms
        return (message.role in AGENTS) == self.owner_is_agent

    def _speaker(self, message: Message) -> str:
        unnamed = self.agent_name if message.role in AGENTS else UNNAMED_USER
        return message.name or unnamed


def _known(entities: Sequence[Entity]) -> tuple[KnownEntity, ...]:
    return tuple(
        msgspec.convert(
            {"name": entity.name, "type": entity.type, "aliases": entity.aliases}, KnownEntity
        )
        for entity in entities
        if entity.type not in VALUES and not entity.is_self
    )


def _instructions(addition: Addition) -> str | None:
    """Take the agent's own instructions when the add is the agent's alone, and name the fields."""
    own = addition.custom_instructions
    if addition.agent_custom_instructions and addition.ids.user_id is None:
        own = addition.agent_custom_instructions
    return "\n".join(part for part in (own, _fields(addition)) if part) or None


def _fields(addition: Addition) -> str | None:
    """Ask for what a caller's JSON Schema has fields for, each with its description."""
    fields = (addition.structured_data_schema or {}).get("properties")
    if not isinstance(fields, dict) or not fields:
        return None
    named = [_field(name, field) for name, field in cast("dict[str, object]", fields).items()]
    return f"State as facts of their own what is said about: {'; '.join(named)}."


def _field(name: str, field: object) -> str:
    about = cast("dict[str, object]", field).get("description") if isinstance(field, dict) else None
    return f"{name} ({about})" if isinstance(about, str) else name

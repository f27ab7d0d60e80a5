"""What goes into an extractor and what comes out of it."""

from datetime import datetime
from typing import Final, Literal, get_args

from msgspec import Struct

EntityType = Literal[
    "person",
    "organization",
    "place",
    "event",
    "product",
    "work",
    "animal",
    "food",
    "activity",
    "condition",
    "concept",
    "date",
    "literal",
]
Precision = Literal["year", "month", "day", "instant"]
# of one fact
MOST_CATEGORIES: Final = 3
MemoryType = Literal["LONG_TERM", "SHORT_TERM", "EPISODIC", "SEMANTIC", "PROCEDURAL"]
MEMORY_TYPES: Final[tuple[MemoryType, ...]] = get_args(MemoryType)


class Moment(Struct, frozen=True, kw_only=True):
    """A point in time as precisely as the text gives it.

    `at` is the first instant of the year, month or day in the speaker's zone, as aware UTC.
    """

    at: datetime
    precision: Precision


class Turn(Struct, frozen=True, kw_only=True):
    """One message as an extractor reads it. `is_context` turns are read, never extracted from."""

    role: str
    text: str
    sent_at: datetime
    speaker: str
    is_self: bool = False
    is_context: bool = False


class KnownEntity(Struct, frozen=True, kw_only=True):
    """An entity the owner's graph already has, given as context."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()


class Category(Struct, frozen=True, kw_only=True):
    """What a fact can be about, with what the name is to mean; one without words is its name."""

    name: str
    description: str = ""


class Conversation(Struct, frozen=True, kw_only=True):
    """Everything one extraction may read.

    `self_name` is how the owner is called in facts. `agent_name` is how the assistant is called,
    absent when the add names no agent. `sent_at` of each turn carries the zone of the speaker.
    An extractor that can choose says which of the `categories` each fact belongs to.
    """

    turns: tuple[Turn, ...]
    self_name: str
    agent_name: str | None = None
    known: tuple[KnownEntity, ...] = ()
    instructions: str | None = None
    includes: str | None = None
    excludes: str | None = None
    wants_relations: bool = True
    categories: tuple[Category, ...] = ()
    wants_type: bool = False


class Span(Struct, frozen=True, kw_only=True):
    """Characters [start, end) of turn number `turn` of the conversation."""

    turn: int
    start: int
    end: int


class Mention(Struct, frozen=True, kw_only=True):
    """A thing the conversation speaks of, named once for all its occurrences.

    `is_self` marks the owner. A literal or a date is a mention too, so that every link has two
    ends; it is never merged with another.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    is_self: bool = False


class Link(Struct, frozen=True, kw_only=True):
    """A candidate relation between two mentions, given as indices into `Findings.mentions`.

    `state`: current holds or is planned; ended held once and no longer does; retracted never held
    (a correction). `valid_to` is exclusive.
    """

    subject: int
    predicate: str
    object: int
    predicate_raw: str
    state: Literal["current", "ended", "retracted"] = "current"
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    confidence: float = 1.0


class Appearance(Struct, frozen=True, kw_only=True):
    """A mention inside a fact: its index, its part in the sentence and the words used."""

    mention: int
    role: Literal["subject", "object", "other"]
    surface: str


class Fact(Struct, frozen=True, kw_only=True):
    """One sentence worth remembering: third person, absolute dates, one statement.

    `spans` are the words it states, in the turns it comes from. `by_agent` says that it is known
    from the assistant's turns alone. An evidence fact appears in both ends of its links.
    `categories` are names, the best one first, absent while nobody has chosen.
    """

    text: str
    spans: tuple[Span, ...]
    appearances: tuple[Appearance, ...] = ()
    links: tuple[Link, ...] = ()
    by_agent: bool = False
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    categories: tuple[str, ...] | None = None


class Rejection(Struct, frozen=True, kw_only=True):
    """Something that was read and not kept, with the reason."""

    text: str
    reason: str
    span: Span | None = None


class Usage(Struct, frozen=True, kw_only=True):
    """What an extraction cost."""

    extractor: str
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class Findings(Struct, frozen=True, kw_only=True):
    """The outcome of one extraction. No facts is a fine outcome.

    `memory_type` is there when it was asked for and the extractor could tell.
    """

    usage: Usage
    mentions: tuple[Mention, ...] = ()
    facts: tuple[Fact, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    memory_type: MemoryType | None = None

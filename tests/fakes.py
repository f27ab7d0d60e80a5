"""Stand-ins for the models, behind the same protocols.

The extractor reads a small language: each sentence `SUBJECT predicate OBJECT`, ended by a full
stop. `I` is the owner. `since 2019` and `until 2024-05` date it, a leading `formerly` says that it
has ended and `never` that it was not so. A sentence without a known predicate is a fact alone.
"""

import asyncio
import hashlib
import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, Literal

from extraction.extractor import Extractor
from extraction.model import (
    Appearance,
    Conversation,
    EntityType,
    Fact,
    Findings,
    Link,
    Mention,
    Moment,
    Span,
    Usage,
)

DIMENSIONS: Final = 256
PREDICATES: Final = frozenset(
    {"works_at", "lives_in", "likes", "married_to", "named", "age", "friend_of", "parent_of"}
    | {"child_of", "employs", "allergic_to", "birthday", "related_to"}
)
_SENTENCE: Final = re.compile(
    r"(?P<state>formerly |never )?(?P<subject>[A-Z]\w*) (?P<predicate>[a-z_]+) (?P<object>.+?)"
    r"(?: since (?P<since>[\d-]+))?(?: until (?P<until>[\d-]+))?$"
)
_STATES: Final[dict[str, Literal["current", "ended", "retracted"]]] = {
    "formerly ": "ended",
    "never ": "retracted",
}
_TYPES: Final[dict[str, EntityType]] = {
    "works_at": "organization",
    "lives_in": "place",
    "married_to": "person",
    "friend_of": "person",
    "parent_of": "person",
}


class FakeEmbedder:
    """The words of a text, hashed into a unit vector."""

    model = "fake-256"
    dimensions = DIMENSIONS

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        return [_vector(text) for text in texts]


class FakeExtractor:
    """Reads the small language above; counts what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Conversation] = []

    async def extract(self, conversation: Conversation) -> Findings:
        self.asked.append(conversation)
        return read(conversation)


class FailingExtractor:
    """Raises the errors one after the other, then reads like `FakeExtractor`."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)

    async def extract(self, conversation: Conversation) -> Findings:
        if self._errors:
            raise self._errors.pop(0)
        return read(conversation)


class SlowExtractor:
    """Takes its time."""

    def __init__(self, seconds: float, extractor: Extractor | None = None) -> None:
        self._seconds = seconds
        self._extractor = extractor or FakeExtractor()

    async def extract(self, conversation: Conversation) -> Findings:
        await asyncio.sleep(self._seconds)
        return await self._extractor.extract(conversation)


def read(conversation: Conversation) -> Findings:
    """Give the findings of the small language."""
    mentions: list[Mention] = []
    facts = [
        _fact(sentence, span, mentions, conversation) for sentence, span in _sentences(conversation)
    ]
    usage = Usage(extractor="fake", calls=1, tokens_in=7, tokens_out=3)
    return Findings(usage=usage, mentions=tuple(mentions), facts=tuple(facts))


def _sentences(conversation: Conversation) -> Iterator[tuple[str, Span]]:
    for index, turn in enumerate(conversation.turns):
        if not turn.is_context:
            for found in re.finditer(r"[^.]+", turn.text):
                if found[0].strip():
                    yield found[0].strip(), Span(turn=index, start=found.start(), end=found.end())


def _fact(sentence: str, span: Span, mentions: list[Mention], conversation: Conversation) -> Fact:
    turn = conversation.turns[span.turn]
    by_agent = turn.role == "assistant"
    found = _SENTENCE.match(sentence)
    if found is None or found["predicate"] not in PREDICATES:
        return Fact(text=sentence, spans=(span,), by_agent=by_agent)
    is_self = found["subject"] == "I"
    name = turn.speaker if is_self else found["subject"]
    subject = _mention(mentions, name, "person", is_self=is_self and turn.is_self)
    kind = _TYPES.get(found["predicate"], "concept")
    target = _mention(mentions, found["object"], kind, is_self=False)
    link = Link(
        subject=subject,
        predicate=found["predicate"],
        object=target,
        predicate_raw=found["predicate"].replace("_", " "),
        state=_STATES.get(found["state"] or "", "current"),
        valid_from=_moment(found["since"]),
        valid_to=_moment(found["until"]),
    )
    return Fact(
        text=re.sub(r"\bI\b", name, sentence),
        spans=(span,),
        appearances=(
            Appearance(mention=subject, role="subject", surface=found["subject"]),
            Appearance(mention=target, role="object", surface=found["object"]),
        ),
        links=(link,),
        by_agent=by_agent,
    )


def _mention(mentions: list[Mention], name: str, kind: EntityType, *, is_self: bool) -> int:
    for index, mention in enumerate(mentions):
        if mention.name == name and mention.is_self == is_self:
            return index
    mentions.append(Mention(name=name, type=kind, is_self=is_self))
    return len(mentions) - 1


def _moment(text: str | None) -> Moment | None:
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    precision: Literal["year", "month", "day"] = ("year", "month", "day")[len(parts) - 1]
    year, month, day = [*parts, 1, 1][:3]
    return Moment(at=datetime(year, month, day, tzinfo=UTC), precision=precision)


def _vector(text: str) -> list[float] | None:
    vector = [0.0] * DIMENSIONS
    for word in re.findall(r"\w+", text.lower()):
        digest = hashlib.sha256(word.encode()).digest()
        vector[digest[0]] += 1.0
        vector[digest[1]] += 0.5
    length = math.sqrt(sum(part * part for part in vector))
    return [part / length for part in vector] if length else None

"""What a language model is asked to answer, and how its answer is read: item by item.

A good item is kept though its neighbour is broken; what is dropped is counted with its reason.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeVar, cast

import msgspec
from msgspec import Struct

from extraction.model import (
    MEMORY_TYPES,
    MOST_CATEGORIES,
    Appearance,
    Conversation,
    EntityType,
    Fact,
    Findings,
    Link,
    MemoryType,
    Mention,
    Rejection,
    Span,
    Usage,
)
from extraction.moments import moment

T = TypeVar("T", bound=Struct)
Role = Literal["subject", "object", "other"]

_LITERAL: Final = re.compile(r"[\d.,:/%€$£+-]+(?:\s\w+)?")
_NAME: Final = re.compile(r"[^\W_]")


class Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Model output has exactly the fields that were asked for."""


class AnswerEntity(Strict, frozen=True, kw_only=True):
    """A named thing."""

    name: str
    type: EntityType
    aliases: list[str]


class AnswerFact(Strict, frozen=True, kw_only=True):
    """A statement with the words it comes from."""

    text: str
    message: int
    quote: str
    by_agent: bool


class LabelledFact(AnswerFact, frozen=True, kw_only=True):
    """A fact that is kept whatever its categories look like."""

    categories: object = None


class AnswerRelation(Strict, frozen=True, kw_only=True):
    """A triple with the index of the fact that states it."""

    subject: str
    predicate: str
    object: str
    fact: int
    state: Literal["current", "ended", "retracted"]
    valid_from: str
    valid_to: str


class Answer(Strict, frozen=True, kw_only=True):
    """The whole answer."""

    entities: list[AnswerEntity]
    facts: list[AnswerFact]
    relations: list[AnswerRelation]


class RawAnswer(Struct, frozen=True, kw_only=True):
    """The whole answer before its items have been looked at."""

    entities: list[msgspec.Raw]
    facts: list[msgspec.Raw]
    relations: list[msgspec.Raw]
    memory_type: object = None


def json_schema(conversation: Conversation) -> dict[str, object]:
    """Give the JSON Schema of an answer with an object at its root, as strict mode wants it.

    What is not asked for is not in it, and what is must be there.
    """
    _, components = msgspec.json.schema_components([Answer], ref_template="#/$defs/{name}")
    root = dict(components.pop("Answer"))
    names = [category.name for category in conversation.categories]
    chosen = {"type": "array", "items": {"type": "string", "enum": names}} if names else None
    components["AnswerFact"] = _with(components["AnswerFact"], "categories", chosen)
    kinds = {"type": "string", "enum": list(MEMORY_TYPES)} if conversation.wants_type else None
    return {**_with(root, "memory_type", kinds), "$defs": components}


def _with(
    schema: dict[str, object], name: str, form: Mapping[str, object] | None
) -> dict[str, object]:
    """Give an object's schema with this property as a required one, or without it."""
    properties = dict(cast("dict[str, object]", schema["properties"]))
    required = [key for key in cast("list[str]", schema["required"]) if key != name]
    properties.pop(name, None)
    if form is not None:
        properties[name] = form
        required.append(name)
    return {**schema, "properties": properties, "required": required}


class Reading:
    """One answer against the conversation it is about."""

    def __init__(self, conversation: Conversation, answer: RawAnswer) -> None:
        """Validate the items one by one; `rejections` grows as items are dropped."""
        self.conversation = conversation
        self.rejections: list[Rejection] = []
        self.texts = [turn.text for turn in conversation.turns]
        self.everything = " ".join(_folded(text) for text in self.texts)
        self.entities = self._valid(answer.entities, AnswerEntity)
        self.facts = self._valid(answer.facts, LabelledFact)
        self.relations = self._valid(answer.relations, AnswerRelation)
        self.memory_type: MemoryType | None = _memory_type(conversation, answer.memory_type)
        self.mentions: list[Mention] = []
        self.by_name: dict[str, int] = {}

    @property
    def is_unreadable(self) -> bool:
        """Facts came, and not one of them is of the form: that is no silent success."""
        return bool(self.facts) and all(fact is None for fact in self.facts)

    def _valid(self, rows: Iterable[msgspec.Raw], kind: type[T]) -> list[T | None]:
        """Give each row or None in its place, so that indices between lists stay right."""
        return [self._row(row, kind) for row in rows]

    def _row(self, row: msgspec.Raw, kind: type[T]) -> T | None:
        try:
            return msgspec.json.decode(row, type=kind)
        except msgspec.MsgspecError as error:
            self.reject(bytes(row).decode(errors="replace")[:200], f"not of the form: {error}")
            return None

    def reject(self, text: str, reason: str) -> None:
        """Note what is dropped and why."""
        self.rejections.append(Rejection(text=text, reason=reason))

    def findings(self, usage: Usage) -> Findings:
        """Give what holds against the text."""
        self._name(self.conversation.self_name, "person", is_self=True)
        for entity in self.entities:
            if entity is not None:
                self._take_entity(entity)
        facts = [self._fact(index, fact) for index, fact in enumerate(self.facts)]
        return Findings(
            usage=usage,
            mentions=tuple(self.mentions),
            facts=tuple(fact for fact in facts if fact is not None),
            rejections=tuple(self.rejections),
            memory_type=self.memory_type,
        )

    def _name(
        self, name: str, kind: EntityType, aliases: Iterable[str] = (), *, is_self: bool = False
    ) -> int:
        index = len(self.mentions)
        known = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
        self.mentions.append(Mention(name=name, type=kind, aliases=known, is_self=is_self))
        for called in (name, *known):
            self.by_name.setdefault(_folded(called), index)
        return index

    def _take_entity(self, entity: AnswerEntity) -> None:
        if _folded(entity.name) in self.by_name:
            return
        if self._is_said(entity.name) or self._is_known(entity.name):
            said = [alias for alias in entity.aliases if self._is_said(alias)]
            self._name(entity.name, entity.type, said)
        else:
            self.reject(entity.name, "no message names it")

    def _is_said(self, name: str) -> bool:
        folded = _folded(name)
        return bool(_NAME.search(folded)) and folded in self.everything

    def _is_known(self, name: str) -> bool:
        folded = _folded(name)
        speakers = {_folded(turn.speaker) for turn in self.conversation.turns}
        known = {_folded(entity.name) for entity in self.conversation.known}
        return folded in speakers | known

    def _fact(self, index: int, fact: LabelledFact | None) -> Fact | None:
        if fact is None:
            return None
        span = self._span(fact)
        if span is None or not fact.text.strip():
            self.reject(fact.text, "its quote is not in the message")
            return None
        relations = [row for row in self.relations if row is not None and row.fact == index]
        links = [link for row in relations if (link := self._link(row, span)) is not None]
        return Fact(
            text=fact.text.strip(),
            spans=(span,),
            appearances=self._appearances(fact.text, links),
            links=tuple(links),
            by_agent=fact.by_agent,
            categories=_chosen(self.conversation, fact.categories),
        )

    def _span(self, fact: AnswerFact) -> Span | None:
        if not 0 <= fact.message < len(self.texts) or not fact.quote.strip():
            return None
        if self.conversation.turns[fact.message].is_context:
            return None
        pattern = r"\s+".join(re.escape(word) for word in fact.quote.split())
        found = re.search(pattern, self.texts[fact.message], re.IGNORECASE)
        return found and Span(turn=fact.message, start=found.start(), end=found.end())

    def _link(self, row: AnswerRelation, span: Span) -> Link | None:
        subject = self.by_name.get(_folded(row.subject))
        target = self._object(row.object)
        if subject is None or target is None or subject == target:
            self.reject(f"{row.subject} {row.predicate} {row.object}", "an end is not in the text")
            return None
        zone = self.conversation.turns[span.turn].sent_at.tzinfo
        begun, ended = (
            moment(text, *(() if zone is None else (zone,)))
            for text in (row.valid_from, row.valid_to)
        )
        return Link(
            subject=subject,
            predicate=row.predicate,
            object=target,
            predicate_raw=row.predicate,
            state=row.state,
            valid_from=begun,
            valid_to=ended,
        )

    def _object(self, name: str) -> int | None:
        index = self.by_name.get(_folded(name))
        if index is None and (self._is_said(name) or moment(name) or _LITERAL.fullmatch(name)):
            return self._name(name, "date" if moment(name) else "literal")
        return index

    def _appearances(self, text: str, links: list[Link]) -> tuple[Appearance, ...]:
        roles: dict[int, Role] = {}
        for link in links:
            roles.setdefault(link.subject, "subject")
            roles.setdefault(link.object, "object")
        folded = _folded(text)
        for name, index in self.by_name.items():
            if name in folded:
                roles.setdefault(index, "other")
        return tuple(
            Appearance(mention=index, role=role, surface=self.mentions[index].name)
            for index, role in roles.items()
        )


def _chosen(conversation: Conversation, given: object) -> tuple[str, ...] | None:
    """Give those of the categories that were asked for, None when the answer names none."""
    known = {_folded(category.name): category.name for category in conversation.categories}
    named = cast("list[object]", given) if isinstance(given, list) else []
    found = [known.get(_folded(name)) for name in named if isinstance(name, str)]
    return tuple(dict.fromkeys(name for name in found if name))[:MOST_CATEGORIES] or None


def _memory_type(conversation: Conversation, given: object) -> MemoryType | None:
    if not conversation.wants_type or not isinstance(given, str):
        return None
    return next((kind for kind in MEMORY_TYPES if kind == given.strip().upper()), None)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()

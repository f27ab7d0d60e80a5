"""Reads language/frames.toml: what verbs, adjectives and prepositions say about their slots."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

_FILE: Final = Path(__file__).parent / "language" / "frames.toml"
_PREDICATES: Final = Path(__file__).parent / "predicates.json"
_STATES: Final = {"ended", "begun"}
_RULE_PARTS: Final = 3

State = Literal["", "ended", "begun"]


class Predicate(Struct, frozen=True):
    """An entry of predicates.json, as far as the rules need it."""

    name: str
    object: Literal["entity", "literal", "date", "either"]
    inverse: str
    cardinality: Literal["one", "many"]
    event: bool


class Slot(Struct, frozen=True, kw_only=True):
    """Names of slots, and the types or kinds that what stands there may have.

    `is_strict` wants the type to be known; otherwise an unknown thing gets the first type.
    """

    names: tuple[str, ...]
    types: tuple[str, ...] = ()
    is_strict: bool = False


class Rule(Struct, frozen=True, kw_only=True):
    """A predicate between two slots; one of `needs` must be filled, all of `lacks` be empty."""

    left: Slot
    predicate: str
    right: Slot
    state: State = ""
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Frames(Struct, frozen=True, kw_only=True):
    """All rules by verb (with its particle: "break:up"), adjective and noun, and of "X is in Y"."""

    verbs: dict[str, tuple[Rule, ...]]
    adjectives: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    being: tuple[Rule, ...]


class _Verb(Struct, frozen=True):
    verbs: str
    rules: tuple[str, ...]


class _Adjective(Struct, frozen=True):
    adjectives: str
    rules: tuple[str, ...]


class _Noun(Struct, frozen=True):
    nouns: str
    rules: tuple[str, ...]


class _Being(Struct, frozen=True):
    rules: tuple[str, ...]


class _Table(Struct, frozen=True):
    verb: tuple[_Verb, ...]
    adjective: tuple[_Adjective, ...]
    noun: tuple[_Noun, ...]
    being: tuple[_Being, ...]


@cache
def frames() -> Frames:
    """Read the table once."""
    table = msgspec.convert(tomllib.loads(_FILE.read_text("utf-8")), _Table)
    return Frames(
        verbs=_by_word([(entry.verbs, entry.rules) for entry in table.verb]),
        adjectives=_by_word([(entry.adjectives, entry.rules) for entry in table.adjective]),
        nouns=_by_word([(entry.nouns, entry.rules) for entry in table.noun]),
        being=tuple(rule_of(text) for entry in table.being for text in entry.rules),
    )


@cache
def predicates() -> dict[str, Predicate]:
    """Give the predicates by name."""
    entries = msgspec.json.decode(_PREDICATES.read_bytes(), type=list[Predicate])
    return {entry.name: entry for entry in entries}


def _by_word(entries: list[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[Rule, ...]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for words, texts in entries:
        for word in words.split():
            rules[word] = rules.get(word, ()) + tuple(rule_of(text) for text in texts)
    return rules


def rule_of(text: str) -> Rule:
    """Read a rule as frames.toml describes it; ValueError when it can't be read."""
    left, predicate, right, *marks = text.split()
    if predicate not in predicates():
        raise ValueError(f"unknown predicate in {text!r}")
    return Rule(
        left=_slot(left),
        predicate=predicate,
        right=_slot(right),
        state="ended" if "ended" in marks else "begun" if "begun" in marks else "",
        needs=_marked("needs", marks),
        lacks=_marked("lacks", marks),
    )


def _marked(mark: str, marks: list[str]) -> tuple[str, ...]:
    return tuple(marks[marks.index(mark) + 1].split("|")) if mark in marks else ()


def _slot(text: str) -> Slot:
    names, _, types = text.partition(":")
    return Slot(
        names=tuple(names.split("|")),
        types=tuple(types.lstrip("?").split("|")) if types else (),
        is_strict=types.startswith("?"),
    )

"""Pure: a form filled without a model, from relations and metadata; the rest stays null."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Final, cast

import msgspec
from msgspec import Struct

from app.services.field_words import readings, snake_case
from app.services.registry import Reading
from extraction.schemas import Schema, branches, fits, kinds, optional, properties
from graph.model import Memory, Relation

NAME: Final = "name"
# how far a form follows relations: somebody's friends' employers
DEEPEST: Final = 4


class Known(Struct, frozen=True, kw_only=True):
    """What a form is filled from: memories and relations, the newest first."""

    memories: Sequence[Memory]
    relations: Sequence[Relation]


class Thing(Struct, frozen=True, kw_only=True):
    """An entity at an end of a relation."""

    id: str
    name: str


def filled(schema: Schema, known: Known) -> dict[str, object]:
    """Give every property of the schema: what relations, else metadata say about it, else null."""
    return _Filling(known).form(schema)


def unfilled(fields: Mapping[str, object]) -> list[str]:
    """Give the names of what is null, of nested objects with their paths."""
    return [".".join(path) for path in _nulls(fields, ())]


def _nulls(fields: Mapping[str, object], inside: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, value in fields.items():
        if value is None:
            yield (*inside, name)
        elif isinstance(value, dict):
            yield from _nulls(cast("dict[str, object]", value), (*inside, name))


class _Filling:
    """One form being filled."""

    def __init__(self, known: Known) -> None:
        self._relations = known.relations
        self._selves = _selves(known.relations)
        self._metadata = [
            {snake_case(name): value for name, value in _decoded(memory.metadata).items()}
            for memory in known.memories
            if memory.metadata
        ]

    def form(self, schema: Schema) -> dict[str, object]:
        """Fill the whole form, about whoever the memories belong to."""
        fields: dict[str, object] = {}
        for name, wanted in properties(schema).items():
            related = self._of_relations(name, wanted, self._selves, 0)
            fields[name] = self._of_metadata(name, wanted) if related is None else related
        return fields

    def _of_relations(
        self, name: str, wanted: Schema, subjects: Sequence[str], depth: int
    ) -> object:
        """Give what the subjects' relations say; of several subjects only lists are told."""
        things = [thing for one in readings(name) for thing in self._things(one, subjects)]
        distinct = list({thing.id: thing for thing in things}.values())
        for branch in branches(wanted):
            value = self._shaped(branch, distinct, depth, is_one=len(subjects) == 1)
            if value is not None and fits(optional(wanted), value):
                return value
        nested = next((one for one in branches(wanted) if properties(one)), None)
        if nested is None or depth >= DEEPEST or distinct:
            return None
        return self._about(nested, subjects, depth)

    def _about(self, schema: Schema, subjects: Sequence[str], depth: int) -> object:
        """Fill a group of fields about the same subjects; with nothing in it there is no group."""
        fields = {
            name: self._of_relations(name, one, subjects, depth + 1)
            for name, one in properties(schema).items()
        }
        return fields if any(value is not None for value in fields.values()) else None

    def _things(self, reading: Reading, subjects: Sequence[str]) -> Iterator[Thing]:
        """Give what stands at the other end of the subjects' relations, the newest first."""
        for relation in self._relations:
            if relation.predicate != reading.name:
                continue
            is_source, is_target = relation.source_id in subjects, relation.target_id in subjects
            if is_source and (reading.is_symmetric or not reading.is_turned):
                yield Thing(id=relation.target_id, name=relation.target)
            elif is_target and (reading.is_symmetric or reading.is_turned):
                yield Thing(id=relation.source_id, name=relation.source)

    def _shaped(
        self, wanted: Schema, things: Sequence[Thing], depth: int, *, is_one: bool
    ) -> object:
        if not things or depth > DEEPEST:
            return None
        if "array" in kinds(wanted) or "items" in wanted:
            items = wanted.get("items")
            each = cast("Schema", items) if isinstance(items, dict) else {}
            told = [self._single(each, thing, depth) for thing in things]
            return [one for one in told if one is not None] or None
        return self._single(wanted, things[0], depth) if is_one else None

    def _single(self, wanted: Schema, thing: Thing, depth: int) -> object:
        if properties(wanted):
            return self._described(wanted, thing, depth)
        for value in _values(wanted, thing.name):
            if fits(wanted, value):
                return value
        return None

    def _described(self, wanted: Schema, thing: Thing, depth: int) -> dict[str, object]:
        """Tell of a thing: its name, and what its own relations say."""
        return {
            name: _first_fitting(one, thing.name)
            if snake_case(name).endswith(NAME)
            else self._of_relations(name, one, (thing.id,), depth + 1)
            for name, one in properties(wanted).items()
        }

    def _of_metadata(self, name: str, wanted: Schema) -> object:
        """Give the newest value that fits, of a list all values."""
        key = snake_case(name)
        values = [one[key] for one in self._metadata if one.get(key) is not None]
        for value in values:
            if fits(optional(wanted), value):
                return value
        every = list({msgspec.json.encode(value): value for value in values}.values())
        return every if every and fits(optional(wanted), every) else None


def _selves(relations: Sequence[Relation]) -> tuple[str, ...]:
    """Give the entities that stand for the owners of the memories."""
    sources = [one.source_id for one in relations if one.source_is_self]
    targets = [one.target_id for one in relations if one.target_is_self]
    return tuple(dict.fromkeys([*sources, *targets]))


def _first_fitting(wanted: Schema, name: str) -> object:
    return next(
        (
            value
            for branch in branches(wanted)
            for value in _values(branch, name)
            if fits(wanted, value)
        ),
        None,
    )


def _values(wanted: Schema, name: str) -> Iterator[object]:
    """Give a name as the schema's types may have it: as text, a word of a list, a number."""
    yield name
    allowed = wanted.get("enum")
    if isinstance(allowed, list):
        words = cast("list[object]", allowed)
        yield from (one for one in words if str(one).casefold() == name.casefold())
    if kinds(wanted) & {"integer", "number"}:
        number = _number(name)
        if number is not None:
            yield number


def _number(name: str) -> int | float | None:
    try:
        number = float(name.replace(",", ""))
    except ValueError:
        return None
    if not isfinite(number):
        return None
    return int(number) if number.is_integer() else number


_decoded = msgspec.json.Decoder(dict[str, object]).decode

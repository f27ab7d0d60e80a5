"""Pure: what a predicate is called here, which way it runs and how many values it takes."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from msgspec import Struct

from extraction import predicates
from extraction.predicates import Predicate

ObjectKind = Literal["entity", "literal", "date", "either"]
MEANINGLESS: Final = frozenset({"", "related_to", "relates_to", "is_related_to", "associated_with"})
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


class Reading(Struct, frozen=True, kw_only=True):
    """A predicate's word as the graph keeps it.

    `is_turned` says that subject and object change places. A predicate that the registry does not
    know keeps its own word, runs forward and takes many values.
    """

    name: str
    object: ObjectKind = "either"
    is_turned: bool = False
    is_symmetric: bool = False
    is_single: bool = False

    @property
    def has_slot(self) -> bool:
        """Whether the database itself refuses a second open value (design.md 3.5)."""
        return self.is_single and not self.is_symmetric


class Registry:
    """The predicates of a project, found under every name they have."""

    def __init__(self, rows: Iterable[Predicate]) -> None:
        """Take the predicates in the order in which an earlier one owns a shared name."""
        self._readings: dict[str, Reading] = {}
        known = tuple(rows)
        for row in known:
            self._readings.setdefault(row.name, _reading(row))
        self._settle_pairs(known)
        for row in known:
            forward = self._readings[row.name]
            for alias in row.aliases:
                self._readings.setdefault(normalised(alias), forward)
            if row.inverse and not forward.is_symmetric:
                self._readings.setdefault(row.inverse, _turned(forward))

    def reading(self, word: str) -> Reading | None:
        """Give how a predicate's word is kept; None for a word that says nothing."""
        name = normalised(word)
        if name in MEANINGLESS:
            return None
        return self._readings.get(name, Reading(name=name))

    def _settle_pairs(self, rows: tuple[Predicate, ...]) -> None:
        """Of two predicates that are each other's inverse the first one is stored."""
        for row in rows:
            other, mine = self._readings.get(row.inverse), self._readings[row.name]
            if other is not None and not mine.is_turned and not other.is_turned:
                self._readings[row.inverse] = _turned(mine)


@cache
def built_in() -> Registry:
    """Give the registry that every project starts with."""
    return Registry(predicates.registry().values())


def normalised(word: str) -> str:
    """Write a predicate's word in lower snake case."""
    return _NOT_A_WORD.sub("_", word.casefold()).strip("_")


def _reading(row: Predicate) -> Reading:
    return Reading(
        name=row.name,
        object=row.object,
        is_symmetric=row.inverse == "symmetric",
        is_single=row.cardinality == "one",
    )


def _turned(reading: Reading) -> Reading:
    return Reading(
        name=reading.name,
        object=reading.object,
        is_turned=True,
        is_symmetric=reading.is_symmetric,
        is_single=reading.is_single,
    )

"""What the labels, types and properties mean that analysts may ask for; see `vocabulary.toml`."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field

FILE: Final = Path(__file__).parent / "vocabulary.toml"


class LabelMeaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label and the properties that may be asked for."""

    name: str
    meaning: str
    properties: dict[str, str]


class TypeMeaning(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of Neo4j's relationships, and what it joins."""

    name: str
    source: str = field(name="from")
    target: str = field(name="to")
    meaning: str
    properties: dict[str, str] = {}


class Vocabulary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it."""

    label: list[LabelMeaning]
    type: list[TypeMeaning]


@cache
def vocabulary() -> Vocabulary:
    """Read the file."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Vocabulary)

"""What is asked of a language model about facts that are known: fill a form, sum them up."""

from typing import Protocol

from msgspec import Struct

from extraction.model import Usage
from extraction.schemas import Schema


class Notes(Struct, frozen=True, kw_only=True):
    """What is known: facts and relations in words, the newest first, and how to go about it."""

    facts: tuple[str, ...]
    relations: tuple[str, ...] = ()
    instructions: str | None = None


class Filled(Struct, frozen=True, kw_only=True):
    """A form: every property of its schema, null where nothing is known or nothing that fits."""

    fields: dict[str, object]
    usage: Usage


class Composed(Struct, frozen=True, kw_only=True):
    """A text."""

    text: str
    usage: Usage


class Composer(Protocol):
    """Writes from notes."""

    async def fill(self, schema: Schema, notes: Notes) -> Filled:
        """Give an object of the schema, which is a plain tree; raises ExtractionError."""
        ...

    async def sum_up(self, notes: Notes) -> Composed:
        """Give a summary; raises ExtractionError."""
        ...

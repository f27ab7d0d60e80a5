"""The predicates that extraction starts from: canonical names with their meaning and kind."""

from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

FILE: Final = Path(__file__).parent / "predicates.json"


class Predicate(Struct, frozen=True, kw_only=True):
    """One type of relation, as the registry file gives it.

    `inverse` is empty, `symmetric`, or the name that says the same the other way round.
    """

    name: str
    group: str
    meaning: str
    object: Literal["entity", "literal", "date", "either"]
    inverse: str
    cardinality: Literal["one", "many"]
    event: bool
    aliases: tuple[str, ...]
    surface: str


@cache
def registry() -> dict[str, Predicate]:
    """Read the file once; by canonical name, in the file's order."""
    rows = msgspec.json.decode(FILE.read_bytes(), type=list[Predicate])
    return {row.name: row for row in rows}

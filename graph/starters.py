"""The saved queries that every project begins with; they lie in `starters.toml`."""

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from graph.saved_queries import SavedQuery

FILE: Final = Path(__file__).parent / "starters.toml"
FIRST_DAY: Final = "2026-11-21T00:00:00Z"


class _Starter(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    description: str
    text: str
    chart: dict[str, str]
    parameters: list[dict[str, object]] = []


class _File(Struct, frozen=True, kw_only=True):
    query: list[_Starter]


@cache
def starters() -> tuple[SavedQuery, ...]:
    """Give them in the order of the file."""
    found = msgspec.toml.decode(FILE.read_bytes(), type=_File)
    return tuple(_saved(one) for one in found.query)


def _saved(one: _Starter) -> SavedQuery:
    return SavedQuery(
        id=one.id,
        name=one.name,
        description=one.description,
        text=one.text.strip(),
        parameters=msgspec.json.encode(one.parameters).decode(),
        chart=msgspec.json.encode(one.chart).decode(),
        version=1,
        created_at=FIRST_DAY,
        updated_at=FIRST_DAY,
    )

"""Pure: CSV as neo4j-admin imports it: two files in one archive that is written as it is sent."""

import csv
from collections.abc import AsyncIterator, Iterable, Mapping
from io import StringIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from app.services.formats.rows import ENTITY, RELATION, Row
from graph.model import JSON

MEDIA_TYPE: Final = "application/zip"
FILE_NAME: Final = "graph.zip"
TYPES: Final = {str: "string", bool: "boolean", float: "double", list: "string[]"}
NODES: Final = "entities.csv"
RELATIONSHIPS: Final = "relations.csv"
README: Final = """neo4j-admin database import full --nodes=entities.csv \\
  --relationships=relations.csv --multiline-fields=true neo4j
"""


class _Outlet:
    """A file that can only be written to, and is emptied by whoever sends it."""

    def __init__(self) -> None:
        """Begin empty."""
        self._chunks: list[bytes] = []

    def write(self, chunk: bytes) -> int:
        """Take what the archive writes."""
        self._chunks.append(bytes(chunk))
        return len(chunk)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        """Give what was written since the last time."""
        chunk = b"".join(self._chunks)
        self._chunks.clear()
        return chunk


async def archive(
    entities: AsyncIterator[list[Row]], relations: AsyncIterator[list[Row]]
) -> AsyncIterator[bytes]:
    """Give the archive in parts."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED) as sheets:  # pyright: ignore[reportArgumentType, reportCallIssue] - needs no more of a file
        sheets.writestr("import.txt", README)
        with sheets.open(NODES, "w", force_zip64=True) as sheet:
            sheet.write(_lines([entity_titles()]))
            async for page in entities:
                sheet.write(_lines(_entity(row) for row in page))
                yield outlet.taken()
        with sheets.open(RELATIONSHIPS, "w", force_zip64=True) as sheet:
            sheet.write(_lines([relation_titles()]))
            async for page in relations:
                sheet.write(_lines(_relation(row) for row in page))
                yield outlet.taken()
    yield outlet.taken()


def entity_titles() -> list[str]:
    """Give the header that neo4j-admin reads."""
    return ["id:ID(Entity)", *_typed(ENTITY, {"id"}), ":LABEL"]


def relation_titles() -> list[str]:
    """Give the header that neo4j-admin reads."""
    kept = _typed(RELATION, {"source", "target"})
    return [":START_ID(Entity)", ":END_ID(Entity)", *kept, ":TYPE"]


def _typed(fields: Mapping[str, type], left_out: set[str]) -> list[str]:
    return [f"{name}:{TYPES[kind]}" for name, kind in fields.items() if name not in left_out]


def _entity(row: Row) -> list[str]:
    return [*map(_cell, row.values()), "Entity"]


def _relation(row: Row) -> list[str]:
    kept = [_cell(row[name]) for name in RELATION if name not in {"source", "target"}]
    return [_cell(row["source"]), _cell(row["target"]), *kept, "RELATES_TO"]


def _cell(value: JSON) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return ";".join(map(str, value))
        case _:
            return str(value)


def _lines(rows: Iterable[list[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()

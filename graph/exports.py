"""Exports: what was asked for, and what a worker made of the memories."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph import works
from graph.errors import NotFoundError
from graph.model import Instant, State
from graph.session import Tx
from graph.works import Made, Work

CREATE: Final[LiteralString] = """
CYPHER 25
MERGE (export:Export {id: $export.id})
ON CREATE SET export += $export, export.project_id = $project_id
"""

_EXPORT: LiteralString = """
export {
  .id, .event_id, .schema, .filter, .instructions, .fields, .unfilled, .extractor, .memories,
  .total, created_at: toString(export.created_at), state: event.state, error: event.error
}
"""

GET: Final[LiteralString] = (
    """
CYPHER 25
MATCH (export:Export {id: $export_id})
WHERE export.project_id = $project_id
MATCH (event:Event {id: export.event_id})
RETURN collect("""
    + _EXPORT
    + """) AS exports
"""
)

FIND_LATEST: Final[LiteralString] = (
    """
CYPHER 25
MATCH (export:Export)
WHERE export.project_id = $project_id AND export.created_at IS NOT NULL
  AND export.filter_key = $filter_key
WITH export ORDER BY export.project_id DESC, export.created_at DESC LIMIT 1
MATCH (event:Event {id: export.event_id})
RETURN collect("""
    + _EXPORT
    + """) AS exports
"""
)

SAVE: Final[LiteralString] = """
CYPHER 25
MATCH (export:Export {id: $export_id})
WHERE export.project_id = $project_id
SET export += $made
WITH export
CALL (export) {
  MATCH (export)-[drawn:DRAWN_FROM]->()
  DELETE drawn
}
CALL (export) {
  UNWIND $memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  CREATE (export)-[:DRAWN_FROM {project_id: $project_id}]->(memory)
}
RETURN export.id AS id
"""


class ExportRow(Struct, frozen=True, kw_only=True):
    """An export to make. `schema` and `filter` are JSON; equal filters have equal keys.

    `scope_keys` are the scopes that the filter names: with one of them the export goes.
    """

    id: str
    project_id: str
    event_id: str
    schema: str
    filter: str
    filter_key: str
    scope_keys: tuple[str, ...]
    created_at: datetime
    instructions: str | None = None


class Export(Struct, frozen=True, kw_only=True):
    """An export with the state of its event; `fields` is there once it succeeded."""

    id: str
    event_id: str
    schema: str
    filter: str
    created_at: Instant
    state: State
    error: str | None = None
    instructions: str | None = None
    fields: str | None = None
    unfilled: list[str] | None = None
    extractor: str | None = None
    memories: int | None = None
    total: int | None = None


class Saved(Struct, frozen=True, kw_only=True):
    """The export that was there."""

    id: str


async def create(tx: Tx, row: ExportRow) -> None:
    """Write down what is asked for; its event is created beside it."""
    await tx.run(CREATE, project_id=row.project_id, export=row)


async def get(tx: Tx, project_id: str, export_id: str) -> Export:
    """Give an export; raises NotFoundError."""
    found = await tx.all(GET, Export, project_id=project_id, export_id=export_id)
    if not found:
        raise NotFoundError("export", export_id)
    return found[0]


async def find_latest(tx: Tx, project_id: str, filter_key: str) -> list[Export]:
    """Give the newest export of a filter in a list, or an empty list."""
    return await tx.all(FIND_LATEST, Export, project_id=project_id, filter_key=filter_key)


async def save(tx: Tx, export_id: str, made: Made, done: Work) -> bool:
    """Keep what was made and end its event; False when that is not leased any more.

    Raises StalePlanError as `works.begin`, NotFoundError when the export is gone.
    """
    if not await works.begin(tx, done):
        return False
    saved = await tx.first(
        SAVE,
        Saved,
        project_id=done.project_id,
        export_id=export_id,
        made=made,
        memory_ids=done.memory_ids,
    )
    if saved is None:
        raise NotFoundError("export", export_id)
    await works.end(tx, done)
    return True

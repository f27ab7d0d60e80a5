"""What events tell of their memories, which goes when the memories go."""

from collections.abc import Collection, Sequence
from typing import Final, LiteralString, cast

import msgspec
from msgspec import Struct

from graph.session import Tx

TELLING: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (change:Change)
// created_at makes the composite index usable
WHERE change.memory_id = memory_id AND change.created_at IS NOT NULL
  AND change.project_id = $project_id
WITH DISTINCT change.event_id AS event_id
MATCH (event:Event {id: event_id})
WHERE event.results IS NOT NULL
RETURN collect(event {.id, .results}) AS events
"""

RETELL: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (event:Event {id: row.id})
WHERE event.project_id = $project_id
SET event.results = row.results
"""


class Told(Struct, frozen=True, kw_only=True):
    """An event and its results as JSON."""

    id: str
    results: str


async def forget(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> None:
    """Take the words of these memories out of the results of every event that tells them."""
    told = await tx.all(TELLING, Told, project_id=project_id, memory_ids=memory_ids)
    forgotten = frozenset(memory_ids)
    rows = [Told(id=one.id, results=wordless(one.results, forgotten)) for one in told]
    if rows:
        await tx.run(RETELL, project_id=project_id, rows=rows)


def wordless(told: str, memory_ids: Collection[str]) -> str:
    """Give results in which the items of these memories say nothing any more."""
    items = msgspec.json.decode(told, type=list[object])
    return msgspec.json.encode([_silent(item, memory_ids) for item in items]).decode()


def _silent(item: object, memory_ids: Collection[str]) -> object:
    """Keep the keys that clients read: they hold empty text."""
    match item:
        case {"id": str(memory_id), "memory": str()} if memory_id in memory_ids:
            kept = cast("dict[str, object]", item)
            silent = {"memory": "", "data": {"memory": ""}, "is_deleted": True}
            return {key: kept[key] for key in kept if key != "previous_memory"} | silent
        case _:
            return item

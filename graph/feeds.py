"""What changed between two times: each change of a visible memory and of what it attests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct, field

from graph.filters import Compiled, compiled
from graph.model import Instant, Visibility
from graph.relations import Described, clocks, described
from graph.session import Tx

_LOOKED_AT: Final[LiteralString] = """
CALL () {
  MATCH (change:Change)
  WHERE change.project_id = $project_id AND change.created_at >= $since
    AND change.created_at < $until
    AND (change.created_at > $since OR change.id > $after)
  // both columns of the index, so that it is read in order and stops at the limit
  WITH change ORDER BY change.project_id, change.created_at, change.id LIMIT $limit
  RETURN collect(change) AS looked
}
CALL (looked, is_erasing) {
  UNWIND looked AS change
  MATCH (memory:Memory {id: change.memory_id})
  WHERE """
_CHANGES: Final[LiteralString] = """
  RETURN collect({
    id: change.id, at: toString(change.created_at), op: change.op,
    old_text: change.old_text, memory_id: memory.id, text: memory.text, state: memory.state,
    relation_ids: coalesce(memory.relation_ids, []),
    closes_ids: coalesce(memory.closes_ids, []),
    replaces: [(memory)-[:SUPERSEDES]->(older:Memory) | older.id]
  }) AS changes
}
RETURN size(looked) AS looked_at, toString(last(looked).created_at) AS last_at,
  last(looked).id AS last_id, changes"""

_BY_ID: Final[LiteralString] = """
CALL () {
  UNWIND $relation_ids AS relation_id
  MATCH (:Entity)-[relation:RELATES_TO {id: relation_id}]->(:Entity)
  WHERE relation.project_id = $project_id
  RETURN collect(relation) AS asked
}
CALL (asked) {
  UNWIND asked AS newer
  MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
  WHERE relation.slot = newer.slot AND relation.valid_from IS NOT NULL
    AND relation.superseded_by = newer.id
  RETURN collect(relation) AS replaced, collect([relation.id, newer.id]) AS pairs
}
CALL (asked, replaced) {
  UNWIND asked + replaced AS relation
  RETURN collect(DISTINCT relation) AS held
}"""
_DESCRIBED: Final[LiteralString] = "RETURN evidence, entities, rows, pairs"


class Changed(Struct, frozen=True, kw_only=True):
    """A change of a memory, with the relations that the memory attests and closes."""

    id: str
    at: Instant
    op: str
    memory_id: str
    text: str
    state: str
    relation_ids: list[str]
    closes_ids: list[str]
    replaces: list[str]
    old_text: str | None = None


class Window(Struct, frozen=True, kw_only=True):
    """From when to when, behind which change of the first instant, and how many are looked at."""

    since: datetime
    until: datetime
    after: str = ""
    limit: int = 200


class Feed(Struct, frozen=True, kw_only=True):
    """The visible ones of the changes that were looked at, and where that ended."""

    looked_at: int = 0
    last_at: Instant | None = None
    last_id: str | None = None
    changes: list[Changed] = []


class Turned(Described, frozen=True, kw_only=True):
    """Relations, and which was replaced by which."""

    pairs: list[tuple[str, str]] = field(default_factory=list)


async def find(tx: Tx, visibility: Visibility, window: Window) -> Feed:
    """Give the next changes of the window, the oldest first."""
    seen = compiled(visibility)
    found = await tx.first(
        feed_query(seen),
        Feed,
        **seen.parameters,
        since=window.since,
        until=window.until,
        after=window.after,
        limit=window.limit,
    )
    return found or Feed()


def feed_query(seen: Compiled) -> LiteralString:
    """Give the query of a feed."""
    return seen.opening + _LOOKED_AT + seen.where + _CHANGES


async def find_turned(tx: Tx, visibility: Visibility, relation_ids: Sequence[str]) -> Turned:
    """Give relations by their ids and those that they replaced, as far as they are visible."""
    seen = compiled(visibility)
    found = await tx.first(
        turned_query(visibility, seen),
        Turned,
        **seen.parameters,
        **clocks(visibility),
        relation_ids=list(relation_ids),
    )
    return found or Turned()


def turned_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of relations by their ids."""
    return seen.opening + _BY_ID + described(visibility, seen.where) + _DESCRIBED

"""A project's nodes and what leads from them as they lie in the store, page by page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.model import BEGINNING, Instant, instant
from graph.session import Tx

# JSON has no instants: they are told apart from texts as {at: …}
_PROPERTIES: Final = """[name IN keys(node) | [name,
    CASE WHEN node[name] IS :: ZONED DATETIME THEN {at: toString(node[name])}
         ELSE node[name] END]]"""
_LINK: Final = """[name IN keys(link) | [name,
        CASE WHEN link[name] IS :: ZONED DATETIME THEN {at: toString(link[name])}
             ELSE link[name] END]]"""

SCOPES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:Scope)
WHERE node.project_id = $project_id AND node.number > $number
WITH node ORDER BY node.project_id, node.number LIMIT $limit
RETURN collect({
  id: node.key, number: node.number, labels: labels(node), properties: """
    + _PROPERTIES
    + """
}) AS lines
"""
)

EVENTS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:Event)
WHERE node.project_id = $project_id AND node.accepted_at >= $since
  AND (node.accepted_at > $since OR node.id > $after)
WITH node ORDER BY node.project_id, node.accepted_at, node.id LIMIT $limit
RETURN collect({
  id: node.id, at: toString(node.accepted_at), labels: labels(node), properties: """
    + _PROPERTIES
    + """
}) AS lines
"""
)

MESSAGES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:Message)
WHERE node.project_id = $project_id AND node.id > $after
WITH node ORDER BY node.project_id, node.id LIMIT $limit
RETURN collect({id: node.id, labels: labels(node), properties: """
    + _PROPERTIES
    + """}) AS lines
"""
)

ENTITIES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:Entity)
WHERE node.project_id = $project_id AND node.id > $after
WITH node ORDER BY node.project_id, node.id LIMIT $limit
RETURN collect({id: node.id, labels: labels(node), properties: """
    + _PROPERTIES
    + """}) AS lines
"""
)

_OF_MEMORIES: Final = """
MATCH (node:Memory)
WHERE node.project_id = $project_id AND node.created_at >= $since
  AND (node.created_at > $since OR node.id > $after)
WITH node ORDER BY node.project_id, node.created_at, node.id LIMIT $limit
"""

MEMORIES: Final[LiteralString] = (
    """
CYPHER 25"""
    + _OF_MEMORIES
    + """
RETURN collect({
  id: node.id, at: toString(node.created_at), labels: labels(node), properties: """
    + _PROPERTIES
    + """,
  links: COLLECT {
    MATCH (node)-[link:IN_SCOPE|MENTIONS|EXTRACTED_FROM]->(end)
    RETURN {type: type(link), target: coalesce(end.id, end.key), properties: """
    + _LINK
    + """}
  }
}) AS lines
"""
)

# a memory may replace one that comes later in the order of their times
SUPERSESSIONS: Final[LiteralString] = (
    """
CYPHER 25"""
    + _OF_MEMORIES
    + """
RETURN collect({
  id: node.id, at: toString(node.created_at), labels: [], properties: [],
  links: COLLECT {
    MATCH (node)-[link:SUPERSEDES]->(end:Memory)
    RETURN {type: 'SUPERSEDES', target: end.id, properties: """
    + _LINK
    + """}
  }
}) AS lines
"""
)

RELATIONS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (source:Entity)-[node:RELATES_TO]->(target:Entity)
WHERE node.project_id = $project_id AND node.id > $after
WITH source, node, target ORDER BY node.project_id, node.id LIMIT $limit
RETURN collect({
  id: node.id, labels: [], source: source.id, target: target.id, properties: """
    + _PROPERTIES
    + """
}) AS lines
"""
)

CHANGES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:Change)
WHERE node.project_id = $project_id AND node.created_at >= $since
  AND (node.created_at > $since OR node.id > $after)
WITH node ORDER BY node.project_id, node.created_at, node.id LIMIT $limit
RETURN collect({
  id: node.id, at: toString(node.created_at), labels: labels(node), properties: """
    + _PROPERTIES
    + """
}) AS lines
"""
)

SAVED_QUERIES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (node:SavedQuery)
WHERE node.project_id = $project_id AND node.created_at >= $since
  AND (node.created_at > $since OR node.id > $after)
WITH node ORDER BY node.project_id, node.created_at, node.id LIMIT $limit
RETURN collect({
  id: node.id, at: toString(node.created_at), labels: labels(node), properties: """
    + _PROPERTIES
    + """
}) AS lines
"""
)

QUERIES: Final[dict[str, LiteralString]] = {
    "scope": SCOPES,
    "event": EVENTS,
    "message": MESSAGES,
    "entity": ENTITIES,
    "memory": MEMORIES,
    "supersession": SUPERSESSIONS,
    "relation": RELATIONS,
    "change": CHANGES,
    "saved_query": SAVED_QUERIES,
}


class Link(Struct, frozen=True, kw_only=True):
    """What leads from a node to another."""

    type: str
    target: str
    properties: list[tuple[str, object]] = []


class Line(Struct, frozen=True, kw_only=True):
    """A node or a relation; instants are `{"at": …}`."""

    id: str
    labels: list[str]
    properties: list[tuple[str, object]]
    links: list[Link] = []
    at: Instant | None = None
    number: int | None = None
    source: str | None = None
    target: str | None = None


async def find(
    tx: Tx, query: LiteralString, project_id: str, last: Line | None, *, limit: int
) -> list[Line]:
    """Give the page behind a line by one of `QUERIES`."""
    since: datetime = BEGINNING if last is None or last.at is None else instant(last.at)
    number = -1 if last is None or last.number is None else last.number
    return await tx.all(
        query,
        Line,
        project_id=project_id,
        since=since,
        after="" if last is None else last.id,
        number=number,
        limit=limit,
    )


def ordered(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Give properties by name, in an order that is always the same."""
    return dict(sorted(pairs, key=lambda pair: pair[0]))

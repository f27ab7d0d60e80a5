"""From the driver's values to plain ones: nodes without vectors, times as ISO 8601 text."""

import math
from collections.abc import Mapping
from typing import Any, Final, TypeAlias, cast

from msgspec import Struct
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.errors import GraphError

# what nobody reads here: vectors, the requests as they came, what leases and searches work with
HIDDEN: Final = frozenset(
    {
        "embedding", "request", "request_hash", "idempotency_key", "lease_token", "queue_key",
        "scope_terms",
    }
)  # fmt: skip
LABELS: Final = ("Memory", "Entity", "Message", "Scope", "Event")
MOST_DRAWN: Final = 5_000

Properties: TypeAlias = dict[str, object]


class DrawnNode(Struct, frozen=True, kw_only=True):
    """A node for drawing; its id is the database's own and good within one answer."""

    id: str
    labels: list[str]
    properties: Properties


class DrawnRelation(Struct, frozen=True, kw_only=True):
    """A relation for drawing, between ids of drawn nodes."""

    id: str
    type: str
    source: str
    target: str
    properties: Properties


class Drawing:
    """The nodes and relations of an answer, each once."""

    def __init__(self, project_id: str | None) -> None:
        """Take the project that everything must be of; None for an operator."""
        self._project_id = project_id
        self.nodes: dict[str, DrawnNode] = {}
        self.relations: dict[str, DrawnRelation] = {}

    def check(self, thing: Node | Relationship) -> None:
        """Stop an answer that holds what it never should: the last wall, behind all others."""
        is_ours = self._project_id is None or thing.get("project_id") == self._project_id
        is_shown = isinstance(thing, Relationship) or not thing.labels.isdisjoint(LABELS)
        if not is_ours or not is_shown:
            raise GraphError("An answer held what its caller may not see, and was withheld")

    def add_node(self, node: DrawnNode) -> None:
        """Keep a node; nodes beyond the first thousands are in the rows only."""
        if len(self.nodes) < MOST_DRAWN:
            self.nodes.setdefault(node.id, node)

    def add_relation(self, relation: DrawnRelation) -> None:
        """Keep a relation, as long as there is room."""
        if len(self.relations) < MOST_DRAWN:
            self.relations.setdefault(relation.id, relation)


def plain(value: Any, drawing: Drawing) -> object:
    """Give a value as JSON can hold it, and draw what can be drawn."""
    match value:
        case Node():
            return _node(value, drawing)
        case Relationship():
            return _relation(value, drawing)
        case Path():
            nodes = [_node(node, drawing) for node in value.nodes]
            return {
                "nodes": nodes,
                "relations": [_relation(one, drawing) for one in value.relationships],
            }
        case _:
            return _value(value, drawing)


def _value(value: Any, drawing: Drawing) -> object:
    match value:
        case Mapping():
            pairs = cast("Mapping[str, Any]", value).items()
            return {key: plain(item, drawing) for key, item in pairs}
        case list():
            return [plain(item, drawing) for item in cast("list[Any]", value)]
        case _:
            return _scalar(value)


def _scalar(value: Any) -> object:
    match value:
        case DateTime():
            return _instant(value)
        case Date() | Time() | Duration():
            return value.iso_format()
        case float() if not math.isfinite(value):
            return None
        case str() | bool() | int() | float() | None:
            return value
        case _:
            return str(value)


def _instant(value: DateTime) -> str:
    try:
        return value.to_native().isoformat().replace("+00:00", "Z")
    except ValueError:  # a year that Python does not know
        return value.iso_format()


def _node(node: Node, drawing: Drawing) -> Properties:
    drawing.check(node)
    shown = DrawnNode(
        id=node.element_id, labels=sorted(node.labels), properties=_properties(node, drawing)
    )
    drawing.add_node(shown)
    return {"id": shown.id, "labels": shown.labels, "properties": shown.properties}


def _relation(relation: Relationship, drawing: Drawing) -> Properties:
    drawing.check(relation)
    start, end = relation.nodes
    shown = DrawnRelation(
        id=relation.element_id,
        type=relation.type,
        source="" if start is None else start.element_id,
        target="" if end is None else end.element_id,
        properties=_properties(relation, drawing),
    )
    drawing.add_relation(shown)
    return {
        "id": shown.id,
        "type": shown.type,
        "source": shown.source,
        "target": shown.target,
        "properties": shown.properties,
    }


def _properties(thing: Node | Relationship, drawing: Drawing) -> Properties:
    return {key: _value(item, drawing) for key, item in thing.items() if key not in HIDDEN}

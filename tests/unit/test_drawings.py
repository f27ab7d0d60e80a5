"""What Neo4j's values become in an answer, and what of them is drawn."""

from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from neo4j.graph import Graph, Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.answers import MOST_DRAWN, Drawing, DrawnNode, DrawnRelation, Properties, plain
from graph.errors import GraphError

GRAPH = Graph()


def node(number: int = 1, *labels: str, **properties: Any) -> Node:
    given = {"project_id": "own", **properties}
    return Node(GRAPH, f"n{number}", number, labels or ("Entity",), given)


def relation(start: Node, end: Node, **properties: Any) -> Relationship:
    given = {"project_id": "own", **properties}
    made = GRAPH.relationship_type("RELATES_TO")(GRAPH, "r1", 1, given)
    vars(made).update(_start_node=start, _end_node=end)
    return made


@pytest.fixture
def drawing() -> Drawing:
    return Drawing("own")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        (None, None),
        (True, True),
        (2**53, 2**53),
        (0.5, 0.5),
        (float("nan"), None),
        (float("inf"), None),
        (DateTime(2026, 5, 1, 12, tzinfo=UTC), "2026-05-01T12:00:00Z"),
        (DateTime(2026, 5, 1, 12, 0, 0, 5000, tzinfo=UTC), "2026-05-01T12:00:00.000005Z"),
        (
            DateTime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=2))),
            "2026-05-01T12:00:00+02:00",
        ),
        (Date(2026, 5, 1), "2026-05-01"),
        (Time(12, 30), "12:30:00.000000000"),
        (Duration(months=1, days=2), "P1M2D"),
        ([1, [float("nan"), Date(2026, 5, 1)]], [1, [None, "2026-05-01"]]),
        ({"a": {"b": Date(2026, 5, 1)}}, {"a": {"b": "2026-05-01"}}),
    ],
)
def test_values_become_what_json_can_hold(drawing: Drawing, value: Any, expected: object):
    assert expected == plain(value, drawing)
    assert {} == drawing.nodes


def test_a_node_is_shown_with_its_labels_in_order_and_drawn(drawing: Drawing):
    shown = plain(node(1, "Person", "Entity", name="Ada"), drawing)

    properties: Properties = {"project_id": "own", "name": "Ada"}
    assert {"id": "n1", "labels": ["Entity", "Person"], "properties": properties} == shown
    assert {
        "n1": DrawnNode(id="n1", labels=["Entity", "Person"], properties=properties)
    } == drawing.nodes


def test_a_relation_is_shown_with_its_ends_and_drawn_without_them(drawing: Drawing):
    shown = plain(relation(node(1), node(2), predicate="knows"), drawing)

    properties: Properties = {"project_id": "own", "predicate": "knows"}
    assert {
        "id": "r1", "type": "RELATES_TO", "source": "n1", "target": "n2", "properties": properties,
    } == shown  # fmt: skip
    drawn = DrawnRelation(
        id="r1", type="RELATES_TO", source="n1", target="n2", properties=properties
    )
    assert ({}, {"r1": drawn}) == (drawing.nodes, drawing.relations)


def test_a_path_is_shown_and_drawn_with_all_on_it(drawing: Drawing):
    first, last = node(1), node(2)
    shown = plain(Path(first, relation(first, last)), drawing)

    assert isinstance(shown, dict)
    assert {"nodes": 2, "relations": 1} == {key: len(value) for key, value in shown.items()}
    assert (["n1", "n2"], ["r1"]) == ([*drawing.nodes], [*drawing.relations])


def test_the_relation_of_a_path_against_its_direction_keeps_it(drawing: Drawing):
    first, last = node(1), node(2)
    plain(Path(last, relation(first, last)), drawing)

    assert ("n1", "n2") == (drawing.relations["r1"].source, drawing.relations["r1"].target)


def test_nodes_within_lists_and_maps_are_drawn_once(drawing: Drawing):
    plain([node(1), {"again": node(1), "other": [node(2)]}], drawing)

    assert ["n1", "n2"] == [*drawing.nodes]


@pytest.mark.parametrize(
    "hidden",
    ["embedding", "request", "request_hash", "idempotency_key", "lease_token", "queue_key",
     "scope_terms"],
)  # fmt: skip
def test_what_is_hidden_is_neither_shown_nor_drawn(drawing: Drawing, hidden: str):
    shown = plain(
        [node(1, **{hidden: [0.1]}), relation(node(1), node(2), **{hidden: "x"})], drawing
    )

    assert hidden not in str(shown)
    assert {"project_id"} == {*drawing.nodes["n1"].properties}
    assert {"project_id"} == {*drawing.relations["r1"].properties}


@pytest.mark.parametrize("label", ["ApiKey", "Member", "Project", "Lane", "Webhook", "Change"])
def test_a_node_of_no_shown_label_withholds_the_answer(label: str):
    for project_id in ("own", None):
        with pytest.raises(GraphError, match="was withheld"):
            plain(node(1, label), Drawing(project_id))


@pytest.mark.parametrize("foreign", [{"project_id": "other"}, {"project_id": None}])
def test_what_is_of_another_project_withholds_the_answer(drawing: Drawing, foreign: dict[str, Any]):
    things = [
        node(1, **foreign),
        relation(node(1), node(2), **foreign),
        Path(node(1), relation(node(1), node(2, **foreign))),
        [{"deep": [node(1, **foreign)]}],
    ]
    for thing in things:
        with pytest.raises(GraphError, match="was withheld"):
            plain(thing, drawing)


def test_over_all_projects_everything_with_a_shown_label_is_shown():
    drawing = Drawing(None)
    plain([node(1, project_id="one"), node(2, project_id="two")], drawing)

    assert {"n1", "n2"} == {*drawing.nodes}


def test_only_the_first_thousands_are_drawn(drawing: Drawing):
    rows = plain([node(number) for number in range(MOST_DRAWN + 1)], drawing)

    assert isinstance(rows, list)
    assert (MOST_DRAWN + 1, MOST_DRAWN) == (len(rows), len(drawing.nodes))

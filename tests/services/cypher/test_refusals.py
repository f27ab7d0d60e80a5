"""Where a refused query is wrong, and how far it may go."""

import pytest

from app.services.cypher.checking import NO_END, TOO_MANY_CHOICES
from app.services.cypher.sizing import GROWING, REPLACING, TOO_LARGE
from app.services.errors import QueryRefusedError
from tests.services.cypher.sending import refusal, sent


def nested(brackets: int) -> str:
    """Give a query with so many brackets around a number."""
    return f"RETURN {'(' * brackets}1{')' * brackets} AS x"


def nodes(count: int) -> str:
    """Give a query of so many node patterns."""
    return f"MATCH {', '.join(f'(n{number}:Memory)' for number in range(count))} RETURN 1 AS x"


def clauses(count: int) -> str:
    """Give a query of so many clauses."""
    return f"{'WITH 1 AS x ' * (count - 1)}RETURN x"


def hops(*bounds: int) -> str:
    """Give a query whose paths have so many hops."""
    paths = (f"(:Entity)-[:RELATES_TO*1..{most}]->(:Entity)" for most in bounds)
    return f"MATCH {', '.join(paths)} RETURN 1 AS x"


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        ("MATCH (n)\nRETURN n.embedding", 2, 10, "embedding can't be read here."),
        ("MATCH (n)\nRETURN n {.id, .embedding}", 2, 17, "embedding can't be read here."),
        ("MATCH (n:Memory {embedding: 1}) RETURN n", 1, 18, "embedding can't be read here."),
        ("MATCH (n:Memory {project_id: 1}) RETURN n", 1, 18, "Leave project_id out"),
        ("MATCH (n $n) RETURN n", 1, 10, "Write the properties out"),
        ("MATCH (n:Memory)\n\n  SET n.text = 1", 3, 3, "Nothing can be changed here."),
        ("MATCH (n) RETURN n['a']", 1, 19, "x[…] could read any property."),
        ("MATCH (n) RETURN n {.*}", 1, 21, ".* would show everything."),
        ("MATCH (n)-[r:KNOWS]->() RETURN n", 1, 14, "KNOWS is not known here."),
        ("MATCH (n) WHERE n.text =~ 'a' RETURN n", 1, 24, "=~ can take for ever."),
        ("RETURN apoc.meta.type(1) AS x", 1, 8, "The function apoc.meta.type() can't be used."),
        ("RETURN 1 AS x;\nRETURN 2 AS x", 2, 1, "One query at a time"),
        ("MATCH (n RETURN n", 1, 10, "'RETURN' is not expected here."),
        ("MATCH (n) RETURN", 1, 17, "The query ends too early."),
        ("", 1, 1, "The query ends too early."),
        ("RETURN '🙂' AS x, y z", 1, 20, "'z' is not expected here."),
        ("RETURN x\\u0041", 1, 9, "Escapes like \\u0041 are read inside of strings only"),
        ("MATCH (n)-[*]->() RETURN n", 1, 12, NO_END),
        ("MATCH (n)-[*2..]->() RETURN n", 1, 12, NO_END),
        ("MATCH (n)-->+() RETURN n", 1, 13, NO_END),
        ("MATCH (n)-->{2,}() RETURN n", 1, 13, NO_END),
        ("MATCH SHORTEST 101 (a)-->(b) RETURN a", 1, 16, "Write how many paths, 100 at most"),
        ("RETURN replace('a', 'b', toString(1)) AS x", 1, 26, REPLACING),
        ("RETURN reduce(s = 1, i IN [1] | s + s) AS x", 1, 33, GROWING),
        ("MATCH (n) RETURN n.`a\\b`", 1, 20, "A name may not contain a backslash."),
    ],
)
def test_a_refusal_tells_line_column_and_reason(query: str, line: int, column: int, reason: str):
    error = refusal(query)

    assert (line, column) == (error.line, error.column)
    assert str(error).startswith(f"Line {line}, column {column}: {reason}")


@pytest.mark.parametrize(
    ("most", "one_more", "reason"),
    [
        (nested(40), nested(41), "Brackets and CASE may be nested 40 deep at most."),
        (nodes(40), nodes(41), "A query may have 40 node patterns at most."),
        (clauses(60), clauses(61), "A query may have 60 clauses at most."),
        (hops(6), hops(7), NO_END),
        (hops(6, 6, 6, 6, 6), hops(6, 6, 6, 6, 6, 1), "All paths together may have 30 hops"),
        (
            "MATCH p = shortestPath((:Entity)-[*..15]-(:Entity)) RETURN p",
            "MATCH p = shortestPath((:Entity)-[*..16]-(:Entity)) RETURN p",
            NO_END,
        ),
        (
            "MATCH SHORTEST 100 (:Entity)--{1,15}(:Entity) RETURN 1 AS x",
            "MATCH SHORTEST 100 (:Entity)--{1,16}(:Entity) RETURN 1 AS x",
            NO_END,
        ),
        (
            "MATCH (), (), (), (), () RETURN 1 AS x",
            "MATCH (), (), (), (), (), () RETURN 1 AS x",
            TOO_MANY_CHOICES,
        ),
        (
            "RETURN [i IN range(1, 10000) | [j IN range(1, 50) | 1]] AS x",
            "RETURN [i IN range(1, 10000) | [j IN range(1, 50) | [1, 2]]] AS x",
            TOO_LARGE,
        ),
    ],
    ids=lambda one: str(one)[:40],
)
def test_a_query_may_go_so_far_and_no_further(most: str, one_more: str, reason: str):
    assert sent(most).text
    assert reason in str(refusal(one_more))


def test_a_query_may_have_ten_thousand_characters():
    assert sent("RETURN 1 AS x".ljust(10_000)).text

    assert "at most 10,000 characters" in str(refusal("RETURN 1 AS x".ljust(10_001)))


def test_a_node_that_stands_beside_a_relation_is_no_choice():
    assert sent("MATCH ()--()--()--()--()--()--()--() RETURN 1 AS x").text


@pytest.mark.parametrize("index", ["0", "toInteger($i)", "size(n.tags) - 1", "(1 + 2) * 3", "-1"])
def test_a_place_in_a_list_is_a_whole_number(index: str):
    assert sent(f"MATCH (n:Memory) RETURN n.tags[{index}] AS x", i=1).text


@pytest.mark.parametrize("index", ["$i", "n.id", "'a'", "head(n.tags)", "1 + n.id", "'a' + 1"])
def test_what_may_be_the_name_of_a_property_is_no_place(index: str):
    error = refusal(f"MATCH (n:Memory) RETURN n[{index}] AS x", i=1)

    assert "x[…] could read any property" in str(error)


def test_a_refused_query_is_refused_again():
    first, second = (str(refusal("MATCH (n) DELETE n")) for _ in range(2))

    assert first == second


def test_the_reason_of_a_refusal_is_one_error_of_the_service():
    assert type(refusal("FINISH")) is QueryRefusedError

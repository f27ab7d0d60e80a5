"""How large lists and texts are reckoned before a query is sent."""

import pytest

from app.services.cypher.sizing import GROWING, REPLACING, TOO_LARGE
from app.services.errors import QueryRefusedError
from tests.services.cypher.sending import refusal, sent

# ten thousand times this is a little more than what one answer may take
TEXT = "x" * 10_000
LONG = list(range(10_000))
ALMOST = LONG[:9_900]


def is_long(list_of: str, before: str = "", rows: list[int] = LONG) -> bool:
    """Tell whether a list counts as so long that no text fits beside each of its elements."""
    query = f"MATCH (n:Memory) {before} RETURN [i IN {list_of} | $text] AS x"
    try:
        sent(query, rows=rows, text=TEXT, map={"a": rows})
    except QueryRefusedError as error:
        if TOO_LARGE in str(error):
            return True
        raise
    return False


def test_a_parameter_is_as_long_as_it_is():
    assert is_long("$rows")
    assert not is_long("$rows", rows=ALMOST)


@pytest.mark.parametrize(
    "list_of",
    [
        "range(1, 3)",
        "COLLECT { RETURN 1 AS y }",
        "[(n)--(m) | 1]",
        "($rows)",
        "tail($rows)",
        "$rows[0..3]",
        "$rows + [1]",
        "coalesce([], $rows)",
        "CASE WHEN true THEN [] ELSE $rows END",
        "CASE 1 WHEN 1 THEN $rows END",
        "[y IN $rows WHERE y > 3]",
        "{a: $rows}.a",
        "$map.a",
        "[$rows][0]",
        "head([$rows])",
        "last([1, $rows])",
        "head(tail([1, $rows]))",
        "nullIf($rows, [])",
        "reduce(l = [], y IN $rows | l + y)",
    ],
)
def test_what_may_be_as_long_as_a_long_list_counts_as_long(list_of: str):
    assert is_long(list_of)


@pytest.mark.parametrize(
    "list_of",
    [
        "[]",
        "[1, 2]",
        "n.tags",
        "keys(n)",
        "labels(n)",
        "split('a b', ' ')",
        "[y IN [1] | y]",
        "head([[1], [2]])",
    ],
)
def test_what_is_stored_or_written_out_is_short(list_of: str):
    assert not is_long(list_of)


@pytest.mark.parametrize(
    "before",
    [
        "WITH $rows AS l",
        "WITH n, $rows AS k WITH k AS l",
        "WITH collect(n) AS l",
        "UNWIND [$rows] AS l",
        "UNWIND [1, $rows] AS l",
        "CALL () { RETURN $rows AS l }",
        "CALL () { RETURN [] AS l UNION RETURN $rows AS l }",
        "CALL () { RETURN $rows AS l UNION RETURN [] AS l }",
        "CALL () { CALL () { RETURN $rows AS l } RETURN l }",
    ],
)
def test_a_name_is_as_long_as_what_it_stands_for(before: str):
    assert is_long("l", before)


def test_a_name_that_is_given_anew_is_as_long_as_the_new_value():
    assert not is_long("l", "WITH n, $rows AS l WITH n, [1] AS l")


def test_the_names_of_a_walk_end_with_it():
    assert not is_long("l", "WITH n, n.tags AS l, [l IN [$rows] | 1] AS k")


@pytest.mark.parametrize(("count", "is_refused"), [(999, False), (1_000, True)])
def test_a_walk_within_a_walk_takes_as_much_as_both(*, count: int, is_refused: bool):
    query = "RETURN [i IN $rows | [j IN $rows | 1]] AS x"
    rows = list(range(count))
    found = refusal(query, rows=rows).column if is_refused else sent(query, rows=rows).text[:6]

    assert (8 if is_refused else "RETURN") == found


@pytest.mark.parametrize("inner", ["range(1, 9)", "n.tags"])
def test_an_inner_walk_over_anything_else_counts_as_fifty(inner: str):
    query = f"MATCH (n:Memory) RETURN [i IN $rows | [j IN {inner} | $text]] AS x"
    fits = sent(query, rows=[1], text=TEXT).text

    assert "<= 50 " in fits
    assert TOO_LARGE in str(refusal(query, rows=list(range(200)), text=TEXT))


@pytest.mark.parametrize("operator", ["+", "||"])
def test_a_text_may_be_doubled_so_often_and_no_more(operator: str):
    doubled = f"WITH t {operator} t AS t "

    assert sent(f"WITH 'x' AS t {doubled * 19}RETURN size(t) AS x").text
    assert TOO_LARGE in str(refusal(f"WITH 'x' AS t {doubled * 20}RETURN size(t) AS x"))


@pytest.mark.parametrize(
    "step",
    ["s + s", "s + 'a' + s", "[s]", "{a: s}", "CASE WHEN i > 1 THEN s + s ELSE s END"],
)
def test_reduce_may_not_multiply(step: str):
    assert GROWING in str(refusal(f"RETURN reduce(s = 'a', i IN [1, 2] | {step}) AS x"))


@pytest.mark.parametrize(
    "step",
    ["s", "s + i", "i + s", "s + size(toString(i))", "CASE WHEN i > 1 THEN s + i ELSE s END"],
)
def test_reduce_may_add(step: str):
    assert sent(f"RETURN reduce(s = 0, i IN [1, 2] | {step}) AS x").text.startswith("RETURN REDUCE")


def test_what_any_and_all_work_out_counts_though_it_is_not_kept():
    query = "RETURN any(i IN $rows WHERE all(j IN $rows WHERE i = j)) AS x"

    assert sent(query, rows=LONG[:700]).text
    assert TOO_LARGE in str(refusal(query, rows=LONG))


@pytest.mark.parametrize("called", ["split", "head", "last", "coalesce", "collect", "toUpper"])
def test_a_function_without_arguments_is_left_to_neo4j(called: str):
    assert f"{called} ( )" in sent(f"RETURN {called}() AS x").text


def test_replace_without_arguments_is_refused():
    assert REPLACING in str(refusal("RETURN replace() AS x"))

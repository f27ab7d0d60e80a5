"""What makes lists and texts grow is sent with a bound, which the server keeps."""

import pytest

from tests.services.cypher.sending import bounded

HAS_N = "MATCH (`n` :`Memory` {own})"
STORED = "`n` . `text`"


def returned(expression: str, **parameters: object) -> str:
    """Give what an expression over a memory `n` is sent as."""
    text = bounded(f"MATCH (n:Memory) RETURN {expression} AS x", **parameters)
    return text.removeprefix(f"{HAS_N} RETURN ").removesuffix(" AS `x`")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("range(1, 3)", "list[range ( 1 , 3 )]<=10000"),
        ("collect(n.text)", f"list[collect ( {STORED} )]<=10000"),
        ("collect(DISTINCT n.text)", f"list[collect ( DISTINCT {STORED} )]<=10000"),
        ("COLLECT { RETURN 1 AS y }", "list[COLLECT { RETURN 1 AS `y` }]<=10000"),
        ("[1, 2]", "[ 1 , 2 ]"),
        ("split(n.text, ' ')", f"split ( {STORED} , $relata_text_0 )"),
        ("size(n.text)", f"size ( {STORED} )"),
    ],
)
def test_lists_that_grow_end_at_ten_thousand(expression: str, expected: str):
    assert expected == returned(expression)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("n.text + n.id", f"text[{STORED}]<=20000 + text[`n` . `id`]<=20000"),
        ("n.text || 'x'", f"text[{STORED}]<=20000 || $relata_text_0"),
        ("toUpper(n.text) + 1", f"text[toUpper ( {STORED} )]<=20000 + 1"),
        ("(n.text) + $p", f"text[( {STORED} )]<=20000 + $`given_p`"),
        ("'a' + 'b'", "$relata_text_0 + $relata_text_1"),
        ("+n.a + 'x'", "text[+ `n` . `a`]<=20000 + $relata_text_0"),
        ("trim(n.text) + 'x'", f"text[TRIM ( {STORED} )]<=20000 + $relata_text_0"),
        (
            "CASE WHEN true THEN n.text END + 'x'",
            f"text[CASE WHEN TRUE THEN {STORED} END]<=20000 + $relata_text_0",
        ),
        (
            "CASE n.a WHEN 1 THEN n.text END + 'x'",
            f"text[CASE `n` . `a` WHEN 1 THEN {STORED} END]<=20000 + $relata_text_0",
        ),
        (
            "reduce(s = n.text, i IN [1] | s) + 'x'",
            f"text[REDUCE ( `s` = {STORED} , `i` IN [ 1 ] | `s` )]<=20000 + $relata_text_0",
        ),
        ("n.a - n.b", "`n` . `a` - `n` . `b`"),
        ("n.a * n.b", "`n` . `a` * `n` . `b`"),
        (
            "replace(n.text, 'a', 'bb')",
            f"replace(text[{STORED}]<=20000, $relata_text_0, $relata_text_1)",
        ),
    ],
)
def test_texts_are_put_together_when_they_are_short(expression: str, expected: str):
    assert expected == returned(expression, p="x")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[i IN n.tags | i]", "[ `i` IN `n` . `tags` | `i` ]"),
        ("[i IN n.tags | i.a]", "[ `i` IN `n` . `tags` | text[`i` . `a`]<=2000 ]"),
        ("[i IN n.tags | toUpper(i)]", "[ `i` IN `n` . `tags` | toUpper ( text[`i`]<=2000 ) ]"),
        ("[i IN n.tags | trim(i)]", "[ `i` IN `n` . `tags` | text[TRIM ( `i` )]<=2000 ]"),
        ("[i IN n.tags | i + 1]", "[ `i` IN `n` . `tags` | text[`i`]<=2000 + 1 ]"),
        (
            "any(i IN n.tags WHERE i = n.text)",
            f"ANY ( `i` IN `n` . `tags` WHERE `i` = text[{STORED}]<=2000 )",
        ),
    ],
)
def test_a_walk_copies_short_texts_only(expression: str, expected: str):
    assert expected == returned(expression)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("n.tags", "list[text[`n` . `tags`]<=2000]<=50"),
        ("range(1, 9)", "list[list[range ( 1 , 9 )]<=10000]<=50"),
        ("i", "list[`i`]<=50"),
        ("[1, 2]", "[ 1 , 2 ]"),
        ("$rows", "$`given_rows`"),
    ],
)
def test_a_walk_inside_of_a_walk_goes_over_short_lists_only(inner: str, expected: str):
    text = returned(f"[i IN [[1]] | [j IN {inner} | j]]", rows=[1])

    assert f"[ `i` IN [ [ 1 ] ] | [ `j` IN {expected} | `j` ] ]" == text


def test_a_walk_inside_of_a_subquery_that_collects_goes_over_short_lists_only():
    text = returned("COLLECT { RETURN [j IN n.tags | j] AS y }")

    assert "list[COLLECT { RETURN [ `j` IN list[`n` . `tags`]<=50 | `j` ] AS `y` }]<=10000" == text


def test_after_a_walk_lists_may_be_long_again():
    text = returned("[i IN n.a | i] + [j IN n.b | j]")

    assert "[ `i` IN `n` . `a` | `i` ] + [ `j` IN `n` . `b` | `j` ]" == text


def test_what_reduce_adds_up_is_not_bounded_but_what_it_adds_is():
    text = returned("reduce(s = '', i IN n.tags | s + i)")

    assert ("REDUCE ( `s` = $relata_text_0 , `i` IN `n` . `tags` | `s` + text[`i`]<=2000 )") == text


def test_after_reduce_its_name_is_any_name():
    text = bounded(
        "MATCH (n:Memory) WITH reduce(s = 0, i IN [1] | s + 1) AS t, n.text AS s RETURN s + s AS x"
    )

    assert text.endswith("RETURN text[`s`]<=20000 + text[`s`]<=20000 AS `x`")


def test_the_variable_of_a_walk_hides_what_reduce_adds_up():
    text = returned("reduce(s = '', i IN [1] | s + head([s IN n.tags | s + 'x']))")

    assert "| text[`s`]<=2000 + $relata_text_1 ]" in text
    assert "| `s` + text[head (" in text


def test_the_variable_of_an_inner_reduce_hides_what_the_outer_one_adds_up():
    text = returned("reduce(s = '', i IN [1] | s + reduce(t = '', s IN n.tags | t + s))")

    assert text.endswith("| `t` + text[`s`]<=2000 )]<=2000 )")
    assert "| `s` + text[REDUCE (" in text

"""Words, texts, parameters and columns of a query, as they are sent."""

import pytest

from tests.services.cypher.sending import refusal, sent, shortened

PREFIX = "relata_text_"


def texts(query: str) -> list[object]:
    """Give the texts that a query's strings became, in their order."""
    parameters = sent(query).parameters
    return [value for key, value in parameters.items() if key.startswith(PREFIX)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("'plain'", "plain"),
        ('"double"', "double"),
        ("''", ""),
        (r"'it\'s'", "it's"),
        (r'"a \"b\" c"', 'a "b" c'),
        (r"'back\\slash'", "back\\slash"),
        (r"'a\tb\nc\rd\be\ff'", "a\tb\nc\rd\be\ff"),
        (r"'\u0041\u00e4'", "Aä"),
        (r"'\u000A'", "\n"),
        (r"'\\u0041'", "\\u0041"),
        ("'// no comment'", "// no comment"),
        ("'/* none */'", "/* none */"),
        ("'} RETURN n //'", "} RETURN n //"),
        ("'🙂'", "🙂"),
        ("'two\nlines'", "two\nlines"),
    ],
)
def test_a_string_becomes_a_parameter_that_holds_its_value(written: str, expected: str):
    assert [expected] == texts(f"RETURN {written} AS x")
    assert "RETURN $relata_text_0 AS `x`" == shortened(f"RETURN {written} AS x")


def test_strings_are_numbered_in_the_order_in_which_they_are_written():
    assert ["a", "b", "a"] == texts("RETURN 'a' AS x, ['b', 'a'] AS y")


@pytest.mark.parametrize(
    "query",
    [
        "RETURN 1 AS x // the end",
        "// before\nRETURN 1 AS x",
        "RETURN /* within */ 1 AS x",
        "RETURN 1 /* over\nlines */ AS x",
        "RETURN/**/1/**/AS/**/x",
        "  return\t1\nas x ;",
    ],
)
def test_comments_and_blanks_vanish(query: str):
    assert "RETURN 1 AS `x`" == shortened(query)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("$name", "$`given_name`"),
        ("$`name`", "$`given_name`"),
        ("$`a b`", "$`given_a b`"),
        ("$`a``b`", "$`given_a``b`"),
        ("$0", "$`given_0`"),
        ("$relata_project_id", "$`given_relata_project_id`"),
        ("$relata_text_0", "$`given_relata_text_0`"),
        ("$given_name", "$`given_given_name`"),
    ],
)
def test_a_parameter_of_the_caller_has_a_prefix(given: str, expected: str):
    key = expected[2:-1].replace("``", "`").removeprefix("given_")

    assert f"RETURN {expected} AS `x`" == shortened(f"RETURN {given} AS x", **{key: 1})


def test_no_parameter_of_the_caller_takes_the_place_of_ours():
    names = ("relata_project_id", "relata_zero", "relata_text_0")
    found = sent("RETURN 'own text' AS x", **dict.fromkeys(names, "foreign")).parameters

    assert ("own", 0, "own text") == tuple(found[name] for name in names)
    assert {"foreign"} == {found[f"given_{name}"] for name in names}


def test_a_parameter_that_nobody_gave_is_named_with_its_place():
    error = refusal("MATCH (a:Entity)\n  WHERE a.name = $who RETURN a", whom="x")

    assert (2, 18) == (error.line, error.column)
    assert "The parameter $who has no value" in str(error)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("n.text", "`n` . `text` AS `n.text`"),
        ("n . text", "`n` . `text` AS `n . text`"),
        ("count( * )", "COUNT ( * ) AS `count( * )`"),
        ("n.text IS\n  NULL", "`n` . `text` IS NULL AS `n.text IS NULL`"),
        ("1 /* one */ + 2", "1 + 2 AS `1 /* one */ + 2`"),
        ("n.text AS t", "`n` . `text` AS `t`"),
        ("n.text AS `a``b`", "`n` . `text` AS `a``b`"),
        ("n.`a``b`", "`n` . `a``b` AS `n.``a````b```"),
        ("'🙂', n.id", "$relata_text_0 AS `'🙂'`, `n` . `id` AS `n.id`"),
        (r"'a\n'", r"$relata_text_0 AS `'a/n'`"),
        ("n", "`n`"),
        ("*", "*"),
        ("*, n.id", "*, `n` . `id` AS `n.id`"),
    ],
)
def test_columns_are_named_as_they_are_written(item: str, expected: str):
    assert f"MATCH (`n` :`Memory` {{own}}) RETURN {expected}" == shortened(
        f"MATCH (n:Memory) RETURN {item}"
    )


def test_the_name_of_a_column_is_cut():
    text = shortened(f"RETURN {'1 + ' * 100}1")

    assert ("1 + " * 50) == text.rpartition(" AS `")[2].removesuffix("`")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("return DISTINCT 1 as x order by x desc skip 1 limit 2",
         "RETURN DISTINCT 1 AS `x` ORDER BY `x` DESC SKIP 1 LIMIT 2"),
        ("RETURN toupper('a') AS x", "RETURN toUpper ( $relata_text_0 ) AS `x`"),
        ("RETURN `size`('a') AS x", "RETURN size ( $relata_text_0 ) AS `x`"),
        ("RETURN date.Truncate('day') AS x", "RETURN date.truncate ( $relata_text_0 ) AS `x`"),
        ("RETURN -1.5e-3 AS x, 0xFF AS y", "RETURN - 1.5e-3 AS `x`, 0xFF AS `y`"),
        ("RETURN true XOR Null AS x", "RETURN TRUE XOR NULL AS `x`"),
        ("RETURN 1 <> 2 AS x, 1 <= 2 AS y", "RETURN 1 <> 2 AS `x`, 1 <= 2 AS `y`"),
        ("RETURN {a: 1, `b c`: [1, 2][0..1]} AS x",
         "RETURN { `a` : 1 , `b c` : [ 1 , 2 ] [ 0 .. 1 ] } AS `x`"),
        ("WITH 1 AS x WHERE x > 0 RETURN x", "WITH 1 AS `x` WHERE `x` > 0 RETURN `x`"),
        ("WITH 1 AS x RETURN CASE x WHEN 1 THEN 2 ELSE 3 END AS y",
         "WITH 1 AS `x` RETURN CASE `x` WHEN 1 THEN 2 ELSE 3 END AS `y`"),
    ],
)  # fmt: skip
def test_the_words_of_the_language_are_sent_in_one_spelling(query: str, expected: str):
    assert expected == shortened(query)


def test_words_of_the_language_are_names_too():
    text = shortened("MATCH (match:Memory) RETURN match.return AS where")

    assert "MATCH (`match` :`Memory` {own}) RETURN `match` . `return` AS `where`" == text

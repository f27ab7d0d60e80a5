"""Names, texts and places of a query's words, on trees made by hand."""

import pytest

from app.services.cypher.guards import short_list, short_text
from app.services.cypher.names import function_name, name, refused, text_of
from app.services.cypher.tree import Leaf, Node, Part
from app.services.errors import QueryRefusedError


def leaf(text: str, kind: str = "WORD", line: int = 1, column: int = 1) -> Leaf:
    start = column - 1
    return Leaf(kind=kind, text=text, line=line, column=column, start=start, stop=start + len(text))


def node(rule: str, *parts: Part | str) -> Node:
    return Node(
        rule=rule, parts=tuple(leaf(part) if isinstance(part, str) else part for part in parts)
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("plain", "plain"),
        ("`quoted`", "quoted"),
        ("`a b`", "a b"),
        ("`a``b`", "a`b"),
        ("````", "`"),
        ("``", ""),
        ("`", "`"),
        ("größe", "größe"),
    ],
)
def test_a_name_loses_its_quotes(written: str, expected: str):
    assert expected == name(node("variable", written))


def test_a_name_with_a_backslash_is_refused_at_its_place():
    word = node("variable", leaf("`a\\u0060b`", line=3, column=7))
    with pytest.raises(QueryRefusedError, match="may not contain a backslash") as refusal:
        name(word)

    assert (3, 7) == (refusal.value.line, refusal.value.column)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("''", ""),
        ("'a'", "a"),
        ('"a\'b"', "a'b"),
        (r"'a\'b'", "a'b"),
        (r"'\\'", "\\"),
        (r"'\\n'", "\\n"),
        (r"'\n\t\r\b\f'", "\n\t\r\b\f"),
        (r"'\u00e4\u00E4'", "ää"),
        (r"'\u00e41'", "ä1"),
        (r"'\`'", "`"),
        ("'\\\n'", "\n"),
    ],
)
def test_a_text_is_what_its_escapes_say(written: str, expected: str):
    assert expected == text_of(node("stringLiteral", written))


def test_the_name_of_a_function_has_dots_and_no_quotes():
    words = [node("symbolicNameString", part) for part in ("date", "`truncate`")]
    called = node("functionName", node("namespace", words[0], "."), words[1])

    assert "date.truncate" == function_name(called)


def test_a_refusal_is_at_the_first_word_of_its_part():
    inner = node("property", leaf(".", line=2, column=5), "embedding")
    error = refused("No.", node("postFix", inner, "x"))

    assert (2, 5, "Line 2, column 5: No.") == (error.line, error.column, str(error))


def test_a_tree_knows_its_first_and_its_last_word():
    tree = node("clause", node("a", "first", "second"), "third", node("b", node("c", "last")))

    assert ("first", "last") == (tree.first.text, tree.last.text)
    assert ["first", "second", "third", "last"] == [one.text for one in tree.leaves()]


def test_a_tree_tells_words_from_rules():
    tree = node("clause", leaf("RETURN", "RETURN"), node("body", "x"), leaf(";", "SEMICOLON"))

    assert ["RETURN", "SEMICOLON"] == tree.kinds
    assert ["body"] == [part.rule for part in tree.nodes]


def test_a_child_is_the_first_of_its_rule_and_no_grandchild():
    tree = node("clause", node("a", node("b", "deep")), node("b", "one"), node("b", "two"))
    found = tree.child("b")

    assert found is not None
    assert "one" == found.first.text
    assert tree.child("c") is None


def test_all_of_some_rules_come_from_above_and_in_order():
    tree = node("a", node("b", node("a", "x")), node("c", "y"), node("d", node("b", "z")))

    assert ["a", "b", "a", "b"] == [one.rule for one in tree.all("a", "b")]
    assert [] == list(tree.all("e"))


def test_a_list_that_is_too_long_divides_by_a_parameter():
    assert (
        "head([`relata list` IN [collect(`n`)] | CASE WHEN size(`relata list`) <= 7 "
        "THEN `relata list` ELSE [1 / $relata_zero] END])"
    ) == short_list("collect(`n`)", 7)


def test_a_text_that_is_too_long_divides_by_a_parameter_and_no_other_value_does():
    assert (
        "head([`relata text` IN [`n`] | "
        "CASE WHEN coalesce(size(toStringOrNull(`relata text`)), 0) <= 7 "
        "THEN `relata text` WHEN 1 / $relata_zero = 1 THEN `relata text` END])"
    ) == short_text("`n`", 7)

from typing import Any

import pytest

from app.services.conditions import condition, pattern_words
from app.services.errors import InvalidRequestError
from graph.model import All, Condition, Field, Filter, Not


def word(text: str) -> Condition:
    return Condition(field="text", operator="icontains", value=text)


def labelled(operator: Any, value: Any = None, key: str = "level") -> Condition:
    return Condition(field="metadata", operator=operator, value=value, key=key)


@pytest.mark.parametrize(
    ("alias", "field"),
    [
        ("userId", "user_id"),
        ("agentId", "agent_id"),
        ("appId", "app_id"),
        ("runId", "run_id"),
        ("sessionId", "run_id"),
        ("session_id", "run_id"),
        ("user_id", "user_id"),
        ("agent_id", "agent_id"),
        ("app_id", "app_id"),
        ("run_id", "run_id"),
    ],
)
def test_ids_have_names_in_both_spellings(alias: str, field: Field):
    assert Condition(field=field, operator="eq", value="x") == condition(alias, "x")


def test_no_id_at_all_is_asked_for_with_a_star_under_ne():
    expected = Not(part=Condition(field="run_id", operator="any"))

    assert expected == condition("run_id", {"ne": "*"})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("food", Condition(field="categories", operator="eq", value="food")),
        ("*", Condition(field="categories", operator="any")),
        ([], Condition(field="categories", operator="in", value=[])),
        ({"in": ["food"]}, Condition(field="categories", operator="in", value=["food"])),
        ({"eq": "food"}, Condition(field="categories", operator="eq", value="food")),
        ({"icontains": "oo"}, Condition(field="categories", operator="icontains", value="oo")),
        (
            {"nin": ["food"]},
            Not(part=Condition(field="categories", operator="in", value=["food"])),
        ),
        ({"ne": "food"}, Not(part=Condition(field="categories", operator="eq", value="food"))),
    ],
)
def test_categories_are_asked_for_one_or_many(asked: Any, expected: Filter):
    assert expected == condition("categories", asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("high", labelled("eq", "high")),
        (None, labelled("eq", None)),
        (False, labelled("eq", value=False)),
        ("*", labelled("any")),
        ({"eq": "*"}, labelled("any")),
        ({"ne": "*"}, Not(part=labelled("any"))),
        ({"ne": 3}, Not(part=labelled("eq", 3))),
        ({"in": [1, "x", None, True]}, labelled("in", [1, "x", None, True])),
        ({"nin": [1]}, Not(part=labelled("in", [1]))),
        ({"contains": "*"}, labelled("contains", "*")),
        ({"icontains": "Hi"}, labelled("icontains", "Hi")),
        ({"gt": "m"}, labelled("gt", "m")),
        ({"gte": 1, "lt": 5}, All(parts=(labelled("gte", 1.0), labelled("lt", 5.0)))),
    ],
)
def test_a_key_of_the_metadata_is_asked_for_in_both_spellings(asked: Any, expected: Filter):
    assert expected == condition("metadata.level", asked)
    assert expected == condition("metadata", {"level": asked})


def test_several_keys_of_the_metadata_must_all_hold():
    expected = All(parts=(labelled("eq", 1, "a"), labelled("eq", "x", "b")))

    assert expected == condition("metadata", {"a": 1, "b": "x"})


def test_an_empty_object_of_metadata_asks_for_nothing():
    assert All() == condition("metadata", {})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("green tea", All(parts=(word("green"), word("tea")))),
        ("  tea\n", All(parts=(word("tea"),))),
        ({"contains": "green tea"}, All(parts=(word("green"), word("tea")))),
    ],
)
def test_a_search_for_keywords_needs_every_word(asked: Any, expected: Filter):
    assert expected == condition("keywords_search", asked)


def test_keywords_themselves_are_one_piece_of_text():
    assert word("green tea") == condition("keywords", "green tea")
    assert word("green tea") == condition("text", {"icontains": "green tea"})


def test_one_memory_may_be_named_without_a_list():
    one = Condition(field="id", operator="in", value=["x"])

    assert one == condition("memory_ids", "x")
    assert one == condition("memory_ids", {"eq": "x"})
    assert Not(part=one) == condition("memory_ids", {"nin": ["x"]})


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("categories", {"in": "food"}, "needs a list of strings"),
        ("categories", {"eq": 5}, "operator 'eq' needs a string"),
        ("categories", {"gt": "food"}, "operator 'gt' is not known"),
        ("text", {"eq": "tea"}, "use contains, icontains or"),
        ("text", ["tea"], "operator 'icontains' needs a string"),
        ("keywords_search", " ", "at least one word"),
        ("memory_ids", {"in": [None]}, "operator 'in' needs a string"),
        ("memory_ids", 5, "operator 'in' needs a list of strings"),
        ("metadata.a", {"in": 5}, "metadata.a: operator 'in' needs a list of values"),
        ("metadata.a", {"in": [[1]]}, "needs a string, a number, true, false or null"),
        ("metadata.a", {"contains": 5}, "operator 'contains' needs a string"),
        ("metadata.a", {}, "metadata.a: no operator is given"),
        ("user_id", {"gt": "a"}, "use eq, in, ne, nin or"),
        ("user_id", None, "operator 'eq' needs a string"),
    ],
)
def test_the_error_says_what_the_operator_needs(name: str, asked: Any, said: str):
    with pytest.raises(InvalidRequestError, match=said) as raised:
        condition(name, asked)

    assert name == raised.value.field


def test_words_beside_the_filters_are_refused_under_their_own_name():
    with pytest.raises(InvalidRequestError) as raised:
        pattern_words("keywords", "")

    assert "keywords" == raised.value.field

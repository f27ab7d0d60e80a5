from datetime import UTC, datetime
from typing import Any

import pytest

from app.services.errors import InvalidRequestError
from app.services.filters import (
    DEEPEST,
    MOST_CONDITIONS,
    Siblings,
    is_positively_scoped,
    narrowed,
    parsed,
)
from graph.model import All, AnyOf, Condition, Filter, Not, ScopeIds

MIRA = Condition(field="user_id", operator="eq", value="mira")
JULY = datetime(2024, 7, 1, tzinfo=UTC)
NEXT_DAY = datetime(2024, 7, 2, tzinfo=UTC)


def since(at: datetime) -> Condition:
    return Condition(field="created_at", operator="gte", value=at)


def before(at: datetime) -> Condition:
    return Condition(field="created_at", operator="lt", value=at)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, All()),
        ({}, All()),
        ({"user_id": "mira"}, MIRA),
        ({"userId": "mira"}, MIRA),
        ({"user_id": {"eq": "mira"}}, MIRA),
        ({"user_id": {"ne": "mira"}}, Not(part=MIRA)),
        ({"user_id": "*"}, Condition(field="user_id", operator="any")),
        ({"session_id": "r"}, Condition(field="run_id", operator="eq", value="r")),
        ({"app_id": {"in": ["a"]}}, Condition(field="app_id", operator="in", value=["a"])),
        ({"memory_ids": ["x"]}, Condition(field="id", operator="in", value=["x"])),
        ({"memory_ids": {"in": ["x"]}}, Condition(field="id", operator="in", value=["x"])),
        (
            {"app_id": {"nin": ["a"]}},
            Not(part=Condition(field="app_id", operator="in", value=["a"])),
        ),
        ({"keywords": "Tea"}, Condition(field="text", operator="icontains", value="Tea")),
        (
            {"text": {"contains": "Tea"}},
            Condition(field="text", operator="contains", value="Tea"),
        ),
        (
            {"categories": {"contains": "Food"}},
            Condition(field="categories", operator="icontains", value="Food"),
        ),
        (
            {"categories": ["food", "work"]},
            Condition(field="categories", operator="in", value=["food", "work"]),
        ),
        (
            {"metadata": {"level": {"gte": 3}}},
            Condition(field="metadata", operator="gte", value=3.0, key="level"),
        ),
        (
            {"metadata.trip.city": "Oslo"},
            Condition(field="metadata", operator="eq", value="Oslo", key="trip.city"),
        ),
    ],
)
def test_a_condition_is_read(asked: Any, expected: Filter):
    assert expected == parsed(asked)


@pytest.mark.parametrize("word", ["AND", "and", "And"])
def test_logical_words_are_read_in_any_case(word: str):
    parts = (MIRA, Condition(field="run_id", operator="eq", value="r"))

    assert All(parts=parts) == parsed({word: [{"user_id": "mira"}, {"run_id": "r"}]})


def test_siblings_all_hold():
    asked = {"user_id": "mira", "OR": [{"run_id": "r"}], "NOT": {"app_id": "a"}}
    run = Condition(field="run_id", operator="eq", value="r")
    app = Condition(field="app_id", operator="eq", value="a")

    assert All(parts=(MIRA, AnyOf(parts=(run,)), Not(part=AnyOf(parts=(app,))))) == parsed(asked)


def test_a_list_under_not_denies_each_of_its_members():
    parts = (MIRA, Condition(field="run_id", operator="eq", value="r"))

    assert Not(part=AnyOf(parts=parts)) == parsed({"NOT": [{"user_id": "mira"}, {"run_id": "r"}]})


def test_several_operators_of_one_field_all_hold():
    asked = {"created_at": {"gte": "2024-07-01", "lt": "2024-07-02"}}

    assert All(parts=(since(JULY), before(NEXT_DAY))) == parsed(asked)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("2024-07-01", All(parts=(since(JULY), before(NEXT_DAY)))),
        ({"lte": "2024-07-01"}, before(NEXT_DAY)),
        (
            {"lte": "2024-07-01T00:00:00Z"},
            Condition(field="created_at", operator="lte", value=JULY),
        ),
        ({"gt": "2024-07-01"}, Condition(field="created_at", operator="gt", value=JULY)),
        (
            {"eq": "2024-07-01T02:00+02:00"},
            Condition(field="created_at", operator="eq", value=JULY),
        ),
    ],
)
def test_a_date_is_its_whole_day_and_without_a_zone_utc(asked: Any, expected: Filter):
    assert expected == parsed({"created_at": asked})
    assert expected == parsed({"timestamp": asked})


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ({"colour": "red"}, "colour", "field 'colour' is not known; use AND, OR"),
        ({"user_id": {">=": "a"}}, "user_id", "user_id: operator '>=' is not known; use eq, in"),
        ({"user_id": 7}, "user_id", "user_id: operator 'eq' needs a string"),
        ({"user_id": {"in": "a"}}, "user_id", "user_id: operator 'in' needs a list of strings"),
        ({"user_id": {"in": [1]}}, "user_id", "user_id: operator 'in' needs a string"),
        ({"user_id": {}}, "user_id", "user_id: no operator is given"),
        ({"user_id": "\ud800"}, "user_id", "needs text without lone surrogates"),
        ({"created_at": "yesterday"}, "created_at", "needs a date YYYY-MM-DD or an ISO 8601"),
        ({"created_at": {"lt": "9999-12-31"}}, "created_at", "needs a date"),
        ({"created_at": {"contains": "x"}}, "created_at", "'contains' is not known"),
        ({"metadata": "x"}, "metadata", "metadata: an object of keys is needed"),
        ({"metadata": {"a": {"b": 1}}}, "metadata.a", "metadata.a: operator 'b' is not known"),
        ({"metadata": {"a": [1]}}, "metadata.a", "needs a string, a number, true, false or null"),
        ({"metadata": {"a": {"gt": True}}}, "metadata.a", "'gt' needs a number or a string"),
        ({"metadata": {"a": {"gt": 10**400}}}, "metadata.a", "'gt' needs a number or a string"),
        ({"metadata": {"a": {"in": 1}}}, "metadata.a", "operator 'in' needs a list of values"),
        ({"categories": {"in": "food"}}, "categories", "operator 'in' needs a list of strings"),
        ({"keywords_search": " "}, "keywords_search", "needs at least one word"),
        ({"OR": []}, "OR", "OR: the list is empty"),
        ({"AND": ["x"]}, "AND", "AND: an object of conditions is needed"),
        ([], "filters", "filters: an object of conditions is needed"),
    ],
)
def test_what_is_wrong_is_named(asked: Any, field: str, said: str):
    with pytest.raises(InvalidRequestError) as error:
        parsed(asked)

    assert field == error.value.field
    assert said in str(error.value)


def test_a_filter_may_be_deep_but_not_endless():
    asked: dict[str, Any] = {"user_id": "mira"}
    for _ in range(DEEPEST - 1):
        asked = {"NOT": asked}

    assert parsed(asked)
    with pytest.raises(InvalidRequestError):
        parsed({"AND": [asked]})


def test_a_filter_may_be_wide_but_not_endless():
    asked = [{"user_id": str(number)} for number in range(MOST_CONDITIONS)]

    assert parsed({"OR": asked})
    with pytest.raises(InvalidRequestError):
        parsed({"OR": [*asked, {"user_id": "one more"}]})


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"user_id": "mira"}, True),
        ({"user_id": "*"}, True),
        ({"run_id": {"in": ["r"]}}, True),
        ({"AND": [{"OR": [{"agent_id": "a"}]}]}, True),
        ({"NOT": {"NOT": {"user_id": "mira"}}}, True),
        ({"NOT": {"user_id": {"ne": "mira"}}}, True),
        ({"user_id": {"ne": "mira"}}, False),
        ({"user_id": {"nin": ["mira"]}}, False),
        ({"NOT": {"user_id": "mira"}}, False),
        ({"memory_ids": ["x"], "text": "tea"}, False),
        ({}, False),
    ],
)
def test_a_scope_must_include_something(asked: Any, expected: bool):
    assert expected == is_positively_scoped(parsed(asked))


def test_what_stands_beside_the_filters_narrows_them():
    siblings = Siblings(
        ids=ScopeIds(run_id="r"),
        categories=["food"],
        metadata={"level": 1},
        start_date="2024-07-01",
        end_date="2024-07-01",
        keywords="green tea",
    )
    words = [Condition(field="text", operator="icontains", value=word) for word in ("green", "tea")]

    assert All(
        parts=(
            MIRA,
            Condition(field="run_id", operator="eq", value="r"),
            Condition(field="categories", operator="in", value=["food"]),
            Condition(field="metadata", operator="eq", value=1, key="level"),
            since(JULY),
            before(NEXT_DAY),
            All(parts=tuple(words)),
        )
    ) == narrowed(MIRA, siblings)


def test_nothing_beside_the_filters_changes_nothing():
    assert MIRA == narrowed(MIRA, Siblings())

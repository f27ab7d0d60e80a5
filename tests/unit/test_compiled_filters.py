from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from app.services.filters import parsed
from graph.filters import MOST_CONJUNCTS, Compiled, compiled
from graph.model import Visibility
from graph.terms import any_term, term

NOW = datetime(2026, 1, 1, tzinfo=UTC)
EVERYTHING = Visibility(
    project_id="p", filter=parsed({}), now=NOW, show_expired=True, include_merged=True
)
IN_PROJECT = "memory.project_id = $project_id"
PROJECT = term("project", "p", "")
MIRA = term("user", "p", "mira")
HELPER = term("agent", "p", "helper")


def read(asked: Any, **changes: Any) -> Compiled:
    return compiled(replace(EVERYTHING, filter=parsed(asked), **changes))


def test_values_are_parameters_and_never_text():
    found = read({"user_id": "mi'ra", "metadata": {"k": 'x" OR true'}})

    assert "mi'ra" not in found.where
    assert "OR true" not in found.where
    assert {"mi'ra", 'k\x1f"x" OR true"'} <= set(map(str, found.parameters.values()))


def test_parameters_are_numbered_through():
    found = read({"OR": [{"user_id": str(number)} for number in range(12)]})

    assert "$value_0012" in found.where
    assert "11" == found.parameters["value_0012"]


def test_an_absent_value_passes_a_denial():
    found = read({"user_id": {"ne": "mira"}})

    assert "NOT coalesce(memory.user_id = $value_0001, false)" in found.where


def test_a_conjunction_is_one_predicate():
    found = read({"user_id": "mira", "created_at": {"gte": "2024-01-01", "lt": "2025-01-01"}})

    (predicate,) = found.memories.predicates
    assert [
        IN_PROJECT,
        "memory.user_id = $value_0001",
        "memory.created_at >= $value_0002",
        "memory.created_at < $value_0003",
    ] == predicate.split(" AND ")


def test_an_alternative_is_one_predicate_each():
    found = read({"OR": [{"user_id": "mira"}, {"agent_id": "helper"}]})

    assert (
        f"{IN_PROJECT} AND memory.user_id = $value_0001",
        f"{IN_PROJECT} AND memory.agent_id = $value_0002",
    ) == found.memories.predicates


def test_too_many_alternatives_are_left_to_the_where():
    many = [{"user_id": str(number)} for number in range(MOST_CONJUNCTS + 1)]

    assert (IN_PROJECT,) == read({"OR": many}).memories.predicates


def test_alternatives_multiply_only_as_far_as_they_may():
    two = {"OR": [{"user_id": "a"}, {"user_id": "b"}]}
    found = read({"AND": [two, two, two, two]})

    assert MOST_CONJUNCTS == len(found.memories.predicates)


@pytest.mark.parametrize(
    "asked", [{"text": "tea"}, {"updated_at": "2024-01-01"}, {"user_id": {"ne": "mira"}}]
)
def test_what_no_index_can_check_is_left_to_the_where(asked: Any):
    assert (IN_PROJECT,) == read(asked).memories.predicates


def test_an_alternative_that_no_index_can_check_leaves_all_open():
    found = read({"OR": [{"user_id": "mira"}, {"text": "tea"}]})

    assert (IN_PROJECT,) == found.memories.predicates
    assert f"(+{PROJECT})" == found.memories.terms


def test_one_property_is_checked_once():
    found = read({"user_id": {"eq": "mira", "in": ["mira"]}, "created_at": {"gt": "2024-01-01"}})

    assert 1 == found.memories.predicates[0].count("user_id")


def test_a_message_is_checked_by_its_ids_alone():
    found = read({"user_id": "mira", "created_at": "2024-01-01"})

    assert (
        "message.project_id = $project_id AND message.user_id = $value_0001",
    ) == found.messages.predicates


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"user_id": "mira"}, f"(+{PROJECT} +{MIRA})"),
        ({"user_id": "*"}, f"(+{PROJECT} +{any_term('user')})"),
        ({"user_id": {"in": ["mira"]}}, f"(+{PROJECT} +({MIRA}))"),
        ({"user_id": {"in": []}}, f"(+{PROJECT})"),
        (
            {"AND": [{"user_id": "mira"}, {"agent_id": {"ne": "helper"}}]},
            f"(+{PROJECT} +(+{MIRA} -{HELPER}))",
        ),
        (
            {"OR": [{"user_id": "mira"}, {"agent_id": "helper"}]},
            f"(+{PROJECT} +({MIRA} {HELPER}))",
        ),
        ({"OR": [{"user_id": "mira"}, {"agent_id": {"ne": "helper"}}]}, f"(+{PROJECT})"),
    ],
)
def test_ids_become_terms(asked: Any, expected: str):
    assert expected == read(asked).memories.terms


def test_a_message_is_not_refused_for_an_id_that_its_memory_lacks():
    found = read({"AND": [{"user_id": "mira"}, {"agent_id": {"ne": "helper"}}]})

    assert HELPER not in found.messages.terms


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"show_expired": False}, "memory.expires_at > $now"),
        ({"include_merged": False}, "memory.state IN ['active', 'superseded']"),
        ({"latest_only": True}, "memory.state = 'active'"),
        ({"as_of": NOW}, "memory.valid_from <= $as_of"),
        ({"as_of": NOW}, "memory.valid_to > $as_of"),
        ({"known_at": NOW}, "memory.recorded_at <= $known_at"),
    ],
)
def test_options_are_checked_in_the_index_and_after_it(options: Any, expected: str):
    plain, found = read({}), read({}, **options)

    assert expected in found.where
    assert expected in found.memories.predicates[0]
    assert expected not in plain.where


def test_latest_at_a_past_time_looks_at_what_was_superseded_by_then():
    found = read({}, latest_only=True, known_at=NOW)

    assert "supersedes.at <= $known_at" in found.where
    assert "memory.state = 'active'" not in found.where


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"user_id": "mira"}, "memory.project_id DESC, memory.user_id DESC, "),
        ({"user_id": "mira", "run_id": "r"}, "memory.project_id DESC, memory.run_id DESC, "),
        ({"OR": [{"user_id": "mira"}]}, "memory.project_id DESC, "),
        ({"user_id": "*"}, "memory.project_id DESC, "),
    ],
)
def test_a_list_is_ordered_like_the_index_of_a_fixed_id(asked: Any, expected: str):
    assert expected == read(asked).order

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import ScopeIds
from graph.terms import any_term, metadata_pairs, scope_terms, term


def test_a_memory_is_found_by_its_project_owner_and_ids():
    terms = scope_terms("p1", "o123", ScopeIds(user_id="u", run_id="r"))

    assert [
        term("project", "p1", ""),
        "o123",
        term("user", "p1", "u"),
        "uany",
        term("run", "p1", "r"),
        "rany",
    ] == terms.split()


@given(st.text(max_size=600))
def test_any_id_becomes_letters_and_digits(external_id: str):
    clean = external_id.encode("utf8", "ignore").decode()

    assert re.fullmatch("u[0-9a-f]{32}", term("user", "p1", clean))


def test_kinds_have_stars_of_their_own():
    assert ["uany", "aany", "pany", "rany"] == [
        any_term("user"),
        any_term("agent"),
        any_term("app"),
        any_term("run"),
    ]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (None, ()),
        ({}, ()),
        ({"a": "x"}, ('a\x1f"x"',)),
        ({"a": 1}, ("a\x1f1",)),
        ({"a": 1.0}, ("a\x1f1",)),
        ({"a": 1.5}, ("a\x1f1.5",)),
        ({"a": True}, ("a\x1ftrue",)),
        ({"a": None}, ("a\x1fnull",)),
        ({"a": ["x", 2]}, ('a\x1f"x"', "a\x1f2")),
        ({"a": {"b": 1}}, ("a.b\x1f1",)),
        ({"a": ["x", "x"]}, ('a\x1f"x"',)),
    ],
)
def test_every_scalar_of_the_metadata_is_a_pair(
    metadata: dict[str, object] | None, expected: tuple[str, ...]
):
    assert expected == metadata_pairs(metadata)


def test_true_and_one_are_different_values():
    assert metadata_pairs({"a": True}) != metadata_pairs({"a": 1})

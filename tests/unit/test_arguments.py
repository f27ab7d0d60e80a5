"""The parameters of saved queries and the values for them."""

from typing import Any

import pytest
from msgspec import UNSET

from app.services.arguments import Kind, Parameter, checked, examples, given
from app.services.errors import InvalidRequestError

NAME = Parameter(name="name")
MOST = Parameter(name="most", type="integer", default=10)


def test_what_is_given_goes_before_the_default():
    assert {"name": "Ada", "most": 3} == given([NAME, MOST], {"name": "Ada", "most": 3})


def test_what_is_absent_has_its_default():
    assert {"name": "Ada", "most": 10} == given([NAME, MOST], {"name": "Ada"})


def test_a_default_may_be_an_empty_text():
    assert {"name": ""} == given([Parameter(name="name", default="")], {})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "parameters.name"),
        ({"name": None}, "parameters.name"),
        ({"name": "Ada", "most": "3"}, "parameters.most"),
        ({"name": "Ada", "least": 3}, "parameters.least"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_named(values: dict[str, Any], field: str):
    with pytest.raises(InvalidRequestError) as caught:
        given([NAME, MOST], values)

    assert field == caught.value.field


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", "x"),
        ("integer", 3),
        ("number", 3),
        ("number", 2.5),
        ("boolean", False),
        ("date", "2026-01-31"),
        ("date", "2026-01-31T12:00:00Z"),
        ("list", []),
        ("list", ["a", 1, 2.5, True]),
    ],
)
def test_a_value_of_its_kind_is_taken(kind: Kind, value: Any):
    assert {"x": value} == given([Parameter(name="x", type=kind)], {"x": value})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 1),
        ("integer", 1.5),
        ("integer", True),
        ("number", True),
        ("number", "1"),
        ("boolean", 1),
        ("date", "soon"),
        ("date", "2026-02-30"),
        ("date", 2026),
        ("list", "a"),
        ("list", [{"a": 1}]),
        ("list", [["a"]]),
        ("list", [None]),
        ("list", list(range(1_001))),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_value_of_another_kind_is_refused(kind: Kind, value: Any):
    with pytest.raises(InvalidRequestError):
        given([Parameter(name="x", type=kind)], {"x": value})


@pytest.mark.parametrize("name", ["", "1st", "no name", "a-b", "ä", "x" * 65, "a\n"])
def test_a_name_is_a_plain_word(name: str):
    with pytest.raises(InvalidRequestError):
        checked([Parameter(name=name)])


def test_a_name_comes_once():
    with pytest.raises(InvalidRequestError):
        checked([NAME, NAME])


def test_there_are_not_too_many():
    with pytest.raises(InvalidRequestError):
        checked([Parameter(name=f"p{number}") for number in range(21)])


def test_a_default_fits_its_kind():
    with pytest.raises(InvalidRequestError) as caught:
        checked([Parameter(name="most", type="integer", default="ten")])

    assert "parameters.most" == caught.value.field


def test_an_example_is_the_default_or_a_value_of_the_kind():
    kinds: tuple[Kind, ...] = ("string", "integer", "number", "boolean", "date", "list")
    parameters = [Parameter(name=kind, type=kind, default=UNSET) for kind in kinds]
    found = examples([*parameters, MOST])

    assert found == given([*parameters, MOST], found)
    assert 10 == found["most"]

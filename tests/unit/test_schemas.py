from typing import Any

import pytest

from extraction.schemas import fits, optional, properties, tree

NAMED: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}}}


def _with(name: str, wanted: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {name: wanted}, **more}


def _doubling(levels: int) -> dict[str, Any]:
    """Twice as large with every level, in a few lines."""
    defs = {
        f"a{level}": {"allOf": [{"$ref": f"#/$defs/a{level + 1}"}] * 2} for level in range(levels)
    }
    return _with("bomb", {"$ref": "#/$defs/a0"}, **{"$defs": defs | {f"a{levels}": {}}})


def test_references_are_put_in_their_place():
    given = _with("pet", {"$ref": "#/$defs/Pet"}, **{"$defs": {"Pet": NAMED}})

    assert {"type": "object", "properties": {"pet": NAMED}} == tree(given)


def test_what_stands_beside_a_reference_is_kept():
    given = _with("pet", {"$ref": "#/$defs/Pet", "title": "x"}, **{"$defs": {"Pet": NAMED}})

    assert {**NAMED, "title": "x"} == properties(tree(given))["pet"]


def test_a_property_may_be_called_definitions():
    given = _with("definitions", {"type": "string"})

    assert {"definitions": {"type": "string"}} == properties(tree(given))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"type": "nonsense"}, "no JSON Schema"),
        ({"type": "string"}, "an object with properties"),
        ({"type": "object"}, "an object with properties"),
        (_with("a", {"$ref": "https://example.org/s"}), "only references inside"),
        (_with("a", {"$ref": "#/$defs/none"}), "there is nothing at"),
        (_with("a", {"$ref": "#/properties/a"}), "refers to itself"),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}, "refers to itself"),
        (_with("a", {"patternProperties": {"(a+)+$": {}}}), "patternProperties is not taken"),
        (_doubling(30), "too large"),
    ],
    ids=[
        "no schema", "text", "no properties", "elsewhere", "nowhere", "itself", "in a ring",
        "patterns of names", "doubling",
    ],
)  # fmt: skip
def test_a_schema_that_can_t_be_used_says_why(given: dict[str, Any], reason: str):
    with pytest.raises(ValueError, match=reason):
        tree(given)


def test_a_pattern_is_not_tried():
    assert fits({"type": "string", "pattern": "(a+)+$"}, "a" * 40 + "!")


@pytest.mark.parametrize(
    ("value", "expected"), [({"name": "Ada"}, True), ({"name": 1}, False), ([], False)], ids=str
)
def test_a_value_fits_or_does_not(value: object, expected: bool):
    assert expected == fits(NAMED, value)


@pytest.mark.parametrize("value", [{}, {"name": None}, {"name": "Ada", "more": 1}], ids=str)
def test_nothing_is_asked_of_what_is_optional(value: object):
    assert fits(optional({**NAMED, "required": ["name"]}), value)


@pytest.mark.parametrize("value", [{}, {"name": "Ada", "more": 1}], ids=str)
def test_a_model_is_asked_for_every_property_and_no_other(value: object):
    asked = optional(NAMED, is_asked=True)

    assert not fits(asked, value)
    assert fits(asked, {"name": None})


def test_nested_properties_may_be_null_too():
    people = _with("people", {"type": "array", "items": NAMED})

    assert fits(optional(people), {"people": [{"name": None}]})
    assert fits(optional({"anyOf": [people, {"type": "null"}]}), {"people": [{"name": None}]})

import json
from typing import Any

import pytest
from msgspec.structs import replace

from app.services.filling import Known, filled, unfilled
from graph.model import Memory, Relation

AT = "2026-06-01T12:00:00Z"
TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
PERSON = {
    "type": "object",
    "properties": {"name": TEXT, "employer": TEXT, "age": {"type": "integer"}},
}


def relation(source: str, predicate: str, target: str, **changes: Any) -> Relation:
    return Relation(
        id=f"{source} {predicate} {target}",
        owner_key="o",
        source=source,
        source_id=source,
        source_type="person",
        source_is_self=source == "Mira",
        predicate=predicate,
        target=target,
        target_id=target,
        target_type="concept",
        target_is_self=target == "Mira",
        valid_from=AT,
        valid_from_precision="none",
        valid_to=AT,
        valid_to_precision="none",
        recorded_at=AT,
        retired_at=AT,
        confidence=1.0,
        memory_ids=["m"],
        fact="",
        **changes,
    )


def memory(metadata: dict[str, Any]) -> Memory:
    return Memory(
        id="m",
        project_id="p",
        owner_key="o",
        event_id="e",
        text="",
        hash="",
        metadata=json.dumps(metadata),
        state="active",
        immutable=False,
        created_at=AT,
        updated_at=AT,
        recorded_at=AT,
        valid_from=AT,
        valid_to=AT,
        expires_at=AT,
    )


def fill(wanted: dict[str, Any], *known: Relation | Memory) -> dict[str, object]:
    return filled(
        {"type": "object", "properties": wanted},
        Known(
            memories=[one for one in known if isinstance(one, Memory)],
            relations=[one for one in known if isinstance(one, Relation)],
        ),
    )


def test_a_relation_fills_a_field():
    assert {"city": "Oslo"} == fill({"city": TEXT}, relation("Mira", "lives_in", "Oslo"))


def test_what_nothing_says_is_null():
    assert {"city": None} == fill({"city": TEXT}, relation("Mira", "likes", "tea"))


def test_the_newest_relation_counts():
    newer, older = relation("Mira", "likes", "tea"), relation("Mira", "likes", "jam")

    assert {"likes": "tea"} == fill({"likes": TEXT}, newer, older)


def test_a_list_has_all_of_them():
    known = relation("Mira", "likes", "tea"), relation("Mira", "likes", "jam")

    assert {"likes": ["tea", "jam"]} == fill({"likes": TEXTS}, *known)


def test_relations_of_others_say_nothing_about_the_user():
    known = relation("Ada", "lives_in", "Oslo"), relation("Mira", "friend_of", "Ada")

    assert {"city": None} == fill({"city": TEXT}, *known)


def test_symmetric_relations_are_read_from_both_ends():
    assert {"spouse": "Ada"} == fill({"spouse": TEXT}, relation("Ada", "married_to", "Mira"))


def test_an_inverse_is_read_the_other_way_round():
    assert {"parents": ["Ada"]} == fill({"parents": TEXTS}, relation("Ada", "parent_of", "Mira"))


def test_of_several_users_a_list_is_told_but_no_single_value():
    second = relation("Noor", "lives_in", "Rome")
    other = relation("Noor", "likes", "jam")
    known = [
        relation("Mira", "lives_in", "Oslo"),
        _of_self(second),
        relation("Mira", "likes", "tea"),
        _of_self(other),
    ]

    assert {"city": None, "likes": ["tea", "jam"]} == fill({"city": TEXT, "likes": TEXTS}, *known)


def test_a_number_is_read_from_a_name():
    wanted = {"age": {"type": "integer"}}

    assert {"age": 31} == fill(wanted, relation("Mira", "age", "31"))
    assert {"age": None} == fill(wanted, relation("Mira", "age", "thirty"))


@pytest.mark.parametrize("name", ["nan", "inf", "-inf"])
def test_no_number_is_none(name: str):
    assert {"age": None} == fill({"age": {"type": "number"}}, relation("Mira", "age", name))


def test_a_word_of_a_list_is_taken_in_its_own_case():
    wanted = {"diet": {"type": "string", "enum": ["Vegan", "Vegetarian"]}}

    assert {"diet": "Vegan"} == fill(wanted, relation("Mira", "follows_diet", "vegan"))
    assert {"diet": None} == fill(wanted, relation("Mira", "follows_diet", "paleo"))


def test_what_does_not_fit_is_null():
    wanted = {"city": {"type": "string", "maxLength": 2}}

    assert {"city": None} == fill(wanted, relation("Mira", "lives_in", "Oslo"))


def test_an_optional_field_is_filled():
    wanted = {"city": {"anyOf": [TEXT, {"type": "null"}]}}

    assert {"city": "Oslo"} == fill(wanted, relation("Mira", "lives_in", "Oslo"))


def test_people_are_told_with_what_is_known_of_them():
    known = (
        relation("Mira", "friend_of", "Ada"),
        relation("Ada", "works_at", "Orbit"),
        relation("Ada", "age", "31"),
    )
    wanted = {"friends": {"type": "array", "items": PERSON}}

    assert {"friends": [{"name": "Ada", "employer": "Orbit", "age": 31}]} == fill(wanted, *known)


def test_a_group_of_fields_is_about_the_same_user():
    wanted = {"work": {"type": "object", "properties": {"employer": TEXT, "occupation": TEXT}}}

    assert {"work": {"employer": "Orbit", "occupation": None}} == fill(
        wanted, relation("Mira", "works_at", "Orbit")
    )
    assert {"work": None} == fill(wanted)


def test_circles_of_friends_end():
    person: dict[str, Any] = {"type": "object", "properties": {"name": TEXT}}
    for _ in range(9):
        person = {"type": "object", "properties": {"name": TEXT, "friend": person}}
    told = fill({"friend": person}, relation("Mira", "friend_of", "Ada"))

    assert {"name": "Ada"}.items() <= _object(told["friend"]).items()


def test_metadata_fills_what_no_relation_says():
    wanted = {"email": TEXT, "city": TEXT}
    known = relation("Mira", "lives_in", "Oslo"), memory({"email": "m@x.org", "city": "Rome"})

    assert {"email": "m@x.org", "city": "Oslo"} == fill(wanted, *known)


def test_the_newest_metadata_that_fits_counts():
    known = memory({"plan": 1}), memory({"Plan": "pro"}), memory({"plan": "free"})

    assert {"plan": "pro"} == fill({"plan": TEXT}, *known)
    assert {"plan": ["pro", "free"]} == fill({"plan": TEXTS}, *known[1:])


def test_metadata_of_other_types_are_taken_as_they_are():
    known = memory({"score": 1.5, "active": True, "box": {"a": 1}})
    wanted = {
        "score": {"type": "number"},
        "active": {"type": "boolean"},
        "box": {"type": "object"},
    }

    assert {"score": 1.5, "active": True, "box": {"a": 1}} == fill(wanted, known)


def test_what_is_null_is_named_with_its_path():
    fields: dict[str, object] = {"a": None, "b": {"c": None, "d": 1}, "e": 0, "f": False}

    assert ["a", "b.c"] == unfilled(fields)


def _of_self(one: Relation) -> Relation:
    return replace(one, source_is_self=True)


def _object(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value

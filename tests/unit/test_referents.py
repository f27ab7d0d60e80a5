"""What a thing of the conversation learns, and the ages it may have."""

import pytest

from extraction.ages import age_of
from extraction.model import EntityType
from extraction.referents import Referent, everyone
from extraction.words import Word


def said(text: str) -> Word:
    return Word(
        place=0, text=text, lemma=text, pos="NUM", tag="CD", dep="nummod", morph="", start=0, end=1
    )


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("31", 31),
        ("five", 5),
        ("Nineteen", 19),
        ("forty", 40),
        ("seventy-two", 72),
        ("three-year-old", 3),
        ("4-years-old", 4),
        ("ninety-nine-year-olds", 99),
        ("0", 0),
        ("120", 120),
        ("121", None),
        ("2019", None),
        ("hundred", None),
        ("two-story", None),
        ("", None),
    ],
)
def test_an_age_is_a_number_somebody_may_reach(text: str, age: int | None):
    assert age == age_of(said(text))


@pytest.mark.parametrize(
    ("type_", "hint", "is_named", "expected"),
    [
        ("person", None, False, True),
        ("place", "person", True, False),
        (None, None, True, True),
        (None, "person", True, True),
        (None, "place", True, False),
        (None, None, False, False),
    ],
)
def test_he_or_she_may_be_a_person_or_an_unclear_name(
    type_: EntityType | None, hint: EntityType | None, is_named: bool, expected: bool
):
    assert expected == Referent(name="x", type=type_, hint=hint, is_named=is_named).is_person


def test_a_new_name_keeps_the_old_one_as_an_alias():
    one = Referent(name="my sister", noun="sister")
    one.rename("Vera")

    assert ("Vera", ["my sister"], True) == (one.name, one.aliases, one.is_named)


def test_the_same_name_again_is_no_alias():
    one = Referent(name="Vera")
    one.rename("Vera")

    assert ([], True) == (one.aliases, one.is_named)


def test_two_things_share_no_aliases():
    one, two = Referent(name="a"), Referent(name="b")
    one.rename("c")

    assert [] == two.aliases


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("animal", True), ("dog", True), ("pet", True), ("person", False), ("", False)],
)
def test_a_thing_is_of_its_type_its_noun_and_its_kinds(wanted: str, expected: bool):
    rex = Referent(name="Rex", type="animal", noun="dog", kinds=frozenset({"pet"}))

    assert expected == rex.is_kind(wanted)


def test_groups_give_way_to_their_members_in_order():
    ann, bo, cy = (Referent(name=name) for name in ("Ann", "Bo", "Cy"))
    pair = Referent(name="Bo and Cy", members=[bo, cy])

    assert ["Ann", "Bo", "Cy"] == [one.name for one in everyone([ann, pair])]

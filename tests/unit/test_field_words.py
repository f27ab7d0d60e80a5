import pytest

from app.services.field_words import WORDS, readings, snake_case
from extraction.predicates import registry


def _names(field: str) -> list[str]:
    return [reading.name for reading in readings(field)]


@pytest.mark.parametrize(
    ("field", "predicate"),
    [
        ("works_at", "works_at"),
        ("worksAt", "works_at"),
        ("employed_by", "works_at"),
        ("Current city", "lives_in"),
        ("currentEmployer", "works_at"),
        ("company_name", "works_at"),
        ("hobbies", "does_activity"),
        ("children", "parent_of"),
        ("allergies", "allergic_to"),
        ("friends", "friend_of"),
        ("date_of_birth", "birthday"),
        ("user_name", "named"),
    ],
)
def test_a_field_is_understood(field: str, predicate: str):
    assert predicate in _names(field)


def test_a_field_of_its_own_asks_for_its_own_predicate():
    assert "mentors" in _names("mentors")


def test_the_way_a_field_is_told_is_kept():
    assert [True] == [one.is_turned for one in readings("employs") if one.name == "works_at"]


def test_every_word_stands_for_predicates_that_there_are():
    named = {predicate for predicates in WORDS.values() for predicate in predicates}

    assert set() == named - set(registry())


@pytest.mark.parametrize(
    ("name", "expected"),
    [("homeTown", "home_town"), ("Home town?", "home_town"), ("HOME", "home"), ("", "")],
)
def test_a_name_is_written_in_one_way(name: str, expected: str):
    assert expected == snake_case(name)

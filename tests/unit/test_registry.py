import pytest

from app.services.registry import Reading, Registry, built_in, normalised
from extraction.predicates import Predicate, registry


def predicate(name: str, **options: object) -> Predicate:
    defaults: dict[str, object] = {
        "group": "test",
        "meaning": "",
        "object": "entity",
        "inverse": "",
        "cardinality": "many",
        "event": False,
        "aliases": (),
        "surface": "",
    }
    return Predicate(name=name, **{**defaults, **options})  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("word", "name", "is_turned"),
    [
        ("works_at", "works_at", False),
        ("Works For", "works_at", False),
        ("employs", "works_at", True),
        ("parent_of", "parent_of", False),
        ("child_of", "parent_of", True),
        ("daughter_of", "parent_of", True),
        ("has_son", "parent_of", False),
        ("owned-by", "owns", True),
        ("wife_of", "married_to", False),
    ],
)
def test_a_word_is_kept_under_its_canonical_name(word: str, name: str, is_turned: bool):
    reading = built_in().reading(word)

    assert reading is not None
    assert (name, is_turned) == (reading.name, reading.is_turned)


def test_an_unknown_word_keeps_its_own_name_and_takes_many_values():
    assert Reading(name="danced_tango_with") == built_in().reading("Danced tango-with")


@pytest.mark.parametrize("word", ["", " ", "related_to", "Related to", "associated with", "--"])
def test_a_word_that_says_nothing_is_no_predicate(word: str):
    assert built_in().reading(word) is None


@pytest.mark.parametrize(
    ("word", "is_single", "is_symmetric", "has_slot"),
    [
        ("lives_in", True, False, True),
        ("likes", False, False, False),
        ("married_to", True, True, False),
        ("friend_of", False, True, False),
    ],
)
def test_only_what_is_single_and_not_symmetric_has_a_slot(
    word: str, is_single: bool, is_symmetric: bool, has_slot: bool
):
    reading = built_in().reading(word)

    assert reading is not None
    assert (is_single, is_symmetric, has_slot) == (
        reading.is_single,
        reading.is_symmetric,
        reading.has_slot,
    )


def test_every_predicate_of_the_file_is_kept_under_a_name_of_the_file():
    names = set(registry())
    kept = {reading.name for name in names if (reading := built_in().reading(name))}

    assert kept <= names
    assert names - kept == {"child_of"}


def test_a_shared_alias_belongs_to_the_first_predicate():
    rows = [predicate("one", aliases=("shared",)), predicate("two", aliases=("shared",))]

    assert Reading(name="one", object="entity") == Registry(rows).reading("shared")


def test_a_predicates_own_name_beats_another_ones_alias():
    rows = [predicate("one", aliases=("two",)), predicate("two")]

    assert Reading(name="two", object="entity") == Registry(rows).reading("two")


def test_words_are_written_in_lower_snake_case():
    assert "been_to_st_john_s" == normalised("  Been to St. John's! ")

"""Guessing the names of a corpus that has none marked: what is known, and what stays open."""

import pytest

from extraction.training.guesses import Known, guessed, known_of
from extraction.training.treebanks import Name, Sentence
from tests.unit.treebank import sentence

KNOWN = Known(
    types={"Oslo": "place", "Globex": "organization", "Ann": "place", "Ann Arbor": "place"},
    first_names=frozenset({"Ann", "Bo"}),
    times=frozenset({"monday", "may"}),
)


def found(marked: Sentence) -> list[tuple[str, str | None]]:
    words = [word.form for word in marked.words]
    names = guessed(marked, KNOWN).names
    return [(" ".join(words[name.start : name.end]), name.type) for name in names or ()]


def proper(*forms: str) -> Sentence:
    """A name whose first word is its head."""
    return sentence(*forms, deps=["ROOT", *["flat"] * (len(forms) - 1)], pos=["PROPN"] * len(forms))


@pytest.mark.parametrize(
    ("forms", "type_"),
    [
        (("Oslo",), "place"),
        (("Globex",), "organization"),
        (("Bo",), "person"),
        (("Bo", "Karlsen"), "person"),
        (("Hooli", "Inc."), "organization"),
        (("Bo", "University"), "organization"),
        (("Ann", "Arbor"), "place"),
        (("Quux",), None),
    ],
)
def test_a_name_has_the_type_that_is_known(forms: tuple[str, ...], type_: str | None):
    assert [(" ".join(forms), type_)] == found(proper(*forms))


def test_a_name_of_time_has_no_type():
    assert [("Monday", None)] == found(proper("Monday"))


@pytest.mark.parametrize("pos", ["NUM", "X"])
def test_a_number_may_be_part_of_a_name(pos: str):
    assert [("7", None)] == found(sentence("7", pos=[pos]))


def test_a_word_of_time_may_be_part_of_a_date():
    assert [("monday", None)] == found(sentence("rows", "monday", pos=["VERB", "NOUN"]))


def test_other_words_are_no_names():
    assert [] == found(sentence("dogs", "bark", pos=["NOUN", "VERB"]))


def test_a_sentence_without_names_is_marked_as_such():
    assert () == guessed(sentence("dogs"), KNOWN).names


def test_names_that_a_corpus_marks_are_known():
    marked = sentence("Zed", "rows", names=(Name(start=0, end=1, type="animal"),))

    assert "animal" == known_of([marked]).types["Zed"]


def test_a_name_has_the_type_it_has_most_often():
    one = sentence("Zed", names=(Name(start=0, end=1, type="animal"),))
    other = sentence("Zed", names=(Name(start=0, end=1, type="person"),))

    assert "person" == known_of([other, one, other]).types["Zed"]


def test_words_of_dates_are_words_of_time():
    dated = sentence(
        "in",
        "Fooday",
        "1999",
        pos=["ADP", "PROPN", "NUM"],
        names=(Name(start=0, end=3, type="date"),),
    )

    assert frozenset({"fooday", "1999"}) == known_of([dated]).times
    assert "in Fooday 1999" not in known_of([dated]).types


def test_a_name_of_unknown_type_teaches_nothing():
    marked = sentence("Zed", names=(Name(start=0, end=1, type=None),))

    assert "Zed" not in known_of([marked]).types


def test_a_country_is_a_place():
    assert "place" == known_of([]).types["Norway"]

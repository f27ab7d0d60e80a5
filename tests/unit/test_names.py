"""Taking names out of GUM's mentions: what is a name, and where it starts and ends."""

import pytest

from extraction.training.names import named
from extraction.training.treebanks import Sentence
from tests.unit.treebank import sentence


def found(marked: Sentence) -> list[tuple[str, str | None]]:
    words = [word.form for word in marked.words]
    return [
        (" ".join(words[name.start : name.end]), name.type) for name in named(marked).names or ()
    ]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("person", "person"), ("object", "product"), ("abstract", "concept"), ("plant", "concept")],
)
def test_types_become_those_of_the_graph(theirs: str, ours: str):
    marked = sentence("Mira", pos=["PROPN"], mentions=[f"(1-{theirs}-new-sgl)"])

    assert [("Mira", ours)] == found(marked)


def test_a_noun_phrase_without_a_name_is_no_name():
    marked = sentence("the", "people", heads=[1, 1], mentions=["(1-person-new", "1)"])

    assert found(marked) == []


def test_a_sentence_without_mentions_has_no_names_and_is_marked():
    assert named(sentence("Go")).names == ()


def test_the_article_is_no_part_of_the_name():
    marked = sentence(
        "the",
        "Louvre",
        heads=[1, 1],
        deps=["det", "ROOT"],
        pos=["DET", "PROPN"],
        mentions=["(1-place-new", "1)"],
    )

    assert found(marked) == [("Louvre", "place")]


def test_the_outermost_name_wins():
    marked = sentence(
        "University",
        "of",
        "Oslo",
        heads=[0, 2, 0],
        deps=["ROOT", "case", "nmod"],
        pos=["PROPN", "ADP", "PROPN"],
        mentions=["(1-organization-new", "", "(2-place-new)1)"],
    )

    assert found(marked) == [("University of Oslo", "organization")]


def test_a_name_inside_a_phrase_is_found():
    marked = sentence(
        "people",
        "from",
        "Oslo",
        heads=[0, 2, 0],
        deps=["ROOT", "case", "nmod"],
        pos=["NOUN", "ADP", "PROPN"],
        mentions=["(1-person-new", "", "(2-place-new)1)"],
    )

    assert found(marked) == [("Oslo", "place")]


def test_where_somebody_is_from_is_no_part_of_the_name():
    marked = sentence(
        "Anna",
        "of",
        "Oslo",
        heads=[0, 2, 0],
        deps=["ROOT", "case", "nmod"],
        pos=["PROPN", "ADP", "PROPN"],
        mentions=["(1-person-new", "", "(2-place-new)1)"],
    )

    assert found(marked)[0] == ("Anna", "person")


def test_a_possessive_ending_is_no_part_of_the_name():
    marked = sentence(
        "Anna",
        "'s",
        "dog",
        heads=[2, 0, 2],
        deps=["nmod:poss", "case", "ROOT"],
        pos=["PROPN", "PART", "NOUN"],
        mentions=["(1-animal-new(2-person-new", "2)", "1)"],
    )

    assert found(marked) == [("Anna", "person")]


def test_a_time_is_a_date_without_any_proper_name():
    marked = sentence(
        "last",
        "week",
        heads=[1, 1],
        deps=["amod", "ROOT"],
        pos=["ADJ", "NOUN"],
        mentions=["(1-time-new", "1)"],
    )

    assert found(marked) == [("last week", "date")]


def test_a_date_ends_before_what_is_told_of_it():
    marked = sentence(
        "the",
        "day",
        "she",
        "left",
        heads=[1, 1, 3, 1],
        deps=["det", "ROOT", "nsubj", "acl:relcl"],
        pos=["DET", "NOUN", "PRON", "VERB"],
        mentions=["(1-time-new", "", "", "1)"],
    )

    assert found(marked) == [("the day", "date")]


def test_a_long_time_is_left_open():
    forms = ["the"] * 8 + ["day"]
    mentions = ["(1-time-new", *[""] * 7, "1)"]
    marked = sentence(*forms, heads=[8] * 9, deps=[*["det"] * 8, "ROOT"], mentions=mentions)

    assert [None] == [kind for _, kind in found(marked)]

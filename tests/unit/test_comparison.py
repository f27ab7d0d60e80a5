import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.comparison import Named, compared
from extraction.model import EntityType

OWN = Path(__file__).parent.parent / "evaluation" / "own"
PAIRS = [
    json.loads(line)
    for name in ("pairs.jsonl", "more_pairs.jsonl")
    for line in (OWN / name).read_text("utf8").splitlines()
]


def outcome(one: str, other: str, kind: EntityType, *contexts: str) -> str:
    first, second = contexts or ("", "")
    return compared(
        Named(name=one, type=kind, context=first), Named(name=other, type=kind, context=second)
    ).outcome


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ørsted", "orsted", "organization"),
        ("Halden Works", "Halden Works GmbH", "organization"),
        ("Kite & Sons", "Kite and Sons Ltd.", "organization"),
        ("ESA", "European Space Agency", "organization"),
        ("YT", "YouTube", "product"),
        ("a11y", "accessibility", "concept"),
        ("Vienna", "Wien", "place"),
        ("hamsters", "hamster", "animal"),
        ("Johannesbrug", "Johannesburg", "place"),
        ("Café Luna", "Luna Café", "organization"),
        ("mum", "my mother", "person"),
        ("7 June 2024", "2024-06-07", "date"),
        ("AB-12", "ab 12", "product"),
        ("García Lorca", "Federico García Lorca", "person"),
    ],
)
def test_forms_of_one_name_are_one_entity(one: str, other: str, kind: EntityType):
    assert "same" == outcome(one, other, kind)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("AB-12", "AB-21", "product"),
        ("Model 3", "Model 3 Pro", "product"),
        ("Fedora 40", "Fedora 41", "product"),
        ("7 June 2024", "8 June 2024", "date"),
        ("Wednesday", "Thursday", "date"),
        ("Ines Roth", "Ilse Roth", "person"),
        ("Ken Roth", "Ken Roth Jr.", "person"),
        ("Mr. Roth", "Mrs. Roth", "person"),
        ("my niece", "my nephew", "person"),
        ("my older brother", "my younger brother", "person"),
        ("Mum", "Otto's mum", "person"),
        ("Zealand", "New Zealand", "place"),
        ("glasses", "glass", "product"),
        ("Otto's bike", "Ott's bike", "product"),
        ("Roth Bank", "Roth Foods", "organization"),
    ],
)
def test_what_tells_two_apart_keeps_them_apart(one: str, other: str, kind: EntityType):
    assert "different" == outcome(one, other, kind)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bob", "Robert Vance"), ("Vance", "Robert Vance"), ("Dr. Vance", "Rob Vance")],
)
def test_a_part_of_a_name_is_unsure_until_the_texts_agree(one: str, other: str):
    assert "unsure" == outcome(one, other, "person", f"{one} sings.", f"{other} left.")
    assert "same" == outcome(one, other, "person", f"{one} plays the oboe.", f"Ask {other}: oboe.")


def test_namesakes_of_different_roles_are_unsure():
    texts = "Nora Hale is my midwife.", "Nora Hale is the pilot."

    assert "unsure" == outcome("Nora Hale", "Nora Hale", "person", *texts)


def test_two_who_meet_in_one_sentence_are_two():
    texts = "Bob sings in the choir.", "Robert sat beside Bob in the choir."

    assert "different" == outcome("Bob", "Robert", "person", *texts)


def test_towns_of_one_name_in_two_countries_are_two():
    texts = "We live in Perth, Scotland.", "They live in Perth, Australia."

    assert "different" == outcome("Perth", "Perth", "place", *texts)


def test_a_former_name_is_the_same_person():
    texts = "Ada Lind ran the lab.", "Ada Moss, née Lind, runs it again."

    assert "same" == outcome("Ada Lind", "Ada Moss", "person", *texts)


def test_a_description_is_whom_the_text_calls_so():
    texts = "My plumber is late.", "Igor, my plumber, came at noon."

    assert "same" == outcome("my plumber", "Igor", "person", *texts)


def test_a_description_is_nobody_else():
    texts = "My plumber is late.", "Igor, my lodger, let the plumber in."

    assert "different" == outcome("my plumber", "Igor", "person", *texts)


def test_other_types_are_other_entities():
    one, other = Named(name="Jade", type="person"), Named(name="jade", type="food")

    assert "different" == compared(one, other).outcome


def test_an_acronym_and_a_word_are_not_the_same_for_their_letters():
    texts = "The IT floor is dark.", "We watched it twice."

    assert "unsure" == outcome("IT", "it", "concept", *texts)


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: row["id"])
def test_it_makes_no_difference_which_is_first(row: dict[str, dict[str, str]]):
    one, other = Named(**row["a"]), Named(**row["b"])  # pyright: ignore[reportArgumentType]

    assert compared(one, other).outcome == compared(other, one).outcome


@given(
    number=st.integers(0, 10**9),
    other=st.integers(0, 10**9),
    word=st.sampled_from(["A", "BX", "Q-"]),
)
def test_numbers_that_differ_never_merge(number: int, other: int, word: str):
    text = "It is the same red box on the same shelf."
    found = outcome(f"{word}{number}", f"{word}{other}", "product", text, text)

    assert (found == "same") == (number == other)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_compare(one: str, other: str):
    assert outcome(one, other, "person", other, one) in {"same", "different", "unsure"}
    assert outcome(one, other, "place", other, one) in {"same", "different", "unsure"}
    assert outcome(one, other, "date") in {"same", "different", "unsure"}

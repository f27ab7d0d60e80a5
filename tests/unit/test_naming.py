import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.naming import agree, normalised


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Nord", "cafe nord"),
        ("the Harbour Choir", "Harbour  Choir"),
        ("Mira's", "Mira"),
        ("Mira\u2019s", "mira"),
        ("my sister", "sister"),
        ("Ångström", "angstrom"),
        ("“Dune”", "dune"),
        ("Orbit.", "orbit"),
        ("James' dog", "James dog"),
    ],
)
def test_two_ways_to_write_a_name_are_one(one: str, other: str):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("C", "C++"), ("C#", "C"), ("v1.2", "v1.3"), ("日本", "日本語"), ("Ann", "Anna"), ("The", "")],
)
def test_different_names_stay_different(one: str, other: str):
    assert normalised(one) != normalised(other)


@given(st.text(max_size=40))
def test_normalising_twice_is_normalising_once_for_plain_words(name: str):
    words = "".join(letter for letter in name if letter.isascii() and letter.isalpha())

    assert normalised(words) == words.casefold()


@given(st.text(min_size=1, max_size=40))
def test_a_name_never_becomes_longer_than_its_decomposition(name: str):
    assert normalised(name) == normalised(name).strip()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("person", "person", True),
        ("person", "organization", False),
        ("organization", "place", True),
        ("place", "organization", True),
        ("concept", "animal", True),
        ("person", "concept", True),
        ("food", "product", True),
        ("food", "organization", False),
    ],
)
def test_types_agree_when_they_can_be_one_thing(one: str, other: str, expected: bool):
    assert expected is agree(one, other)

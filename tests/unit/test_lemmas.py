"""Known lemmas stand over guessed ones."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extraction.lemmas import KnownLemmas
from extraction.training.lemma_table import lemma_table
from extraction.training.treebanks import Sentence
from tests.unit.treebank import word

VOCAB = spacy.blank("en").vocab


def known() -> KnownLemmas:
    part = KnownLemmas(VOCAB)
    part.learn({"VERB": {"understood": "understand"}, "PROPN": {"us": "US"}})
    return part


def read(part: KnownLemmas, form: str, pos: str) -> str:
    (token,) = part(Doc(VOCAB, words=[form], pos=[pos], lemmas=["guess"]))
    return token.lemma_


def table_of(*words: tuple[str, str, str]) -> dict[str, dict[str, str]]:
    made = tuple(word(form, pos=pos, lemma=lemma) for form, pos, lemma in words)
    return lemma_table([Sentence(sentence_id="1", document="a", words=made)])


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("understood", "VERB", "understand"),
        ("Understood", "VERB", "understand"),
        ("understood", "ADJ", "guess"),
        ("understand", "VERB", "guess"),
        ("US", "PROPN", "guess"),
    ],
)
def test_a_known_form_has_its_lemma_and_another_keeps_the_guess(form: str, pos: str, lemma: str):
    assert lemma == read(known(), form, pos)


def test_the_table_is_the_same_after_saving(tmp_path: Path):
    known().to_disk(tmp_path / "part")

    loaded = KnownLemmas(VOCAB).from_disk(tmp_path / "part")

    assert read(loaded, "understood", "VERB") == "understand"


def test_learning_forgets_the_table_before():
    part = known()
    part.learn({})

    assert read(part, "understood", "VERB") == "guess"


def test_a_form_with_one_lemma_is_learned_in_small_letters():
    assert table_of(("Went", "VERB", "go")) == {"VERB": {"went": "go"}}


def test_a_form_with_two_lemmas_is_not_learned():
    assert table_of(("found", "VERB", "find"), ("found", "VERB", "found")) == {}


def test_a_name_is_learned_as_it_is_written():
    assert table_of(("Athens", "PROPN", "Athens")) == {"PROPN": {"Athens": "Athens"}}


def test_numbers_and_marks_are_not_learned():
    assert table_of(("2019", "NUM", "2019"), ("!", "PUNCT", "!")) == {}

"""Cutting and filling training sentences: heads, spaces and names move with their words."""

from random import Random

import pytest

from extraction.training.copies import clauses
from extraction.training.noise import noisy
from extraction.training.treebanks import Name, Sentence, chunks, inserted, reduced
from tests.unit.treebank import sentence, word

ROW = sentence(
    "Today",
    "Ann",
    "Lee",
    "rowed",
    "far",
    heads=[3, 3, 1, 3, 3],
    deps=["obl", "nsubj", "flat", "ROOT", "advmod"],
    names=(Name(start=0, end=1, type="date"), Name(start=1, end=3, type="person")),
)
SEEDS = range(40)


def forms(found: Sentence) -> list[str]:
    return [one.form for one in found.words]


def heads(found: Sentence) -> list[int]:
    return [one.head for one in found.words]


@pytest.mark.parametrize(
    ("kept", "names"),
    [
        ([1, 2, 3], (Name(start=0, end=2, type="person"),)),
        ([0, 3], (Name(start=0, end=1, type="date"),)),
        ([0, 2, 3], (Name(start=0, end=1, type="date"),)),
        ([3, 4], ()),
    ],
)
def test_a_name_stays_only_when_both_its_ends_do(kept: list[int], names: tuple[Name, ...]):
    assert names == reduced(ROW, kept).names


def test_a_sentence_without_marks_has_none_after_a_cut():
    assert reduced(sentence("a", "b"), [0]).names is None


def test_a_word_put_in_after_the_last_moves_nothing():
    found = inserted(ROW, word("Bo", head=4), 5, "animal")

    assert heads(ROW) == heads(found)[:5]
    assert Name(start=5, end=6, type="animal") in (found.names or ())


def test_a_word_put_in_is_spaced_from_the_one_before():
    glued = sentence("my", "dog", is_spaced=False)

    assert inserted(glued, word("Rex"), 2, "animal").words[1].is_spaced


def test_no_sentence_gives_no_run():
    assert [] == list(chunks([], (4,)))


@pytest.mark.parametrize("seed", range(8))
def test_a_noisy_copy_keeps_every_head_inside_and_one_root(seed: int):
    said = sentence(
        "You", "'re", "going", "to", "row", ",", "right", "?",
        heads=[2, 2, 2, 4, 2, 6, 2, 2],
        pos=["PRON", "AUX", "VERB", "PART", "VERB", "PUNCT", "ADV", "PUNCT"],
    )  # fmt: skip
    found = noisy(said, Random(seed))

    assert [place for place, head in enumerate(heads(found)) if head == place] == [2]
    assert set(heads(found)) <= set(range(len(found.words)))


def test_noise_drops_only_marks_and_never_words():
    said = sentence("Hi", ",", "Ann", "!", pos=["INTJ", "PUNCT", "PROPN", "PUNCT"])
    kept = [[form.lower() for form in forms(noisy(said, Random(seed)))] for seed in SEEDS]

    assert {("hi", "ann")} == {tuple(form for form in one if form.isalpha()) for one in kept}
    assert {2, 4} <= {len(one) for one in kept}


def test_a_mark_that_something_hangs_on_stays():
    said = sentence("a", ",", "b", heads=[0, 0, 1], pos=["NOUN", "PUNCT", "NOUN"])

    assert all("," in forms(noisy(said, Random(seed))) for seed in SEEDS)


def test_a_clause_without_a_finite_verb_is_no_sentence():
    said = sentence(
        "She", "wants", "him", "to", "row",
        heads=[1, 1, 4, 4, 1],
        deps=["nsubj", "ROOT", "nsubj", "mark", "ccomp"],
        morphs=["", "VerbForm=Fin", "", "", "VerbForm=Inf"],
    )  # fmt: skip

    assert [] == list(clauses(said))

"""Trees that the tagger or the parser got wrong, and what mending makes of them."""

import pytest

from extraction.mending import mend
from extraction.words import Sentence
from tests.unit.growing import drawn, grown

VERBS = [
    (
        "Rami/NNP/compound<lives lives/NNS/root at/IN/case<number number/NN/nmod<lives",
        "Rami/nsubj<lives lives/root at/case<number number/obl<lives",
    ),
    (
        "Tom/NNP/compound<paints paints/NNS/root boats/NNS/appos<paints",
        "Tom/nsubj<paints paints/root boats/obj<paints",
    ),
    (
        "My/PRP$/nmod:poss<keeps sister/NN/compound<keeps keeps/NNS/root goats/NNS/dep<keeps",
        "My/nmod:poss<sister sister/nsubj<keeps keeps/root goats/obj<keeps",
    ),
]
NOUNS = [
    "The/DT/det<runs runs/NNS/root",
    "Rami/NNP/compound<Lives Lives/NNS/root",
    "in/IN/case<lives Their/PRP$/nmod:poss<lives lives/NNS/root",
    "They/PRP/nsubj<lives are/VBP/cop<lives lives/NNS/root",
    "Blue/JJ/amod<glasses glasses/NNS/root",
]
LINKS = [
    (
        "I/PRP/nsubj<think think/VBP/root of/IN/mark<moving moving/VBG/advcl<think",
        "I/nsubj<think think/root of/mark<moving moving/xcomp<think",
    ),
    (
        "I/PRP/nsubj<left left/VBD/root after/IN/mark<eating eating/VBG/advcl<left",
        "I/nsubj<left left/root after/mark<eating eating/advcl<left",
    ),
    (
        "brother/NN/nsubj<plays Leo/NNP/nsubj<plays plays/VBZ/root chess/NN/obj<plays",
        "brother/nsubj<plays Leo/appos<brother plays/root chess/obj<plays",
    ),
    (
        "Ida/NNP/nsubj<works works/VBZ/root at/IN/case<Spar Spar/NNP/nmod<works",
        "Ida/nsubj<works works/root at/case<Spar Spar/obl<works",
    ),
    (
        "Ida/NNP/nsubj<paints paints/VBZ/root boats/NNS/iobj<paints",
        "Ida/nsubj<paints paints/root boats/obj<paints",
    ),
    (
        "Ida/NNP/nsubj<gave gave/VBD/root Tom/NNP/iobj<gave boats/NNS/obj<gave",
        "Ida/nsubj<gave gave/root Tom/iobj<gave boats/obj<gave",
    ),
    (
        "She/PRP/nsubj<move move/VBD/root to/TO/mark<quito quito/VB/xcomp<move",
        "She/nsubj<move move/root to/case<quito quito/obl<move",
    ),
    (
        "She/PRP/nsubj<move move/VBD/root to/TO/mark<work work/VB/xcomp<move",
        "She/nsubj<move move/root to/mark<work work/xcomp<move",
    ),
    (
        "Not/RB/root me/PRP/obl<Not ,/,/punct<loves Ida/NNP/nsubj<loves loves/VBZ/ccomp<Not",
        "Not/root me/obl<Not ,/punct<loves Ida/nsubj<loves loves/parataxis<Not",
    ),
    (
        "I/PRP/nsubj<know know/VBP/root ,/,/punct<loves Ida/NNP/nsubj<loves loves/VBZ/ccomp<know",
        "I/nsubj<know know/root ,/punct<loves Ida/nsubj<loves loves/ccomp<know",
    ),
    (
        "Ana/NNP/nsubj<vet 's/POS/case<Ana been/VBN/cop<vet a/DT/det<vet vet/NN/root",
        "Ana/nsubj<vet 's/aux<vet been/cop<vet a/det<vet vet/root",
    ),
]


def mended(parsed: str) -> Sentence:
    sentence = grown(parsed)
    mend(sentence)
    return sentence


@pytest.mark.parametrize(("parsed", "expected"), VERBS)
def test_a_verb_that_was_read_as_a_plural_gets_its_subject(parsed: str, expected: str):
    sentence = mended(parsed)

    assert expected == drawn(sentence)
    assert ("VERB", "VBZ") == (sentence.root.pos, sentence.root.tag)


@pytest.mark.parametrize(
    ("parsed", "lemma"),
    [
        ("Rami/NNP/compound<lives lives/NNS/root", "live"),
        ("Rami/NNP/compound<teaches teaches/NNS/root", "teach"),
        ("Rami/NNP/compound<studies studies/NNS/root", "study"),
        ("Rami/NNP/compound<goes goes/NNS/root", "go"),
    ],
)
def test_the_verb_gets_its_own_lemma(parsed: str, lemma: str):
    assert lemma == mended(parsed).root.lemma


@pytest.mark.parametrize("parsed", NOUNS)
def test_a_true_noun_stays_one(parsed: str):
    sentence = mended(parsed)

    assert ("NOUN", "NNS") == (sentence.root.pos, sentence.root.tag)
    assert drawn(grown(parsed)) == drawn(sentence)


def test_a_noun_that_i_am_said_to_be_without_a_copula_is_a_verb():
    root = mended("I/PRP/nsubj<work no/RB/advmod<work work/NN/root").root

    assert ("VERB", "VBP") == (root.pos, root.tag)


@pytest.mark.parametrize(
    "parsed",
    [
        "Ida/NNP/nsubj<work work/NN/root",
        "I/PRP/nsubj<work am/VBP/cop<work work/NN/root",
        "I/PRP/nsubj<table table/NN/root",
    ],
)
def test_a_noun_is_no_verb_for_another_reason(parsed: str):
    assert "NN" == mended(parsed).root.tag


@pytest.mark.parametrize(("parsed", "expected"), LINKS)
def test_a_wrong_link_is_put_right_and_a_right_one_stays(parsed: str, expected: str):
    assert expected == drawn(mended(parsed))


def test_where_somebody_moved_to_is_a_place():
    city = mended("She/PRP/nsubj<move move/VBD/root to/TO/mark<quito quito/VB/xcomp<move").words[3]

    assert ("PROPN", "NNP", "place") == (city.pos, city.tag, city.name_type)


def test_a_contracted_has_is_an_auxiliary():
    has = mended(
        "Ana/NNP/nsubj<vet 's/POS/case<Ana been/VBN/cop<vet a/DT/det<vet vet/NN/root"
    ).words[1]

    assert ("AUX", "VBZ", "have") == (has.pos, has.tag, has.lemma)


@pytest.mark.parametrize(
    ("parsed", "tag"),
    [
        ("I/PRP/nsubj<quit quit/VBP/root", "VBD"),
        ("They/PRP/nsubj<run run/VBD/root", "VBP"),
        ("They/PRP/nsubj<ran ran/VBD/root", "VBD"),
        ("They/PRP/nsubj<row row/VBP/root", "VBP"),
    ],
)
def test_the_tense_of_a_verb_is_read_from_its_form(parsed: str, tag: str):
    assert tag == mended(parsed).root.tag


def test_an_illness_that_was_read_as_an_adverb_is_a_noun():
    word = mended("I/PRP/nsubj<have have/VBP/root asthma/RB/obj<have").words[2]

    assert ("NOUN", "NN", "asthma") == (word.pos, word.tag, word.lemma)

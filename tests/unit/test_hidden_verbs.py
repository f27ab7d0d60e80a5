"""Sentences whose verb the parser took for a noun, and those that have none."""

import pytest

from extraction.coordination import join_verbs, verb_of
from tests.unit.growing import drawn, grown

HIDDEN = [
    (
        "I/PRP/nsubj<cats have/VBP/aux<cats two/CD/nummod<cats cats/NN/root",
        "I/nsubj<have have/root two/nummod<cats cats/obj<have",
    ),
    (
        "She/PRP/nsubj<studies studies/NNS/compound<biology biology/NN/root",
        "She/nsubj<studies studies/root biology/obj<studies",
    ),
    (
        "Ben/NNP/compound<chairs designs/NNS/compound<chairs chairs/NNS/root",
        "Ben/nsubj<designs designs/root chairs/obj<designs",
    ),
    (
        (
            "My/PRP$/nmod:poss<chairs aunt/NN/compound<chairs designs/NNS/compound<chairs"
            " chairs/NNS/root"
        ),
        "My/nmod:poss<aunt aunt/nsubj<designs designs/root chairs/obj<designs",
    ),
    (
        "Ida/NNP/nsubj<nurse works/VBZ/amod<nurse as/IN/case<nurse a/DT/det<nurse nurse/NN/root",
        "Ida/nsubj<works works/root as/case<nurse a/det<nurse nurse/obl<works",
    ),
    (
        "Ida/NNP/nsubj<van bought/VBD/amod<van a/DT/det<van van/NN/root",
        "Ida/nsubj<bought bought/root a/det<van van/obj<bought",
    ),
]
CLEAR = [
    "Ida/NNP/nsubj<nurse is/VBZ/cop<nurse a/DT/det<nurse nurse/NN/root",
    "Ida/NNP/nsubj<rows rows/VBZ/root",
    "in/IN/case<Oslo Oslo/NNP/root",
    "Red/JJ/amod<chairs chairs/NNS/root",
    "Ida/NNP/nsubj<row may/VB/aux<row row/VB/root",
]


def joined(parsed: str) -> str:
    sentence = grown(parsed)
    join_verbs(sentence)
    return drawn(sentence)


@pytest.mark.parametrize(("parsed", "expected"), HIDDEN)
def test_a_hidden_verb_becomes_the_root(parsed: str, expected: str):
    assert expected == joined(parsed)


@pytest.mark.parametrize("parsed", CLEAR)
def test_a_sentence_with_its_verb_or_without_one_stays(parsed: str):
    assert drawn(grown(parsed)) == joined(parsed)


@pytest.mark.parametrize("parsed", [parsed for parsed, _ in HIDDEN])
def test_every_word_hangs_on_the_root_at_last(parsed: str):
    sentence = grown(parsed)
    join_verbs(sentence)

    assert sentence.words == sentence.root.subtree()


def test_a_word_never_hangs_on_what_hangs_on_it():
    dora, works, gladly = grown("Dora/NNP/nsubj<works works/VBZ/root gladly/RB/advmod<Dora").words

    assert not works.hang(gladly)
    assert [works] == list(dora.ancestors())


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("lives", "live"),
        ("teaches", "teach"),
        ("studies", "study"),
        ("goes", "go"),
        ("tables", ""),
        ("cats", ""),
        ("is", ""),
    ],
)
def test_a_word_in_s_may_be_a_verb(form: str, lemma: str):
    assert lemma == verb_of(grown(f"{form}/NNS/root").root)

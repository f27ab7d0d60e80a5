"""Verbs in -s that are joined to another; the trees are those that the pipeline gave."""

import pytest

from extraction.coordination import join_verbs
from tests.unit.growing import drawn, grown

JOINED = [
    (
        (
            "Dora/NNP/nsubj<lives lives/VBZ/root in/IN/case<Oslo Oslo/NNP/obl<lives and/CC/cc<works"
            " works/VBZ/conj<lives at/IN/case<Acme Acme/NNP/obl<lives"
        ),
        (
            "Dora/nsubj<lives lives/root in/case<Oslo Oslo/obl<lives and/cc<works"
            " works/conj<lives at/case<Acme Acme/obl<works"
        ),
    ),
    (
        (
            "Dora/NNP/nsubj<works works/VBZ/root at/IN/case<Acme Acme/NNP/obl<works and/CC/cc<lives"
            " lives/NNS/conj<Acme in/IN/case<Oslo Oslo/NNP/nmod<Acme"
        ),
        (
            "Dora/nsubj<works works/root at/case<Acme Acme/obl<works and/cc<lives"
            " lives/conj<works in/case<Oslo Oslo/obl<lives"
        ),
    ),
    (
        (
            "Dora/NNP/nsubj<lives lives/VBZ/nsubj<works in/IN/case<Oslo Oslo/NNP/obl<lives"
            " ,/,/punct<lives works/VBZ/root at/IN/case<Acme Acme/NNP/obl<works"
        ),
        (
            "Dora/nsubj<lives lives/root in/case<Oslo Oslo/obl<lives"
            " ,/punct<works works/conj<lives at/case<Acme Acme/obl<works"
        ),
    ),
    (
        (
            "He/PRP/nsubj<keeps keeps/VBZ/root bees/NNS/obj<keeps and/CC/cc<sells"
            " sells/NNS/conj<bees honey/NN/obj<keeps"
        ),
        "He/nsubj<keeps keeps/root bees/obj<keeps and/cc<sells sells/conj<keeps honey/obj<sells",
    ),
    (
        (
            "She/PRP/nsubj<moved moved/VBD/root to/IN/case<Rome Rome/NNP/obl<moved and/CC/cc<works"
            " now/RB/advmod<works works/NNS/conj<Rome for/IN/case<Fiat Fiat/NNP/nmod<Rome"
        ),
        (
            "She/nsubj<moved moved/root to/case<Rome Rome/obl<moved and/cc<works"
            " now/advmod<works works/conj<moved for/case<Fiat Fiat/obl<works"
        ),
    ),
    (
        (
            "She/PRP/nsubj<nurse 's/VBZ/cop<nurse a/DT/det<nurse nurse/NN/root and/CC/cc<lives"
            " lives/VBZ/conj<nurse in/IN/case<Split Split/NNP/obl<nurse"
        ),
        (
            "She/nsubj<nurse 's/cop<nurse a/det<nurse nurse/root and/cc<lives"
            " lives/conj<nurse in/case<Split Split/obl<lives"
        ),
    ),
]
ALONE = [
    (
        "He/PRP/nsubj<likes likes/VBZ/root books/NNS/obj<likes and/CC/cc<films films/NNS/conj<books"
        " about/IN/case<war war/NN/nmod<books"
    ),
    (
        "She/PRP/nsubj<buys buys/VBZ/root apples/NNS/obj<buys and/CC/cc<plants"
        " plants/NNS/conj<apples for/IN/case<garden the/DT/det<garden garden/NN/obl<buys"
    ),
    (
        "I/PRP/nsubj<like like/VBP/root books/NNS/obj<like and/CC/cc<plays plays/NNS/conj<books"
        " in/IN/case<verse verse/NN/nmod<plays"
    ),
    (
        "He/PRP/nsubj<knows knows/VBZ/root life/NN/obj<knows and/CC/cc<works works/NNS/conj<life"
        " of/IN/case<Bach Bach/NNP/nmod<works"
    ),
]


@pytest.mark.parametrize(("parsed", "expected"), JOINED)
def test_a_verb_after_and_takes_what_follows_it(parsed: str, expected: str):
    sentence = grown(parsed)
    join_verbs(sentence)

    assert expected == drawn(sentence)


@pytest.mark.parametrize("parsed", ALONE)
def test_a_second_noun_stays_a_noun(parsed: str):
    sentence = grown(parsed)
    before = drawn(sentence)
    join_verbs(sentence)

    assert before == drawn(sentence)


def test_an_object_of_both_verbs_stays_with_the_first():
    parsed = "He/PRP/nsubj<buys buys/VBZ/root and/CC/cc<sells sells/VBZ/conj<buys cars/NNS/obj<buys"
    sentence = grown(parsed)
    join_verbs(sentence)

    assert drawn(grown(parsed)) == drawn(sentence)


def test_a_sentence_without_a_verb_gets_the_one_that_was_read_as_a_name():
    sentence = grown(
        "My/PRP$/nmod:poss<uncle uncle/NN/compound<clocks Rashid/NNP/compound<repairs"
        " repairs/NNS/compound<clocks clocks/NNS/root"
    )
    join_verbs(sentence)

    assert (
        "My/nmod:poss<uncle uncle/nsubj<repairs Rashid/appos<uncle repairs/root clocks/obj<repairs"
    ) == drawn(sentence)


def test_a_fragment_may_begin_with_its_verb():
    sentence = grown("works/NNS/root at/IN/case<Acme Acme/NNP/nmod<works")
    join_verbs(sentence)

    assert "works/root at/case<Acme Acme/obl<works" == drawn(sentence)
    assert ("VERB", "VBZ", "work") == (
        sentence.root.pos,
        sentence.root.tag,
        sentence.root.lemma,
    )


@pytest.mark.parametrize(
    "parsed",
    [
        "works/NNS/root of/IN/case<art art/NN/nmod<works",
        "Lots/NNS/root of/IN/case<plans plans/NNS/nmod<Lots for/IN/case<May May/NNP/nmod<plans",
        "Mornings/NNS/root",
    ],
)
def test_a_bare_noun_phrase_stays_one(parsed: str):
    sentence = grown(parsed)
    join_verbs(sentence)

    assert drawn(grown(parsed)) == drawn(sentence)

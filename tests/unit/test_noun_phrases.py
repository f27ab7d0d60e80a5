"""Which words name or describe one thing, whose it is, and what it is called."""

import pytest

from extraction.noun_phrases import (
    NounPhrase,
    description_of,
    is_own_kin,
    name_of,
    noun_phrases,
    title_of,
)
from tests.unit.growing import grown

NAMED = [
    ("my/PRP$/nmod:poss<sister sister/NN/root Emma/NNP/appos<sister", ["Emma (sister) of my"]),
    ("Emma/NNP/root my/PRP$/nmod:poss<sister sister/NN/appos<Emma", ["Emma (sister) of my"]),
    (
        "a/DT/det<cat cat/NN/root called/VBN/acl<cat Pesto/NNP/xcomp<called",
        ["Pesto (cat)"],
    ),
    (
        "a/DT/det<cat cat/NN/root ,/,/punct<cat called/VBN/acl<cat Pesto/NNP/xcomp<called",
        ["Pesto (cat)"],
    ),
    (
        "a/DT/det<cat cat/NN/root named/VBN/acl<cat pesto/NN/xcomp<named",
        ["Pesto (cat)"],
    ),
    (
        (
            "my/PRP$/nmod:poss<band band/NN/root ,/,/punct<band Paper/NNP/compound<Lanterns"
            " Lanterns/NNP/dep<band ,/,/punct<band"
        ),
        ["Paper Lanterns (band) of my"],
    ),
    (
        (
            "Rex/NNP/root ,/,/punct<Rex our/PRP$/nmod:poss<greyhound greyhound/NN/dep<Rex"
            " ,/,/punct<Rex"
        ),
        ["Rex (greyhound) of our"],
    ),
]
APART = [
    (
        "a/DT/det<cat cat/NN/root and/CC/cc<Rex Rex/NNP/conj<cat",
        ["cat", "Rex"],
    ),
    (
        (
            "I/PRP/nsubj<took took/VBD/root apples/NNS/obj<took ,/,/punct<took"
            " Ida/NNP/nsubj<slept slept/VBD/conj<took"
        ),
        ["apples", "Ida"],
    ),
    (
        "Tom/NNP/nmod:poss<van 's/POS/case<Tom van/NN/root",
        ["Tom", "van of Tom"],
    ),
    (
        "my/PRP$/nmod:poss<wife wife/NN/nmod:poss<brother 's/POS/case<wife brother/NN/root",
        ["wife of my", "brother of wife"],
    ),
]


def phrases(parsed: str) -> list[str]:
    found = noun_phrases(grown(parsed), set())
    return [shown(one) for one in {id(one): one for _, one in sorted(found.items())}.values()]


def shown(phrase: NounPhrase) -> str:
    nouns = " ".join(noun.text for noun in phrase.nouns)
    name = name_of(phrase) if phrase.name else ""
    text = f"{name} ({nouns})" if name and nouns else name or nouns
    return f"{text} of {phrase.holder.text}" if phrase.holder else text


def described(parsed: str) -> NounPhrase:
    sentence = grown(parsed)
    noun = next(word for word in sentence.words if word.head is None)
    return NounPhrase(head=noun, nouns=[noun])


def called(*forms: str) -> NounPhrase:
    words = grown(" ".join(f"{form}/NNP/dep" for form in forms)).words
    return NounPhrase(head=words[0], name=words)


@pytest.mark.parametrize(("parsed", "expected"), NAMED)
def test_a_name_and_its_noun_are_one_thing(parsed: str, expected: list[str]):
    assert expected == phrases(parsed)


@pytest.mark.parametrize(("parsed", "expected"), APART)
def test_two_things_are_two_phrases(parsed: str, expected: list[str]):
    assert expected == phrases(parsed)


def test_words_for_a_time_are_no_thing():
    sentence = grown("we/PRP/nsubj<row row/VBP/root Friday/NNP/obl<row morning/NN/obl<row")

    assert {} == noun_phrases(sentence, {2, 3})


def test_a_modifier_in_front_of_its_noun_is_part_of_it():
    assert ["club"] == phrases("a/DT/det<club chess/NN/compound<club club/NN/root")


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        ("a/DT/det<van red/JJ/amod<van van/NN/root", "red van"),
        ("my/PRP$/nmod:poss<club chess/NN/compound<club club/NN/root", "chess club"),
        ("two/CD/nummod<cats striped/JJ/amod<cats cats/NNS/root", "two striped cats"),
        ("the/DT/det<inn inn/NN/root in/IN/case<Stowe Stowe/NNP/nmod<inn", "inn"),
        ("red/JJ/amod<van ,/,/punct<van wooden/JJ/amod<van van/NN/root", "wooden van"),
    ],
)
def test_a_description_has_no_articles_and_no_holders(parsed: str, expected: str):
    assert expected == description_of(described(parsed))


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("Ida",), "Ida"),
        (("Ida", "Berg"), "Ida Berg"),
        (("ida", "berg"), "Ida Berg"),
        (("iPhone",), "iPhone"),
        (("x",), "x"),
    ],
)
def test_a_name_is_written_with_capitals(forms: tuple[str, ...], expected: str):
    assert expected == name_of(called(*forms))


@pytest.mark.parametrize(
    ("forms", "expected"),
    [(("Dr.", "Moss"), "dr"), (("Mrs", "Day"), "mrs"), (("Ida", "Day"), "")],
)
def test_a_title_is_the_first_word_of_a_name(forms: tuple[str, ...], expected: str):
    assert expected == title_of(called(*forms))


def test_a_description_has_no_title():
    assert "" == title_of(described("doctor/NN/root"))


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        ("grandma/NN/root", True),
        ("mom/NN/root", True),
        ("my/PRP$/nmod:poss<mom mom/NN/root", False),
        ("a/DT/det<mom mom/NN/root", False),
        ("young/JJ/amod<grandma grandma/NN/root", False),
        ("judge/NN/root", False),
    ],
)
def test_kin_without_an_article_is_the_speakers(parsed: str, expected: bool):
    assert expected == is_own_kin(described(parsed).nouns[0])


def test_several_of_a_kin_are_not_the_speakers():
    moms = described("mom/NNS/root").nouns[0]
    moms.morph = "Number=Plur"

    assert not is_own_kin(moms)


def test_the_main_word_is_the_noun_unless_there_is_a_name():
    plain = described("cat/NN/root")
    named = called("Momo")

    assert ("cat", "Momo") == (plain.main.text, named.main.text)

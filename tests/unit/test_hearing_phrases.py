"""What a noun phrase tells by itself: where it is, who belongs to it, whose it was."""

import pytest

from tests.unit.hearing import facts, links

SITED = [
    (
        "The library in Leiden is old.",
        ["The library in Leiden is old"],
        ["library located_in Leiden"],
    ),
    (
        "Mokka, a cafe in Ghent, opened in 2020.",
        ["Mokka, a cafe in Ghent, opened in 2020"],
        ["Mokka is_a cafe", "Mokka located_in Ghent"],
    ),
    (
        "I work at a bank in Oslo.",
        ["sam works at a bank in Oslo"],
        ["sam works_at bank", "bank located_in Oslo"],
    ),
    (
        "The concert is on 12 May in Ghent.",
        ["The concert is on 12 May 2026 in Ghent"],
        ["concert takes_place_on 2026-05-12", "concert located_in Ghent"],
    ),
    (
        "My old school is in Lund.",
        ["sam's old school is in Lund"],
        ["sam's school located_in Lund"],
    ),
    (
        "The school where I teach is in Malmo.",
        ["The school where sam teaches is in Malmo"],
        ["school located_in Malmo"],
    ),
]
FORMER = [
    (
        "My former boss Ruth lives in Ghent.",
        ["sam's former boss Ruth lives in Ghent"],
        ["Ruth lives_in Ghent", "sam reports_to Ruth ended"],
    ),
    (
        "My late husband Per built boats.",
        ["sam's late husband Per built boats"],
        ["Per created boats", "sam married_to Per ended"],
    ),
]
POSSESSED = [
    (
        "My bike, a Gazelle, is blue.",
        ["sam's bike, a Gazelle, is blue"],
        ["sam owns Gazelle", "Gazelle is_a bike"],
    ),
    (
        "My sister and her husband live in Bern.",
        ["sam's sister and her husband live in Bern"],
        [
            "sam's sister lives_in Bern",
            "sam's sister's husband lives_in Bern",
            "sam sibling_of sam's sister",
            "sam's sister married_to sam's sister's husband",
        ],
    ),
    (
        "My boss hates his job.",
        ["sam's boss hates his job"],
        ["sam's boss dislikes sam's boss's job", "sam reports_to sam's boss"],
    ),
    (
        "My sister lost her phone.",
        ["sam's sister lost her phone"],
        ["sam sibling_of sam's sister", "sam's sister owns sam's sister's phone"],
    ),
    (
        "My grandma's recipe is great.",
        ["sam's grandma's recipe is great"],
        ["sam's grandma grandparent_of sam"],
    ),
    ("My team, the Otters, won.", ["sam's team, the Otters, won"], ["sam member_of Otters"]),
    (
        "The kitchen was painted by my uncle.",
        ["The kitchen was painted by sam's uncle"],
        ["sam relative_of sam's uncle"],
    ),
]
RELATIVE = [
    (
        "The woman who runs the bakery is my aunt.",
        ["The woman who runs the bakery is sam's aunt"],
        ["sam relative_of woman", "woman manages bakery"],
    ),
    (
        "The car that I bought in 2022 is a Skoda.",
        ["The car that sam bought in 2022 is a Skoda"],
        ["sam bought car [2022..]"],
    ),
    (
        "The guitar that my uncle gave me is a Gibson.",
        ["The guitar that sam's uncle gave sam is a Gibson"],
        ["guitar gift_from sam's uncle", "sam owns guitar", "sam relative_of sam's uncle"],
    ),
]
LISTED = [
    (
        "I play tennis, squash and golf.",
        ["sam plays tennis, squash and golf"],
        ["sam plays tennis", "sam plays squash", "sam plays golf"],
    ),
    (
        "I speak German, Polish and a little Czech.",
        ["sam speaks German, Polish and a little Czech"],
        ["sam speaks German", "sam speaks Polish", "sam speaks Czech"],
    ),
    (
        "I like figs, dates and olives.",
        ["sam likes figs, dates and olives"],
        ["sam likes figs", "sam likes dates", "sam likes olives"],
    ),
    (
        "I'm allergic to bees and wasps.",
        ["sam is allergic to bees and wasps"],
        ["sam allergic_to bees", "sam allergic_to wasps"],
    ),
    (
        "I use Figma, Slack and Notion.",
        ["sam uses Figma, Slack and Notion"],
        ["sam uses Figma", "sam uses Slack", "sam uses Notion"],
    ),
    (
        "I have a cat, a dog and a parrot.",
        ["sam has a cat, a dog and a parrot"],
        ["sam has_pet cat", "sam has_pet dog", "sam has_pet parrot"],
    ),
    (
        "I visited Rome, Paris and Bern in 2023.",
        ["sam visited Rome, Paris and Bern in 2023"],
        ["sam visited Rome [2023..]", "sam visited Paris [2023..]", "sam visited Bern [2023..]"],
    ),
    (
        "I like both jazz and opera.",
        ["sam likes both jazz and opera"],
        ["sam likes jazz", "sam likes opera"],
    ),
]
PLURAL = [
    (
        "My brothers Emil and Oskar work at Volvo.",
        ["sam's brothers Emil and Oskar work at Volvo"],
        [
            "Emil works_at Volvo",
            "Oskar works_at Volvo",
            "sam sibling_of Emil",
            "sam sibling_of Oskar",
        ],
    ),
    (
        "Ana and Joao moved to Lagos in 2022.",
        ["Ana and Joao moved to Lagos in 2022"],
        [
            "Ana moved_to Lagos [2022..]",
            "Joao moved_to Lagos [2022..]",
            "Ana lives_in Lagos [2022..]",
            "Joao lives_in Lagos [2022..]",
        ],
    ),
    (
        "My daughters Ada and Noor swim.",
        ["sam's daughters Ada and Noor swim"],
        [
            "Ada does_activity swimming",
            "Noor does_activity swimming",
            "sam parent_of Ada",
            "sam parent_of Noor",
        ],
    ),
    (
        "Ida and Per have a son called Nils.",
        ["Ida and Per have a son called Nils"],
        ["Ida parent_of Nils", "Per parent_of Nils"],
    ),
]
VERBS = [
    (
        "Petra works at Roche and lives in Basel.",
        ["Petra works at Roche and lives in Basel"],
        ["Petra works_at Roche", "Petra lives_in Basel"],
    ),
]
WE = [
    ("We live in Bristol.", ["sam lives in Bristol"], ["sam lives_in Bristol"]),
    ("We have two kids.", ["sam has two kids"], ["sam parent_of two kids"]),
    ("We own a Dacia.", ["sam owns a Dacia"], ["sam owns Dacia"]),
]
POINTED = [
    (
        "I visited Bruges. I loved it.",
        ["sam visited Bruges", "sam likes Bruges"],
        ["sam visited Bruges", "sam likes Bruges"],
    ),
]
LOWER = [
    ("i live in oslo", ["sam lives in oslo"], ["sam lives_in Oslo"]),
    (
        "my brother tom works at nokia",
        ["sam's brother tom works at nokia"],
        ["Tom works_at Nokia", "sam sibling_of Tom"],
    ),
    ("my cat is called miso", ["sam's cat is called miso"], ["Miso is_a cat", "sam has_pet Miso"]),
]


@pytest.mark.parametrize(("text", "told", "known"), SITED)
def test_a_place_behind_a_noun_says_where_it_is(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), FORMER)
def test_a_former_or_late_one_is_over(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), POSSESSED)
def test_a_possessive_holds_wherever_it_stands(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), RELATIVE)
def test_a_relative_clause_says_something_of_its_noun(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), LISTED)
def test_each_of_a_list_has_a_relation(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), PLURAL)
def test_each_of_several_subjects_has_a_relation(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), VERBS)
def test_each_of_several_verbs_has_the_subject(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), WE)
def test_we_is_the_speaker_when_nobody_else_is_named(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), POINTED)
def test_a_pronoun_means_what_was_said_before(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), LOWER)
def test_names_are_found_without_capitals(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))

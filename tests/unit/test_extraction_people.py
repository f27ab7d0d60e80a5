import pytest

from tests.parses import claims, facts

STATEMENTS = [
    (
        "I work as a nurse at Harbour Clinic.",
        ["sam works as a nurse at Harbour Clinic"],
        ["sam works_at Harbour Clinic", "sam works_as nurse"],
    ),
    (
        "I used to live in Lisbon.",
        ["sam used to live in Lisbon"],
        ["sam lives_in Lisbon ended"],
    ),
    (
        "I no longer work at Acme.",
        ["sam no longer works at Acme"],
        ["sam works_at Acme ended"],
    ),
    (
        "My sister Mira lives in Oslo.",
        ["sam's sister Mira lives in Oslo"],
        ["Mira lives_in Oslo", "sam sibling_of Mira"],
    ),
    (
        "My parents, Ana and Luis, moved to Bergen in 2019.",
        ["sam's parents, Ana and Luis, moved to Bergen in 2019"],
        [
            "Ana moved_to Bergen",
            "Luis moved_to Bergen",
            "Ana lives_in Bergen",
            "Luis lives_in Bergen",
            "Ana parent_of sam",
            "Luis parent_of sam",
        ],
    ),
    (
        "Tom's wife Greta is a lawyer.",
        ["Tom's wife Greta is a lawyer"],
        ["Greta works_as lawyer", "Tom married_to Greta"],
    ),
    (
        "I have two cats and a dog.",
        ["sam has two cats and a dog"],
        ["sam has_pet two cats", "sam has_pet dog"],
    ),
    (
        "We have a cat called Pesto.",
        ["sam has a cat called Pesto"],
        ["sam has_pet Pesto", "Pesto is_a cat"],
    ),
    (
        "I'm allergic to peanuts.",
        ["sam is allergic to peanuts"],
        ["sam allergic_to peanuts"],
    ),
    (
        "I was diagnosed with asthma in 2010.",
        ["sam was diagnosed with asthma in 2010"],
        ["sam has_condition asthma"],
    ),
    (
        "I broke my wrist on Friday.",
        ["sam broke sam's wrist on Friday 2 May 2025"],
        ["sam has_condition broken wrist"],
    ),
    (
        "I don't have a car.",
        ["sam does not have a car"],
        [],
    ),
    (
        "I've never been to Japan.",
        ["sam has never been to Japan"],
        [],
    ),
    (
        "If I won the lottery I would buy a boat.",
        [],
        [],
    ),
    (
        "Do you know a good dentist?",
        [],
        [],
    ),
    (
        "My boss thinks I live in Rome.",
        ["sam's boss thinks sam lives in Rome"],
        ["sam reports_to sam's boss"],
    ),
    (
        "Ana says Tom lives in Paris.",
        ["Ana says Tom lives in Paris"],
        [],
    ),
    (
        "I'm flying to Rome next week.",
        ["sam is flying to Rome in the week of 12 May 2025"],
        ["sam plans_to_visit Rome"],
    ),
    (
        "I'm going to learn Greek.",
        ["sam is going to learn Greek"],
        ["sam plans_to learn Greek"],
    ),
    (
        "I want to learn the cello.",
        ["sam wants to learn the cello"],
        ["sam wants learn the cello"],
    ),
    (
        "We went to Crete in July.",
        ["sam went to Crete in July 2024"],
        ["sam visited Crete"],
    ),
    (
        "I sold my bike yesterday.",
        ["sam sold sam's bike on 4 May 2025"],
        ["sam sold sam's bike", "sam owns sam's bike ended"],
    ),
    (
        "I can't stand opera.",
        ["sam can not stand opera"],
        ["sam dislikes opera"],
    ),
    (
        "I love jazz and hate techno.",
        ["sam loves jazz and hates techno"],
        ["sam likes jazz", "sam dislikes techno"],
    ),
    (
        "My favourite band is Velvet Monsoon.",
        ["sam's favourite band is Velvet Monsoon"],
        ["sam has_favorite Velvet Monsoon"],
    ),
    (
        "I'm married to Ingrid.",
        ["sam is married to Ingrid"],
        ["sam married_to Ingrid"],
    ),
    (
        "I'm engaged to Pia.",
        ["sam is engaged to Pia"],
        ["sam engaged_to Pia"],
    ),
    (
        "Kwame founded Lumenpress in 2016.",
        ["Kwame founded Lumenpress in 2016"],
        ["Kwame founded Lumenpress"],
    ),
    (
        "Lumenpress was founded by Kwame.",
        ["Lumenpress was founded by Kwame"],
        ["Kwame founded Lumenpress"],
    ),
    (
        "Acme was bought by Globex last year.",
        ["Acme was bought by Globex in 2024"],
        ["Globex acquired Acme"],
    ),
    (
        "Ana is a chemist. She works at the Hartwell Museum.",
        ["Ana is a chemist", "Ana works at the Hartwell Museum"],
        ["Ana works_as chemist", "Ana works_at Hartwell Museum"],
    ),
]


@pytest.mark.parametrize(("text", "told"), [(text, told) for text, told, _ in STATEMENTS])
def test_a_statement_about_people_gives_its_facts(text: str, told: list[str]):
    assert told == facts(text)


@pytest.mark.parametrize(("text", "found"), [(text, found) for text, _, found in STATEMENTS])
def test_a_statement_about_people_gives_its_relations(text: str, found: list[str]):
    assert found == claims(text)

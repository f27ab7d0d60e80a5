"""Holders of holders, things beside their names, and where things are."""

import pytest

from tests.unit.hearing import facts, links

CHAINED = [
    (
        "My brother's dog is called Rex.",
        ["sam's brother's dog is called Rex"],
        ["Rex is_a dog", "sam sibling_of sam's brother", "sam's brother has_pet Rex"],
    ),
    (
        "My brother's wife is a judge.",
        ["sam's brother's wife is a judge"],
        [
            "sam's brother's wife works_as judge",
            "sam sibling_of sam's brother",
            "sam's brother married_to sam's brother's wife",
        ],
    ),
    (
        "My mother's sister Olga lives in Hull.",
        ["sam's mother's sister Olga lives in Hull"],
        ["Olga lives_in Hull", "sam's mother parent_of sam", "sam's mother sibling_of Olga"],
    ),
    (
        "My neighbour's cat is called Momo.",
        ["sam's neighbour's cat is called Momo"],
        ["Momo is_a cat", "sam neighbor_of sam's neighbour", "sam's neighbour has_pet Momo"],
    ),
]
KIN = [
    (
        "My sister-in-law is a judge.",
        ["sam's sister-in-law is a judge"],
        ["sam's sister-in-law works_as judge", "sam relative_of sam's sister-in-law"],
    ),
    (
        "I adore my niece Lucia.",
        ["sam adores sam's niece Lucia"],
        ["sam likes Lucia", "sam relative_of Lucia"],
    ),
    ("My teacher Ida is strict.", ["sam's teacher Ida is strict"], ["Ida teaches sam"]),
    (
        "My boss Leo lives in York.",
        ["sam's boss Leo lives in York"],
        ["Leo lives_in York", "sam reports_to Leo"],
    ),
    (
        "My roommate Pia is a nurse.",
        ["sam's roommate Pia is a nurse"],
        ["Pia works_as nurse", "sam roommate_of Pia"],
    ),
    (
        "My fiance Bram is a chef.",
        ["sam's fiance Bram is a chef"],
        ["Bram works_as chef", "sam engaged_to Bram"],
    ),
    (
        "My ex-husband Nils lives in Hull.",
        ["sam's ex-husband Nils lives in Hull"],
        ["Nils lives_in Hull", "sam divorced_from Nils"],
    ),
    (
        "My godmother Ida lives in Hull.",
        ["sam's godmother Ida lives in Hull"],
        ["Ida lives_in Hull", "sam relative_of Ida"],
    ),
    (
        "Ida, my sister, is a nurse.",
        ["Ida, sam's sister, is a nurse"],
        ["Ida works_as nurse", "sam sibling_of Ida"],
    ),
    (
        "My friend Tom from Bergen visited Ida.",
        ["sam's friend Tom from Bergen visited Ida"],
        ["Tom visited Ida", "sam friend_of Tom"],
    ),
    (
        "My parents, Ana and Luis, live in Hull.",
        ["sam's parents, Ana and Luis, live in Hull"],
        ["Ana lives_in Hull", "Luis lives_in Hull", "Ana parent_of sam", "Luis parent_of sam"],
    ),
]
THINGS = [
    ("I have a dog, Rex.", ["sam has a dog, Rex"], ["sam has_pet Rex", "Rex is_a dog"]),
    (
        "We have a cat, Momo, and a dog, Rex.",
        ["sam has a cat, Momo, and a dog, Rex"],
        ["sam has_pet Momo", "sam has_pet Rex", "Momo is_a cat", "Rex is_a dog"],
    ),
    (
        "I live with my dog Rex.",
        ["sam lives with sam's dog Rex"],
        ["sam has_pet Rex", "Rex is_a dog"],
    ),
    (
        "I walk my dog Rex every day.",
        ["sam walks sam's dog Rex every day"],
        ["sam has_pet Rex", "Rex is_a dog"],
    ),
    (
        "My company Brightfold is in Lyon.",
        ["sam's company Brightfold is in Lyon"],
        ["Brightfold located_in Lyon", "Brightfold is_a company"],
    ),
    (
        "My startup Brightfold makes chairs.",
        ["sam's startup Brightfold makes chairs"],
        ["Brightfold produces chairs", "Brightfold is_a startup"],
    ),
    (
        "My school, Elm School, is in York.",
        ["sam's school, Elm School, is in York"],
        ["Elm School located_in York", "Elm School is_a school"],
    ),
    (
        "My van is called Bertha.",
        ["sam's van is called Bertha"],
        ["Bertha is_a van", "sam owns Bertha"],
    ),
    ("Ida's laptop is a ThinkPad.", ["Ida's laptop is a ThinkPad"], ["Ida owns ThinkPad"]),
]
SITED = [
    (
        "The cafe on Mill Lane is nice.",
        ["The cafe on Mill Lane is nice"],
        ["cafe located_in Mill Lane"],
    ),
    (
        "We booked the hotel in Lucca.",
        ["sam booked the hotel in Lucca"],
        ["sam booked hotel", "hotel located_in Lucca"],
    ),
    (
        "I love the beach at Hull.",
        ["sam loves the beach at Hull"],
        ["sam likes beach", "beach located_in Hull"],
    ),
    (
        "The museum in Bergen is called Kode.",
        ["The museum in Bergen is called Kode"],
        ["Kode is_a museum", "Kode located_in Bergen"],
    ),
]
CONDITIONS = [
    ("My migraine is back.", ["sam's migraine is back"], ["sam has_condition sam's migraine"]),
    (
        "My asthma is getting worse.",
        ["sam's asthma is getting worse"],
        ["sam has_condition sam's asthma"],
    ),
    (
        "My knee injury is healing.",
        ["sam's knee injury is healing"],
        ["sam has_condition sam's knee injury"],
    ),
]
BARE = [
    ("My job at Nokia ends in May.", ["sam's job at Nokia ends in May 2026"], []),
    ("I lost my passport.", ["sam lost sam's passport"], []),
]


@pytest.mark.parametrize(("text", "told", "known"), CHAINED)
def test_each_holder_of_a_holder_is_linked(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), KIN)
def test_each_noun_for_kin_has_its_relation(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), THINGS)
def test_a_name_beside_a_thing_names_it(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), SITED)
def test_where_a_thing_is_holds_wherever_it_stands(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), CONDITIONS)
def test_an_illness_is_held_by_who_has_it(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), BARE)
def test_what_says_nothing_of_its_kind_stays_a_fact(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))

"""What a subject is said to be: its name, age, profession, diet, kind, favourite."""

import pytest

from tests.unit.hearing import facts, links

NAMES = [
    ("I'm Maya.", ["sam is called Maya"], ["sam named Maya"]),
    ("I'm called Tess.", ["sam is called Tess"], ["sam named Tess"]),
    ("My name is Nora Beck.", ["sam's name is Nora Beck"], ["sam named Nora Beck"]),
    ("My nickname is Bo.", ["sam's nickname is Bo"], ["sam named Bo"]),
    ("My dog's name is Rex.", ["sam's dog's name is Rex"], ["Rex is_a dog", "sam has_pet Rex"]),
    ("The boat is called Marlin.", ["The boat is called Marlin"], ["Marlin is_a boat"]),
    ("We named our daughter Freya.", ["sam named sam's daughter Freya"], ["sam parent_of Freya"]),
    ("We call our cat Bean.", ["sam calls sam's cat Bean"], ["sam has_pet Bean", "Bean is_a cat"]),
    (
        "The bakery in Stowe is called Crumb.",
        ["The bakery in Stowe is called Crumb"],
        ["Crumb is_a bakery", "Crumb located_in Stowe"],
    ),
    (
        "The company that hired me is called Brightfold.",
        ["The company that hired sam is called Brightfold"],
        ["Brightfold is_a company", "sam works_at Brightfold"],
    ),
]
AGES = [
    ("I'm 29 years old.", ["sam is 29 years old"], ["sam age 29"]),
    ("Ella is 12.", ["Ella is 12 years old"], ["Ella age 12"]),
    (
        "My cat is three years old.",
        ["sam's cat is three years old"],
        ["sam's cat age 3", "sam has_pet sam's cat"],
    ),
]
JOBS = [
    ("I was a nurse.", ["sam was a nurse"], ["sam works_as nurse ended"]),
    (
        "I'm a baker and my wife is a cook.",
        ["sam is a baker", "sam's wife is a cook"],
        ["sam works_as baker", "sam's wife works_as cook", "sam married_to sam's wife"],
    ),
    (
        "I've been a nurse since 2011.",
        ["sam has been a nurse since 2011"],
        ["sam works_as nurse [2011..]"],
    ),
    (
        "My mother was a pilot.",
        ["sam's mother was a pilot"],
        ["sam's mother works_as pilot ended", "sam's mother parent_of sam"],
    ),
    (
        "My brother has been a chef since 2015.",
        ["sam's brother has been a chef since 2015"],
        ["sam's brother works_as chef [2015..]", "sam sibling_of sam's brother"],
    ),
    (
        "Ida is a librarian at Leiden Library.",
        ["Ida is a librarian at Leiden Library"],
        ["Ida works_at Leiden Library", "Ida works_as librarian"],
    ),
    (
        "I'm a freelance photographer.",
        ["sam is a freelance photographer"],
        ["sam works_as freelance photographer"],
    ),
    (
        "I was promoted to team lead in May.",
        ["sam was promoted to team lead in May 2025"],
        ["sam works_as team lead [2025-05..]"],
    ),
    (
        "I started at Lidl in May as a cashier.",
        ["sam started at Lidl in May 2025 as a cashier"],
        ["sam works_at Lidl [2025-05..]", "sam works_as cashier [2025-05..]"],
    ),
]
TRAITS = [
    ("I'm pescatarian.", ["sam is pescatarian"], ["sam follows_diet pescatarian"]),
    (
        "My mother is vegetarian.",
        ["sam's mother is vegetarian"],
        ["sam's mother follows_diet vegetarian", "sam's mother parent_of sam"],
    ),
    (
        "I've been vegetarian since 2019.",
        ["sam has been vegetarian since 2019"],
        ["sam follows_diet vegetarian [2019..]"],
    ),
    ("I'm left-handed.", ["sam is left-handed"], ["sam has_attribute left-handed"]),
    ("I'm blue-eyed.", ["sam is blue-eyed"], ["sam has_attribute blue-eyed"]),
    ("I'm an early riser.", ["sam is an early riser"], ["sam has_attribute early riser"]),
    ("I'm originally from Kyiv.", ["sam is originally from Kyiv"], ["sam originally_from Kyiv"]),
    ("I was raised in Cardiff.", ["sam was raised in Cardiff"], ["sam originally_from Cardiff"]),
]
KINDS = [
    ("Fido is a poodle.", ["Fido is a poodle"], ["Fido is_a poodle"]),
    ("Heron is a database.", ["Heron is a database"], ["Heron is_a database"]),
    (
        "We adopted a puppy called Biscuit.",
        ["sam adopted a puppy called Biscuit"],
        ["sam has_pet Biscuit", "Biscuit is_a puppy"],
    ),
    (
        "I run a podcast called Night Tram.",
        ["sam runs a podcast called Night Tram"],
        ["Night Tram is_a podcast"],
    ),
    (
        "I bought a bike called Comet.",
        ["sam bought a bike called Comet"],
        ["sam bought Comet", "Comet is_a bike"],
    ),
    (
        "I work for a company called Fjordline.",
        ["sam works for a company called Fjordline"],
        ["sam works_at Fjordline", "Fjordline is_a company"],
    ),
]
FAVOURITES = [
    ("My favourite food is ramen.", ["sam's favourite food is ramen"], ["sam has_favorite ramen"]),
    (
        "My favourite season is autumn.",
        ["sam's favourite season is autumn"],
        ["sam has_favorite autumn"],
    ),
    (
        "My favorite singer is Nina Simone.",
        ["sam's favorite singer is Nina Simone"],
        ["sam has_favorite Nina Simone"],
    ),
    ("Ivo's favourite band is Low.", ["Ivo's favourite band is Low"], ["Ivo has_favorite Low"]),
]
OWNED = [
    ("My car is a Volvo.", ["sam's car is a Volvo"], ["sam owns Volvo"]),
    ("My laptop is a ThinkPad.", ["sam's laptop is a ThinkPad"], ["sam owns ThinkPad"]),
    ("My hamster is Pip.", ["sam's hamster is Pip"], ["sam has_pet Pip"]),
]


@pytest.mark.parametrize(("text", "told", "known"), NAMES)
def test_a_name_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), AGES)
def test_an_age_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), JOBS)
def test_a_profession_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), TRAITS)
def test_a_trait_or_a_diet_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), KINDS)
def test_a_named_thing_has_a_kind(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), FAVOURITES)
def test_a_favourite_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), OWNED)
def test_a_brand_names_what_somebody_owns(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))

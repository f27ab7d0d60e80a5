"""Names of several words, names beside nouns, and what their commas hold."""

import pytest

from tests.unit.hearing import facts, links

APPOSED = [
    (
        "Our neighbour Desmond, 72 years old, rows.",
        ["sam's neighbour Desmond, 72 years old, rows"],
        ["Desmond does_activity rowing", "sam neighbor_of Desmond", "Desmond age 72"],
    ),
    ("Rex, our dog, is old.", ["Rex, sam's dog, is old"], ["sam has_pet Rex", "Rex is_a dog"]),
    (
        "We met Renzo, an architect.",
        ["sam met Renzo, an architect"],
        ["sam met Renzo", "Renzo works_as architect"],
    ),
    (
        "We adopted Biscuit, a greyhound.",
        ["sam adopted Biscuit, a greyhound"],
        ["sam has_pet Biscuit", "Biscuit is_a greyhound"],
    ),
    (
        "My friends, Ana and Leo, came.",
        ["sam's friends, Ana and Leo, came"],
        ["sam friend_of Ana", "sam friend_of Leo"],
    ),
    ("My cat, Momo, is old.", ["sam's cat, Momo, is old"], ["sam has_pet Momo", "Momo is_a cat"]),
    (
        "My bike, Comet, is fast.",
        ["sam's bike, Comet, is fast"],
        ["sam owns Comet", "Comet is_a bike"],
    ),
    (
        "My band, Paper Lanterns, played on Friday.",
        ["sam's band, Paper Lanterns, played on Friday 6 March 2026"],
        ["sam member_of Paper Lanterns"],
    ),
    (
        "My dentist Dr. Novak is kind.",
        ["sam's dentist Dr. Novak is kind"],
        ["sam treated_by Dr. Novak"],
    ),
]
LONG = [
    (
        "I work at the Bank of Oslo.",
        ["sam works at the Bank of Oslo"],
        ["sam works_at Bank of Oslo"],
    ),
    (
        "I studied at the University of Ghent.",
        ["sam studied at the University of Ghent"],
        ["sam studied_at University of Ghent ended"],
    ),
    ("I live on the Isle of Man.", ["sam lives on the Isle of Man"], ["sam lives_in Isle of Man"]),
    ("I drive a Fiat Panda 4.", ["sam drives a Fiat Panda 4"], ["sam uses Fiat Panda 4"]),
    ("I am called Ida Berg.", ["sam is called Ida Berg"], ["sam named Ida Berg"]),
    ("I'm Ida Berg.", ["sam is called Ida Berg"], ["sam named Ida Berg"]),
]
EACH = [
    (
        "My cats are Momo and Miso.",
        ["sam's cats are Momo and Miso"],
        ["sam has_pet Momo", "sam has_pet Miso"],
    ),
    (
        "My sisters are Ida and Pia.",
        ["sam's sisters are Ida and Pia"],
        ["sam sibling_of Ida", "sam sibling_of Pia"],
    ),
    ("My dog is Rex.", ["sam's dog is Rex"], ["sam has_pet Rex"]),
    ("My sister is Ida.", ["sam's sister is Ida"], ["sam sibling_of Ida"]),
]
BRANDS = [
    ("My car is a red Fiat.", ["sam's car is a red Fiat"], ["sam owns Fiat"]),
    ("My guitar is a Gibson.", ["sam's guitar is a Gibson"], ["sam owns Gibson"]),
    ("My phone is a Pixel.", ["sam's phone is a Pixel"], ["sam owns Pixel"]),
]
NEAR = [
    (
        "The hotel near Lucca was lovely.",
        ["The hotel near Lucca was lovely"],
        ["hotel located_in Lucca"],
    ),
]
MEMBERS = [
    (
        "I am a member of the chess club.",
        ["sam is a member of the chess club"],
        ["sam member_of chess club"],
    ),
    ("I'm a big fan of jazz.", ["sam is a big fan of jazz"], ["sam likes jazz"]),
    ("I'm a vegetarian.", ["sam is a vegetarian"], ["sam follows_diet vegetarian"]),
]
YEARS = [
    ("I'm forty.", ["sam is forty years old"], ["sam age 40"]),
    ("I am forty-one years old.", ["sam is forty-one years old"], ["sam age 41"]),
]
NO_AGE = [
    ("My house is 100 years old.", ["sam's house is 100 years old"], []),
]
UNTIL = [
    (
        "I live in York until May.",
        ["sam lives in York until May 2026"],
        ["sam lives_in York [..2026-05]"],
    ),
    (
        "I work at Spar until June 2027.",
        ["sam works at Spar until June 2027"],
        ["sam works_at Spar [..2027-06]"],
    ),
]
FRESH = [
    (
        "I just moved to Bern.",
        ["sam just moved to Bern in March 2026"],
        ["sam moved_to Bern [2026-03..]", "sam lives_in Bern [2026-03..]"],
    ),
    (
        "I finally bought a boat.",
        ["sam finally bought a boat in March 2026"],
        ["sam bought boat [2026-03..]"],
    ),
]
NOW = [
    ("I am now a judge.", ["sam is now a judge"], ["sam works_as judge"]),
    ("Ida is now a judge.", ["Ida is now a judge"], ["Ida works_as judge"]),
]
EMPTY = [
    ("I like the blue one.", ["sam likes the blue one"], []),
    ("I'll take that one.", ["sam will take that one"], []),
]
UNCALLED = [
    ("I'm not called Bob.", ["sam is not called Bob"], []),
]
BIRTHDAYS = [
    (
        "My birthday was yesterday.",
        ["sam's birthday was on 10 March 2026"],
        ["sam's birthday takes_place_on 2026-03-10", "sam birthday 03-10"],
    ),
    (
        "Ida's birthday is tomorrow.",
        ["Ida's birthday is on 12 March 2026"],
        ["Ida's birthday takes_place_on 2026-03-12", "Ida birthday 03-12"],
    ),
]
GERUNDS = [
    (
        "I like running and swimming.",
        ["sam likes running and swimming"],
        ["sam likes running", "sam likes swimming"],
    ),
]


@pytest.mark.parametrize(("text", "told", "known"), APPOSED)
def test_what_follows_a_name_says_what_it_is(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), LONG)
def test_small_words_inside_a_name_belong_to_it(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), EACH)
def test_each_name_after_a_plural_is_one_of_them(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), BRANDS)
def test_a_brand_tells_which_one_it_is(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), NEAR)
def test_a_place_behind_a_noun_is_where_it_is(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), MEMBERS)
def test_a_noun_phrase_tells_of_a_membership_or_a_taste(
    text: str, told: list[str], known: list[str]
):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), YEARS)
def test_an_age_in_words_is_an_age(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), NO_AGE)
def test_the_age_of_a_house_is_a_fact_alone(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), UNTIL)
def test_an_end_to_come_is_the_end_of_what_holds(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), FRESH)
def test_just_and_finally_mean_this_month(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), NOW)
def test_now_is_no_part_of_what_holds(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), EMPTY)
def test_a_pointing_word_alone_stands_for_nothing(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), UNCALLED)
def test_a_name_that_is_denied_is_no_name(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), BIRTHDAYS)
def test_a_birthday_is_a_day_of_every_year(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), GERUNDS)
def test_what_somebody_likes_may_be_an_activity(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


def test_markup_is_not_read():
    found = links("My brother Anton has a dog called <b>Rex</b>.")

    assert {"Anton has_pet Rex", "Rex is_a dog", "sam sibling_of Anton"} == set(found)

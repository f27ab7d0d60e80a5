"""What is said and yet not claimed: negations, wishes, conditions, other people's words."""

import pytest

from tests.unit.hearing import facts, links

NEGATED = [
    ("I don't live in Madrid.", ["sam does not live in Madrid"], []),
    ("I never lived in Prague.", ["sam never lived in Prague"], []),
    ("Bruno is not married.", ["Bruno is not married"], []),
    ("I don't have any pets.", ["sam does not have any pets"], []),
    ("I have never smoked.", ["sam has never smoked"], []),
    ("I don't eat pork.", ["sam does not eat pork"], []),
    ("Sofia doesn't speak French.", ["Sofia does not speak French"], []),
    ("We haven't moved to Oslo.", ["sam has not moved to Oslo"], []),
    ("I didn't buy the bike.", ["sam did not buy the bike"], []),
    ("Neither Ana nor Tom lives in Oslo.", ["Neither Ana nor Tom lives in Oslo"], []),
]
PRESUPPOSED = [
    (
        "My brother isn't a doctor.",
        ["sam's brother is not a doctor"],
        ["sam sibling_of sam's brother"],
    ),
]
UNREAL = [
    ("If I get the job I will move to Berlin.", [], []),
    ("I might move to Bergen.", [], []),
    ("Unless it rains I will sell the car.", [], []),
    ("I would buy a boat if I were rich.", [], []),
    ("I could become a pilot.", [], []),
    ("It would be nice to live in Bern.", [], []),
    ("Imagine I lived in Rome.", [], []),
    ("Do I live in Vienna?", [], []),
    ("Should I move to Vienna?", [], []),
    ("Can you recommend a hotel in Vienna?", [], []),
    ("What is the capital of Peru?", [], []),
]
WISHED = [
    (
        "I plan to buy a house in 2027.",
        ["sam plans to buy a house in 2027"],
        ["sam plans_to buy a house in 2027 [2027..]"],
    ),
    ("I hope to visit Chile.", ["sam hopes to visit Chile"], ["sam wants visit Chile"]),
    (
        "I would love to live in Japan.",
        ["sam would love to live in Japan"],
        ["sam wants live in Japan"],
    ),
    (
        "I was thinking of moving to Quito.",
        ["sam was thinking of moving to Quito"],
        ["sam wants move to Quito"],
    ),
]
REPORTED = [
    ("Mei said she lives in Tokyo.", ["Mei said she lives in Tokyo"], []),
    ("Ravi told me that he works at Intel.", ["Ravi told sam that he works at Intel"], []),
    ("I heard that Ana lives in Paris.", ["sam heard that Ana lives in Paris"], []),
    ("I think Ana lives in Paris.", ["sam thinks Ana lives in Paris"], []),
]
KNOWN = [
    (
        "I know that Ana lives in Paris.",
        ["sam knows that Ana lives in Paris"],
        ["Ana lives_in Paris"],
    ),
    (
        "I am proud that my daughter Alma joined the navy.",
        ["sam is proud that sam's daughter Alma joined the navy"],
        ["Alma works_at navy", "sam parent_of Alma"],
    ),
]


@pytest.mark.parametrize(("text", "told", "known"), NEGATED)
def test_a_denial_is_a_fact_without_a_relation(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), PRESUPPOSED)
def test_whose_something_is_holds_in_a_denial_too(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), UNREAL)
def test_a_condition_or_a_mere_possibility_says_nothing(
    text: str, told: list[str], known: list[str]
):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), WISHED)
def test_a_wish_is_held_as_a_wish(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), REPORTED)
def test_what_others_say_is_a_fact_about_their_words(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), KNOWN)
def test_what_the_speaker_knows_is_claimed(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))

"""What a pronoun, a repeated noun or a name told later stands for."""

import pytest

from tests.unit.hearing import facts, links

PERSONS = [
    (
        "My sister is a nurse. She lives in Bonn.",
        ["sam's sister is a nurse", "sam's sister lives in Bonn"],
        [
            "sam's sister works_as nurse",
            "sam sibling_of sam's sister",
            "sam's sister lives_in Bonn",
        ],
    ),
    (
        "My brother Karl is a judge. He lives in Trier.",
        ["sam's brother Karl is a judge", "Karl lives in Trier"],
        ["Karl works_as judge", "sam sibling_of Karl", "Karl lives_in Trier"],
    ),
    (
        "Our daughter Freya is six. She plays the flute.",
        ["sam's daughter Freya is six years old", "Freya plays the flute"],
        ["Freya age 6", "sam parent_of Freya", "Freya plays flute"],
    ),
    (
        "I live with my cousin Rosa. She is a nurse.",
        ["sam lives with sam's cousin Rosa", "Rosa is a nurse"],
        ["sam roommate_of Rosa", "sam relative_of Rosa", "Rosa works_as nurse"],
    ),
    (
        "My neighbour is called Wanda. She has a parrot.",
        ["sam's neighbour is called Wanda", "Wanda has a parrot"],
        ["sam neighbor_of Wanda", "Wanda has_pet parrot"],
    ),
    (
        "My friend Leo is a cook. His sister Ada is a judge.",
        ["sam's friend Leo is a cook", "Leo's sister Ada is a judge"],
        ["Leo works_as cook", "sam friend_of Leo", "Ada works_as judge", "Leo sibling_of Ada"],
    ),
    (
        "I have a dog called Rolf. He hates cats.",
        ["sam has a dog called Rolf", "Rolf hates cats"],
        ["sam has_pet Rolf", "Rolf is_a dog", "Rolf dislikes cats"],
    ),
]
SEVERAL = [
    (
        "Ana and Tom live in Faro. They own a boat.",
        ["Ana and Tom live in Faro", "Ana and Tom own a boat"],
        ["Ana lives_in Faro", "Tom lives_in Faro", "Ana owns boat", "Tom owns boat"],
    ),
]
SPEAKERS = [
    (
        "My wife Ida is a vet. Ida and I own a farm.",
        ["sam's wife Ida is a vet", "Ida and sam own a farm"],
        ["Ida works_as vet", "sam married_to Ida", "Ida owns farm", "sam owns farm"],
    ),
]
LATER = [
    (
        "I have a cat. The cat is called Momo.",
        ["sam has a cat called Momo", "The cat is called Momo"],
        ["sam has_pet Momo", "Momo is_a cat"],
    ),
    (
        "My mother is a judge. Her name is Olga.",
        ["sam's mother Olga is a judge", "sam's mother is called Olga"],
        ["Olga works_as judge", "Olga parent_of sam"],
    ),
]
AGAIN = [
    (
        "My dentist is nice. My dentist lives in Ghent.",
        ["sam's dentist is nice", "sam's dentist lives in Ghent"],
        [
            "sam treated_by sam's dentist",
            "sam's dentist lives_in Ghent",
            "sam treated_by sam's dentist",
        ],
    ),
    (
        "Tom has a van. Ana likes the van.",
        ["Tom has a van", "Ana likes the van"],
        ["Tom owns van", "Ana likes van"],
    ),
    (
        "Tom's van is red. Ana drives his van.",
        ["Tom's van is red", "Ana drives Tom's van"],
        ["Tom owns Tom's van", "Ana uses Tom's van", "Tom owns Tom's van"],
    ),
    (
        "I met Viktor. Viktor is a dentist.",
        ["sam met Viktor", "Viktor is a dentist"],
        ["sam met Viktor", "Viktor works_as dentist"],
    ),
]
HELD = [
    ("I am Ida's brother.", ["sam is Ida's brother"], ["Ida sibling_of sam"]),
    ("Ida is my ex.", ["Ida is sam's ex"], ["sam dating Ida ended"]),
    ("Max is our dog.", ["Max is sam's dog"], ["sam has_pet Max"]),
    ("Ida is Per's boss.", ["Ida is Per's boss"], ["Per reports_to Ida"]),
    ("Nils's teacher is Olga.", ["Nils's teacher is Olga"], ["Olga teaches Nils"]),
    ("Per is Nils's father.", ["Per is Nils's father"], ["Per parent_of Nils"]),
    (
        "My aunt Olga, a judge, lives in Vaasa.",
        ["sam's aunt Olga, a judge, lives in Vaasa"],
        ["Olga lives_in Vaasa", "sam relative_of Olga", "Olga works_as judge"],
    ),
    ("Pia's old bike is red.", ["Pia's old bike is red"], ["Pia owns Pia's bike"]),
]
HOPED = [
    ("I want a dog.", ["sam wants a dog"], ["sam wants dog"]),
    ("I dream of moving to Bali.", ["sam dreams of moving to Bali"], ["sam wants move to Bali"]),
    ("I'd like to learn Greek.", ["sam would like to learn Greek"], ["sam wants learn Greek"]),
]
THEMSELVES = [
    (
        ("Bea: I am a judge.", "You live in Cork."),
        ["Bea is a judge", "Bea lives in Cork"],
        ["Bea works_as judge", "Bea lives_in Cork"],
    ),
    (
        ("Bea: I live in Cork.", "I like your garden."),
        ["Bea lives in Cork", "sam likes Bea's garden"],
        ["Bea lives_in Cork", "sam likes Bea's garden"],
    ),
]


@pytest.mark.parametrize(("text", "told", "known"), PERSONS)
def test_he_and_she_are_the_person_last_spoken_of(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), SEVERAL)
def test_they_are_those_named_together(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), SPEAKERS)
def test_a_named_person_and_the_speaker_are_two(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), LATER)
def test_a_name_told_later_names_the_same_one(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), AGAIN)
def test_a_noun_said_again_is_the_same_thing(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), HELD)
def test_whose_somebody_is_is_read_in_both_directions(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), HOPED)
def test_a_hope_is_held_as_a_wish(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("turns", "told", "known"), THEMSELVES)
def test_you_and_i_change_with_the_speaker(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))

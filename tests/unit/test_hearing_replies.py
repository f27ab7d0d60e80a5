"""What an answer states only together with its question."""

import pytest

from tests.unit.hearing import facts, links

ANSWERED = [
    (
        ("A: What do you do for work?", "I'm a carpenter."),
        ["sam is a carpenter"],
        ["sam works_as carpenter"],
    ),
    (("A: What's your name?", "Selma."), ["sam is called Selma"], ["sam named Selma"]),
    (
        ("A: What is your cat's name?", "Pickle."),
        ["Pickle is a cat", "sam has the pet Pickle"],
        ["Pickle is_a cat", "sam has_pet Pickle"],
    ),
    (
        ("A: What is your favourite film?", "Solaris."),
        ["Solaris is a favorite of sam"],
        ["sam has_favorite Solaris"],
    ),
]
AGREED = [
    (
        ("A: Is your sister called Lotte?", "Yes."),
        ["sam's sister is Lotte"],
        ["sam sibling_of Lotte"],
    ),
    (("A: So you work at Opel?", "That's right."), ["sam works at Opel"], ["sam works_at Opel"]),
    (("A: You live in Dover, right?", "Yes."), ["sam lives in Dover"], ["sam lives_in Dover"]),
    (
        ("A: Do you have children?", "Yes, two daughters."),
        ["sam is a parent of two daughters"],
        ["sam parent_of two daughters"],
    ),
]
REFUSED = [
    (("A: Are you married?", "No."), [], []),
    (("A: Did you buy the house?", "No."), [], []),
]
UNASKED = [
    (("A: You should visit Petra in Jordan.", "Thanks!"), [], []),
    (("A: I think Clara lives in Bonn.", "Ok."), [], []),
]
APART = [
    (
        ("Bea: I live in Cork.", "I live in Hull."),
        ["Bea lives in Cork", "sam lives in Hull"],
        ["Bea lives_in Cork", "sam lives_in Hull"],
    ),
    (
        ("Bea: I'm vegan.", "I'm a baker."),
        ["Bea is vegan", "sam is a baker"],
        ["Bea follows_diet vegan", "sam works_as baker"],
    ),
]


@pytest.mark.parametrize(("turns", "told", "known"), ANSWERED)
def test_an_answer_is_read_with_its_question(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), AGREED)
def test_a_yes_claims_what_was_asked(turns: tuple[str, ...], told: list[str], known: list[str]):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), REFUSED)
def test_a_no_claims_nothing(turns: tuple[str, ...], told: list[str], known: list[str]):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), UNASKED)
def test_what_the_assistant_says_is_nothing_to_remember(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), APART)
def test_each_speaker_speaks_for_themselves(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))

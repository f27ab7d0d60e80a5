"""What is known of a sentence before anything is concluded: times, quotes, relative pronouns."""

import pytest

from extraction.calendars import Calendar
from extraction.clauses import clauses
from extraction.scenes import Scene, antecedents, is_fresh, scene
from tests.unit.growing import grown
from tests.unit.hearing import SENT_AT, parsed

TIMES = [
    ("I live in York until May.", [], [Calendar(year=2026, month=5)]),
    ("I met Ida yesterday.", [Calendar(year=2026, month=3, day=10)], []),
    ("I just moved to Bern.", [Calendar(year=2026, month=3)], []),
    ("I have lived in Delft since 2018.", [Calendar(year=2018)], []),
    (
        "I broke my arm skiing on Friday.",
        [Calendar(year=2026, month=3, day=6, note="Friday")],
        [],
    ),
    (
        "I moved to Bern in 2019 and joined Spar in 2021.",
        [Calendar(year=2019), Calendar(year=2021)],
        [],
    ),
    ("The woman who runs the bakery is my aunt.", [], []),
]


def read(text: str) -> Scene:
    (sentence,) = parsed(text)
    return scene(sentence, text, SENT_AT.date())


@pytest.mark.parametrize(("text", "starts", "ends"), TIMES)
def test_each_clause_has_its_own_times(text: str, starts: list[Calendar], ends: list[Calendar]):
    seen = read(text)
    times = [seen.times(clause) for clause in seen.clauses if clause.kind != "fragment"]

    assert starts == [one.start for one in times if one.start]
    assert ends == [one.end for one in times if one.end]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("I met Ida yesterday.", [("yesterday", "on 10 March 2026")]),
        ("I live in York until May.", [("until May", "until May 2026")]),
        ("I have lived in Delft since 2018.", [("since 2018", "since 2018")]),
        ("I just moved to Bern.", []),
    ],
)
def test_a_time_is_spoken_as_its_date(text: str, spoken: list[tuple[str, str]]):
    found = [(text[start:end], said) for start, end, said in read(text).spoken_times()]

    assert spoken == found


def test_words_for_a_time_are_known():
    seen = read("I met Ida yesterday.")

    assert ["yesterday"] == [seen.sentence.words[place].text for place in sorted(seen.timed)]


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("The woman who runs the bakery is my aunt.", "who", "woman"),
        ("The car that I bought in 2022 is a Skoda.", "that", "car"),
        ("Anja, whose husband works at Airbus, is a vet.", "whose", "Anja"),
        ("My friend Leo, with whom I row, is a judge.", "whom", "Leo"),
    ],
)
def test_a_relative_pronoun_stands_for_its_noun(text: str, pronoun: str, meant: str):
    seen = read(text)
    found = {
        seen.sentence.words[place].text: word.text
        for place, word in antecedents(seen.clauses).items()
    }

    assert {pronoun: meant} == found


def test_a_question_word_stands_for_nothing_yet():
    (question,) = parsed("Who is Vera?")

    assert {} == antecedents(clauses(question))


def test_no_clauses_have_no_antecedents():
    assert {} == antecedents([])


def test_a_clause_in_quotes_claims_nothing():
    seen = read('He said "I am vegan" and left.')
    quoted = next(clause for clause in seen.clauses if clause.head.text == "vegan")

    assert "none" == seen.standings[quoted.head.place].claim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just/RB/advmod<left left/VBD/root", True),
        ("Recently/RB/advmod<left left/VBD/root", True),
        ("then/RB/advmod<left left/VBD/root", False),
        ("left/VBD/root", False),
    ],
)
def test_just_says_that_it_happened_about_now(text: str, expected: bool):
    assert expected == is_fresh(grown(text).root)

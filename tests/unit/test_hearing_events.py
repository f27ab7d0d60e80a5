"""What happened to whom and when: passives, dates, stretches of time."""

import pytest

from tests.unit.hearing import facts, links

PASSIVES = [
    (
        "Bridgeport was founded by Lena Ortiz in 2012.",
        ["Bridgeport was founded by Lena Ortiz in 2012"],
        ["Lena Ortiz founded Bridgeport [2012..]"],
    ),
    (
        "I was hired by Ericsson in 2021.",
        ["sam was hired by Ericsson in 2021"],
        ["sam works_at Ericsson [2021..]"],
    ),
    (
        "Kestrel was acquired by Monolith last year.",
        ["Kestrel was acquired by Monolith in 2025"],
        ["Monolith acquired Kestrel [2025..]"],
    ),
    (
        "The app was written in Kotlin.",
        ["The app was written in Kotlin"],
        ["app written_in Kotlin"],
    ),
    (
        "I was born in Tartu in 1988.",
        ["sam was born in Tartu in 1988"],
        ["sam born_in Tartu [1988..]", "sam birthday 1988"],
    ),
    (
        "I was diagnosed with celiac disease in 2016.",
        ["sam was diagnosed with celiac disease in 2016"],
        ["sam has_condition celiac disease [2016..]"],
    ),
]
DATED = [
    ("I met Ida yesterday.", ["sam met Ida on 10 March 2026"], ["sam met Ida [2026-03-10..]"]),
    (
        "I got a puppy two weeks ago.",
        ["sam got a puppy on 25 February 2026"],
        ["sam has_pet puppy [2026-02-25..]"],
    ),
    (
        "I started yoga last week.",
        ["sam started yoga in the week of 2 March 2026"],
        ["sam does_activity yoga [2026-03-02..]"],
    ),
    (
        "I moved to Delft three years ago.",
        ["sam moved to Delft in 2023"],
        ["sam moved_to Delft [2023..]", "sam lives_in Delft [2023..]"],
    ),
    (
        "I joined Bosch in June 2020.",
        ["sam joined Bosch in June 2020"],
        ["sam works_at Bosch [2020-06..]"],
    ),
    (
        "I read Middlemarch last month.",
        ["sam read Middlemarch in February 2026"],
        ["sam read Middlemarch [2026-02..]"],
    ),
    (
        "The deadline for the report is 20 March.",
        ["The deadline for the report is on 20 March 2026"],
        ["deadline takes_place_on 2026-03-20"],
    ),
]
SINCE = [
    (
        "I have lived in Delft since 2018.",
        ["sam has lived in Delft since 2018"],
        ["sam lives_in Delft [2018..]"],
    ),
]
STUDIES = [
    (
        "I studied law at Leiden University.",
        ["sam studied law at Leiden University"],
        ["sam studies law ended", "sam studied_at Leiden University ended"],
    ),
]
TASTES = [
    ("I prefer tea to coffee.", ["sam prefers tea to coffee"], ["sam prefers tea"]),
    ("I dislike heights.", ["sam dislikes heights"], ["sam dislikes heights"]),
    ("I enjoy pottery.", ["sam enjoys pottery"], ["sam likes pottery"]),
    ("I hate rain.", ["sam hates rain"], ["sam dislikes rain"]),
    ("I'm learning Korean.", ["sam is learning Korean"], ["sam studies Korean"]),
    (
        "I volunteer at the animal shelter.",
        ["sam volunteers at the animal shelter"],
        ["sam volunteers_at animal shelter"],
    ),
    (
        "I teach history at Elm School.",
        ["sam teaches history at Elm School"],
        ["sam teaches history", "sam works_at Elm School"],
    ),
    ("I play for FC Otter.", ["sam plays for FC Otter"], ["sam member_of FC Otter"]),
    ("I take ibuprofen.", ["sam takes ibuprofen"], ["sam takes ibuprofen"]),
    ("I watched Solaris with Petra.", ["sam watched Solaris with Petra"], ["sam watched Solaris"]),
]


@pytest.mark.parametrize(("text", "told", "known"), PASSIVES)
def test_a_passive_is_read_from_its_doer(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), DATED)
def test_a_date_is_worked_out_from_the_day_it_was_said(
    text: str, told: list[str], known: list[str]
):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), SINCE)
def test_a_stretch_has_a_beginning(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), STUDIES)
def test_what_was_studied_is_over(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("text", "told", "known"), TASTES)
def test_a_taste_is_learnt(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))

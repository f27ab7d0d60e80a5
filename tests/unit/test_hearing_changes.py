"""What is over, what took its place, and what a speaker takes back."""

import pytest

from tests.unit.hearing import facts, links

ENDED = [
    (
        "I lived in Leeds until 2019.",
        ["sam lived in Leeds until 2019"],
        ["sam lives_in Leeds ended [..2019]"],
    ),
    ("I no longer live in Graz.", ["sam no longer lives in Graz"], ["sam lives_in Graz ended"]),
    (
        "Marta left Siemens in May 2024.",
        ["Marta left Siemens in May 2024"],
        ["Marta works_at Siemens ended [..2024-05]"],
    ),
    ("I left Tesco in 2021.", ["sam left Tesco in 2021"], ["sam works_at Tesco ended [..2021]"]),
    (
        "Hugo quit his job at Renault last year.",
        ["Hugo quit his job at Renault in 2025"],
        ["Hugo works_at Renault ended [..2025]"],
    ),
    (
        "Nadia doesn't work at Bosch anymore.",
        ["Nadia does not work at Bosch anymore"],
        ["Nadia works_at Bosch ended"],
    ),
    (
        "I don't play the violin anymore.",
        ["sam does not play the violin anymore"],
        ["sam plays violin ended"],
    ),
    ("Pia is no longer vegan.", ["Pia is no longer vegan"], ["Pia follows_diet vegan ended"]),
    (
        "I broke up with Dana last month.",
        ["sam broke up with Dana in February 2026"],
        ["sam dating Dana ended [..2026-02]"],
    ),
    (
        "I was married to Nils until 2019.",
        ["sam was married to Nils until 2019"],
        ["sam married_to Nils ended [..2019]"],
    ),
    (
        "I resigned from Baxter Group in April 2025.",
        ["sam resigned from Baxter Group in April 2025"],
        ["sam works_at Baxter Group ended [..2025-04]"],
    ),
    (
        "Anton got fired from Uniqlo.",
        ["Anton got fired from Uniqlo"],
        ["Anton works_at Uniqlo ended"],
    ),
    ("I used to be a baker.", ["sam used to be a baker"], ["sam works_as baker ended"]),
    (
        "I divorced Nils in 2019.",
        ["sam divorced Nils in 2019"],
        ["sam divorced_from Nils [2019..]"],
    ),
    (
        "My grandfather passed away in 2015.",
        ["sam's grandfather passed away in 2015"],
        ["sam's grandfather died_on 2015", "sam's grandfather grandparent_of sam"],
    ),
]
REPLACED = [
    (
        ("I moved from Porto to Faro in 2021.",),
        ["sam moved from Porto to Faro in 2021"],
        [
            "sam moved_to Faro [2021..]",
            "sam lives_in Porto ended [..2021]",
            "sam lives_in Faro [2021..]",
        ],
    ),
    (
        ("I switched from Vim to Emacs.",),
        ["sam switched from Vim to Emacs"],
        ["sam uses Emacs", "sam uses Vim ended", "Emacs replaces Vim"],
    ),
    (
        ("We migrated our site from Apache to Nginx in February.",),
        ["sam migrated sam's site from Apache to Nginx in February 2026"],
        [
            "sam's site runs_on Nginx [2026-02..]",
            "sam's site runs_on Apache ended [..2026-02]",
            "sam uses Nginx [2026-02..]",
            "sam uses Apache ended [..2026-02]",
            "Nginx replaces Apache [2026-02..]",
        ],
    ),
    (
        ("Heron was replaced by Sparrow in 2024.",),
        ["Heron was replaced by Sparrow in 2024"],
        ["Sparrow replaces Heron [2024..]"],
    ),
    (
        ("I live in Ghent.", "I moved to Liege last month."),
        ["sam lives in Ghent", "sam moved to Liege in February 2026"],
        ["sam lives_in Ghent", "sam moved_to Liege [2026-02..]", "sam lives_in Liege [2026-02..]"],
    ),
    (
        ("I work at Siemens.", "I left Siemens in January."),
        ["sam works at Siemens", "sam left Siemens in January 2026"],
        ["sam works_at Siemens", "sam works_at Siemens ended [..2026-01]"],
    ),
    (
        ("My manager is Ines Prado.", "Now I report to Hugo Lang."),
        ["sam's manager is Ines Prado", "Now sam reports to Hugo Lang"],
        ["sam reports_to Ines Prado", "sam reports_to Hugo Lang"],
    ),
    (
        ("I own a Vespa.", "I sold the Vespa yesterday."),
        ["sam owns a Vespa", "sam sold the Vespa on 10 March 2026"],
        ["sam owns Vespa", "sam sold Vespa [2026-03-10..]", "sam owns Vespa ended [..2026-03-10]"],
    ),
    (
        ("I have a dog named Rolf.", "Rolf died in February."),
        ["sam has a dog named Rolf", "Rolf died in February 2026"],
        ["sam has_pet Rolf", "Rolf is_a dog", "Rolf died_on 2026-02"],
    ),
]
CORRECTED = [
    (
        ("I work at Aldi.", "Sorry, I work at Lidl."),
        ["sam works at Aldi", "sam works at Lidl"],
        ["sam works_at Aldi", "sam works_at Lidl", "sam works_at Aldi retracted"],
    ),
    (
        ("I'm 35.", "Sorry, I'm 36."),
        ["sam is 35 years old", "sam is 36 years old"],
        ["sam age 35", "sam age 36", "sam age 35 retracted"],
    ),
    (
        ("I work for Varga Foods.", "Sorry, I work with Varga Films, not Varga Foods."),
        ["sam works for Varga Foods", "sam works with Varga Films, not Varga Foods"],
        [
            "sam works_at Varga Foods",
            "sam works_at Varga Films",
            "sam works_at Varga Foods retracted",
        ],
    ),
]
DROPPED = [
    (
        ("I live in Turin.", "That was until May 2025."),
        ["sam lives in Turin", "That was until May 2025"],
        ["sam lives_in Turin", "sam lives_in Turin ended [..2025-05]"],
    ),
    (
        ("I am vegan.", "Scrap that."),
        ["sam is vegan"],
        ["sam follows_diet vegan", "sam follows_diet vegan ended"],
    ),
    (
        ("I'm a baker.", "That was before."),
        ["sam is a baker", "sam used to work as baker"],
        ["sam works_as baker", "sam works_as baker ended"],
    ),
]


@pytest.mark.parametrize(("text", "told", "known"), ENDED)
def test_what_is_over_is_an_ended_relation(text: str, told: list[str], known: list[str]):
    assert (told, known) == (facts(text), links(text))


@pytest.mark.parametrize(("turns", "told", "known"), REPLACED)
def test_a_new_value_is_told_with_what_it_replaces(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), CORRECTED)
def test_a_correction_takes_back_what_was_said(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))


@pytest.mark.parametrize(("turns", "told", "known"), DROPPED)
def test_a_short_reply_ends_what_was_just_said(
    turns: tuple[str, ...], told: list[str], known: list[str]
):
    assert (told, known) == (facts(*turns), links(*turns))

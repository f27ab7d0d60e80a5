"""What plain sentences give, from the words to the relations, with the pipeline that ships."""

from datetime import UTC, datetime

import pytest

from extraction.model import Conversation, Findings, Turn
from extraction.parsing import load
from extraction.spacy_extractor import SpacyExtractor

SENT_AT = datetime(2026, 6, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def extractor() -> SpacyExtractor:
    return SpacyExtractor(load())


def heard(extractor: SpacyExtractor, *texts: str, name: str = "u77") -> Findings:
    """Let a user say this, one message a text."""
    turns = tuple(
        Turn(role="user", text=text, sent_at=SENT_AT, speaker=name, is_self=True) for text in texts
    )
    return extractor.findings(Conversation(turns=turns, self_name=name))


def triples(findings: Findings) -> set[str]:
    """Give the relations in words, with what is not current and when it began."""
    names = [mention.name for mention in findings.mentions]
    return {
        " ".join(
            part
            for part in (
                names[link.subject],
                link.predicate,
                names[link.object],
                link.state if link.state != "current" else "",
                f"from {link.valid_from.at.date()}" if link.valid_from else "",
                f"until {link.valid_to.at.date()}" if link.valid_to else "",
            )
            if part
        )
        for fact in findings.facts
        for link in fact.links
    }


SPEECH = [
    (
        "My friend Dora lives in Bergen and works at Acme.",
        {"u77 friend_of Dora", "Dora lives_in Bergen", "Dora works_at Acme"},
    ),
    (
        "My daughter Ines, who plays chess, lives in Ulm.",
        {"u77 parent_of Ines", "Ines plays chess", "Ines lives_in Ulm"},
    ),
    ("My brother is in Oslo.", {"u77 sibling_of u77's brother", "u77's brother lives_in Oslo"}),
    ("My wife is Ana and she is a nurse.", {"u77 married_to Ana", "Ana works_as nurse"}),
    ("My dog is Rex.", {"u77 has_pet Rex"}),
    ("I'm Maya.", {"u77 named Maya"}),
    ("I'm Maya, 31, from Porto.", {"u77 named Maya", "u77 age 31", "u77 originally_from Porto"}),
    ("I'm Dutch.", set[str]()),
    ("I have asthma.", {"u77 has_condition asthma"}),
    ("I'm thinking of moving to Spain.", {"u77 wants move to Spain"}),
    ("I quit my job at Acme.", {"u77 works_at Acme ended"}),
    (
        "Our ingest service Kestrel runs on Talos.",
        {"Kestrel runs_on Talos", "u77 owns Kestrel", "Kestrel is_a ingest service"},
    ),
    ("My landlord Piet lives in Gouda.", {"Piet lives_in Gouda"}),
    ("She no longer lives in Rome, she sails to Brittany.", set[str]()),
    ("We both adore Georgian food.", {"u77 likes Georgian food"}),
    (
        "my brother jake moved to cardiff with his wife mel",
        {
            "u77 sibling_of Jake",
            "Jake married_to Mel",
            "Jake moved_to Cardiff",
            "Jake lives_in Cardiff",
        },
    ),
    (
        "Started my new job at Brightlane in May! I'm a route planner.",
        {
            "u77 works_at Brightlane from 2026-05-01",
            "u77 works_as route planner from 2026-05-01",
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEECH)
def test_a_sentence_says_what_it_says(extractor: SpacyExtractor, text: str, expected: set[str]):
    assert expected == triples(heard(extractor, text))


CHANGES = [
    ("I own a Kestrel scooter.", "I sold the Kestrel.", "u77 owns Kestrel scooter ended"),
    ("I'm a member of the Rowing Club Havel.", "I quit the Rowing Club Havel.", "ended"),
    ("My flatmate is Yusuf.", "Yusuf moved out.", "Yusuf roommate_of u77 ended"),
    ("My son Leo attends Hillview School.", "Leo left Hillview School.", "studied_at"),
    ("I study Korean.", "I gave up on Korean.", "u77 studies Korean ended"),
    ("Our server runs on Dune.", "We migrated the server to Reef.", "runs_on Dune ended"),
    ("Mel is responsible for payroll.", "Tom is responsible for it instead of Mel.", "ended"),
    ("My daughter Noor studies law.", "she no longer studies law.", "Noor studies law ended"),
    ("My dentist is Dr. Novak.", "Sorry, my dentist is Dr. Novotny.", "Novak u77 retracted"),
    ("I'm going to Madeira.", "Scrap that, I'm going to Faro.", "Madeira ended"),
]


@pytest.mark.parametrize(("first", "then", "expected"), CHANGES)
def test_what_is_said_later_ends_what_was_said(
    extractor: SpacyExtractor, first: str, then: str, expected: str
):
    said = triples(heard(extractor, first, then))
    over = {one for one in said if "ended" in one or "retracted" in one}

    assert any(set(expected.split()) <= set(one.split()) for one in over), said


@pytest.mark.parametrize("text", ["I sold the Vespa.", "Mira moved out.", "I gave up on Korean."])
def test_the_end_of_what_nobody_said_is_no_news(extractor: SpacyExtractor, text: str):
    assert not [one for one in triples(heard(extractor, text)) if "ended" in one]


def test_who_tells_a_name_is_called_so(extractor: SpacyExtractor):
    facts = heard(extractor, "I'm Maya.").facts

    assert ["u77 is called Maya"] == [fact.text for fact in facts]


def test_a_name_that_is_known_is_no_news(extractor: SpacyExtractor):
    assert () == heard(extractor, "I'm Maya.", name="Maya").facts


def test_who_told_a_name_is_spoken_of_by_it(extractor: SpacyExtractor):
    findings = heard(extractor, "I'm Maya.", "Maya likes tea.")

    assert "u77 likes tea" in triples(findings)


def test_what_replaces_something_begins_when_that_ended(extractor: SpacyExtractor):
    findings = heard(
        extractor, "I drink coffee.", "That was me until March. I've switched to mint tea."
    )

    assert {
        "u77 uses coffee",
        "u77 uses coffee ended until 2026-03-01",
        "u77 uses mint tea from 2026-03-01",
    } == triples(findings)


def test_a_fact_says_the_name_that_comes_later(extractor: SpacyExtractor):
    facts = heard(extractor, "My sister runs a bakery in Lyon. It's called Crumb.").facts

    assert "u77's sister runs a bakery called Crumb in Lyon" == facts[0].text


def test_a_name_is_told_of_what_had_none(extractor: SpacyExtractor):
    facts = heard(extractor, "My sister moved to Rome.", "Her name is Mira.").facts

    assert ["u77's sister Mira moved to Rome", "u77's sister is called Mira"] == [
        fact.text for fact in facts
    ]


def test_a_perfect_passive_is_written_out(extractor: SpacyExtractor):
    facts = heard(extractor, "Tom's been offered a post in Rome.").facts

    assert ["Tom has been offered a post in Rome"] == [fact.text for fact in facts]

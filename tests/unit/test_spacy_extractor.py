import re
from datetime import UTC, datetime

import pytest

from extraction.model import Conversation, Findings, KnownEntity, Turn
from extraction.parsing import load
from extraction.spacy_extractor import SpacyExtractor

SENT_AT = datetime(2025, 5, 5, 12, tzinfo=UTC)
TALK = (
    "I'm Maya and I work at Acme. My sister Mira lives in Oslo with her dog Rex. "
    "We went to Rome last year and we loved our hotel. You should see it!"
)


@pytest.fixture(scope="module")
def extractor() -> SpacyExtractor:
    return SpacyExtractor(load())


def said(text: str, *, role: str = "user", speaker: str = "maya", is_context: bool = False) -> Turn:
    return Turn(
        role=role,
        text=text,
        sent_at=SENT_AT,
        speaker=speaker,
        is_self=speaker == "maya",
        is_context=is_context,
    )


def conversation(*turns: Turn) -> Conversation:
    return Conversation(turns=turns, self_name="maya")


def relations(findings: Findings) -> set[tuple[str, str, str, str]]:
    names = [mention.name for mention in findings.mentions]
    return {
        (names[link.subject], link.predicate, names[link.object], link.state)
        for fact in findings.facts
        for link in fact.links
    }


async def test_plain_talk_gives_typed_relations(extractor: SpacyExtractor):
    findings = await extractor.extract(conversation(said("I work at Acme Labs in Oslo.")))

    assert ("maya", "works_at", "Acme Labs", "current") in relations(findings)


async def test_no_fact_speaks_in_the_first_or_second_person(extractor: SpacyExtractor):
    findings = await extractor.extract(conversation(said(TALK)))

    assert findings.facts
    assert [] == [
        fact.text
        for fact in findings.facts
        if re.search(r"\b(I|me|my|we|us|our|you|your)\b", fact.text)
    ]


async def test_no_fact_is_its_message(extractor: SpacyExtractor):
    turns = [said(text) for text in ("Mira lives in Oslo.", "I row.", "Rex is a dog.")]
    findings = await extractor.extract(conversation(*turns))

    assert set() == {fact.text for fact in findings.facts} & {turn.text for turn in turns}


async def test_a_fact_states_words_of_its_own_turn_only(extractor: SpacyExtractor):
    turns = (said("I work at Acme."), said("Mira lives in Oslo with her dog Rex."))
    findings = await extractor.extract(conversation(*turns))

    for fact in findings.facts:
        assert 1 == len({span.turn for span in fact.spans})
        for span in fact.spans:
            assert turns[span.turn].text[span.start : span.end].strip()


async def test_both_ends_of_a_link_appear_in_its_fact(extractor: SpacyExtractor):
    findings = await extractor.extract(conversation(said(TALK)))

    for fact in findings.facts:
        appearing = {appearance.mention for appearance in fact.appearances}
        for link in fact.links:
            assert {link.subject, link.object} <= appearing


@pytest.mark.parametrize(
    "text",
    [
        "Hello!",
        "How are you?",
        "What should I cook tonight?",
        "Thanks a lot!",
        "Tell me a joke.",
        "Please rewrite this text.",
        "ok no worries",
        "lol",
        "",
        "🎉🎉",
    ],
)
async def test_small_talk_is_silent(extractor: SpacyExtractor, text: str):
    findings = await extractor.extract(conversation(said(text)))

    assert [] == [fact.text for fact in findings.facts]


@pytest.mark.parametrize(
    "text",
    [
        "I don't live in Rome.",
        "If I lived in Rome I would be happy.",
        "Do I live in Rome?",
        "Tom thinks I live in Rome.",
        "Maybe I live in Rome.",
    ],
)
async def test_what_is_not_claimed_becomes_no_relation(extractor: SpacyExtractor, text: str):
    findings = await extractor.extract(conversation(said(text)))

    assert set() == {found for found in relations(findings) if found[1] == "lives_in"}


async def test_what_only_the_assistant_says_is_not_kept(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(said("You live in Rome.", role="assistant", speaker="assistant"), said("Hm."))
    )

    assert ((), ()) == (findings.facts, findings.mentions)


async def test_a_guess_of_the_assistant_counts_once_it_is_confirmed(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(
            said("Do you live in Rome?", role="assistant", speaker="assistant"), said("Yes.")
        )
    )

    assert ("maya", "lives_in", "Rome", "current") in relations(findings)


async def test_an_answer_is_read_with_its_question(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(
            said("What do you play?", role="assistant", speaker="assistant"), said("The cello.")
        )
    )

    assert {("plays", "cello")} == {(found[1], found[2]) for found in relations(findings)}


async def test_context_is_read_and_not_extracted_from(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(said("My sister Mira called.", is_context=True), said("She lives in Oslo."))
    )

    assert {("Mira", "lives_in", "Oslo", "current")} == relations(findings)


async def test_i_is_the_speaker_of_a_named_message(extractor: SpacyExtractor):
    findings = await extractor.extract(conversation(said("I live in Oslo.", speaker="Tom")))

    assert ("Tom", "lives_in", "Oslo", "current") in relations(findings)


async def test_you_is_the_other_speaker_of_two(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(said("I row."), said("You work at Acme Labs.", speaker="Tom"))
    )

    assert ("maya", "works_at", "Acme Labs", "current") in relations(findings)


async def test_a_later_statement_can_end_an_earlier_one(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(said("I live in Rome."), said("That's outdated. I live in Oslo now."))
    )

    assert ("maya", "lives_in", "Rome", "ended") in relations(findings)
    assert ("maya", "lives_in", "Oslo", "current") in relations(findings)


async def test_a_known_entity_is_recognised(extractor: SpacyExtractor):
    known = (KnownEntity(name="Slow Kiln", type="organization", aliases=("the studio",)),)
    talk = Conversation(turns=(said("I left the studio."),), self_name="maya", known=known)
    findings = await extractor.extract(talk)

    assert {"Slow Kiln"} == {found[2] for found in relations(findings)} or findings.facts


async def test_a_shared_picture_is_told(extractor: SpacyExtractor):
    findings = await extractor.extract(
        conversation(said("Look! [image: a dog on a beach]", speaker="Tom"))
    )

    assert ["Tom shared a dog on a beach"] == [fact.text for fact in findings.facts]


async def test_the_same_talk_gives_the_same_findings(extractor: SpacyExtractor):
    first = await extractor.extract(conversation(said(TALK)))
    second = await extractor.extract(conversation(said(TALK)))

    assert first == second


@pytest.mark.parametrize(
    "text",
    [
        "\x00 I live in Oslo",
        "I live in \ud800",
        "a" * 20_000,
        "(" * 500,
        "😀" * 300,
        "MATCH (n) DETACH DELETE n",
        "I " * 1_000,
        "мене звати Оля",
    ],
)
async def test_strange_text_breaks_nothing(extractor: SpacyExtractor, text: str):
    findings = await extractor.extract(conversation(said(text)))

    assert findings.usage.extractor.startswith("spacy-")

"""What is kept and what is dropped of one answer of a language model."""

from datetime import UTC, datetime, timedelta, timezone
from typing import cast

import msgspec
import pytest

from extraction.completions import RawAnswer, Reading, json_schema
from extraction.model import Conversation, Findings, KnownEntity, Turn, Usage

OSLO = timezone(timedelta(hours=2))
MORNING = datetime(2025, 5, 5, 9, tzinfo=OSLO)
Row = dict[str, object]
Rows = list[Row]
ANNA: Row = {"name": "Anna", "type": "person", "aliases": []}
ACME: Row = {"name": "Acme", "type": "organization", "aliases": []}
HIRED: Row = {
    "text": "Anna works at Acme",
    "message": 0,
    "quote": "Anna works at Acme",
    "by_agent": False,
}
WORKS: Row = {
    "subject": "Anna",
    "predicate": "works_at",
    "object": "Acme",
    "fact": 0,
    "state": "current",
    "valid_from": "",
    "valid_to": "",
}


def turn(text: str, *, speaker: str = "sam", is_context: bool = False) -> Turn:
    return Turn(role="user", text=text, sent_at=MORNING, speaker=speaker, is_context=is_context)


def reading(
    *turns: Turn,
    entities: Rows | None = None,
    facts: Rows | None = None,
    relations: Rows | None = None,
    known: tuple[KnownEntity, ...] = (),
) -> Reading:
    lists = (entities or [], facts or [], relations or [])
    answer = dict(zip(("entities", "facts", "relations"), lists, strict=True))
    raw = msgspec.json.decode(msgspec.json.encode(answer), type=RawAnswer)
    said = turns or (turn("Anna works at Acme since 2019."),)
    return Reading(Conversation(turns=said, self_name="sam", known=known), raw)


def found(read: Reading) -> Findings:
    return read.findings(Usage(extractor="model"))


def names(read: Reading) -> list[str]:
    return [mention.name for mention in found(read).mentions]


def reasons(read: Reading) -> list[str]:
    return [rejection.reason for rejection in found(read).rejections]


def test_the_owner_is_named_first_and_marked():
    owner = found(reading(entities=[ANNA])).mentions[0]

    assert ("sam", "person", True) == (owner.name, owner.type, owner.is_self)


def test_an_entity_given_twice_is_one_mention():
    assert ["sam", "Anna"] == names(reading(entities=[ANNA, {**ANNA, "name": "ANNA"}]))


def test_an_alias_nobody_said_is_left_out():
    read = reading(turn("Anna, or Annie."), entities=[{**ANNA, "aliases": ["Annie", "Ann-Marie"]}])

    assert ("Annie",) == found(read).mentions[1].aliases


def test_a_name_is_no_alias_of_itself():
    read = reading(entities=[{**ANNA, "aliases": ["Anna"]}])

    assert () == found(read).mentions[1].aliases


def test_an_entity_called_by_anothers_alias_is_no_second_mention():
    annie = {**ANNA, "name": "annie"}
    read = reading(turn("Anna, or Annie."), entities=[{**ANNA, "aliases": ["Annie"]}, annie])

    assert ["sam", "Anna"] == names(read)


def test_a_speaker_may_be_an_entity_though_no_message_names_her():
    read = reading(turn("hello", speaker="Vera"), entities=[{**ANNA, "name": "vera"}])

    assert ["sam", "vera"] == names(read)


def test_a_name_without_a_letter_or_digit_is_nobodys():
    read = reading(turn("what?! ..."), entities=[{**ANNA, "name": "..."}])

    assert ["no message names it"] == reasons(read)


def test_a_name_may_be_broken_over_two_lines_of_a_message():
    read = reading(turn("I met Anna\n  Berg."), entities=[{**ANNA, "name": "anna berg"}])

    assert ["sam", "anna berg"] == names(read)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Anna works", (0, 10)),
        ("ANNA WORKS", (0, 10)),
        ("works  at\nAcme", (5, 18)),
        ("2019.", (25, 30)),
        ("  Acme ", (14, 18)),
    ],
)
def test_a_quote_is_found_in_any_case_and_spacing(quote: str, expected: tuple[int, int]):
    (fact,) = found(reading(facts=[{**HIRED, "quote": quote}])).facts

    assert expected == (fact.spans[0].start, fact.spans[0].end)


@pytest.mark.parametrize(
    "change",
    [
        {"message": 1},
        {"message": -1},
        {"quote": ""},
        {"quote": "   "},
        {"quote": "Anna.works"},
        {"quote": "Acme at"},
        {"text": "  "},
    ],
)
def test_a_fact_without_its_words_in_the_message_is_dropped(change: dict[str, object]):
    read = reading(facts=[{**HIRED, **change}])

    assert () == found(read).facts
    assert ["its quote is not in the message"] == [one.reason for one in read.rejections]


def test_a_quote_of_a_context_turn_is_no_evidence():
    read = reading(turn("Anna works at Acme", is_context=True), facts=[HIRED])

    assert () == found(read).facts


def test_a_fact_says_who_said_it_and_loses_its_margins():
    (fact,) = found(reading(facts=[{**HIRED, "text": " Anna works ", "by_agent": True}])).facts

    assert ("Anna works", True) == (fact.text, fact.by_agent)


def test_a_relation_joins_the_mentions_it_names():
    (fact,) = found(reading(entities=[ANNA, ACME], facts=[HIRED], relations=[WORKS])).facts

    assert [(1, "works_at", 2)] == [(one.subject, one.predicate, one.object) for one in fact.links]


def test_a_relation_belongs_to_the_fact_of_its_index():
    other = {**HIRED, "text": "Anna is there", "quote": "Anna"}
    read = reading(entities=[ANNA, ACME], facts=[other, HIRED], relations=[{**WORKS, "fact": 1}])

    assert [0, 1] == [len(fact.links) for fact in found(read).facts]


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Bob"},
        {"object": "Umbrella"},
        {"object": "anna"},
        {"object": ""},
    ],
)
def test_a_relation_without_two_ends_is_dropped_and_its_fact_kept(change: dict[str, object]):
    read = reading(entities=[ANNA, ACME], facts=[HIRED], relations=[{**WORKS, **change}])

    assert [()] == [fact.links for fact in found(read).facts]
    assert ["an end is not in the text"] == [one.reason for one in read.rejections]


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("2019", "date"),
        ("2019-06", "date"),
        ("42 euros", "literal"),
        ("7.5%", "literal"),
        ("works", "literal"),
    ],
)
def test_an_object_that_is_no_entity_may_be_a_date_or_a_literal(name: str, type_: str):
    read = reading(entities=[ANNA], facts=[HIRED], relations=[{**WORKS, "object": name}])
    target = found(read).mentions[-1]

    assert (name, type_) == (target.name, target.type)


def test_dates_of_a_relation_begin_at_the_speakers_midnight():
    dated = {**WORKS, "valid_from": "2019", "valid_to": "2025-05"}
    (fact,) = found(reading(entities=[ANNA, ACME], facts=[HIRED], relations=[dated])).facts
    (link,) = fact.links

    assert link.valid_from is not None
    assert link.valid_to is not None
    assert datetime(2018, 12, 31, 22, tzinfo=UTC) == link.valid_from.at
    assert "month" == link.valid_to.precision


def test_a_date_nobody_can_read_leaves_the_relation_open():
    dated = {**WORKS, "valid_from": "some day", "state": "ended"}
    (fact,) = found(reading(entities=[ANNA, ACME], facts=[HIRED], relations=[dated])).facts

    assert [(None, "ended")] == [(link.valid_from, link.state) for link in fact.links]


def test_a_thing_has_the_part_its_relation_gives_it_and_others_are_beside():
    text = "sam says that Anna works at Acme"
    read = reading(
        turn("Anna works at Acme"),
        entities=[ANNA, ACME],
        facts=[{**HIRED, "text": text}],
        relations=[WORKS],
    )
    findings = found(read)
    (fact,) = findings.facts
    roles = {findings.mentions[one.mention].name: one.role for one in fact.appearances}

    assert {"Anna": "subject", "Acme": "object", "sam": "other"} == roles


@pytest.mark.parametrize(
    "broken",
    [
        {"name": "Anna", "type": "person"},
        {**ANNA, "type": "ghost"},
        {**ANNA, "mood": "good"},
        {**ANNA, "aliases": "Annie"},
    ],
)
def test_an_entity_of_another_form_is_dropped_alone(broken: dict[str, object]):
    read = reading(entities=[broken, ACME])

    assert ["sam", "Acme"] == names(read)
    assert reasons(reading(entities=[broken]))[0].startswith("not of the form")


def test_what_is_dropped_is_noted_with_200_characters_at_most():
    read = reading(entities=[{"name": "x" * 500}])

    assert [200] == [len(rejection.text) for rejection in read.rejections]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [([], False), ([HIRED], False), ([{"text": "x"}, HIRED], False), ([{"text": "x"}], True)],
)
def test_facts_that_are_all_of_another_form_are_unreadable(facts: Rows, expected: bool):
    assert expected == reading(facts=facts).is_unreadable


def test_an_entity_that_the_graph_has_needs_no_message():
    lia = KnownEntity(name="Lia", type="person")

    assert ["sam", "Lia"] == names(reading(entities=[{**ANNA, "name": "Lia"}], known=(lia,)))


def test_the_schema_has_its_lists_at_the_root_and_its_items_beside():
    schema = json_schema(Conversation(turns=(), self_name="sam"))

    assert {"entities", "facts", "relations"} == set(
        cast("dict[str, object]", schema["properties"])
    )
    assert "Answer" not in cast("dict[str, object]", schema["$defs"])

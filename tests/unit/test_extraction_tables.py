import pytest

from extraction.frames import frames, predicates, rule_of
from extraction.lexicon import given_names, kinds_of, lexicon, name_tail, type_of
from extraction.referents import Referent
from extraction.relating import Claimed
from extraction.templates import sentence
from extraction.wordlists import wordlist

ALL_RULES = [
    rule
    for rules in (*frames().verbs.values(), *frames().adjectives.values(), *frames().nouns.values())
    for rule in rules
] + list(frames().being)


def test_a_rule_is_read_with_its_slots_and_types():
    rule = rule_of("subject:person works_at at|for:organization begun needs as:profession")

    assert ("subject",) == rule.left.names
    assert ("at", "for") == rule.right.names
    assert ("organization",) == rule.right.types
    assert "begun" == rule.state
    assert ("as:profession",) == rule.needs


def test_a_question_mark_asks_for_a_known_type():
    rule = rule_of("subject:person has_pet object:?animal")

    assert (False, True) == (rule.left.is_strict, rule.right.is_strict)


def test_a_rule_can_forbid_a_slot():
    assert ("object", "in") == rule_of("subject visited speaker lacks object|in").lacks


def test_a_rule_with_an_unknown_predicate_is_refused():
    with pytest.raises(ValueError, match="unknown predicate"):
        rule_of("subject invented_by object")


def test_every_rule_says_a_predicate_of_the_registry():
    assert {rule.predicate for rule in ALL_RULES} <= set(predicates())


def test_every_type_a_rule_asks_for_is_a_type_or_a_kind():
    tables = lexicon()
    known = {kind for kinds in tables.kinds.values() for kind in kinds}
    known |= {
        "version",
        "price",
        "number",
        "date",
        "literal",
        "named",
        "couple",
        "task",
        "medicine",
    }
    asked = {
        part
        for rule in ALL_RULES
        for slot in (rule.left, rule.right)
        for type_ in slot.types
        for part in type_.split("-")
    }

    assert set() == asked - known


@pytest.mark.parametrize(
    ("noun", "type_"),
    [
        ("sister", "person"),
        ("sister-in-law", "person"),
        ("nurse", "person"),
        ("greyhound", "animal"),
        ("bakery", "organization"),
        ("wedding", "event"),
        ("asthma", "condition"),
        ("kayak", "product"),
        ("lisinopril", "product"),
        ("gobbledygook", None),
    ],
)
def test_a_noun_tells_the_type_of_what_it_names(noun: str, type_: str | None):
    assert type_ == type_of(noun)


def test_a_medicine_is_known_by_its_ending():
    assert "medicine" in kinds_of("amoxicillin")


@pytest.mark.parametrize(
    ("word", "type_"), [("labs", "organization"), ("street", "place"), ("mira", None)]
)
def test_the_last_word_of_a_name_can_tell_its_type(word: str, type_: str | None):
    assert type_ == name_tail(word)


@pytest.mark.parametrize(("name", "gender"), [("emma", "female"), ("daniel", "male")])
def test_a_given_name_tells_a_gender(name: str, gender: str):
    assert gender == given_names()[name]


def test_every_relational_noun_says_a_predicate_of_the_registry():
    said = {entry.parts[1] for entry in lexicon().relations.values()}

    assert said <= set(predicates())


def test_every_end_of_a_relational_noun_is_its_holder_or_it():
    ends = {end for entry in lexicon().relations.values() for end in entry.parts[::2]}

    assert {"holder", "it"} == ends


def test_a_word_list_is_read_by_section_and_name():
    assert "never" in wordlist("modality", "negations")


def test_a_missing_word_list_is_an_error():
    with pytest.raises(KeyError):
        wordlist("modality", "nothing")


@pytest.mark.parametrize(
    ("predicate", "state", "expected"),
    [
        ("works_at", "current", "mira works at Acme"),
        ("works_at", "ended", "mira used to work at Acme"),
        ("responsible_for", "current", "mira is responsible for Acme"),
        ("recommended", "current", "mira recommended Acme"),
    ],
)
def test_a_relation_is_said_as_a_sentence(predicate: str, state: str, expected: str):
    claim = Claimed(
        subject=Referent(name="mira"),
        predicate=predicate,
        object=Referent(name="Acme"),
        raw="work",
        state=state,  # pyright: ignore[reportArgumentType] -- one of the literals
    )

    assert expected == sentence(claim)


def test_a_date_is_said_in_full():
    date = Referent(name="2025-09-06", type="date")
    claim = Claimed(subject=Referent(name="party"), predicate="takes_place_on", object=date, raw="")

    assert "party is on 6 September 2025" == sentence(claim)

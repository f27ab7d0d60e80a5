"""The word tables of extraction/language agree with each other and with the registry."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import extraction
from extraction.agreement import stems, third_person, written_out
from extraction.frames import frames, rule_of
from extraction.lexicon import given_names, kinds_of, lexicon, type_of
from extraction.model import EntityType
from extraction.predicates import registry
from extraction.preparing import irregular_forms, openers
from extraction.temporal import time_phrases
from extraction.wordlists import wordlist

FOLDER = Path(extraction.__path__[0]) / "language"


def table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def repeated(words: list[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def test_no_predicate_is_listed_twice():
    rows = re.findall(
        r'"name": "(\w+)"', (Path(extraction.__path__[0]) / "predicates.json").read_text()
    )

    assert [] == repeated(rows)
    assert len(rows) == len(registry())


def test_every_predicate_is_written_in_lower_snake_case():
    words = [name for row in registry().values() for name in (row.name, *row.aliases)]

    assert [] == [word for word in words if not re.fullmatch(r"[a-z]+(?:_[a-z]+)*", word)]


def test_no_predicate_has_an_alias_twice_or_itself_as_one():
    assert [] == [row.name for row in registry().values() if repeated([row.name, *row.aliases])]


def test_no_inverse_is_another_name_of_its_own_predicate():
    rows = registry().values()

    assert [] == [row.name for row in rows if row.inverse in {row.name, *row.aliases}]


def test_two_predicates_are_each_others_inverse_or_one_has_none():
    pairs = [
        (row, registry()[row.inverse]) for row in registry().values() if row.inverse in registry()
    ]

    assert [] == [(one.name, two.name) for one, two in pairs if two.inverse not in {"", one.name}]


def test_only_a_relation_between_entities_is_symmetric():
    symmetric = [row for row in registry().values() if row.inverse == "symmetric"]

    assert {"entity"} == {row.object for row in symmetric}


def test_every_predicate_says_what_it_means():
    assert [] == [row.name for row in registry().values() if not row.meaning.strip()]


@pytest.mark.parametrize("section", ["sentences", "ended"])
def test_every_template_is_of_a_predicate_and_names_both_ends(section: str):
    templates = table("templates")[section]

    assert [] == [name for name in templates if name not in registry()]
    assert [] == [
        name
        for name, text in templates.items()
        if sorted(re.findall(r"{\w}", text)) != ["{o}", "{s}"]
    ]


def test_what_has_ended_is_said_otherwise_than_what_holds():
    templates = table("templates")

    assert [] == [
        name
        for name, text in templates["ended"].items()
        if text == templates["sentences"].get(name)
    ]


def test_no_verb_has_the_same_rule_twice():
    assert [] == [verb for verb, rules in frames().verbs.items() if len(set(rules)) < len(rules)]


def test_no_adjective_or_noun_has_the_same_rule_twice():
    words = [*frames().adjectives.items(), *frames().nouns.items()]

    assert [] == [word for word, rules in words if len(set(rules)) < len(rules)]


def test_every_mark_of_a_rule_is_one_that_is_read():
    known = re.compile(r"\S+ \S+ \S+(?: ended| begun| needs \S+| lacks \S+)*")
    entries = tomllib.loads((FOLDER / "frames.toml").read_text("utf-8")).values()
    rules = [rule for section in entries for entry in section for rule in entry["rules"]]

    assert [] == [rule for rule in rules if not known.fullmatch(rule)]


@pytest.mark.parametrize(
    ("mark", "state"), [("", ""), (" begun", "begun"), (" ended", "ended"), (" needs x", "")]
)
def test_a_rule_holds_unless_it_says_that_it_begins_or_ends(mark: str, state: str):
    assert state == rule_of(f"subject likes object{mark}").state


def test_a_slot_may_have_several_names_and_types():
    rule = rule_of("subject visited in|at:?place|organization")

    assert (("in", "at"), ("place", "organization")) == (rule.right.names, rule.right.types)


def test_every_type_of_a_noun_is_an_entity_type():
    known = set(get_args(EntityType))

    assert set(lexicon().types.values()) <= known
    assert set(lexicon().tails.values()) <= known


@pytest.mark.parametrize("section", ["types", "gender", "kinds", "tails"])
def test_no_noun_is_listed_twice_in_one_list(section: str):
    lists = table("nouns")[section]

    assert {} == {
        name: twice for name, words in lists.items() if (twice := repeated(words.split()))
    }


def test_no_noun_has_two_genders():
    nouns = [noun for words in table("nouns")["gender"].values() for noun in words.split()]

    assert [] == repeated(nouns)


def test_no_given_name_is_listed_twice_or_in_capitals():
    lines = (FOLDER / "given_names.txt").read_text("utf-8").splitlines()
    names = [line.rsplit(" ", 1)[0] for line in lines if not line.startswith("#")]

    assert [] == repeated(names)
    assert [] == [name for name in given_names() if name != name.lower()]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("sister-in-law", "person"), ("mother-in-law", "person"), ("nosuchnoun", None), ("", None)],
)
def test_a_compound_has_the_type_of_one_of_its_parts(noun: str, expected: str | None):
    assert expected == type_of(noun)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("rosuvastatin", {"medicine"}),
        ("esomeprazole", {"medicine"}),
        ("volcanologist", {"profession"}),
        ("pril", set[str]()),
        ("adine", set[str]()),
    ],
)
def test_an_ending_tells_a_kind_of_long_words_only(noun: str, expected: set[str]):
    assert expected == kinds_of(noun)


def test_every_irregular_form_leads_to_one_verb():
    forms = irregular_forms()

    assert ("go", "see", "leave", "find") == tuple(
        forms[one] for one in ("went", "saw", "left", "found")
    )
    assert [] == [verb for verb in forms.values() if verb != verb.lower() or not verb.isalpha()]


def test_no_opener_of_a_message_is_made_wrongly():
    assert {"moved", "moving", "went", "married", "just"} <= openers()
    assert {"moveing", "moveed", "goed", "comed"}.isdisjoint(openers())


@pytest.mark.parametrize(
    "verb", ["tear", "teach", "try", "play", "fix", "wash", "pass", "undo", "Go"]
)
def test_a_third_person_leads_back_to_its_verb(verb: str):
    assert verb.lower() in stems(third_person(verb).lower())


@pytest.mark.parametrize("word", ["WO", "Ca", "n't", "gon"])
def test_what_is_written_out_is_a_whole_word(word: str):
    assert written_out(word).isalpha()
    assert word != written_out(word)


def test_every_closed_list_has_words_in_small_letters():
    lists = [(section, name) for section, names in table("words").items() for name in names]

    assert [] == [pair for pair in lists if not wordlist(*pair)]
    assert [] == [word for pair in lists for word in wordlist(*pair) if word != word.lower()]


def test_every_month_and_weekday_of_the_table_can_be_resolved():
    words = table("times")["words"]
    texts = [f"{month} 5" for month in words["month"].split("|")]
    texts += [f"on {day}" for day in words["weekday"].split("|")]
    today = date(2025, 5, 5)

    assert [] == [
        text for text in texts if [p.past for p in time_phrases(text, today)] in ([], [None])
    ]

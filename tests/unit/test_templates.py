"""How a relation is said when its words are no sentence."""

import pytest

from extraction.model import EntityType
from extraction.noun_phrases import NounPhrase
from extraction.referents import Referent
from extraction.relating import Claimed
from extraction.templates import introduced, sentence
from tests.unit.growing import grown

CURRENT = [
    ("named", "Bo", "Ida is called Bo"),
    ("age", "31", "Ida is 31 years old"),
    ("lives_in", "Oslo", "Ida lives in Oslo"),
    ("born_in", "Oslo", "Ida was born in Oslo"),
    ("originally_from", "Oslo", "Ida is originally from Oslo"),
    ("married_to", "Per", "Ida is married to Per"),
    ("parent_of", "Per", "Ida is a parent of Per"),
    ("sibling_of", "Per", "Per is a sibling of Ida"),
    ("relative_of", "Per", "Per is a relative of Ida"),
    ("works_at", "Spar", "Ida works at Spar"),
    ("reports_to", "Per", "Ida reports to Per"),
]
ENDED = [
    ("works_at", "Spar", "Ida used to work at Spar"),
    ("lives_in", "Oslo", "Ida used to live in Oslo"),
    ("married_to", "Per", "Ida was married to Per"),
    ("has_pet", "Rex", "Ida used to have the pet Rex"),
    ("owns", "Comet", "Ida used to own Comet"),
]


def referent(name: str, type_: EntityType = "person") -> Referent:
    return Referent(name=name, type=type_, is_named=True)


def claim(predicate: str, target: str, *, raw: str = "", type_: EntityType = "person") -> Claimed:
    return Claimed(
        subject=referent("Ida"), predicate=predicate, object=referent(target, type_), raw=raw
    )


def sister() -> NounPhrase:
    words = grown("sister/NN/root Mira/NNP/appos<sister").words
    return NounPhrase(head=words[0], name=[words[1]], nouns=[words[0]])


@pytest.mark.parametrize(("predicate", "target", "expected"), CURRENT)
def test_a_relation_has_a_sentence_of_its_own(predicate: str, target: str, expected: str):
    assert expected == sentence(claim(predicate, target))


@pytest.mark.parametrize(("predicate", "target", "expected"), ENDED)
def test_what_is_over_is_said_to_be_over(predicate: str, target: str, expected: str):
    ended = claim(predicate, target)
    ended.state = "ended"

    assert expected == sentence(ended)


def test_a_relation_that_has_no_sentence_is_spelled_out():
    assert "Ida hums along Boleros" == sentence(claim("hums_along", "Boleros"))


def test_a_whole_date_is_spoken():
    assert "Ida was born on 9 March 2026" == sentence(claim("birthday", "2026-03-09", type_="date"))


def test_a_name_that_looks_like_a_date_is_no_date():
    assert "Ida is called 2026-03-09" == sentence(claim("named", "2026-03-09", type_="literal"))


def test_kinship_is_said_with_the_noun_of_its_phrase():
    assert "Ida's sister is Mira" == sentence(claim("sibling_of", "Mira", raw="sister"), sister())


def test_kinship_of_another_noun_is_said_by_the_table():
    other = claim("sibling_of", "Mira", raw="brother")

    assert "Mira is a sibling of Ida" == sentence(other, sister())


def test_kinship_that_is_over_is_said_by_the_table():
    ended = claim("married_to", "Mira", raw="wife")
    ended.state = "ended"

    assert "Ida was married to Mira" == sentence(ended, sister())


def test_a_phrase_without_a_name_is_said_by_the_table():
    phrase = sister()
    phrase.name = []

    assert "Mira is a sibling of Ida" == sentence(claim("sibling_of", "Mira", raw="sister"), phrase)


def test_a_name_that_is_told_is_introduced():
    told = claim("named", "Maya", raw="be", type_="literal")

    assert "Ida is called Maya, 31" == introduced("Ida is Maya, 31", [told], [])


def test_who_bears_a_new_name_is_called_as_before():
    renamed = referent("Rex", "animal")
    renamed.aliases = ["sam's dog"]

    assert "sam's dog is called Rex" == introduced("Rex is called Rex", [], [renamed])
    assert "sam's dog is called Rex" == introduced("Rex's name is Rex", [], [renamed])


def test_a_name_that_nobody_had_before_stays_as_it_was_said():
    assert "Rex is called Rex" == introduced("Rex is called Rex", [], [referent("Rex", "animal")])


def test_other_sentences_stay_as_they_were_said():
    assert "Ida lives in Oslo" == introduced("Ida lives in Oslo", [claim("lives_in", "Oslo")], [])


@pytest.mark.parametrize("name", ["difficult times", "2023", "2023-06", "2023-02-30"])
def test_a_time_that_is_no_day_is_said_as_it_was(name: str):
    assert f"Ida likes {name}" == sentence(claim("likes", name, type_="date"))

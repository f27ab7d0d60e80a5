"""What counts as a name that is none, and which predicates may be one."""

import pytest

from app.services.hygiene import is_junk, synonyms
from graph.hygiene import Tied
from tests.unit.wiring import tie


def named(name: str, type_: str = "person", *, is_self: bool = False) -> Tied:
    return Tied(id=name, name=name, type=type_, is_self=is_self, mentions=1, degree=1)


@pytest.mark.parametrize("name", ["it", "They", "something", "x", "?!", " ", "a" * 81])
def test_what_names_nothing_is_junk(name: str):
    assert is_junk(named(name))


@pytest.mark.parametrize("name", ["Ada", "Bo", "李", "C3", "New York", "3M", "a" * 80])
def test_a_name_is_none(name: str):
    assert not is_junk(named(name))


@pytest.mark.parametrize("type_", ["literal", "date"])
def test_a_value_may_be_one_digit(type_: str):
    assert not is_junk(named("7", type_))


def test_the_owner_may_be_called_anything():
    assert not is_junk(named("u", is_self=True))


def pairs(*lines: str) -> set[tuple[str, str]]:
    return {one.predicates for one in synonyms([tie(line) for line in lines])}


def test_predicates_that_are_spelt_alike_may_be_one():
    assert {("works_with", "works_wth")} == pairs("A works_with B", "C works_wth D")


def test_predicates_between_the_same_two_may_be_one():
    assert {("colleague_of", "works_with")} == pairs(
        "A works_with B", "A colleague_of B", "B works_with C", "B colleague_of C"
    )


def test_one_pair_in_common_is_chance():
    assert set() == pairs("A knows B", "A employs B")


def test_predicates_that_have_nothing_in_common_are_two():
    assert set() == pairs("A knows B", "A lives_in O", "B knows C", "B lives_in O")


def test_the_most_alike_come_first():
    found = synonyms(
        [tie(line) for line in ("A works_at B", "A work_at C", "A worked_with D", "A work_with E")]
    )

    assert ("work_at", "works_at") == found[0].predicates

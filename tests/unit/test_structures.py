"""Communities and ranks of graphs that are written down as lines."""

from itertools import combinations

import pytest

from app.services.structures import MEASURES, Measure, _communities, _digest
from tests.unit.wiring import tie

LEFT = [tie(f"{a} knows {b}") for a, b in combinations("ABC", 2)]
RIGHT = [tie(f"{a} works_with {b}") for a, b in combinations("XYZ", 2)]
BRIDGE = tie("C knows X")


def groups(relations: list) -> list[set[str]]:
    return [{one.name for one in group.entities} for group in _communities(relations)]


def test_two_knots_are_two_communities():
    assert [set("ABC"), set("XYZ")] == sorted(groups([*LEFT, *RIGHT, BRIDGE]), key=sorted)


def test_a_community_names_what_it_mostly_says():
    found = _communities([*LEFT, *RIGHT, BRIDGE])

    assert {("knows",), ("works_with",)} == {tuple(one.predicates) for one in found}


def test_the_larger_community_comes_first():
    assert [3, 2] == [one.size for one in _communities([*LEFT, tie("X knows Y")])]


def test_who_is_the_owner_joins_nobody():
    owner = [tie(f"Me likes {one}", source_is_self=True) for one in "ABCXYZ"]

    assert [set("ABC"), set("XYZ")] == sorted(groups([*LEFT, *RIGHT, *owner]), key=sorted)


def test_mere_values_join_nobody():
    ages = [tie(f"{one} age 31", target_type="literal") for one in "AX"]

    assert [] == groups(ages)


def test_a_relation_to_itself_is_no_community():
    assert [] == groups([tie("A likes A")])


def test_nothing_has_no_communities():
    assert [] == groups([])


@pytest.mark.parametrize("measure", ["pagerank", "degree", "betweenness"])
def test_the_middle_of_a_star_is_the_most_central(measure: Measure):
    star = [tie(f"Hub knows {one}") for one in "ABCD"]
    first, *others = MEASURES[measure](star)

    assert ("Hub", 1.0) == (first.name, first.score)
    assert ["A", "B", "C", "D"] == [one.name for one in others]


@pytest.mark.parametrize("measure", ["pagerank", "degree", "betweenness"])
def test_nothing_is_not_central(measure: Measure):
    assert [] == MEASURES[measure]([])


def test_what_is_said_twice_counts_twice():
    found = MEASURES["degree"]([tie("A knows B"), tie("A likes B"), tie("A knows C")])

    assert {"A": 1.0, "B": 0.666667, "C": 0.333333} == {one.name: one.score for one in found}


def test_one_graph_has_one_digest_in_any_order():
    assert _digest([*LEFT, BRIDGE]) == _digest([BRIDGE, *reversed(LEFT)])


def test_another_name_is_another_graph():
    assert _digest([tie("A knows B")]) != _digest([tie("A knows B", source="Ada")])

"""A node beside a relation has only the labels that the relation's type joins."""

import pytest

from tests.services.cypher.sending import shortened


def labels(pattern: str) -> list[str]:
    """Give what each node of a pattern may be, in its order."""
    text = shortened(f"MATCH {pattern} RETURN 1 AS x")
    return [part.split(" ", 1)[0] for part in text.split("(:")[1:]]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("()-[:RELATES_TO]->()", ["Entity", "Entity"]),
        ("()-[:MENTIONS]->()", ["Memory", "Entity"]),
        ("()<-[:MENTIONS]-()", ["Entity", "Memory"]),
        ("()-[:MENTIONS]-()", ["Memory|Entity", "Memory|Entity"]),
        ("()<-[:MENTIONS]->()", ["Memory|Entity", "Memory|Entity"]),
        ("()-[:IN_SCOPE]->()", ["Memory", "Scope"]),
        ("()-[:EXTRACTED_FROM]->()", ["Memory", "Message"]),
        ("()-[:PART_OF]->()", ["Message", "Event"]),
        ("()-[:SUPERSEDES]->()", ["Memory", "Memory"]),
        ("()-[:SAME_AS]-()", ["Entity", "Entity"]),
        ("()-[:MENTIONS|IN_SCOPE]->()", ["Memory", "Entity|Scope"]),
        ("()-->()", ["Memory|Entity|Message", "LABELS"]),
        ("()--()", ["LABELS", "LABELS"]),
        ("()-[:!MENTIONS]->()", ["Memory|Entity|Message", "LABELS"]),
    ],
)
def test_a_type_tells_the_labels_of_both_ends(pattern: str, expected: list[str]):
    assert expected == labels(pattern)


def test_a_node_between_two_relations_fits_both():
    found = labels("()-[:EXTRACTED_FROM]->()-[:PART_OF]->()")

    assert ["Memory", "Message", "Event"] == found


def test_a_node_that_fits_neither_of_its_relations_may_be_anything_and_is_nothing():
    found = labels("()-[:IN_SCOPE]->()-[:PART_OF]->()")

    assert ["Memory", "LABELS", "Event"] == found


@pytest.mark.parametrize(
    "relation",
    ["-[:MENTIONS*1..2]->", "-[:MENTIONS*..2]->", "-[:MENTIONS]->{1,2}", "-[:MENTIONS]->{2}"],
)
def test_a_relation_that_comes_at_least_once_tells_its_ends(relation: str):
    assert ["Memory", "Entity"] == labels(f"(){relation}()")


@pytest.mark.parametrize(
    "relation",
    ["-[:MENTIONS*0..2]->", "-[:MENTIONS*0]->", "-[:MENTIONS]->{0,2}", "-[:MENTIONS]->{,2}"],
)
def test_a_relation_that_may_be_left_out_tells_nothing(relation: str):
    assert ["LABELS", "LABELS"] == labels(f"(){relation}()")


def test_a_relation_that_may_be_left_out_hides_no_other():
    found = labels("()-[:EXTRACTED_FROM]->()-[:PART_OF*0..1]->()")

    assert ["Memory", "Message", "LABELS"] == found


def test_beside_a_path_in_brackets_a_node_may_be_anything():
    found = labels("()(()-[:MENTIONS]->()){1,2}()")

    assert ["LABELS", "Memory", "Entity", "LABELS"] == found


def test_a_label_that_was_asked_for_stays():
    found = labels("(:Memory)-[:MENTIONS]->(:Person)")

    assert ["`Memory`", "(`Person`)&(Entity)"] == found

"""Drawings put together from relations, and the ways through them."""

from app.services.nets import Node, net
from app.services.paths import Ends, _connection
from graph.model import Relation
from tests.unit.wiring import SEEN, tie


def ways(start: str, end: str, *relations: Relation) -> list[list[str]]:
    ends = Ends(from_id=start, to_id=end)
    found = _connection(ends, {one.id: one for one in relations}, SEEN, is_exact=True)
    return [[f"{hop.from_name}>{hop.to_name}" for hop in path] for path in found.paths]


def test_an_entity_is_drawn_once():
    drawn = net([tie("A knows B"), tie("B likes C")], SEEN, is_complete=True)

    assert ["A", "B", "C"] == [node.name for node in drawn.nodes]
    assert [1, 2, 1] == [node.degree for node in drawn.nodes]


def test_what_is_left_out_is_counted():
    drawn = net([tie("A knows B")], SEEN, is_complete=False, degrees={"A": 5, "B": 1})

    assert [("A", 5, 4), ("B", 1, 0)] == [
        (node.name, node.degree, node.hidden) for node in drawn.nodes
    ]
    assert not drawn.is_complete


def test_an_entity_may_be_drawn_alone():
    alone = Node(id="A", name="A", type="person", is_self=False, degree=0)
    drawn = net([], SEEN, is_complete=True, others=[alone])

    assert [alone] == drawn.nodes


def test_a_relation_to_itself_counts_once():
    (node,) = net([tie("A likes A")], SEEN, is_complete=True).nodes

    assert 1 == node.degree


def test_a_folded_one_is_marked():
    drawn = net([tie("A knows B")], SEEN, is_complete=True, folded={"B"})

    assert {"A": False, "B": True} == {node.name: node.is_folded for node in drawn.nodes}


def test_a_way_goes_against_relations_too():
    assert [["A>B", "B>C"]] == ways("A", "C", tie("A knows B"), tie("C likes B"))


def test_all_of_the_shortest_ways_are_given_but_three_at_most():
    through = [tie(f"A knows {one}") for one in "BCDE"] + [tie(f"{one} knows Z") for one in "BCDE"]

    assert 3 == len(ways("A", "Z", *through))


def test_no_way_leads_through_a_value():
    ages = [tie(f"{one} age 31", target_type="literal") for one in "AB"]

    assert [] == ways("A", "B", *ages)
    assert [["A>31"]] == ways("A", "31", *ages)


def test_where_nothing_leads_there_is_no_way():
    assert [] == ways("A", "Z", tie("A knows B"))


def test_from_an_entity_to_itself_there_is_nothing_to_go():
    assert [[]] == ways("A", "A", tie("A knows B"))

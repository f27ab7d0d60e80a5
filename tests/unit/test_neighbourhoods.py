"""How a walk takes relations in, folds hubs and stops at its limit."""

from app.services.neighbourhoods import MOST_FRONTIER, Surroundings, _Walk
from tests.unit.wiring import tie


def walk(limit: int = 10) -> _Walk:
    begun = _Walk(Surroundings(entity_id="A", limit=limit))
    begun.degrees = {"A": 3}
    return begun


def test_it_begins_at_the_entity():
    assert ["A"] == walk().frontier


def test_new_ends_are_the_next_to_be_walked_from():
    begun = walk()
    fresh = begun.take([tie("A knows B"), tie("C knows A")])

    assert ["B", "C"] == fresh == begun.frontier
    assert ["A knows B", "C knows A"] == list(begun.relations)


def test_what_is_known_is_not_walked_from_again():
    begun = walk()
    begun.degrees["B"] = 1
    fresh = begun.take([tie("A knows B"), tie("B knows C")])

    assert ["C"] == fresh


def test_mere_values_are_shown_and_not_walked_from():
    begun = walk()
    fresh = begun.take([tie("A age 31", target_type="literal"), tie("A knows B")])

    assert ["31", "B"] == fresh
    assert ["B"] == begun.frontier


def test_it_stops_at_its_limit_and_says_so():
    begun = walk(limit=1)
    begun.take([tie("A knows B"), tie("A knows C")])

    assert ["A knows B"] == list(begun.relations)
    assert not begun.is_complete


def test_what_it_has_does_not_count_against_the_limit_again():
    begun = walk(limit=1)
    begun.take([tie("A knows B")])
    begun.take([tie("A knows B")])

    assert begun.is_complete


def test_hubs_are_folded():
    begun = walk()
    begun.degrees |= {"B": 51, "C": 50}
    begun.frontier = ["B", "C"]
    begun.fold(50)

    assert ({"B"}, ["C"]) == (begun.folded, begun.frontier)
    assert begun.is_complete


def test_too_many_at_once_are_cut_and_it_says_so():
    begun = walk()
    begun.frontier = [f"E{number}" for number in range(MOST_FRONTIER + 1)]
    begun.fold(50)

    assert MOST_FRONTIER == len(begun.frontier)
    assert not begun.is_complete

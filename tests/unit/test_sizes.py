"""How large the values of a query are counted."""

import pytest

from app.services.cypher.sizes import LONG_LIST, SMALL, STORED, Size, Sizes, joined, larger, listed
from app.services.cypher.sizes import measured as measure


@pytest.mark.parametrize(
    ("value", "total", "items", "element"),
    [
        (1, 1, 0, 1),
        (None, 1, 0, 1),
        (True, 1, 0, 1),
        ("", 1, 0, 1),
        ("x" * 250, 3.5, 250, 1),
        ([], 1, 0, 1),
        ([1, 2, 3], 4, 3, 1),
        (["x" * 100, 1], 4, 2, 2),
        ([[1], [1, 2, 3]], 7, 2, 4),
        ({}, 1, 1, 1),
        ({"a": 1, "b": [1]}, 4, 4, 4),
    ],
)
def test_a_parameter_is_as_large_as_all_that_is_in_it(
    value: object, total: float, items: float, element: float
):
    assert Size(total=total, items=items, element=element) == measure(value)


def test_a_list_of_large_things_is_as_large_as_all_of_them():
    found = listed(10, Size(total=7, items=3, element=2))

    assert Size(total=71, items=10, element=7) == found


def test_a_list_of_nothing_is_small():
    assert Size(total=1, items=0, element=1) == listed(0, SMALL)


def test_values_put_together_are_as_large_as_both():
    one, other = Size(total=3, items=2, element=5), Size(total=4, items=1, element=6)

    assert Size(total=7, items=3, element=6) == joined([one, other])
    assert Size(total=0, items=0, element=1) == joined([])


def test_either_of_two_values_is_as_large_as_the_larger_of_each():
    one, other = Size(total=3, items=2, element=5), Size(total=4, items=1, element=6)

    assert Size(total=4, items=2, element=6) == larger([one, other])
    assert Size(total=1, items=0, element=1) == larger([])


def test_an_element_is_a_list_of_its_own_size_at_most():
    assert Size(total=7, items=7, element=7) == Size(total=99, items=9, element=7).inner


def test_a_name_that_is_not_known_is_a_stored_thing():
    sizes = Sizes(variables={}, parameters={})

    assert STORED == sizes.of("n")
    assert LONG_LIST == sizes.having(n=LONG_LIST).of("n")


def test_names_of_an_inner_clause_are_not_known_outside():
    outer = Sizes(variables={"a": SMALL}, parameters={"p": LONG_LIST})
    inner = outer.inside.having(b=LONG_LIST, a=STORED)

    assert (SMALL, STORED) == (outer.of("a"), outer.of("b"))
    assert (STORED, LONG_LIST, LONG_LIST) == (inner.of("a"), inner.of("b"), inner.parameters["p"])
    assert (False, True) == (outer.is_inside, inner.is_inside)

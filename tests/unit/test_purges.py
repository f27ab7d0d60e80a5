import pytest

from app.services.errors import InvalidRequestError
from app.services.purges import purge
from graph.model import All, AnyOf, Condition, ScopeIds

MIRA = Condition(field="user_id", operator="eq", value="mira")
ANY_USER = Condition(field="user_id", operator="any")
ANY_AGENT = Condition(field="agent_id", operator="any")


def parts(tree: object) -> set[object]:
    """Give the conditions that a tree joins with AND."""
    return set(tree.parts) if isinstance(tree, All) else {tree}


@pytest.mark.parametrize("filters", [None, {}, ""])
@pytest.mark.parametrize("metadata", [None, {}])
def test_nothing_said_deletes_nothing(filters: object, metadata: object):
    with pytest.raises(InvalidRequestError):
        purge(ScopeIds(), filters=filters, metadata=metadata)


def test_an_id_is_what_is_deleted():
    assert {MIRA} == parts(purge(ScopeIds(user_id="mira")))


def test_several_ids_narrow_each_other():
    tree = purge(ScopeIds(user_id="mira", run_id="r"))

    assert {MIRA, Condition(field="run_id", operator="eq", value="r")} == parts(tree)


def test_a_star_alone_is_everything_with_such_an_id():
    assert AnyOf(parts=(ANY_USER,)) in parts(purge(ScopeIds(user_id="*")))


def test_stars_are_a_union():
    assert AnyOf(parts=(ANY_USER, ANY_AGENT)) in parts(purge(ScopeIds(user_id="*", agent_id="*")))


def test_four_stars_are_everything():
    assert All() == purge(ScopeIds(user_id="*", agent_id="*", app_id="*", run_id="*"))


def test_a_star_beside_an_id_narrows_it():
    assert {MIRA, ANY_AGENT} == parts(purge(ScopeIds(user_id="mira", agent_id="*")))


def test_filters_narrow_the_ids():
    tree = purge(ScopeIds(user_id="mira"), filters={"run_id": "r"})

    assert {MIRA, Condition(field="run_id", operator="eq", value="r")} == parts(tree)


def test_filters_alone_are_enough():
    assert {MIRA} == parts(purge(ScopeIds(), filters={"user_id": "mira"}))


def test_an_unknown_filter_is_refused():
    with pytest.raises(InvalidRequestError):
        purge(ScopeIds(user_id="mira"), filters={"nonsense": 1})

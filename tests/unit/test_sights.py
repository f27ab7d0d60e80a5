"""What a read of the graph may show, by its address."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.routes.clocks import Clocks
from app.routes.sights import (
    Narrowing,
    ids_of,
    narrowing_of,
    predicates_of,
    visibility_of,
    visibility_of_one,
)
from app.services.errors import InvalidRequestError
from graph.model import Access, All, Condition, Project, ScopeIds, Visibility

THEN = datetime(2026, 6, 1, tzinfo=UTC)
PROJECT = Project(id="p", organization_id="o", name="n", created_at="", updated_at="")
READER = Access(key_id="k", member_id="m", email=None, role="READER", project=PROJECT)
MIRA = Condition(field="user_id", operator="eq", value="mira")


def seen(ids: ScopeIds, clocks: Clocks | None = None, **changes: Any) -> Visibility:
    return visibility_of(READER, ids, Narrowing(**changes), clocks or Clocks())


def test_an_id_narrows():
    found = seen(ScopeIds(user_id="mira"))

    assert ("p", MIRA) == (found.project_id, found.filter)


def test_a_filter_in_json_narrows():
    assert "mira" in repr(seen(ScopeIds(), filters='{"user_id": "mira"}').filter)


def test_a_list_without_a_scope_is_refused():
    with pytest.raises(InvalidRequestError) as caught:
        seen(ScopeIds())

    assert "filters" == caught.value.field


def test_an_id_that_is_excluded_is_no_scope():
    with pytest.raises(InvalidRequestError):
        seen(ScopeIds(), filters='{"NOT": [{"user_id": "mira"}]}')


def test_a_whole_project_is_asked_for_in_words():
    assert All() == seen(ScopeIds(), whole_project=True).filter


def test_around_an_id_no_scope_is_needed():
    assert All() == visibility_of_one(READER, ScopeIds(), Narrowing(), Clocks()).filter


def test_the_clocks_and_what_else_to_show_are_passed_on():
    found = seen(
        ScopeIds(user_id="mira"),
        Clocks(as_of=THEN, known_at=THEN),
        include_ended=True,
        show_expired=True,
    )

    assert (THEN, THEN) == (found.as_of, found.known_at)
    assert found.include_ended
    assert found.show_expired


@pytest.mark.parametrize("filters", ["{", "[]", "1", '"x"', "{" * 2000, "\ud800"])
def test_what_is_no_filter_is_refused(filters: str):
    with pytest.raises(InvalidRequestError) as caught:
        seen(ScopeIds(user_id="mira"), filters=filters)

    assert "filters" == caught.value.field


def test_empty_ids_name_nothing():
    assert ScopeIds() == ids_of("", "", "", "")


def test_by_default_nothing_more_is_shown():
    assert Narrowing() == narrowing_of()


def test_predicates_are_words_between_commas():
    assert ["knows", "likes"] == predicates_of(" knows, likes ,")
    assert [] == predicates_of(None)


def test_too_many_predicates_are_refused():
    with pytest.raises(InvalidRequestError):
        predicates_of(",".join(f"p{number}" for number in range(51)))

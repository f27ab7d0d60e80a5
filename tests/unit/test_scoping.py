import pytest

from app.services.scoping import as_speaker, owner, scope_key, scope_rows
from graph.model import ScopeIds

ALL = ScopeIds(user_id="u", agent_id="a", app_id="p", run_id="r")


@pytest.mark.parametrize(
    ("ids", "kind", "external_id"),
    [
        (ALL, "user", "u"),
        (ScopeIds(agent_id="a", app_id="p", run_id="r"), "agent", "a"),
        (ScopeIds(app_id="p", run_id="r"), "app", "p"),
        (ScopeIds(run_id="r"), "run", "r"),
    ],
)
def test_the_owner_is_the_user_else_the_agent_the_app_the_run(
    ids: ScopeIds, kind: str, external_id: str
):
    whose = owner("project", ids)

    assert (kind, external_id) == (whose.kind, whose.external_id)


def test_the_same_name_is_another_owner_in_another_project_or_of_another_kind():
    keys = {
        owner("one", ScopeIds(user_id="x")).key,
        owner("two", ScopeIds(user_id="x")).key,
        owner("one", ScopeIds(agent_id="x")).key,
    }

    assert 3 == len(keys)


def test_parts_of_a_key_do_not_run_into_each_other():
    assert scope_key("p", "user", "ab") != scope_key("pu", "user", "ab")


def test_every_id_is_a_scope_with_a_number_that_javascript_can_hold():
    rows = scope_rows("project", ALL)

    assert ["user", "agent", "app", "run"] == [row.kind for row in rows]
    assert all(0 <= row.number < 2**53 for row in rows)
    assert 4 == len({row.number for row in rows})


@pytest.mark.parametrize(
    ("is_agent", "expected"),
    [
        (False, ScopeIds(user_id="u", app_id="p", run_id="r")),
        (True, ScopeIds(agent_id="a", app_id="p", run_id="r")),
    ],
)
def test_of_a_user_and_an_agent_the_speaker_counts(is_agent: bool, expected: ScopeIds):
    assert expected == as_speaker(ALL, is_agent=is_agent)


@pytest.mark.parametrize("is_agent", [True, False])
def test_one_of_the_two_alone_is_kept_whoever_spoke(is_agent: bool):
    ids = ScopeIds(user_id="u", run_id="r")

    assert ids == as_speaker(ids, is_agent=is_agent)

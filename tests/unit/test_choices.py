import pytest

from app.services.choices import Choice, filter_key, lane_key, named, only_ids, scope_keys
from app.services.errors import InvalidRequestError
from app.services.scoping import owner, scope_key
from graph.model import ScopeIds


def _key(filters: dict[str, object] | None = None, **ids: str) -> str:
    return filter_key(Choice(filters=filters, ids=ScopeIds(**ids)).tree())


@pytest.mark.parametrize(
    "filters",
    [
        {"user_id": "mira"},
        {"userId": "mira"},
        {"AND": [{"user_id": "mira"}]},
        {"AND": [{"AND": [{"user_id": "mira"}]}]},
        {"user_id": {"eq": "mira"}},
    ],
    ids=str,
)
def test_the_same_choice_in_other_words_has_the_same_key(filters: dict[str, object]):
    assert _key(user_id="mira") == _key(filters)


def test_the_order_of_conditions_does_not_matter():
    one: dict[str, object] = {"AND": [{"user_id": "mira"}, {"categories": {"in": ["food"]}}]}
    other: dict[str, object] = {"AND": [{"categories": {"in": ["food"]}}, {"user_id": "mira"}]}

    assert _key(one) == _key(other)


@pytest.mark.parametrize(
    "filters",
    [
        {"user_id": "noor"},
        {"agent_id": "mira"},
        {"user_id": "mira", "run_id": "r"},
        {"OR": [{"user_id": "mira"}, {"user_id": "noor"}]},
        {"AND": [{"user_id": "*"}, {"NOT": {"user_id": "mira"}}]},
    ],
    ids=str,
)
def test_another_choice_has_another_key(filters: dict[str, object]):
    assert _key(user_id="mira") != _key(filters)


@pytest.mark.parametrize("filters", [None, {}, {"categories": {"in": ["x"]}}], ids=str)
def test_a_choice_without_a_scope_is_refused(filters: dict[str, object] | None):
    with pytest.raises(InvalidRequestError, match="One of the filters"):
        Choice(filters=filters).tree()


def test_every_scope_that_is_named_is_known():
    tree = Choice(
        filters={
            "OR": [{"user_id": {"in": ["mira", "noor"]}}, {"agent_id": "bot"}],
            "NOT": {"run_id": "r"},
        }
    ).tree()

    assert [("user", "mira"), ("user", "noor"), ("agent", "bot"), ("run", "r")] == named(tree)
    assert scope_key("p", "run", "r") in scope_keys("p", tree)
    assert ScopeIds(agent_id="bot", run_id="r") == only_ids(tree)


def test_a_star_names_nobody():
    assert [] == named(Choice(filters={"user_id": "*"}).tree())


def test_a_job_waits_on_its_owners_lane_else_on_the_projects():
    ids = ScopeIds(user_id="mira", run_id="r")

    assert owner("p", ids).key == lane_key("p", ids)
    assert lane_key("p", ScopeIds()) != lane_key("q", ScopeIds())

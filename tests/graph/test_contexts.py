from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.contexts import earlier_messages, known_entities
from graph.keys import OWNER, hashed
from graph.model import ScopeIds
from graph.session import Graph
from tests.services.working import Desk


@pytest.fixture
def desk(graph: Graph, project_id: str, tmp_path: Path) -> Desk:
    """A project of its own with everything that writes to it."""
    return Desk(graph, project_id, tmp_path / "run")


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=1)


async def earlier(desk: Desk, ids: ScopeIds, limit: int = 10) -> list[str | None]:
    found = await desk.graph.read(
        earlier_messages, desk.access.project.id, ids, before=soon(), limit=limit
    )
    return [message.text for message in found]


async def known(desk: Desk, *words: str, user_id: str = "mira") -> list[str]:
    owner_key = hashed(OWNER, desk.access.project.id, "user", user_id)
    found = await desk.graph.read(known_entities, owner_key, words=words, limit=10)
    return [entity.name for entity in found]


async def test_the_last_messages_come_oldest_first(desk: Desk):
    await desk.add("one", "two")
    await desk.add("three", "four")

    assert ["two", "three", "four"] == await earlier(desk, ScopeIds(user_id="mira"), 3)


@pytest.mark.parametrize(
    "ids",
    [
        ScopeIds(user_id="x"),
        ScopeIds(agent_id="x"),
        ScopeIds(app_id="x"),
        ScopeIds(run_id="x"),
    ],
)
async def test_every_kind_of_owner_has_its_own_past(desk: Desk, ids: ScopeIds):
    await desk.add("I likes tea", ids=ids)
    await desk.add("I likes jam", ids=ScopeIds(user_id="somebody else"))

    assert ["I likes tea"] == await earlier(desk, ids)


async def test_of_one_run_only_its_messages_are_given(desk: Desk):
    await desk.add("one", ids=ScopeIds(user_id="mira", run_id="1"))
    await desk.add("two", ids=ScopeIds(user_id="mira", run_id="2"))

    assert ["two"] == await earlier(desk, ScopeIds(user_id="mira", run_id="2"))
    assert ["one", "two"] == await earlier(desk, ScopeIds(user_id="mira"))


async def test_messages_of_another_project_are_never_given(desk: Desk, tmp_path: Path):
    await desk.add("one")
    other = Desk(desk.graph, "another project", tmp_path)

    assert [] == await earlier(other, ScopeIds(user_id="mira"))


async def test_the_owner_comes_first_whatever_is_said(desk: Desk):
    await desk.add("I likes tea. Ann works_at Orbit")

    assert ["mira"] == await known(desk, "nothing")
    assert ["mira", "Orbit"] == await known(desk, "orbit")


async def test_the_best_match_comes_before_the_others(desk: Desk):
    await desk.add("Ann likes green tea. Ann likes tea pots of iron. Ann likes rain")
    names = await known(desk, "green", "tea")

    assert "green tea" == names[0]
    assert {"green tea", "tea pots of iron"} == set(names)


async def test_entities_of_another_owner_are_not_known(desk: Desk):
    await desk.add("Ann works_at Orbit")

    assert [] == await known(desk, "orbit", user_id="somebody else")


async def test_values_are_no_known_things(desk: Desk):
    await desk.add("Ann age 31")

    assert [] == await known(desk, "31")


async def test_without_words_only_the_owner_is_known(desk: Desk):
    await desk.add("I likes tea")

    assert ["mira"] == await known(desk)

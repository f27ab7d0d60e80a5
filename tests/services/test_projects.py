import asyncio

import pytest

from app.services.errors import UnauthenticatedError
from app.services.health import Health
from app.services.keys import KeyRequest, Keys, Selection, new_secret
from app.services.projects import FIRST, Projects
from graph.session import Graph
from tests.fakes import FakeEmbedder


@pytest.fixture
async def new(lone: Graph) -> Graph:
    """A database as the first start finds it."""
    await Health(lone, FakeEmbedder()).prepare()
    return lone


async def test_a_new_database_gets_the_proposed_key(new: Graph):
    first = await Projects(new).first_start(None, "rl-proposed")
    access = await Keys(new).access("rl-proposed")

    assert ("made", "rl-proposed") == (first.outcome, first.secret)
    assert (FIRST.email, "OWNER", FIRST.project) == (
        access.email,
        access.role,
        access.project.name,
    )
    assert access.project.enable_graph
    assert not access.is_operator


async def test_a_home_whose_database_was_wiped_goes_on_with_its_key(new: Graph):
    first = await Projects(new).first_start("rl-kept", "rl-proposed")

    assert ("made", "rl-kept") == (first.outcome, first.secret)
    with pytest.raises(UnauthenticatedError):
        await Keys(new).access("rl-proposed")


async def test_a_second_start_changes_nothing(new: Graph):
    projects = Projects(new)
    await projects.first_start(None, "rl-first")
    again = await projects.first_start("rl-first", "rl-second")

    assert "known" == again.outcome
    assert 1 == len(await Keys(new).list())


async def test_no_key_is_added_to_a_database_that_has_some(new: Graph):
    projects = Projects(new)
    await projects.first_start(None, "rl-first")
    elsewhere = await projects.first_start(None, "rl-second")
    unknown = await projects.first_start("rl-of-another-database", "rl-third")

    assert [("elsewhere", None), ("unknown", "rl-of-another-database")] == [
        (found.outcome, found.secret) for found in (elsewhere, unknown)
    ]
    assert 1 == len(await Keys(new).list())


async def test_of_two_first_starts_at_once_one_is_the_first(new: Graph):
    found = await asyncio.gather(
        *(Projects(new).first_start(None, f"rl-{number}") for number in range(8))
    )

    assert ["elsewhere"] * 7 + ["made"] == sorted(one.outcome for one in found)
    assert 1 == len(await Keys(new).list())


async def test_keys_of_one_database_share_an_organization(new: Graph):
    keys = Keys(new)
    request = KeyRequest(email="a@example.org", project="one", role="OWNER")
    first = await keys.access(await keys.create(request))
    other = KeyRequest(email="a@example.org", project="two", role="OWNER")
    second = await keys.access(await keys.create(other))

    assert first.project.organization_id == second.project.organization_id
    assert first.project.id != second.project.id
    assert first.member_id == second.member_id


async def test_a_listed_key_shows_how_it_begins_and_no_more(new: Graph):
    keys = Keys(new)
    request = KeyRequest(email="a@example.org", project="one", role="READER", is_bound=True)
    secret = await keys.create(request)
    (listed,) = await keys.list()

    assert secret.startswith(listed.prefix)
    assert len(listed.prefix) < len(secret) / 2
    assert ("READER", "a@example.org", "one", True, False) == (
        listed.role,
        listed.email,
        listed.project,
        listed.is_bound,
        listed.is_operator,
    )


async def test_choosing_nothing_or_the_default_is_the_default(new: Graph):
    keys = Keys(new)
    request = KeyRequest(email="a@example.org", project="one", role="OWNER")
    access = await keys.access(await keys.create(request))
    own = Selection(org_id=access.project.organization_id, project_id=access.project.id)

    assert access == await keys.selected(access, Selection())
    assert access == await keys.selected(access, own)


def test_no_two_keys_are_alike():
    assert 100 == len({new_secret() for _ in range(100)})
    assert all(new_secret().startswith("rl-") for _ in range(10))

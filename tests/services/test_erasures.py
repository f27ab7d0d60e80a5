from datetime import UTC, datetime, timedelta

import pytest

from app.services.erasures import Erasures
from app.services.scoping import scope_key
from graph.erasures import ErasureRow, create, find
from graph.errors import NotFoundError
from graph.model import ScopeIds
from tests.services.working import Desk, addition, texts


@pytest.fixture
def erasures(desk: Desk) -> Erasures:
    return Erasures(desk.graph)


async def test_a_scope_goes_with_everything_in_it(desk: Desk, erasures: Erasures):
    await desk.add("I likes tea. I likes jam")
    await desk.add("I likes rain", ids=ScopeIds(user_id="ben"))
    removal = await erasures.delete_scope(desk.access, "user", external_id="mira")
    event = await desk.event(removal.event_id)

    assert ["ben likes rain"] == texts(await desk.memories())
    assert ("DELETE_USER", "SUCCEEDED") == (event.kind, event.state)
    assert "mira" not in event.request


async def test_an_unknown_scope_is_not_found(desk: Desk, erasures: Erasures):
    with pytest.raises(NotFoundError):
        await erasures.delete_scope(desk.access, "user", external_id="nobody")


async def test_a_scope_that_was_deleted_is_not_found_again(desk: Desk, erasures: Erasures):
    await desk.add("I likes tea")
    await erasures.delete_scope(desk.access, "user", external_id="mira")

    with pytest.raises(NotFoundError):
        await erasures.delete_scope(desk.access, "user", external_id="mira")


async def test_a_repeated_deletion_of_a_scope_gives_the_same_event(desk: Desk, erasures: Erasures):
    await desk.add("I likes tea")
    first = await erasures.delete_scope(
        desk.access, "user", external_id="mira", idempotency_key="k"
    )
    second = await erasures.delete_scope(
        desk.access, "user", external_id="mira", idempotency_key="k"
    )

    assert first.event_id == second.event_id


async def test_waiting_events_of_a_deleted_scope_are_cancelled(desk: Desk, erasures: Erasures):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    await erasures.delete_scope(desk.access, "user", external_id="mira")
    event = await desk.event(receipt.event_id)

    assert ("FAILED", "scope deleted") == (event.state, event.error)


async def test_an_event_that_is_under_way_writes_nothing_any_more(desk: Desk, erasures: Erasures):
    receipt = await desk.additions.add(desk.access, addition("I likes tea"))
    task = await desk.leased(receipt.event_id)
    await erasures.delete_scope(desk.access, "user", external_id="mira")
    is_written = await desk.attempts().attempt(task)

    assert not is_written
    assert [] == await desk.memories()


async def test_an_abandoned_erasure_is_finished_by_somebody_else(desk: Desk, erasures: Erasures):
    await desk.add("I likes tea")
    project_id = desk.access.project.id
    row = ErasureRow(
        project_id=project_id,
        scope_key=scope_key(project_id, "user", "mira"),
        kind="user",
        external_id="mira",
        removes_scope=True,
        at=datetime.now(UTC) - timedelta(minutes=5),
    )
    await desk.graph.write(create, row)
    await erasures.resume()
    left = await desk.graph.read(find, 1000)

    assert project_id not in {erasure.project_id for erasure in left}

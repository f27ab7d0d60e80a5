"""What is made of memories: kept while they are, gone with the first that goes."""

from datetime import timedelta

import pytest

from graph import attempts, erasures, exports, profiles, works
from graph.errors import NotFoundError, StalePlanError
from graph.session import Graph
from tests.graph import reading
from tests.graph.test_deletions import delete
from tests.graph.test_erasures import erase, row
from tests.graph.working_out import (
    MADE,
    asked,
    exported,
    exports_left,
    profiled,
    profiles_left,
    remembered,
    state_of,
    work,
)
from tests.graph.writing import THEN, new_id, scope


async def test_an_export_is_kept_and_its_event_ends(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    made = await exported(graph, project_id, said.id)
    found = await graph.read(exports.get, project_id, made.id)

    assert (MADE.fields, "SUCCEEDED", "offline", 1, 1) == (
        found.fields, found.state, found.extractor, found.memories, found.total,
    )  # fmt: skip


async def test_an_export_that_was_asked_for_has_no_fields(graph: Graph, project_id: str):
    made, _ = await asked(graph, project_id)
    found = await graph.read(exports.get, project_id, made.id)

    assert (None, "RUNNING") == (found.fields, found.state)


async def test_a_foreign_export_is_not_found(graph: Graph, project_id: str):
    made, _ = await asked(graph, project_id)

    with pytest.raises(NotFoundError):
        await graph.read(exports.get, new_id(), made.id)


async def test_the_newest_export_of_a_filter_is_found(graph: Graph, project_id: str):
    await asked(graph, project_id)
    newer, _ = await asked(graph, project_id, created_at=THEN + timedelta(seconds=1))
    await asked(graph, project_id, filter_key="g", created_at=THEN + timedelta(seconds=2))

    assert [newer.id] == [one.id for one in await exports_left(graph, project_id)]


async def test_nothing_is_saved_under_a_lost_lease(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    made, found = await asked(graph, project_id)
    found.token = "another's"

    assert not await graph.write(exports.save, made.id, MADE, work(project_id, found, said.id))
    assert [None] == [one.fields for one in await exports_left(graph, project_id)]


async def test_nothing_is_saved_after_a_cancel(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    made, found = await asked(graph, project_id)
    await graph.write(attempts.cancel, project_id, found.event_id)

    assert not await graph.write(exports.save, made.id, MADE, work(project_id, found, said.id))
    assert "FAILED" == await state_of(graph, project_id, found.event_id)


async def test_nothing_is_saved_that_was_made_of_what_is_gone(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    made, found = await asked(graph, project_id)
    await delete(graph, project_id, said.id)

    with pytest.raises(StalePlanError):
        await graph.write(exports.save, made.id, MADE, work(project_id, found, said.id))
    assert "RUNNING" == await state_of(graph, project_id, found.event_id)


async def test_nobody_s_export_is_not_saved(graph: Graph, project_id: str):
    _, found = await asked(graph, project_id)

    with pytest.raises(NotFoundError):
        await graph.write(exports.save, new_id(), MADE, work(project_id, found))
    assert "RUNNING" == await state_of(graph, project_id, found.event_id)


async def test_what_is_made_again_is_made_of_other_memories(graph: Graph, project_id: str):
    first, second = [await remembered(graph, project_id) for _ in range(2)]
    await profiled(graph, project_id, first.id)
    await profiled(graph, project_id, second.id)
    await delete(graph, project_id, first.id)
    (left,) = await profiles_left(graph, project_id)

    assert (2, MADE.fields) == (left.generation_count, left.fields)


async def test_exports_and_profiles_go_with_a_memory(graph: Graph, project_id: str):
    first, second = [await remembered(graph, project_id) for _ in range(2)]
    await exported(graph, project_id, first.id, second.id)
    await profiled(graph, project_id, first.id, second.id)
    await delete(graph, project_id, second.id)

    assert [] == await exports_left(graph, project_id)
    assert [] == await profiles_left(graph, project_id)
    assert {first.id} == set(await reading.memories(graph, project_id))


async def test_exports_of_other_memories_stay(graph: Graph, project_id: str):
    first, second = [await remembered(graph, project_id) for _ in range(2)]
    made = await exported(graph, project_id, first.id)
    await delete(graph, project_id, second.id)

    assert [made.id] == [one.id for one in await exports_left(graph, project_id)]


async def test_nothing_about_an_erased_scope_is_left(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    await exported(graph, project_id, said.id)
    await asked(graph, project_id)
    await profiled(graph, project_id, said.id)
    await erase(graph, project_id)

    assert [] == await exports_left(graph, project_id)
    assert [] == await profiles_left(graph, project_id)


async def test_what_was_made_of_an_erased_scope_goes_though_it_does_not_name_it(
    graph: Graph, project_id: str
):
    said = await remembered(graph, project_id)
    await exported(graph, project_id, said.id, scope_keys=())
    await graph.write(works.forget_scope, project_id, scope(project_id).key)

    assert [] == await exports_left(graph, project_id)


async def test_exports_of_other_scopes_stay(graph: Graph, project_id: str):
    await remembered(graph, project_id)
    noor = await remembered(graph, project_id, "noor")
    made = await exported(graph, project_id, noor.id, scope_keys=(scope(project_id, "noor").key,))
    await erase(graph, project_id)

    assert [made.id] == [one.id for one in await exports_left(graph, project_id)]


async def test_another_projects_exports_stay(graph: Graph, project_id: str):
    other = new_id()
    said = await remembered(graph, other)
    await exported(graph, other, said.id, scope_keys=(scope(project_id).key,))
    await graph.write(works.forget_scope, project_id, scope(project_id).key)

    assert 1 == len(await exports_left(graph, other))


async def test_everything_is_hidden_from_the_first_moment(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    await exported(graph, project_id, said.id)
    await profiled(graph, project_id, said.id)
    await graph.write(erasures.create, row(project_id))

    assert [] == await exports_left(graph, project_id)
    assert [] == await profiles_left(graph, project_id)


async def test_a_profile_that_waits_keeps_what_it_had(graph: Graph, project_id: str):
    said = await remembered(graph, project_id)
    await profiled(graph, project_id, said.id)
    made, found = await asked(graph, project_id)
    del made
    awaited = profiles.Awaited(key=scope(project_id).key, event_id=found.event_id)
    await graph.write(profiles.wait_for, project_id, [awaited], THEN)
    (left,) = await profiles_left(graph, project_id)

    assert ("RUNNING", MADE.fields) == (left.state, left.fields)


async def test_a_skipped_profile_is_told_by_its_job(graph: Graph, project_id: str):
    _, found = await asked(graph, project_id)
    job = profiles.JobRow(
        id=new_id(),
        operation="trigger",
        event_ids=(found.event_id,),
        request_hash="h",
        created_at=THEN,
    )
    await graph.write(profiles.create_job, project_id, job)

    assert await graph.write(profiles.skip, work(project_id, found))
    (event,) = (await graph.read(profiles.get_job, project_id, job.id)).events
    assert ("SUCCEEDED", True, "mira") == (event.state, event.is_skipped, event.user_id)


async def test_the_same_job_is_kept_once(graph: Graph, project_id: str):
    job = profiles.JobRow(
        id=new_id(), operation="sample", event_ids=("a",), request_hash="h", created_at=THEN
    )
    again = profiles.JobRow(
        id=job.id, operation="sample", event_ids=("b",), request_hash="h", created_at=THEN
    )

    assert await graph.write(profiles.create_job, project_id, job)
    assert not await graph.write(profiles.create_job, project_id, again)
    assert ["a"] == (await graph.read(profiles.get_job, project_id, job.id)).event_ids

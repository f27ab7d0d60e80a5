"""Deleting a scope: hidden at once, emptied in batches, gone at the end."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from graph import commits, erasures, events
from graph.erasures import Erasure, ErasureRow
from graph.model import ScopeKind
from graph.plan import LaneVersion
from graph.session import Graph
from tests.graph import reading
from tests.graph.test_deletions import delete
from tests.graph.writing import (
    THEN,
    attested,
    commit,
    entity,
    event_row,
    leased,
    memory,
    message,
    new_id,
    owner_key,
    plan,
    relation,
    scope,
    self_entity,
    sources,
)

AFTER = THEN + timedelta(days=1)


def row(project_id: str, **changes: Any) -> ErasureRow:
    erasure = ErasureRow(
        project_id=project_id,
        scope_key=scope(project_id).key,
        kind="user",
        external_id="mira",
        removes_scope=True,
        at=AFTER,
    )
    return replace(erasure, **changes)


async def erase(graph: Graph, project_id: str, **changes: Any) -> Erasure:
    """Erase a scope from its mark to its end."""
    erasure = await graph.write(erasures.create, row(project_id, **changes))
    while await graph.write(erasures.erase_some, erasure, limit=2):
        pass
    await graph.write(erasures.finish, erasure)
    return erasure


async def _live_in_oslo(graph: Graph, project_id: str) -> None:
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    found = await leased(graph, project_id)
    said = memory(owner, scope_keys=(scope(project_id).key,), sources=sources(found))
    edge, said = attested(relation(mira, oslo), said, mira, oslo)
    done = plan(
        project_id,
        found,
        scopes=(scope(project_id),),
        entities=(mira, oslo),
        memories=(said,),
        relations=(edge,),
    )

    assert await graph.write(commits.create, done)


async def test_nothing_of_an_erased_scope_is_left(graph: Graph, project_id: str):
    await _live_in_oslo(graph, project_id)
    await erase(graph, project_id)

    assert {} == await reading.memories(graph, project_id)
    assert {} == await reading.entities(graph, project_id)
    assert [] == await reading.scopes(graph, project_id)
    assert [] == await reading.changes(graph, project_id)
    assert [] == await reading.messages(graph, project_id)


async def test_its_events_remain_without_their_words(graph: Graph, project_id: str):
    found = await commit(graph, project_id, scopes=(scope(project_id),))
    await erase(graph, project_id)
    event = await graph.read(events.get, project_id, found.event_id)

    assert ("SUCCEEDED", "{}", None) == (event.state, event.request, event.results)


async def test_a_scope_is_hidden_from_the_first_moment(graph: Graph, project_id: str):
    await commit(graph, project_id, scopes=(scope(project_id),))
    await graph.write(erasures.create, row(project_id))

    assert [("mira", True)] == [
        (one.external_id, one.is_hidden) for one in await reading.scopes(graph, project_id)
    ]


async def test_its_unfinished_events_are_cancelled(graph: Graph, project_id: str):
    waiting = event_row(project_id)
    await graph.write(events.create, waiting, [])
    running = await leased(graph, project_id)
    await graph.write(erasures.create, row(project_id))
    for event_id in (waiting.id, running.event_id):
        event = await graph.read(events.get, project_id, event_id)

        assert ("FAILED", "scope deleted") == (event.state, event.error)


async def test_who_works_on_a_cancelled_event_can_not_commit(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    await graph.write(erasures.create, row(project_id))
    late = plan(project_id, found, memories=(memory(owner_key(project_id)),))

    assert not await graph.write(commits.create, late)
    assert {} == await reading.memories(graph, project_id)


async def test_events_of_another_scope_go_on(graph: Graph, project_id: str):
    other = await leased(graph, project_id, user_id="noor", owner_key=owner_key(project_id, "noor"))
    await graph.write(erasures.create, row(project_id))

    assert "RUNNING" == (await graph.read(events.get, project_id, other.event_id)).state


async def test_an_agents_events_are_cancelled_in_its_users_lane(graph: Graph, project_id: str):
    found = await leased(graph, project_id, agent_id="bot")
    bot = scope(project_id, "bot", kind="agent")
    await graph.write(
        erasures.create,
        row(project_id, scope_key=bot.key, kind="agent", external_id="bot"),
    )

    assert "FAILED" == (await graph.read(events.get, project_id, found.event_id)).state


async def test_other_scopes_keep_what_is_theirs(graph: Graph, project_id: str):
    mira, noor = scope(project_id), scope(project_id, "noor")
    one = memory(owner_key(project_id), scope_keys=(mira.key,))
    two = memory(owner_key(project_id, "noor"), scope_keys=(noor.key,))
    await commit(graph, project_id, scopes=(mira, noor), memories=(one, two))
    await erase(graph, project_id)

    assert {two.id} == set(await reading.memories(graph, project_id))
    assert ["noor"] == [one.external_id for one in await reading.scopes(graph, project_id)]


async def test_what_an_agent_learned_from_this_scope_alone_goes_too(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    agent = owner_key(project_id, "bot")
    learned = memory(agent, "The bot likes Mira", user_id=None, sources=sources(found))
    done = plan(project_id, found, scopes=(scope(project_id),), memories=(learned,))
    await graph.write(commits.create, done)
    await erase(graph, project_id)

    assert {} == await reading.memories(graph, project_id)


async def test_what_an_agent_learned_from_others_too_stays(graph: Graph, project_id: str):
    bot = owner_key(project_id, "bot")
    other = await leased(graph, project_id, user_id="noor", owner_key=owner_key(project_id, "noor"))
    found = await leased(graph, project_id)
    learned = memory(bot, "The bot is liked", sources=(*sources(found), *sources(other)))
    done = plan(project_id, found, scopes=(scope(project_id),), memories=(learned,))
    await graph.write(commits.create, done)
    await erase(graph, project_id)
    stored = await reading.memories(graph, project_id)

    assert {learned.id} == set(stored)
    assert sorted([*found.message_ids, *other.message_ids]) == sorted(stored[learned.id].messages)


async def test_the_history_of_what_was_deleted_before_goes_too(graph: Graph, project_id: str):
    said = memory(owner_key(project_id), scope_keys=(scope(project_id).key,))
    await commit(graph, project_id, scopes=(scope(project_id),), memories=(said,))
    await delete(graph, project_id, said.id)
    await erase(graph, project_id)

    assert [] == await reading.changes(graph, project_id)


async def test_deleting_all_memories_keeps_the_scope_and_shows_it_again(
    graph: Graph, project_id: str
):
    await _live_in_oslo(graph, project_id)
    await erase(graph, project_id, removes_scope=False)

    assert {} == await reading.memories(graph, project_id)
    assert [("mira", False)] == [
        (one.external_id, one.is_hidden) for one in await reading.scopes(graph, project_id)
    ]


async def test_what_is_said_after_the_delete_stays(graph: Graph, project_id: str):
    new = memory(
        owner_key(project_id),
        scope_keys=(scope(project_id).key,),
        recorded_at=AFTER + timedelta(seconds=1),
    )
    erasure = await graph.write(erasures.create, row(project_id))
    await commit(
        graph,
        project_id,
        scopes=(scope(project_id),),
        memories=(new,),
    )
    while await graph.write(erasures.erase_some, erasure):
        pass
    await graph.write(erasures.finish, erasure)

    assert {new.id} == set(await reading.memories(graph, project_id))
    assert [("mira", False)] == [
        (one.external_id, one.is_hidden) for one in await reading.scopes(graph, project_id)
    ]


async def test_an_erasure_that_was_cut_short_is_found_and_finished(graph: Graph, project_id: str):
    rows = tuple(
        memory(owner_key(project_id), scope_keys=(scope(project_id).key,)) for _ in range(5)
    )
    await commit(graph, project_id, scopes=(scope(project_id),), memories=rows)
    erasure = await graph.write(erasures.create, row(project_id))

    assert 2 == await graph.write(erasures.erase_some, erasure, limit=2)

    left = await graph.read(erasures.find, 1000)

    assert erasure in left
    assert 3 == len(await reading.memories(graph, project_id))

    while await graph.write(erasures.erase_some, erasure):
        pass
    await graph.write(erasures.finish, erasure)

    assert {} == await reading.memories(graph, project_id)
    assert erasure not in await graph.read(erasures.find, 1000)


async def test_a_scope_deleted_twice_has_one_erasure(graph: Graph, project_id: str):
    await commit(graph, project_id, scopes=(scope(project_id),))
    first = await graph.write(erasures.create, row(project_id, removes_scope=False))
    again = await graph.write(erasures.create, row(project_id))

    assert first.id == again.id
    assert (False, True) == (first.removes_scope, again.removes_scope)


async def test_deleting_its_memories_does_not_save_a_scope_from_its_delete(
    graph: Graph, project_id: str
):
    await commit(graph, project_id, scopes=(scope(project_id),))
    await graph.write(erasures.create, row(project_id))

    assert (await graph.write(erasures.create, row(project_id, removes_scope=False))).removes_scope


@pytest.mark.parametrize("kind", ["agent", "app", "run"])
async def test_every_kind_of_scope_is_erased(graph: Graph, project_id: str, kind: ScopeKind):
    one = scope(project_id, "x", kind=kind)
    event = event_row(project_id, user_id=None, **{f"{kind}_id": "x"})
    await graph.write(events.create, event, [message()])
    await erase(graph, project_id, scope_key=one.key, kind=kind, external_id="x")

    assert [] == await reading.messages(graph, project_id)


async def test_plans_of_all_owners_whose_memories_went_are_stale(graph: Graph, project_id: str):
    owner = owner_key(project_id, "noor")
    said = memory(owner, scope_keys=(scope(project_id).key,))
    lanes = (LaneVersion(key=owner, version=0),)
    await commit(graph, project_id, lanes=lanes, scopes=(scope(project_id),), memories=(said,))
    before = await reading.version(graph, owner)
    await erase(graph, project_id)

    assert before + 1 == await reading.version(graph, owner)


async def test_another_projects_scope_of_the_same_name_stays(graph: Graph, project_id: str):
    other = new_id()
    await commit(graph, other, scopes=(scope(other),))
    await commit(graph, project_id, scopes=(scope(project_id),))
    await erase(graph, project_id)

    assert ["mira"] == [one.external_id for one in await reading.scopes(graph, other)]

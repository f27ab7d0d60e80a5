"""One transaction writes everything that an event leads to, or nothing."""

import asyncio
from contextlib import suppress

import pytest

from graph import commits, events
from graph.errors import StalePlanError
from graph.plan import (
    LaneVersion,
    MessageRow,
    Outcome,
    SupersedeRow,
)
from graph.session import Graph, Tx
from tests.graph import reading
from tests.graph.writing import (
    NOW,
    attested,
    commit,
    days,
    entity,
    leased,
    memory,
    owner_key,
    plan,
    relation,
    scope,
    self_entity,
    sources,
    text_of,
)


async def test_a_memory_is_written_with_all_it_points_to(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    found = await leased(graph, project_id)
    said = memory(
        owner,
        scope_keys=(scope(project_id).key,),
        sources=sources(found),
        embedding=[0.1] * 256,
        created_at=days(-9),
    )
    edge, said = attested(relation(mira, oslo), said, mira, oslo)
    whole = plan(
        project_id,
        found,
        scopes=(scope(project_id),),
        entities=(mira, oslo),
        memories=(said,),
        relations=(edge,),
    )

    assert await graph.write(commits.create, whole)

    stored = (await reading.memories(graph, project_id))[said.id]

    assert ("active", found.event_id, "mira", True) == (
        stored.state,
        stored.event_id,
        stored.user_id,
        stored.has_embedding,
    )
    assert [text_of(days(-9))] * 2 == [stored.created_at, stored.updated_at]
    assert (["mira"], ["Mira", "Oslo"], found.message_ids, [edge.id]) == (
        stored.scopes,
        sorted(stored.mentions),
        stored.messages,
        stored.relation_ids,
    )


async def test_what_a_row_only_carries_is_no_property(graph: Graph, project_id: str):
    said = memory(owner_key(project_id))
    await commit(graph, project_id, memories=(said,))
    stored = (await reading.memories(graph, project_id))[said.id]

    assert set() == {
        "mentions", "sources", "scope_keys", "change_id", "snapshot", "agent_id", "embedding",
    } & set(stored.properties)  # fmt: skip


async def test_a_memory_has_its_add_in_the_history(graph: Graph, project_id: str):
    said = memory(owner_key(project_id), snapshot='{"memory":"x"}')
    found = await commit(graph, project_id, memories=(said,))

    assert [
        reading.StoredChange(
            memory_id=said.id,
            op="ADD",
            old_text=None,
            new_text=said.text,
            snapshot='{"memory":"x"}',
            event_id=found.event_id,
            produced_by=found.event_id,
        )
    ] == await reading.changes(graph, project_id)


async def test_the_event_has_succeeded_with_what_it_cost(graph: Graph, project_id: str):
    outcome = Outcome(
        results='["x"]', extractor="spacy", graph_state="SKIPPED", tokens_in=7, rejected=2
    )
    found = await commit(graph, project_id, outcome=outcome)
    event = await graph.read(events.get, project_id, found.event_id)

    assert ("SUCCEEDED", '["x"]', "spacy", "SKIPPED", 7, 2, 1) == (
        event.state,
        event.results,
        event.extractor,
        event.graph_state,
        event.tokens_in,
        event.rejected,
        event.attempts,
    )
    assert event.completed_at is not None


async def test_the_lane_has_a_new_version(graph: Graph, project_id: str):
    await commit(graph, project_id)
    await commit(graph, project_id)

    assert 2 == await reading.version(graph, owner_key(project_id))


async def test_a_plan_on_an_old_version_is_stale_and_writes_nothing(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    await commit(graph, project_id)

    with pytest.raises(StalePlanError):
        await graph.write(
            commits.create, plan(project_id, found, memories=(memory(owner_key(project_id)),))
        )

    assert {} == await reading.memories(graph, project_id)
    assert "RUNNING" == (await graph.read(events.get, project_id, found.event_id)).state


async def test_a_lost_lease_writes_nothing(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    lost = plan(project_id, found, token="another", memories=(memory(owner_key(project_id)),))

    assert not await graph.write(commits.create, lost)
    assert {} == await reading.memories(graph, project_id)
    assert 0 == await reading.version(graph, owner_key(project_id))


async def test_a_plan_is_written_once(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    once = plan(project_id, found, memories=(memory(owner_key(project_id)),))

    assert await graph.write(commits.create, once)
    assert not await graph.write(commits.create, once)
    assert 1 == len(await reading.memories(graph, project_id))


async def test_of_plans_made_at_once_on_one_version_one_is_written(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    found = [await leased(graph, project_id) for _ in range(4)]
    results = await asyncio.gather(
        *(
            graph.write(commits.create, plan(project_id, one, memories=(memory(owner),)))
            for one in found
        ),
        return_exceptions=True,
    )

    assert 1 == results.count(True)
    assert 3 == sum(isinstance(one, StalePlanError) for one in results)
    assert 1 == len(await reading.memories(graph, project_id))


async def test_two_owners_are_written_together(graph: Graph, project_id: str):
    mira, noor = owner_key(project_id, "mira"), owner_key(project_id, "noor")
    found = await leased(graph, project_id)
    lanes = (LaneVersion(key=noor, version=0), LaneVersion(key=mira, version=0))
    both = plan(project_id, found, lanes=lanes, memories=(memory(mira), memory(noor)))

    assert await graph.write(commits.create, both)
    assert (1, 1) == (await reading.version(graph, mira), await reading.version(graph, noor))


async def test_a_stale_second_owner_makes_the_whole_plan_stale(graph: Graph, project_id: str):
    mira, noor = owner_key(project_id, "mira"), owner_key(project_id, "noor")
    found = await leased(graph, project_id)
    lanes = (LaneVersion(key=noor, version=1), LaneVersion(key=mira, version=0))

    with pytest.raises(StalePlanError):
        await graph.write(commits.create, plan(project_id, found, lanes=lanes))

    assert (0, 0) == (await reading.version(graph, mira), await reading.version(graph, noor))


async def test_writers_of_the_same_two_owners_never_deadlock(graph: Graph, project_id: str):
    keys = [owner_key(project_id, name) for name in ("mira", "noor")]
    rows = [await leased(graph, project_id) for _ in range(8)]

    async def write(number: int) -> None:
        order = keys if number % 2 else keys[::-1]
        shared = tuple(entity(keys[0], f"Place {n}") for n in range(20))
        done = False
        while not done:
            versions = [await reading.version(graph, key) for key in order]
            lanes = tuple(map(_lane, order, versions))
            row = plan(project_id, rows[number], lanes=lanes, entities=shared)
            with suppress(StalePlanError):
                done = await graph.write(commits.create, row)

    await asyncio.gather(*(write(number) for number in range(8)))

    assert 20 == len(await reading.entities(graph, project_id))
    assert 8 == await reading.version(graph, keys[0])


async def test_messages_get_their_vector_and_their_terms(graph: Graph, project_id: str):
    found = await leased(graph, project_id, messages=2)
    row = MessageRow(id=found.message_ids[0], embedding=[0.5] * 256, scope_terms="u1")
    await graph.write(commits.create, plan(project_id, found, messages=(row,)))

    assert [(True, "u1"), (False, None)] == [
        (one.has_embedding, one.scope_terms) for one in await reading.messages(graph, project_id)
    ]


async def test_a_superseded_memory_says_so(graph: Graph, project_id: str):
    older, newer = memory(owner_key(project_id)), memory(owner_key(project_id), "newer")
    await commit(graph, project_id, memories=(older,))
    row = SupersedeRow(memory_id=newer.id, superseded_id=older.id, at=NOW, reason="moved")
    await commit(graph, project_id, memories=(newer,), supersedes=(row,))
    stored = await reading.memories(graph, project_id)

    assert ("superseded", "active") == (stored[older.id].state, stored[newer.id].state)
    assert [older.id] == stored[newer.id].older


def _lane(key: str, version: int) -> LaneVersion:
    return LaneVersion(key=key, version=version)


async def test_to_settle_waits_until_the_event_is_let_go(graph: Graph, project_id: str):
    found = await leased(graph, project_id)
    holds, lets_go = asyncio.Event(), asyncio.Event()

    async def hold(tx: Tx) -> None:
        await commits.settle(tx, project_id, found.event_id)
        holds.set()
        await lets_go.wait()

    async with asyncio.TaskGroup() as group:
        group.create_task(graph.write(hold))
        await holds.wait()
        settling = group.create_task(graph.write_alone(commits.settle, project_id, found.event_id))
        done, _ = await asyncio.wait({settling}, timeout=0.5)
        lets_go.set()

    assert set() == done

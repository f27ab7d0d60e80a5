"""What only a memory attested goes with it, and what it had closed opens again."""

from itertools import pairwise

import pytest

from graph import commits, deletions, events
from graph.deletions import Deleted, DeletedRow, Deletion
from graph.errors import KeyReusedError, NotFoundError, StalePlanError
from graph.model import OPEN
from graph.plan import EvidenceRow, SupersedeRow
from graph.session import Graph
from tests.graph import reading
from tests.graph.writing import (
    NOW,
    attested,
    commit,
    days,
    edges,
    entity,
    event_row,
    leased,
    memory,
    new_id,
    owner_key,
    plan,
    relation,
    self_entity,
    sources,
    text_of,
)


def deletion(project_id: str, *memory_ids: str, **changes: object) -> Deletion:
    rows = tuple(DeletedRow(memory_id=one, change_id=new_id()) for one in memory_ids)
    event = event_row(project_id, kind="DELETE", **changes)
    return Deletion(event=event, results='["gone"]', rows=rows, at=days(30))


async def delete(graph: Graph, project_id: str, *memory_ids: str) -> Deleted:
    return await graph.write(deletions.delete_memories, deletion(project_id, *memory_ids))


async def test_a_deleted_memory_is_gone(graph: Graph, project_id: str):
    kept, gone = memory(owner_key(project_id)), memory(owner_key(project_id), "b")
    await commit(graph, project_id, memories=(kept, gone))
    deleted = await delete(graph, project_id, gone.id)

    assert [gone.id] == deleted.memory_ids
    assert {kept.id} == set(await reading.memories(graph, project_id))


async def test_the_history_keeps_what_was_deleted(graph: Graph, project_id: str):
    gone = memory(owner_key(project_id), "Mira lives in Oslo", snapshot='{"a":1}')
    await commit(graph, project_id, memories=(gone,))
    deleted = await delete(graph, project_id, gone.id)
    last = (await reading.changes(graph, project_id))[-1]

    assert ("DELETE", gone.id, "Mira lives in Oslo", None, '{"a":1}', deleted.event_id) == (
        last.op,
        last.memory_id,
        last.old_text,
        last.new_text,
        last.snapshot,
        last.produced_by,
    )


async def test_a_delete_is_an_event_that_has_succeeded(graph: Graph, project_id: str):
    gone = memory(owner_key(project_id))
    await commit(graph, project_id, memories=(gone,))
    deleted = await delete(graph, project_id, gone.id)
    event = await graph.read(events.get, project_id, deleted.event_id)

    assert ("DELETE", "SUCCEEDED", '["gone"]') == (event.kind, event.state, event.results)


async def test_deleting_what_is_not_there_is_not_found_and_leaves_no_event(
    graph: Graph, project_id: str
):
    with pytest.raises(NotFoundError):
        await graph.write(deletions.delete_memory, deletion(project_id, new_id()))

    assert 0 == await graph.read(events.count, project_id)


async def test_a_memory_of_another_project_is_not_deleted(graph: Graph, project_id: str):
    said = memory(owner_key(project_id))
    await commit(graph, project_id, memories=(said,))

    with pytest.raises(NotFoundError):
        await graph.write(deletions.delete_memory, deletion(new_id(), said.id))

    assert {said.id} == set(await reading.memories(graph, project_id))


async def test_of_several_those_that_are_there_are_deleted(graph: Graph, project_id: str):
    rows = [memory(owner_key(project_id)) for _ in range(3)]
    await commit(graph, project_id, memories=tuple(rows))
    deleted = await delete(graph, project_id, rows[0].id, new_id(), rows[2].id)

    assert {rows[0].id, rows[2].id} == set(deleted.memory_ids)
    assert {rows[1].id} == set(await reading.memories(graph, project_id))


async def test_the_same_key_deletes_once_and_gives_the_same_event(graph: Graph, project_id: str):
    said = memory(owner_key(project_id))
    await commit(graph, project_id, memories=(said,))
    key = new_id()
    first = await graph.write(
        deletions.delete_memory, deletion(project_id, said.id, idempotency_key=key)
    )
    again = await graph.write(
        deletions.delete_memory, deletion(project_id, said.id, idempotency_key=key)
    )

    assert Deleted(event_id=first.event_id, is_new=False, memory_ids=[]) == again


async def test_a_key_used_for_another_delete_deletes_nothing(graph: Graph, project_id: str):
    rows = [memory(owner_key(project_id)) for _ in range(2)]
    await commit(graph, project_id, memories=tuple(rows))
    key = new_id()
    await graph.write(
        deletions.delete_memory, deletion(project_id, rows[0].id, idempotency_key=key)
    )

    with pytest.raises(KeyReusedError):
        await graph.write(
            deletions.delete_memory,
            deletion(project_id, rows[1].id, idempotency_key=key, request_hash="other"),
        )

    assert {rows[1].id} == set(await reading.memories(graph, project_id))


async def test_a_plan_made_before_a_delete_is_stale(graph: Graph, project_id: str):
    said = memory(owner_key(project_id))
    await commit(graph, project_id, memories=(said,))
    found = await leased(graph, project_id)
    await delete(graph, project_id, said.id)

    with pytest.raises(StalePlanError):
        await graph.write(commits.create, plan(project_id, found))


async def test_the_last_evidence_takes_the_relation_with_it(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo), memory(owner), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))
    await delete(graph, project_id, said.id)

    assert [] == await edges(graph, project_id)
    assert {} == await reading.entities(graph, project_id)


async def test_other_evidence_keeps_the_relation_as_long_as_it_lasts(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo), memory(owner), mira, oslo)
    _, more = attested(edge, memory(owner, "more", expires_at=days(7)), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), memories=(said,), relations=(edge,))
    row = EvidenceRow(relation_id=edge.id, memory_ids=(more.id,), evidence_until=OPEN)
    await commit(graph, project_id, memories=(more,), evidence=(row,))
    await delete(graph, project_id, said.id)
    (stored,) = await edges(graph, project_id)

    assert ([more.id], text_of(days(7))) == (stored.memory_ids, stored.evidence_until)
    assert {"Mira", "Oslo"} == set(await reading.entities(graph, project_id))


async def test_deleting_what_superseded_a_fact_reopens_the_fact(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo, bergen = self_entity(owner), entity(owner, "Oslo"), entity(owner, "Bergen")
    first, old = attested(relation(mira, oslo), memory(owner), mira, oslo)
    second, new = attested(
        relation(mira, bergen, valid_from=days(3)), memory(owner, "b"), mira, bergen
    )
    await commit(graph, project_id, entities=(mira, oslo), memories=(old,), relations=(first,))
    row = SupersedeRow(memory_id=new.id, superseded_id=old.id, at=NOW, reason="newer")
    await commit(
        graph,
        project_id,
        entities=(bergen,),
        memories=(new,),
        relations=(second,),
        supersedes=(row,),
    )
    await delete(graph, project_id, new.id)
    (stored,) = await edges(graph, project_id)

    assert (first.id, text_of(OPEN), first.slot) == (stored.id, stored.valid_to, stored.slot_key)
    assert "active" == (await reading.memories(graph, project_id))[old.id].state


async def test_deleting_the_middle_of_a_chain_leaves_the_oldest_superseded(
    graph: Graph, project_id: str
):
    owner = owner_key(project_id)
    rows = [memory(owner, text) for text in ("a", "b", "c", "d")]
    await commit(graph, project_id, memories=tuple(rows))
    over = [
        SupersedeRow(memory_id=newer.id, superseded_id=older.id, at=NOW, reason="newer")
        for older, newer in pairwise(rows)
    ]
    await commit(graph, project_id, supersedes=tuple(over))
    await delete(graph, project_id, rows[1].id, rows[2].id)
    stored = await reading.memories(graph, project_id)

    assert ("superseded", "active") == (stored[rows[0].id].state, stored[rows[3].id].state)
    assert [rows[0].id] == stored[rows[3].id].older


async def test_a_memory_that_another_supersedes_too_stays_superseded(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    older, one, two = (memory(owner, text) for text in ("a", "b", "c"))
    over = tuple(
        SupersedeRow(memory_id=newer.id, superseded_id=older.id, at=NOW, reason="newer")
        for newer in (one, two)
    )
    await commit(graph, project_id, memories=(older, one, two), supersedes=over)
    await delete(graph, project_id, one.id)

    assert "superseded" == (await reading.memories(graph, project_id))[older.id].state


async def test_messages_lose_their_words_with_their_last_memory(graph: Graph, project_id: str):
    found = await leased(graph, project_id, messages=2)
    both = memory(owner_key(project_id), "a", sources=sources(found))
    one = memory(owner_key(project_id), "b", sources=sources(found)[:1])
    await graph.write(commits.create, plan(project_id, found, memories=(both, one)))
    await delete(graph, project_id, both.id)

    assert [("I live in Oslo.", False), (None, True)] == [
        (one.text, one.is_redacted) for one in await reading.messages(graph, project_id)
    ]


async def test_an_entity_that_another_memory_mentions_stays(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Oslo")
    edge, said = attested(relation(mira, oslo), memory(owner), mira, oslo)
    _, other = attested(edge, memory(owner, "other", relation_ids=()), oslo)
    await commit(
        graph, project_id, entities=(mira, oslo), memories=(said, other), relations=(edge,)
    )
    await delete(graph, project_id, said.id)

    assert {"Oslo"} == set(await reading.entities(graph, project_id))

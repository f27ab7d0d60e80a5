from datetime import timedelta
from typing import Any, LiteralString

import pytest
from msgspec.structs import replace

from app.services.scoping import scope_key
from graph import erasures, memories
from graph.erasures import ErasureRow
from graph.errors import NotFoundError
from graph.model import Condition, Memory, ScopeIds, ScopeKind, Visibility
from graph.plan import SupersedeRow
from graph.session import Graph, Tx
from tests.graph.telling import remembered, tell, visibility
from tests.graph.writing import NOW, days

MARK_MERGED: LiteralString = """
CYPHER 25
MATCH (memory:Memory {id: $memory_id}) SET memory.state = 'merged'
"""


async def run(graph: Graph, query: LiteralString, **parameters: object) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(query, **parameters)

    await graph.write(work)


async def erasing(graph: Graph, project_id: str, kind: ScopeKind, name: str) -> None:
    row = ErasureRow(
        project_id=project_id,
        scope_key=scope_key(project_id, kind, name),
        kind=kind,
        external_id=name,
        removes_scope=True,
        at=NOW,
    )
    await graph.write(erasures.create, row)


async def listed(graph: Graph, seen: Visibility, **page: Any) -> list[Memory]:
    return await graph.read(memories.find, seen, **page)


async def texts(graph: Graph, project_id: str, **changes: Any) -> list[str]:
    return [memory.text for memory in await listed(graph, visibility(project_id, **changes))]


async def test_a_list_is_newest_first_and_stable_on_the_id(graph: Graph, project_id: str):
    rows = [
        await remembered(project_id, text, id=f"{project_id}-{number}", created_at=days(day))
        for number, (text, day) in enumerate([("old", -2), ("b", 0), ("a", 0), ("older", -3)])
    ]
    await tell(graph, project_id, *rows)

    assert ["a", "b", "old", "older"] == await texts(graph, project_id)


async def test_a_page_has_its_part_and_the_total(graph: Graph, project_id: str):
    rows = [await remembered(project_id, f"n{day}", created_at=days(-day)) for day in range(5)]
    await tell(graph, project_id, *rows)
    page = await graph.read(memories.find_page, visibility(project_id), skip=1, limit=2)

    assert (["n1", "n2"], 5) == ([memory.text for memory in page.memories], page.total)


async def test_an_expired_memory_shows_only_when_asked_for(graph: Graph, project_id: str):
    yesterday = NOW - timedelta(days=1)
    gone = await remembered(project_id, "milk is in the fridge", expires_at=yesterday)
    await tell(graph, project_id, gone, await remembered(project_id, "tea is too"))

    assert ["tea is too"] == await texts(graph, project_id)
    assert 2 == len(await texts(graph, project_id, show_expired=True))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"new", "old"}),
        ({"latest_only": True}, {"new"}),
        ({"include_merged": True}, {"new", "old", "twin"}),
        ({"latest_only": True, "include_merged": True}, {"new"}),
    ],
)
async def test_states_show_as_asked_for(
    graph: Graph, project_id: str, options: dict[str, bool], expected: set[str]
):
    old, new, twin = [await remembered(project_id, text) for text in ("old", "new", "twin")]
    link = SupersedeRow(memory_id=new.id, superseded_id=old.id, at=NOW, reason="newer value")
    await tell(graph, project_id, old, new, twin, supersedes=(link,))
    await run(graph, MARK_MERGED, memory_id=twin.id)

    assert expected == set(await texts(graph, project_id, **options))


async def test_what_replaced_a_memory_is_named_on_both(graph: Graph, project_id: str):
    old, new = [await remembered(project_id, text) for text in ("old", "new")]
    link = SupersedeRow(memory_id=new.id, superseded_id=old.id, at=NOW, reason="newer value")
    await tell(graph, project_id, old, new, supersedes=(link,))
    older = await graph.read(memories.get, project_id, old.id)
    newer = await graph.read(memories.get, project_id, new.id)

    assert (new.id, "superseded") == (older.replaced_by, older.state)
    assert [old.id] == newer.linked_memory_ids


async def test_latest_at_a_past_time_does_not_know_what_came_later(graph: Graph, project_id: str):
    old = await remembered(project_id, "old", recorded_at=days(-3))
    new = await remembered(project_id, "new", recorded_at=days(-1))
    link = SupersedeRow(memory_id=new.id, superseded_id=old.id, at=days(-1), reason="newer value")
    await tell(graph, project_id, old, new, supersedes=(link,))
    then = {"known_at": days(-2), "latest_only": True}

    assert ["old"] == await texts(graph, project_id, **then)


async def test_world_time_shows_what_held_then(graph: Graph, project_id: str):
    spring = await remembered(project_id, "spring", valid_from=days(-200), valid_to=days(-100))
    autumn = await remembered(project_id, "autumn", valid_from=days(-100))
    await tell(graph, project_id, spring, autumn)

    assert ["spring"] == await texts(graph, project_id, as_of=days(-150))
    assert ["autumn"] == await texts(graph, project_id, as_of=days(-100))


async def test_a_scope_that_is_being_erased_hides_its_memories(graph: Graph, project_id: str):
    both = ScopeIds(user_id="mira", run_id="r1")
    await tell(graph, project_id, await remembered(project_id, "of the run", both), ids=both)
    await tell(graph, project_id, await remembered(project_id, "of mira alone"))
    await erasing(graph, project_id, "run", "r1")

    assert ["of mira alone"] == await texts(graph, project_id)


async def test_a_memory_of_a_scope_that_is_being_erased_is_not_found(graph: Graph, project_id: str):
    row = await remembered(project_id, "of mira")
    await tell(graph, project_id, row)
    await erasing(graph, project_id, "user", "mira")

    with pytest.raises(NotFoundError):
        await graph.read(memories.get, project_id, row.id)


async def test_two_projects_never_see_each_other(graph: Graph, project_id: str):
    other = project_id + "-other"
    mine, theirs = await remembered(project_id, "mine"), await remembered(other, "theirs")
    await tell(graph, project_id, mine)
    await tell(graph, other, theirs)

    assert ["mine"] == await texts(graph, project_id)
    assert {} == await graph.read(memories.sources, project_id, [theirs.id])
    assert [] == await graph.read(memories.get_many, project_id, [theirs.id])


@pytest.mark.parametrize("known", [True, False])
async def test_a_foreign_memory_looks_like_an_unknown_one(
    graph: Graph, project_id: str, known: bool
):
    row = await remembered("another" + project_id, "theirs")
    if known:
        await tell(graph, "another" + project_id, row)

    with pytest.raises(NotFoundError) as error:
        await graph.read(memories.get, project_id, row.id)
    assert f"memory '{row.id}' does not exist" == str(error.value)


async def test_sources_name_the_messages_whose_words_it_states(graph: Graph, project_id: str):
    rows = [await remembered(project_id, text) for text in ("first", "second")]
    told = await tell(graph, project_id, *rows)
    found = await graph.read(memories.sources, project_id, [row.id for row in rows])
    (source,) = found[rows[1].id]

    assert (told.message_ids[1], told.event_id, 1, "m1", "Mira", 0, 5) == (
        source.message_id,
        source.event_id,
        source.index,
        source.external_id,
        source.name,
        source.start,
        source.end,
    )


async def test_many_come_in_the_order_asked_for(graph: Graph, project_id: str):
    rows = [await remembered(project_id, text) for text in ("a", "b", "c")]
    await tell(graph, project_id, *rows)
    wanted = [rows[2].id, rows[0].id, rows[1].id]
    found = await graph.read(memories.get_many, project_id, wanted)

    assert wanted == [memory.id for memory in found]


async def test_a_list_without_a_filter_is_of_the_whole_project(graph: Graph, project_id: str):
    agent = ScopeIds(agent_id="helper")
    await tell(graph, project_id, await remembered(project_id, "mine"))
    await tell(graph, project_id, await remembered(project_id, "its", agent), ids=agent)
    anything = replace(visibility(project_id), filter=Condition(field="agent_id", operator="any"))

    assert ["its"] == [memory.text for memory in await listed(graph, anything)]

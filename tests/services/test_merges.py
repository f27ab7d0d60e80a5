"""Merges beside everything else that writes to an owner's graph."""

import asyncio

from app.services.erasures import Erasures
from app.services.merges import MergeConflictError, Merges, Pair
from graph.model import ScopeIds
from graph.session import Graph, Tx
from tests.graph.merging import picture
from tests.services.working import Desk

FIRST = ScopeIds(user_id="mira", run_id="first")
SECOND = ScopeIds(user_id="mira", run_id="second")


async def merged(desk: Desk, kept: str, absorbed: str) -> str:
    ids = {row[0]: row[1] for row in await desk.graph.read(_ids, desk.access.project.id)}
    pair = Pair(kept_id=ids[kept], absorbed_id=ids[absorbed])
    return (await Merges(desk.graph).merge(desk.access, pair)).id


async def _ids(tx: Tx, project_id: str) -> list[list[str]]:
    return await tx.all(
        """
CYPHER 25
MATCH (entity:Entity)
WHERE entity.project_id = $project_id
RETURN collect([entity.name, entity.id]) AS rows
""",
        list[str],
        project_id=project_id,
    )


async def test_what_was_merged_goes_with_its_scope(desk: Desk):
    await desk.add("I likes Tea", ids=FIRST)
    await desk.add("I likes Chai", ids=SECOND)
    await merged(desk, "Tea", "Chai")
    await Erasures(desk.graph).delete_scope(desk.access, "run", external_id="second")
    left = str(await picture(desk.graph, desk.access.project.id))

    assert "Chai" not in left
    assert "Absorbed" not in left
    assert "Tea" in left


async def test_nothing_of_a_merge_is_left_of_an_owner_that_is_deleted(desk: Desk):
    await desk.add("I likes Tea. I likes Chai. I likes Mate", ids=FIRST)
    await merged(desk, "Tea", "Chai")
    await merged(desk, "Mate", "Tea")
    await Erasures(desk.graph).delete_scope(desk.access, "user", external_id="mira")

    assert [] == await picture(desk.graph, desk.access.project.id)


async def test_names_that_were_merged_are_found_in_new_words(desk: Desk):
    await desk.add("I likes Tea", ids=FIRST)
    await desk.add("I likes Chai", ids=FIRST)
    await merged(desk, "Tea", "Chai")
    await desk.add("Ben likes Chai", ids=FIRST)

    assert {"Tea"} == {edge.object for edge in await desk.relations()}


async def test_a_merge_and_adds_at_the_same_time_lose_nothing(desk: Desk):
    await desk.add("I likes Tea. I likes Chai", ids=FIRST)
    adding = [desk.add(f"Ben likes Chai. I likes Thing{n}", ids=FIRST) for n in range(3)]
    merging = asyncio.create_task(merged(desk, "Tea", "Chai"))
    await asyncio.gather(*adding)
    await Merges(desk.graph).undo(desk.access, await merging)
    found = {edge.triple for edge in await desk.relations() if edge.is_open}

    assert {
        ("mira", "likes", name) for name in ("Tea", "Chai", "Thing0", "Thing1", "Thing2")
    } <= found


async def test_of_two_who_accept_at_the_same_time_one_is_told(desk: Desk, graph: Graph):
    await desk.add("I friend_of Robert", ids=FIRST)
    await desk.add("I friend_of Bob", ids=FIRST)
    (found,) = (await Merges(graph).list(desk.access, FIRST)).merges
    accepting = (Merges(graph).accept(desk.access, found.id) for _ in range(2))
    done = await asyncio.gather(*accepting, return_exceptions=True)

    assert 1 == sum(isinstance(one, MergeConflictError) for one in done)

import pytest

from app.services.histories import Histories
from app.services.memories import Listing, Memories
from app.services.scopes import Scopes
from graph.errors import NotFoundError
from graph.session import Graph
from tests.graph.telling import relate, remembered, tell, visibility
from tests.graph.writing import days, entity, owner_key


@pytest.fixture
def memories(graph: Graph) -> Memories:
    return Memories(graph)


async def test_a_page_comes_bare_unless_more_is_asked_for(
    graph: Graph, project_id: str, memories: Memories
):
    await tell(graph, project_id, await remembered(project_id, "a"))
    listed = await memories.list(Listing(visibility=visibility(project_id)))

    assert (["a"], 1) == ([memory.text for memory in listed.memories], listed.total)
    assert (None, None) == (listed.relations, listed.sources)


async def test_a_page_has_its_relations_newest_first(
    graph: Graph, project_id: str, memories: Memories
):
    owner = owner_key(project_id)
    ada, tea, oslo = (entity(owner, name) for name in ("Ada", "tea", "Oslo"))
    await relate(graph, project_id, ("likes", ada, tea), recorded_at=days(-2))
    await relate(graph, project_id, ("lives_in", ada, oslo), recorded_at=days(-1))
    listing = Listing(visibility=visibility(project_id), with_relations=True)
    listed = await memories.list(listing)

    assert ["lives_in", "likes"] == [one.relation.predicate for one in listed.relations or []]
    assert {(True, None)} == {(one.is_current, one.score) for one in listed.relations or []}


async def test_a_relation_that_has_ended_is_not_current(
    graph: Graph, project_id: str, memories: Memories
):
    owner = owner_key(project_id)
    ended = {"valid_from": days(-9), "valid_to_stated": days(-1), "ended_at": days(-1)}
    await relate(graph, project_id, ("likes", entity(owner, "Ada"), entity(owner, "tea")), **ended)
    seen = visibility(project_id, include_ended=True)
    listed = await memories.list(Listing(visibility=seen, with_relations=True))

    assert [False] == [one.is_current for one in listed.relations or []]


async def test_a_page_has_its_sources(graph: Graph, project_id: str, memories: Memories):
    row = await remembered(project_id, "a")
    await tell(graph, project_id, row)
    listing = Listing(visibility=visibility(project_id), with_sources=True)
    listed = await memories.list(listing)

    assert ["m0"] == [source.external_id for source in (listed.sources or {})[row.id]]


async def test_one_memory_and_its_history_are_given(
    graph: Graph, project_id: str, memories: Memories
):
    row = await remembered(project_id, "a")
    await tell(graph, project_id, row)

    assert "a" == (await memories.get(project_id, row.id)).text
    assert ["ADD"] == [past.change.op for past in await Histories(graph).get(project_id, row.id)]


async def test_an_unknown_memory_has_no_history(graph: Graph, project_id: str):
    with pytest.raises(NotFoundError):
        await Histories(graph).get(project_id, "nobody")


async def test_scopes_are_read(graph: Graph, project_id: str):
    await tell(graph, project_id, await remembered(project_id, "a"))
    scopes = Scopes(graph)
    page = await scopes.list(project_id)
    named = await scopes.get(project_id, "user", "mira")

    assert [named] == page.scopes
    assert named == await scopes.get_numbered(project_id, "user", named.number)

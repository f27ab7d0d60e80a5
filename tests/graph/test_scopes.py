import pytest

from graph import scopes
from graph.errors import NotFoundError
from graph.model import ScopeIds
from graph.session import Graph
from tests.graph.telling import remembered, tell
from tests.graph.test_memories import erasing

KINDS = ("user", "agent", "app", "run")


async def test_scopes_are_listed_with_their_memories(graph: Graph, project_id: str):
    both = ScopeIds(user_id="mira", run_id="r/1 ü")
    rows = [await remembered(project_id, text, both) for text in ("a", "b")]
    await tell(graph, project_id, *rows, ids=both)
    await tell(graph, project_id, await remembered(project_id, "c"))
    page = await graph.read(scopes.find, project_id, KINDS)

    assert 2 == page.total
    assert {("user", "mira", 3), ("run", "r/1 ü", 2)} == {
        (scope.kind, scope.external_id, scope.memories) for scope in page.scopes
    }


async def test_a_page_of_scopes_is_of_the_kinds_asked_for(graph: Graph, project_id: str):
    both = ScopeIds(user_id="mira", run_id="r1")
    await tell(graph, project_id, await remembered(project_id, "a", both), ids=both)
    page = await graph.read(scopes.find, project_id, ("run",), skip=0, limit=5)
    beyond = await graph.read(scopes.find, project_id, ("run",), skip=1, limit=5)

    assert (["r1"], 1) == ([scope.external_id for scope in page.scopes], page.total)
    assert ([], 1) == (beyond.scopes, beyond.total)


async def test_a_scope_is_found_by_name_and_by_number(graph: Graph, project_id: str):
    await tell(graph, project_id, await remembered(project_id, "a"))
    named = await graph.read(scopes.get, project_id, "user", "mira")
    numbered = await graph.read(scopes.get_numbered, project_id, "user", named.number)

    assert named == numbered


async def test_a_number_of_another_kind_is_not_found(graph: Graph, project_id: str):
    await tell(graph, project_id, await remembered(project_id, "a"))
    named = await graph.read(scopes.get, project_id, "user", "mira")

    with pytest.raises(NotFoundError):
        await graph.read(scopes.get_numbered, project_id, "agent", named.number)


async def test_a_foreign_scope_is_not_found(graph: Graph, project_id: str):
    await tell(graph, project_id, await remembered(project_id, "a"))

    with pytest.raises(NotFoundError):
        await graph.read(scopes.get, project_id + "-other", "user", "mira")


async def test_a_scope_that_is_being_erased_is_hidden(graph: Graph, project_id: str):
    await tell(graph, project_id, await remembered(project_id, "a"))
    await erasing(graph, project_id, "user", "mira")

    assert 0 == (await graph.read(scopes.find, project_id, KINDS)).total
    with pytest.raises(NotFoundError):
        await graph.read(scopes.get, project_id, "user", "mira")

from graph import changes
from graph.session import Graph
from tests.graph.telling import remembered, tell


async def test_a_history_begins_with_the_addition(graph: Graph, project_id: str):
    row = await remembered(project_id, "Mira rows", snapshot='{"categories": null}')
    told = await tell(graph, project_id, row, said=["I row"])
    (past,) = await graph.read(changes.find, project_id, row.id)

    assert ("ADD", None, "Mira rows") == (
        past.change.op,
        past.change.old_text,
        past.change.new_text,
    )
    assert (row.id, told.event_id) == (past.change.memory_id, past.change.event_id)
    assert '{"categories": null}' == past.change.snapshot
    assert [("user", "I row")] == [(heard.role, heard.text) for heard in past.heard]


async def test_the_conversation_is_cut_to_its_beginning(graph: Graph, project_id: str):
    rows = [await remembered(project_id, text) for text in ("a", "b", "c")]
    await tell(graph, project_id, *rows)
    (past,) = await graph.read(changes.find, project_id, rows[2].id, messages=2)

    assert ["a", "b"] == [heard.text for heard in past.heard]


async def test_a_foreign_history_is_empty(graph: Graph, project_id: str):
    row = await remembered(project_id, "Mira rows")
    await tell(graph, project_id, row)

    assert [] == await graph.read(changes.find, project_id + "-other", row.id)

from graph import namesakes
from graph.session import Graph
from tests.graph.writing import attested, commit, entity, memory, owner_key, relation, self_entity


async def told(graph: Graph, project_id: str) -> str:
    owner = owner_key(project_id)
    mira, oslo = self_entity(owner), entity(owner, "Barcelona")
    row, said = attested(relation(mira, oslo), memory(owner), mira, oslo)
    await commit(graph, project_id, entities=(mira, oslo), relations=(row,), memories=(said,))
    return owner


async def test_a_slip_finds_what_was_meant_and_what_is_said_of_it(graph: Graph, project_id: str):
    owner = await told(graph, project_id)
    found = await graph.read(namesakes.find, owner, [["barclona~1"]])

    assert [("Barcelona", ["Mira lives in Oslo"])] == [(one.name, one.texts) for one in found]


async def test_the_owner_is_nobodys_namesake(graph: Graph, project_id: str):
    owner = await told(graph, project_id)

    assert [] == await graph.read(namesakes.find, owner, [["mira"]])


async def test_nothing_is_found_at_another_owner(graph: Graph, project_id: str):
    await told(graph, project_id)

    assert [] == await graph.read(namesakes.find, owner_key(project_id, "ben"), [["barcelona"]])


async def test_many_words_are_no_error(graph: Graph, project_id: str):
    words = [f"word{number}" for number in range(100)]
    slips = [f"slip{letter}slip~1" for letter in "abcdefgh"]

    assert [] == await graph.read(namesakes.find, owner_key(project_id), [words, slips])

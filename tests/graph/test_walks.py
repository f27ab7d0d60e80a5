from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from graph import walks
from graph.model import Condition
from graph.plan import EntityRow
from graph.session import Graph
from graph.walks import Reached, Start
from tests.graph.telling import relate, visibility
from tests.graph.writing import days, entity, owner_key, self_entity


def called(project_id: str, name: str, **changes: Any) -> EntityRow:
    return entity(owner_key(project_id), name, **changes)


async def walked(
    graph: Graph, project_id: str, *words: str, memory_ids: tuple[str, ...] = (), **changes: Any
) -> Reached:
    start = Start(words=list(words), memory_ids=memory_ids, owner_keys=[owner_key(project_id)])
    return await graph.read(walks.find, visibility(project_id, **changes), start)


def lines(reached: Reached) -> set[str]:
    return {f"{one.source} {one.predicate} {one.target}" for one in reached.relations}


async def test_it_goes_three_steps_from_what_the_question_names(graph: Graph, project_id: str):
    names = ("Ada", "Bo", "Cleo", "Dan", "Eve")
    people = [called(project_id, name) for name in names]
    steps = [("knows", one, other) for one, other in pairwise(people)]
    await relate(graph, project_id, *steps)
    reached = await walked(graph, project_id, "ada")

    assert {"Ada knows Bo", "Bo knows Cleo", "Cleo knows Dan"} == lines(reached)
    assert [people[0].id] == reached.named_ids


async def test_it_starts_at_what_the_first_hits_state(graph: Graph, project_id: str):
    ada, bo, cleo, dan = (called(project_id, name) for name in ("Ada", "Bo", "Cleo", "Dan"))
    pairs = await relate(
        graph, project_id, ("knows", ada, bo), ("knows", bo, cleo), ("likes", dan, dan)
    )
    reached = await walked(graph, project_id, memory_ids=(pairs[0][1].id,))

    assert {"Ada knows Bo", "Bo knows Cleo"} == lines(reached)
    assert [] == reached.named_ids


async def test_the_owner_is_no_bridge(graph: Graph, project_id: str):
    mira = self_entity(owner_key(project_id))
    ada, bo = called(project_id, "Ada"), called(project_id, "Bo")
    await relate(graph, project_id, ("knows", mira, ada), ("knows", mira, bo))

    assert {"Mira knows Ada"} == lines(await walked(graph, project_id, "ada"))


async def test_a_mere_value_is_no_bridge(graph: Graph, project_id: str):
    ada, bo = called(project_id, "Ada"), called(project_id, "Bo")
    year = called(project_id, "1990", type="literal", label="Literal")
    await relate(graph, project_id, ("born_in", ada, year), ("born_in", bo, year))

    assert {"Ada born_in 1990"} == lines(await walked(graph, project_id, "ada"))


async def test_a_name_counts_only_with_all_its_words(graph: Graph, project_id: str):
    york, tea = called(project_id, "New York"), called(project_id, "tea")
    await relate(graph, project_id, ("has", york, tea))

    assert [] == (await walked(graph, project_id, "new")).named_ids
    assert [york.id] == (await walked(graph, project_id, "new", "york")).named_ids


async def test_an_alias_is_a_name_too(graph: Graph, project_id: str):
    york = called(project_id, "New York", aliases=("Big Apple",))
    await relate(graph, project_id, ("has", york, called(project_id, "tea")))

    assert [york.id] == (await walked(graph, project_id, "the", "big", "apple")).named_ids


async def test_a_relation_without_visible_evidence_is_not_reached(graph: Graph, project_id: str):
    ada, bo, cleo = (called(project_id, name) for name in ("Ada", "Bo", "Cleo"))
    await relate(graph, project_id, ("knows", ada, bo), ("knows", bo, cleo))
    only = Condition(field="text", operator="contains", value="Ada")

    assert {"Ada knows Bo"} == lines(await walked(graph, project_id, "ada", filter=only))


async def test_an_ended_relation_is_walked_over_only_when_asked_for(graph: Graph, project_id: str):
    ada, bo = called(project_id, "Ada"), called(project_id, "Bo")
    ended = {"valid_to_stated": days(-1), "valid_from": days(-5), "ended_at": days(-1)}
    await relate(graph, project_id, ("knows", ada, bo), **ended)

    assert set() == lines(await walked(graph, project_id, "ada"))
    assert 1 == len(lines(await walked(graph, project_id, "ada", include_ended=True)))


async def test_a_step_takes_the_ten_newest_relations(graph: Graph, project_id: str):
    ada = called(project_id, "Ada")
    things = [called(project_id, f"thing{number}") for number in range(14)]
    await relate(graph, project_id, *[("has", ada, thing) for thing in things])

    assert walks.FAN == len((await walked(graph, project_id, "ada")).relations)


async def test_another_owner_is_out_of_reach(graph: Graph, project_id: str):
    ada, bo = called(project_id, "Ada"), called(project_id, "Bo")
    await relate(graph, project_id, ("knows", ada, bo))
    start = Start(words=["ada"], memory_ids=(), owner_keys=[owner_key(project_id, "bo")])

    assert Reached() == await graph.read(walks.find, visibility(project_id), start)


async def test_another_project_is_out_of_reach(graph: Graph, project_id: str):
    ada, bo = called(project_id, "Ada"), called(project_id, "Bo")
    await relate(graph, project_id, ("knows", ada, bo))
    start = Start(words=["ada"], memory_ids=(), owner_keys=[owner_key(project_id)])
    other = replace(visibility(project_id), project_id=project_id + "-other")

    assert [] == (await graph.read(walks.find, other, start)).relations


async def test_without_words_and_hits_nothing_is_reached(graph: Graph, project_id: str):
    assert Reached() == await walked(graph, project_id)

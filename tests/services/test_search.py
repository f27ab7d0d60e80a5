from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from app.services.refining import WEAK
from app.services.search import Query, Result, Search, SearchResult
from graph.model import All, Condition, ScopeIds
from graph.plan import MemoryRow
from graph.session import Graph
from tests.fakes import FakeEmbedder
from tests.graph.telling import relate, remembered, tell, visibility
from tests.graph.writing import entity, owner_key, self_entity

TEXTS = ("Mira rows on Fridays", "Mira likes green tea", "Bo has a cat called Pixel")


async def searched(graph: Graph, project_id: str, text: str, **changes: Any) -> SearchResult:
    query = Query(text=text, visibility=changes.pop("seen", visibility(project_id)))
    return await Search(graph, FakeEmbedder()).search(replace(query, **changes))


async def told(graph: Graph, project_id: str, *texts: str) -> list[MemoryRow]:
    rows = [await remembered(project_id, text) for text in texts or TEXTS]
    await tell(graph, project_id, *rows)
    return rows


def texts(found: SearchResult) -> list[str]:
    return [one.memory.text for one in found.results]


def best(found: SearchResult) -> Result:
    return found.results[0]


async def test_the_memory_that_answers_comes_first(graph: Graph, project_id: str):
    await told(graph, project_id)
    found = await searched(graph, project_id, "Which tea does Mira like?")

    assert "Mira likes green tea" == best(found).memory.text
    assert found.is_exact


async def test_scores_fall_and_their_parts_are_named(graph: Graph, project_id: str):
    await told(graph, project_id)
    found = await searched(graph, project_id, "green tea")
    scores = [one.score for one in found.results]

    assert scores == sorted(scores, reverse=True)
    assert {"semantic", "bm25", "speaker", "session"} == set(best(found).parts)


async def test_a_limit_and_a_threshold_cut(graph: Graph, project_id: str):
    await told(graph, project_id)
    everything = await searched(graph, project_id, "green tea")
    least = best(everything).score

    assert 3 == len(everything.results)
    assert 1 == len((await searched(graph, project_id, "green tea", limit=1)).results)
    assert 1 == len((await searched(graph, project_id, "green tea", threshold=least)).results)
    assert [] == (await searched(graph, project_id, "green tea", threshold=1.0)).results


async def test_sources_are_given_when_they_are_asked_for(graph: Graph, project_id: str):
    await told(graph, project_id)
    plain = await searched(graph, project_id, "green tea")
    explained = await searched(graph, project_id, "green tea", explain=True)

    assert best(plain).sources is None
    assert ["m1"] == [source.external_id for source in best(explained).sources or []]


async def test_words_find_without_any_vector(graph: Graph, project_id: str):
    rows = [await remembered(project_id, text, embedding=None) for text in TEXTS]
    await tell(graph, project_id, *rows, said=["", "", ""])
    found = await searched(graph, project_id, "pixel")

    assert ["Bo has a cat called Pixel"] == texts(found)


async def test_a_meaningless_question_finds_nothing(graph: Graph, project_id: str):
    await told(graph, project_id)

    assert SearchResult(results=[]) == await searched(graph, project_id, "?!")


async def test_relations_come_with_the_graph_only(graph: Graph, project_id: str):
    await told(graph, project_id)

    assert (await searched(graph, project_id, "tea")).relations is None
    assert [] == (await searched(graph, project_id, "tea", enable_graph=True)).relations


async def test_the_walk_finds_what_no_word_and_no_vector_does(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    acme, bo, cork = (entity(owner, name) for name in ("Acme", "Bo", "Cork"))
    pairs = await relate(graph, project_id, ("employs", acme, bo), ("lives_in", bo, cork))
    crowd = [
        await remembered(project_id, f"Acme sells thing number {number}", embedding=None)
        for number in range(70)
    ]
    await tell(graph, project_id, *crowd, said=[f"Acme again {number}" for number in range(70)])
    found = await searched(graph, project_id, "What about Acme?", limit=100, enable_graph=True)
    (step,) = [one for one in found.relations or [] if one.relation.target == "Cork"]

    assert [("Acme", "Bo"), ("Bo", "Cork")] == [(hop.from_name, hop.to_name) for hop in step.path]
    assert [pairs[1][1].id] == step.relation.memory_ids
    assert pairs[1][1].id in {one.memory.id for one in found.results}


async def test_relations_obey_the_filter_that_results_obey(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    mira, acme, tea = self_entity(owner), entity(owner, "Acme"), entity(owner, "tea")
    await relate(graph, project_id, ("works_at", mira, acme), ("likes", mira, tea))
    only = All(
        parts=(
            Condition(field="user_id", operator="eq", value="mira"),
            Condition(field="text", operator="icontains", value="acme"),
        )
    )
    seen = visibility(project_id, filter=only)
    found = await searched(graph, project_id, "Where does Mira work?", seen=seen, enable_graph=True)

    assert ["Mira works_at Acme"] == texts(found)
    assert ["works_at"] == [one.relation.predicate for one in found.relations or []]


async def test_the_graph_never_loses_a_result(graph: Graph, project_id: str):
    owner = owner_key(project_id)
    acme, bo, cork = (entity(owner, name) for name in ("Acme", "Bo", "Cork"))
    await relate(graph, project_id, ("employs", acme, bo), ("lives_in", bo, cork))
    plain = await searched(graph, project_id, "Bo at Acme")
    walked = await searched(graph, project_id, "Bo at Acme", enable_graph=True)

    assert set(texts(plain)) <= set(texts(walked))


async def test_a_rare_filter_is_looked_for_until_it_is_found(graph: Graph, project_id: str):
    plain = [await remembered(project_id, f"tea is tea {number}") for number in range(60)]
    rare = await remembered(project_id, "coffee", categories=("rare",))
    await tell(graph, project_id, *plain, rare)
    only = All(
        parts=(
            Condition(field="user_id", operator="eq", value="mira"),
            Condition(field="categories", operator="eq", value="rare"),
        )
    )
    found = await searched(graph, project_id, "tea", seen=visibility(project_id, filter=only))

    assert (["coffee"], True) == (texts(found), found.is_exact)


@pytest.mark.parametrize("enable_graph", [False, True])
async def test_two_projects_never_see_each_other(graph: Graph, project_id: str, enable_graph: bool):
    await told(graph, project_id)
    other = project_id + "-other"
    found = await searched(graph, other, "green tea", enable_graph=enable_graph)

    assert ([], enable_graph) == (found.results, found.relations is not None)


async def test_an_agents_memory_is_found_in_its_own_scope(graph: Graph, project_id: str):
    helper = ScopeIds(agent_id="helper")
    await tell(
        graph, project_id, await remembered(project_id, "The helper makes tea", helper), ids=helper
    )
    await told(graph, project_id)
    only = Condition(field="agent_id", operator="eq", value="helper")
    found = await searched(graph, project_id, "tea", seen=visibility(project_id, filter=only))

    assert ["The helper makes tea"] == texts(found)


async def test_a_second_look_gives_scores_of_its_own(graph: Graph, project_id: str):
    await told(graph, project_id)
    found = await searched(graph, project_id, "green tea", looks_again=True, limit=2)
    scores = [one.score for one in found.results]

    assert ("Mira likes green tea", 2) == (best(found).memory.text, len(scores))
    assert scores == sorted(scores, reverse=True)
    assert best(found).score == best(found).parts["rerank"]


async def test_words_outdo_a_threshold_when_asked_to(graph: Graph, project_id: str):
    await told(graph, project_id)
    found = await searched(graph, project_id, "green tea", threshold=1, keeps_words=True)

    assert ["Mira likes green tea"] == texts(found)


async def test_weak_results_are_dropped_when_asked_to(graph: Graph, project_id: str):
    await told(graph, project_id)
    everything = await searched(graph, project_id, "green tea")
    found = await searched(graph, project_id, "green tea", drops_weak=True)

    assert texts(found) == [
        one.memory.text for one in everything.results if one.score >= WEAK * best(everything).score
    ]
    assert len(found.results) < len(everything.results)


async def test_without_ranking_everything_that_passes_is_listed(graph: Graph, project_id: str):
    await told(graph, project_id)
    found = await searched(graph, project_id, "?", is_unranked=True, enable_graph=True)

    assert set(TEXTS) == set(texts(found))
    assert ({1.0}, []) == ({one.score for one in found.results}, found.relations)


async def test_relative_dates_count_from_the_reference(graph: Graph, project_id: str):
    await told(graph, project_id, "Mira sang on 12 September 2020", "Mira sang on 3 May 2019")
    reference = datetime(2020, 9, 13, tzinfo=UTC)
    found = await searched(graph, project_id, "Who sang yesterday?", reference=reference)

    assert "Mira sang on 12 September 2020" == best(found).memory.text

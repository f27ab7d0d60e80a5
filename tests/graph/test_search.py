from typing import Any

import pytest
from msgspec.structs import replace

from graph import search
from graph.model import AnyOf, Condition, ScopeIds
from graph.search import Candidates, Question, Reach, Statement
from graph.session import Graph
from tests.fakes import FakeEmbedder
from tests.graph.telling import remembered, tell, visibility
from tests.graph.writing import days


async def found(
    graph: Graph, project_id: str, text: str, reach: Reach | None = None, **changes: Any
) -> Candidates:
    (vector,) = await FakeEmbedder().embed([text])
    question = Question(text=text, vector=vector)
    seen = visibility(project_id, **changes)
    return await graph.read(search.find, seen, question, reach=reach or Reach())


async def by_words(graph: Graph, project_id: str, text: str) -> list[str]:
    seen = visibility(project_id)
    candidates = await graph.read(search.find, seen, Question(text=text), reach=Reach())
    return [hit.id for hit in candidates.words]


async def three(graph: Graph, project_id: str) -> dict[str, str]:
    """Tell three things; gives the ids of the memories by their texts."""
    texts = ("Mira rows on Fridays", "Mira likes green tea", "Bo's cat is called Pixel")
    rows = [await remembered(project_id, text) for text in texts]
    await tell(graph, project_id, *rows)
    return {row.text: row.id for row in rows}


async def test_words_find_by_their_stems(graph: Graph, project_id: str):
    ids = await three(graph, project_id)

    assert [ids["Mira rows on Fridays"]] == await by_words(graph, project_id, "rowing on Friday")


async def test_vectors_find_what_is_alike(graph: Graph, project_id: str):
    ids = await three(graph, project_id)
    candidates = await found(graph, project_id, "likes green tea")

    assert ids["Mira likes green tea"] == candidates.vectors[0].id
    assert 3 == len(candidates.vectors)


async def test_a_message_counts_for_the_memories_taken_from_it(graph: Graph, project_id: str):
    row = await remembered(project_id, "Mira has a canoe")
    await tell(graph, project_id, row, said=["My canoe is called Freddy"])
    candidates = await found(graph, project_id, "Freddy")

    assert [row.id] == [memory.id for memory in candidates.memories]
    assert ([], 0) == (candidates.words, candidates.message_words[0].position)


async def test_the_message_beside_the_one_found_counts_too(graph: Graph, project_id: str):
    said = ["Where was it?", "In Lofoten", "Nice", "And then home"]
    rows = [await remembered(project_id, text, embedding=None) for text in "abcd"]
    await tell(graph, project_id, *rows, said=said)
    seen, question = visibility(project_id), Question(text="Lofoten")
    candidates = await graph.read(search.find, seen, question, reach=Reach())

    assert {row.id for row in rows[:3]} == {memory.id for memory in candidates.memories}


async def test_a_candidate_knows_its_speaker_and_what_it_states(graph: Graph, project_id: str):
    row = await remembered(project_id, "Ada plays chess", actor_id="Ada")
    told = await tell(graph, project_id, row)
    candidates = await found(graph, project_id, "chess")
    (candidate,) = candidates.memories

    assert ("Ada", told.event_id) == (candidate.actor_id, candidate.event_id)
    assert [row.owner_key] == candidates.owner_keys
    assert [Statement(row.id, told.event_id, 0)] == candidates.said


@pytest.mark.parametrize(
    "text",
    [
        "the of and",
        "tea",
        "WHAT DOES MIRA LIKE?",
        " ".join(f"word{number}" for number in range(2000)) + " tea",
        'tea AND (NOT "green" OR *:* ~2 ^5 \\ / [a TO b] {} + - && || ! ?',
        "scope_terms:uany text:*",
        "'; MATCH (n) DETACH DELETE n //",
        "\x00 tea \x1f",
        "???",
        "",
        "茶 🍵 чай",
        "x" * 40_000,
    ],
)
async def test_every_question_has_an_answer(graph: Graph, project_id: str, text: str):
    await three(graph, project_id)
    candidates = await found(graph, project_id, text)

    assert len(candidates.vectors) in {0, 3}


async def test_stop_words_alone_find_nothing_by_words(graph: Graph, project_id: str):
    await three(graph, project_id)

    assert [] == await by_words(graph, project_id, "is the on")


async def test_two_projects_never_see_each_other(graph: Graph, project_id: str):
    await three(graph, project_id)
    candidates = await found(graph, project_id + "-other", "Mira likes green tea")

    assert Candidates() == candidates


async def test_users_of_one_project_do_not_see_each_other(graph: Graph, project_id: str):
    await three(graph, project_id)
    bo = Condition(field="user_id", operator="eq", value="bo")

    assert Candidates() == await found(graph, project_id, "green tea", filter=bo)


async def test_an_alternative_is_searched_in_both_its_parts(graph: Graph, project_id: str):
    helper = ScopeIds(agent_id="helper")
    tea = await remembered(project_id, "The helper makes tea", helper)
    await tell(graph, project_id, tea, ids=helper)
    ids = await three(graph, project_id)
    either = AnyOf(
        parts=(
            Condition(field="user_id", operator="eq", value="mira"),
            Condition(field="agent_id", operator="eq", value="helper"),
        )
    )
    candidates = await found(graph, project_id, "tea", filter=either)

    assert {tea.id, *ids.values()} == {hit.id for hit in candidates.vectors}
    assert {tea.id, ids["Mira likes green tea"]} == {hit.id for hit in candidates.words}


async def test_what_is_not_visible_is_no_candidate(graph: Graph, project_id: str):
    gone = await remembered(project_id, "tea is out", expires_at=days(-1))
    await tell(graph, project_id, gone)

    assert [] == (await found(graph, project_id, "tea")).memories
    assert 1 == len((await found(graph, project_id, "tea", show_expired=True)).memories)


async def test_a_full_list_of_invisible_hits_is_starved(graph: Graph, project_id: str):
    plain = [await remembered(project_id, f"tea number {number}") for number in range(4)]
    rare = await remembered(project_id, "a rare tea indeed", categories=("rare",))
    await tell(graph, project_id, *plain, rare)
    only = Condition(field="categories", operator="eq", value="rare")
    short = Reach(memories=2)
    starved = await found(graph, project_id, "tea number", short, filter=only)
    whole = await found(
        graph, project_id, "tea number", replace(short, memories=9, is_scan=True), filter=only
    )

    assert starved.is_starved(2, 1)
    assert not whole.is_starved(9, 1)
    assert [rare.id] == [hit.id for hit in whole.vectors]

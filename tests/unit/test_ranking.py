from collections.abc import Mapping
from typing import Any

import pytest

from app.services.ranking import SPEAKER, Ranked, ranked
from graph.search import Candidate, Candidates, Hit, MessageHit, Statement

NOBODY: frozenset[str] = frozenset()


def candidate(name: str, event: str = "e", **changes: Any) -> Candidate:
    return Candidate(id=name, event_id=event, created_ms=changes.pop("created_ms", 0), **changes)


def said(event: str = "e", **spots: int) -> list[Statement]:
    return [Statement(name, event, spot) for name, spot in spots.items()]


def hits(**scores: float) -> list[Hit]:
    return [Hit(id=name, score=score) for name, score in scores.items()]


def messages(scores: Mapping[int, float], event: str = "e") -> list[MessageHit]:
    return [
        MessageHit(event_id=event, position=spot, score=score) for spot, score in scores.items()
    ]


def order(found: list[Ranked]) -> list[str]:
    return [one.id for one in found]


def parts(found: list[Ranked], name: str) -> dict[str, float]:
    return next(one.parts for one in found if one.id == name)


def test_nothing_gives_nothing():
    assert [] == ranked(Candidates(), NOBODY)


def test_more_words_come_first():
    found = ranked(
        Candidates(memories=[candidate("a"), candidate("b")], words=hits(a=1.0, b=3.0)), NOBODY
    )

    assert ["b", "a"] == order(found)


def test_vectors_do_not_gate_what_words_found():
    memories = [candidate("seen"), candidate("said")]
    found = ranked(
        Candidates(memories=memories, vectors=hits(seen=0.9), words=hits(said=4.0)), NOBODY
    )

    assert {"seen", "said"} == set(order(found))


def test_a_message_counts_for_its_memory_and_half_for_its_neighbours():
    memories = [candidate("before"), candidate("it"), candidate("after")]
    lists = Candidates(
        memories=memories, message_words=messages({4: 7.0}), said=said(before=3, it=4, after=5)
    )
    found = ranked(lists, NOBODY)

    assert "it" == order(found)[0]
    assert parts(found, "it")["bm25"] / 2 == pytest.approx(parts(found, "before")["bm25"])
    assert parts(found, "before")["bm25"] == parts(found, "after")["bm25"]


def test_the_same_place_in_another_conversation_is_no_neighbour():
    lists = Candidates(
        memories=[candidate("it"), candidate("far", "other")],
        message_words=messages({4: 7.0}),
        said=[*said(it=4), *said("other", far=5)],
    )
    found = ranked(lists, NOBODY)

    assert 0 == parts(found, "far")["bm25"]


def test_the_one_person_whom_the_question_names_comes_first():
    memories = [candidate("his", actor_id="Bo"), candidate("hers", actor_id="Ada Smith")]
    lists = Candidates(memories=memories, words=hits(his=2.0, hers=1.9))

    assert "his" == order(ranked(lists, NOBODY))[0]
    assert "hers" == order(ranked(lists, frozenset({"ada", "like"})))[0]
    assert SPEAKER == parts(ranked(lists, frozenset({"ada"})), "hers")["speaker"]


def test_two_people_named_are_nobody():
    memories = [candidate("his", actor_id="Bo"), candidate("hers", actor_id="Ada")]
    found = ranked(
        Candidates(memories=memories, words=hits(his=2.0, hers=1.9)), frozenset({"ada", "bo"})
    )

    assert {0} == {one.parts["speaker"] for one in found}


def test_a_memory_without_a_speaker_is_nobodys():
    found = ranked(Candidates(memories=[candidate("a")], words=hits(a=1.0)), frozenset({""}))

    assert 0 == parts(found, "a")["speaker"]


def test_what_else_a_conversation_says_decides_between_equals():
    memories = [
        candidate("alone", "e1"),
        candidate("together", "e2"),
        candidate("beside", "e2"),
    ]
    found = ranked(
        Candidates(memories=memories, words=hits(alone=1.0, together=1.0, beside=0.9)), NOBODY
    )

    assert order(found).index("together") < order(found).index("alone")


def test_a_second_memory_of_one_message_counts_for_less():
    lists = Candidates(
        memories=[candidate("a"), candidate("b"), candidate("c")],
        words=hits(a=1.0, b=0.98, c=0.95),
        said=said(a=1, b=1, c=9),
    )
    found = ranked(lists, NOBODY)

    assert ["a", "c", "b"] == order(found)


def test_a_walk_adds_memories_that_no_list_found():
    lists = Candidates(memories=[candidate("a")], words=hits(a=1.0))
    found = ranked(lists, NOBODY, {"reached": 0.5})

    assert ["a", "reached"] == order(found)
    assert 0 < found[1].score < found[0].score


def test_equals_come_newest_first_and_then_by_id():
    memories = [
        candidate("old"),
        candidate("new2", created_ms=7),
        candidate("new1", created_ms=7),
    ]
    lists = Candidates(memories=memories, words=hits(old=1.0, new1=1.0, new2=1.0))

    assert ["new1", "new2", "old"] == order(ranked(lists, NOBODY))


@pytest.mark.parametrize("lowest", [0.2, 0.5, 0.9])
def test_scores_lie_between_0_and_1_in_falling_order(lowest: float):
    names = [f"m{number}" for number in range(30)]
    scores = {name: 0.95 - (0.95 - lowest) * index / 30 for index, name in enumerate(names)}
    lists = Candidates(
        memories=[candidate(name) for name in names],
        said=[Statement(name, "e", index) for index, name in enumerate(names)],
        vectors=hits(**scores),
        words=hits(**scores),
        message_words=messages(dict(enumerate(scores.values()))),
        message_vectors=messages(dict(enumerate(scores.values()))),
    )
    found = [one.score for one in ranked(lists, NOBODY)]

    assert found == sorted(found, reverse=True)
    assert all(0 <= score <= 1 for score in found)


def test_a_question_that_nothing_is_like_scores_low():
    memories = [candidate("a"), candidate("b")]
    strange = ranked(Candidates(memories=memories, vectors=hits(a=0.55, b=0.52)), NOBODY)
    alike = ranked(Candidates(memories=memories, vectors=hits(a=0.85, b=0.52)), NOBODY)

    assert strange[0].score < 0.2 < alike[0].score

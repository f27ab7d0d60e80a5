from msgspec.structs import replace

from app.services.filling import Known
from app.services.knowledge import MOST_LETTERS, Knowledge, notes, readable
from app.services.summaries import NOTHING, SENTENCES, gathered
from graph.model import Memory
from tests.unit.test_filling import memory, relation


def told(*texts: str) -> list[Memory]:
    return [replace(memory({}), id=str(number), text=text) for number, text in enumerate(texts)]


def known(memories: list[Memory], attesting: str | None = None) -> Knowledge:
    edges = (
        []
        if attesting is None
        else [replace(relation("Mira", "likes", "tea"), memory_ids=[attesting])]
    )
    return Knowledge(known=Known(memories=memories, relations=edges), total=len(memories) + 5)


def test_facts_are_told_in_their_own_words():
    summary = gathered(known(told("Mira likes tea", "Mira sings!")))

    assert "Mira likes tea. Mira sings!" == summary.text
    assert ("offline", 7, 2) == (summary.method, summary.memories, summary.used)


def test_facts_that_attest_relations_come_first():
    assert "b. a." == gathered(known(told("a", "b"), attesting="1")).text


def test_what_is_said_twice_is_told_once():
    assert "a." == gathered(known(told("a", "a."))).text


def test_a_summary_has_an_end():
    assert SENTENCES == gathered(known(told(*map(str, range(99))))).used


def test_of_nothing_nothing_is_told():
    assert NOTHING == gathered(known([])).text


def test_a_model_is_told_as_much_as_it_can_read_the_newest_first():
    long = "x" * (MOST_LETTERS // 2)
    left = readable(known(told("new", long, long, "old"), attesting="3"))

    assert ["new", long] == [one.text for one in left.known.memories]
    assert [] == left.known.relations
    assert 9 == left.total


def test_a_model_is_told_something_even_if_it_is_too_long():
    assert 1 == len(readable(known(told("x" * (MOST_LETTERS + 1)))).memory_ids)


def test_notes_have_dates_and_relations_in_words():
    written = notes(known(told("Mira likes tea"), attesting="0"), "Be brief.")

    assert ("2026-06-01: Mira likes tea",) == written.facts
    assert ("Mira likes tea",) == written.relations
    assert "Be brief." == written.instructions

import msgspec
import pytest

from graph.results import wordless

GONE = {"id": "1", "event": "UPDATE", "memory": "a", "data": {"memory": "a"}}


def forgotten(*items: object) -> list[object]:
    told = wordless(msgspec.json.encode(items).decode(), {"1"})
    return msgspec.json.decode(told, type=list[object])


def test_the_words_of_a_memory_are_taken_out_of_results():
    (item,) = forgotten({**GONE, "previous_memory": "b"})

    assert {**GONE, "memory": "", "data": {"memory": ""}, "is_deleted": True} == item


@pytest.mark.parametrize("item", [{**GONE, "id": "2"}, {"id": "1", "event": "DELETE"}, "x", 3])
def test_everything_else_stays_in_results(item: object):
    assert [item] == forgotten(item)

"""How much of a machine Neo4j takes."""

import pytest

from graph.local import memory
from graph.local.memory import Memory


def test_heap_and_page_cache_get_an_eighth_each():
    assert Memory(heap=2048, pages=2048) == memory.sized(None, 16_384)


@pytest.mark.parametrize(("total", "each"), [(1024, 512), (262_144, 4096)])
def test_small_and_great_machines_have_bounds(total: int, each: int):
    assert Memory(heap=each, pages=each) == memory.sized(None, total)


def test_a_given_size_is_halved():
    assert Memory(heap=400, pages=400) == memory.sized(800)


def test_a_given_size_that_neo4j_cannot_run_in_is_raised():
    assert Memory(heap=256, pages=256) == memory.sized(10)


def test_transactions_leave_some_heap_to_the_rest():
    sizes = memory.sized(2000)

    assert sizes.one_transaction < sizes.all_transactions < sizes.heap


def test_this_machine_has_memory():
    assert 100 < memory.of_machine() < 100_000_000

from pathlib import Path
from uuid import uuid4

import pytest

from graph.evidence import find
from graph.model import ScopeIds
from graph.session import Graph
from tests.services.working import Desk, results


@pytest.fixture
def desk(graph: Graph, project_id: str, tmp_path: Path) -> Desk:
    """A project of its own with everything that writes to it."""
    return Desk(graph, project_id, tmp_path / "run")


async def test_a_memory_tells_whose_it_is_and_what_it_attests(desk: Desk):
    event = await desk.add("I likes tea", ids=ScopeIds(user_id="mira", run_id="r"))
    memory_id = results(event)[0]["id"]
    found = await desk.graph.read(find, desk.access.project.id, [memory_id])

    assert [(memory_id, "active", "mira", None, "r", 1)] == [
        (one.id, one.state, one.user_id, one.agent_id, one.run_id, len(one.relation_ids))
        for one in found
    ]
    assert ["2026-06-01T12:00:00Z"] == [one.created_at for one in found]


async def test_what_is_not_there_is_left_out(desk: Desk):
    event = await desk.add("I likes tea")
    ids = [str(uuid4()), results(event)[0]["id"]]

    assert ids[1:] == [one.id for one in await desk.graph.read(find, desk.access.project.id, ids)]


async def test_memories_of_another_project_are_not_found(desk: Desk):
    event = await desk.add("I likes tea")
    ids = [results(event)[0]["id"]]

    assert [] == await desk.graph.read(find, "another project", ids)

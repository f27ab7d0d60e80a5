from pathlib import Path

import pytest

from graph.session import Graph
from tests.services.working import Desk


@pytest.fixture
def desk(graph: Graph, project_id: str, tmp_path: Path) -> Desk:
    """A project of its own with everything that writes to it."""
    return Desk(graph, project_id, tmp_path / "run")

"""Applies migrations/*.cypher once each, in order, one process at a time."""

from pathlib import Path

from graph.session import Graph


async def migrate(graph: Graph, folder: Path, dimensions: int) -> list[str]:
    """Apply what is new in the folder and give its names; `dimensions` is that of embeddings.

    Raises MigrationError when an applied file was changed or is missing.
    """
    raise NotImplementedError

"""A small graph in the caller's project, and what a drawing of it says."""

from typing import Any

from graph.model import Access
from graph.plan import EntityRow
from tests.graph.writing import entity, owner_key


def named(access: Access, *names: str, **changes: Any) -> list[EntityRow]:
    """Give entities of mira's graph."""
    owner = owner_key(access.project.id)
    return [entity(owner, name, **changes) for name in names]


def lines(drawing: dict[str, Any]) -> list[str]:
    """Give the relations of a drawing as sentences."""
    return [
        f"{one['source']} {one['relationship']} {one['target']}" for one in drawing["relations"]
    ]


def nodes(drawing: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the nodes of a drawing by their names."""
    return {one["name"]: one for one in drawing["nodes"]}

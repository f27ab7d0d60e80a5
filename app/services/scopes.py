"""Users, agents, apps and runs, which mem0's wire calls entities."""

from collections.abc import Sequence
from typing import Final

from graph import scopes
from graph.model import Scope, ScopeKind
from graph.scopes import Scopes as Page
from graph.session import Graph

KINDS: Final[tuple[ScopeKind, ...]] = ("user", "agent", "app", "run")


class Scopes:
    """Reads scopes."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def list(
        self,
        project_id: str,
        kinds: Sequence[ScopeKind] = KINDS,
        *,
        skip: int = 0,
        limit: int = 100,
    ) -> Page:
        """Give a page of scopes with their counts, the newest first."""
        return await self._graph.read(scopes.find, project_id, tuple(kinds), skip=skip, limit=limit)

    async def totals(self, project_id: str) -> dict[ScopeKind, int]:
        """Count the scopes of each kind."""
        totals: dict[ScopeKind, int] = {}
        for kind in KINDS:
            totals[kind] = (await self.list(project_id, (kind,), limit=0)).total
        return totals

    async def get(self, project_id: str, kind: ScopeKind, external_id: str) -> Scope:
        """Give one scope by the caller's id; raises NotFoundError."""
        return await self._graph.read(scopes.get, project_id, kind, external_id)

    async def get_numbered(self, project_id: str, kind: ScopeKind, number: int) -> Scope:
        """Give one scope by mem0's integer id; raises NotFoundError."""
        return await self._graph.read(scopes.get_numbered, project_id, kind, number)

"""Whether the service can do its work: the database is there, migrated and of our model."""

import time
from pathlib import Path
from typing import Final

from app.services.deadlines import in_time
from app.services.errors import ForbiddenError
from extraction.embedder import Model
from graph import integrity, migrate, schema
from graph.errors import UnavailableError
from graph.integrity import Integrity
from graph.model import Access
from graph.session import Graph

MIGRATIONS: Final = Path(__file__).parents[2] / "migrations"
SECONDS_OF_MEMORY: Final = 60.0


class Health:
    """What an operator and a load balancer ask."""

    def __init__(self, graph: Graph, embedder: Model) -> None:
        """Take the database and the model whose vectors it must hold."""
        self._graph = graph
        self._embedder = embedder
        self._counted: Integrity | None = None
        self._counted_at = 0.0

    async def prepare(self) -> list[str]:
        """Bring the database up to date and give the names of what was applied.

        Raises GraphError when the server is away, too old, newer than this program or holds the
        vectors of another model.
        """
        await self._graph.check()
        applied = await migrate.migrate(self._graph, MIGRATIONS, self._embedder.dimensions)
        await self._graph.write(schema.await_indexes)
        await self._graph.write(
            schema.check_embedding, self._embedder.model, self._embedder.dimensions
        )
        return applied

    async def check(self) -> None:
        """Raise UnavailableError, within seconds, unless the database answers and is current."""
        if not await in_time(self._graph.read(migrate.is_current, MIGRATIONS)):
            raise UnavailableError("The database is not migrated: run `python -m app migrate`.")

    async def integrity(self, access: Access) -> Integrity:
        """Count the faults of the whole store, at most once a minute; raises ForbiddenError."""
        if not access.is_operator:
            raise ForbiddenError("Only an operator's key may read this.")
        is_fresh = time.monotonic() - self._counted_at < SECONDS_OF_MEMORY
        if self._counted is None or not is_fresh:
            self._counted = await self._graph.read(integrity.count, self._embedder.dimensions)
            self._counted_at = time.monotonic()
        return self._counted

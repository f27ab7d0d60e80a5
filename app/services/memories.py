"""Memories as callers read them: one, or a page with its relations."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from app.services.relations import ShownRelation, shown
from graph import memories, relations
from graph.errors import NotFoundError
from graph.model import Condition, Memory, Source, Visibility
from graph.session import Graph, Tx


class Listing(Struct, frozen=True, kw_only=True):
    """A page to read."""

    visibility: Visibility
    skip: int = 0
    limit: int = 100
    with_relations: bool = False
    with_sources: bool = False


class Listed(Struct, frozen=True, kw_only=True):
    """A page, the number of memories in all, and what was asked for beside them."""

    memories: list[Memory]
    total: int
    relations: list[ShownRelation] | None = None
    sources: dict[str, list[Source]] | None = None


class Memories:
    """Reads memories."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def get(
        self,
        project_id: str,
        memory_id: str,
        *,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> Memory:
        """Give one memory; raises NotFoundError for unknown and foreign ids alike.

        At another time it is one that held then, or that was known then.
        """
        if as_of is None and known_at is None:
            return await self._graph.read(memories.get, project_id, memory_id)
        seen = Visibility(
            project_id=project_id,
            filter=Condition(field="id", operator="eq", value=memory_id),
            now=datetime.now(UTC),
            as_of=as_of,
            known_at=known_at,
            show_expired=True,
            include_merged=True,
        )
        found = await self._graph.read(memories.find, seen, limit=1)
        if not found:
            raise NotFoundError("memory", memory_id)
        return found[0]

    async def attested(self, project_id: str, memory_ids: Sequence[str]) -> list[ShownRelation]:
        """Give the relations that the memories attest now, the newest first."""
        seen = Visibility(
            project_id=project_id,
            filter=Condition(field="id", operator="in", value=list(memory_ids)),
            now=datetime.now(UTC),
        )
        return await self._graph.read(_attested, seen, memory_ids)

    async def list(self, listing: Listing) -> Listed:
        """Give a page, the newest memories first."""
        return await self._graph.read(_page, listing)


async def _page(tx: Tx, listing: Listing) -> Listed:
    seen = listing.visibility
    page = await memories.find_page(tx, seen, skip=listing.skip, limit=listing.limit)
    ids = [memory.id for memory in page.memories]
    return Listed(
        memories=page.memories,
        total=page.total,
        relations=await _attested(tx, seen, ids) if listing.with_relations else None,
        sources=await memories.sources(tx, seen.project_id, ids) if listing.with_sources else None,
    )


async def _attested(
    tx: Tx, visibility: Visibility, memory_ids: Sequence[str]
) -> list[ShownRelation]:
    found = await relations.find_attested(tx, visibility, memory_ids)
    newest = sorted(found, key=lambda relation: relation.recorded_at, reverse=True)
    return [shown(relation, visibility) for relation in newest]

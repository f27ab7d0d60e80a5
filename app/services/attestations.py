"""Relations as callers look into them: a page, or one with its evidence down to the words."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.services.relations import ShownRelation, shown
from graph import attestations, nets
from graph.attestations import Link
from graph.model import Visibility
from graph.nets import Wanted
from graph.session import Graph, Tx

MOST: Final = 5_000


class Attested(Struct, frozen=True, kw_only=True):
    """A relation, its evidence, and the other values that it had."""

    relation: ShownRelation
    evidence: list[Link]
    others: list[ShownRelation]


class Listed(Struct, frozen=True, kw_only=True):
    """A page of relations, and how many there are in all, as far as they are counted."""

    relations: list[ShownRelation]
    total: int


class Attestations:
    """Reads relations with their evidence."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def get(self, visibility: Visibility, relation_id: str) -> Attested:
        """Give one relation; raises NotFoundError for unknown, foreign and unseen ones alike."""
        return await self._graph.read(_attested, visibility, relation_id)

    async def list(
        self, visibility: Visibility, wanted: Wanted, *, skip: int, limit: int
    ) -> Listed:
        """Give a page, the newest relations first; `MOST` are looked at."""
        found = await self._graph.read(nets.find, visibility, replace(wanted, limit=MOST))
        newest = sorted(found, key=lambda one: (one.recorded_at, one.id), reverse=True)
        page = [shown(one, visibility) for one in newest[skip : skip + limit]]
        return Listed(relations=page, total=len(newest))


async def _attested(tx: Tx, visibility: Visibility, relation_id: str) -> Attested:
    everything = replace(visibility, include_ended=True)
    relation = await attestations.get(tx, everything, relation_id)
    others = await attestations.find_others(tx, everything, relation_id)
    return Attested(
        relation=shown(relation, visibility),
        evidence=await attestations.find_chain(tx, visibility, relation_id),
        others=[shown(one, visibility) for one in others],
    )

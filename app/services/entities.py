"""Entities as callers see them: a page of them, or one with what is known of it."""

from collections import Counter

from msgspec import Struct

from app.services.relations import ShownRelation, shown
from graph import entities, nets
from graph.entities import Mentioned, Wanted
from graph.model import Visibility
from graph.nets import MOST_DEGREE
from graph.session import Graph, Tx


class Ranked(Struct, frozen=True, kw_only=True):
    """An entity and the number of its visible relations."""

    entity: Mentioned
    degree: int


class Listed(Struct, frozen=True, kw_only=True):
    """A page of entities and how many there are in all."""

    entities: list[Ranked]
    total: int


class Known(Struct, frozen=True, kw_only=True):
    """One entity: its relations, the newest first, and how many there are of each predicate."""

    entity: Mentioned
    degree: int
    predicates: dict[str, int]
    relations: list[ShownRelation]


class Entities:
    """Reads entities."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def list(self, visibility: Visibility, wanted: Wanted) -> Listed:
        """Give a page, the most mentioned first."""
        return await self._graph.read(_page, visibility, wanted)

    async def get(self, visibility: Visibility, entity_id: str) -> Known:
        """Give one entity; raises NotFoundError for unknown, foreign and unseen ones alike."""
        return await self._graph.read(_known, visibility, entity_id)


async def _page(tx: Tx, visibility: Visibility, wanted: Wanted) -> Listed:
    page = await entities.find_page(tx, visibility, wanted)
    degrees = await nets.count_degrees(tx, visibility, [one.id for one in page.entities])
    ranked = [Ranked(entity=one, degree=degrees.get(one.id, 0)) for one in page.entities]
    return Listed(entities=ranked, total=page.total)


async def _known(tx: Tx, visibility: Visibility, entity_id: str) -> Known:
    entity = await entities.get(tx, visibility, entity_id)
    wanted = nets.Wanted(limit=MOST_DEGREE, fan=MOST_DEGREE)
    relations = await nets.find_around(tx, visibility, [entity_id], wanted)
    return Known(
        entity=entity,
        degree=len(relations),
        predicates=dict(Counter(one.predicate for one in relations).most_common()),
        relations=[shown(one, visibility) for one in relations],
    )

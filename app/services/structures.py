"""Communities and centrality of a scope's graph, by networkx, as of the newest relations.

Louvain's communities (Blondel et al. 2008), PageRank (Page et al. 1999), betweenness by sampled
pivots (Brandes and Pich 2007).
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final, Literal, TypeVar, cast

import networkx as nx
from msgspec import Struct

from app.services.nets import VALUES
from graph import nets
from graph.model import Relation, Visibility
from graph.nets import Wanted
from graph.session import Graph

MOST_RELATIONS: Final = 5_000
MOST_KEPT: Final = 64
PIVOTS: Final = 100
SEED: Final = 1
MOST_PREDICATES: Final = 5

Measure = Literal["pagerank", "degree", "betweenness"]
T = TypeVar("T")


class Ranked(Struct, frozen=True, kw_only=True):
    """An entity and how central it is, 1 for the most central one."""

    id: str
    name: str
    type: str
    score: float


class Community(Struct, frozen=True, kw_only=True):
    """Entities that are tied to each other more than to others, the most tied one first."""

    size: int
    entities: list[Ranked]
    predicates: list[str]


class Structure(Struct, frozen=True, kw_only=True):
    """What was found in how many relations; not complete when there are more."""

    relations: int
    is_complete: bool
    communities: Sequence[Community] = ()
    ranks: Sequence[Ranked] = ()


class Structures:
    """Computes what a graph looks like from afar; the same graph is computed once."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph
        self._kept: OrderedDict[str, object] = OrderedDict()

    async def communities(self, visibility: Visibility, *, size: int) -> Structure:
        """Give communities of at least so many entities, the largest first."""
        found, is_complete = await self._net(visibility)
        every = await self._once("communities", found, _communities)
        return Structure(
            relations=len(found),
            is_complete=is_complete,
            communities=[one for one in every if one.size >= size],
        )

    async def ranks(self, visibility: Visibility, measure: Measure, *, limit: int) -> Structure:
        """Give the most central entities."""
        found, is_complete = await self._net(visibility)
        every = await self._once(measure, found, MEASURES[measure])
        return Structure(relations=len(found), is_complete=is_complete, ranks=every[:limit])

    async def _net(self, visibility: Visibility) -> tuple[list[Relation], bool]:
        wanted = Wanted(limit=MOST_RELATIONS + 1)
        found = await self._graph.read(nets.find, visibility, wanted)
        return found[:MOST_RELATIONS], len(found) <= MOST_RELATIONS

    async def _once(
        self, name: str, relations: list[Relation], reckon: Callable[[list[Relation]], T]
    ) -> T:
        """Reckon in a thread; what the same relations gave before is kept, never for others."""
        key = name + _digest(relations)
        if key not in self._kept:
            self._kept[key] = await asyncio.to_thread(reckon, relations)
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return cast("T", self._kept[key])


def _digest(relations: Sequence[Relation]) -> str:
    told = sorted(
        repr((one.id, one.source_id, one.source, one.target_id, one.target, one.predicate))
        for one in relations
    )
    return sha256("".join(told).encode()).hexdigest()


def _web(relations: Sequence[Relation], *, with_self: bool) -> "nx.Graph[str]":
    """Build the graph without mere values, and without the owner where that would join all."""
    web: nx.Graph[str] = nx.Graph()
    for one in relations:
        if one.source_type in VALUES or one.target_type in VALUES or one.source_id == one.target_id:
            continue
        if not with_self and (one.source_is_self or one.target_is_self):
            continue
        web.add_node(one.source_id, name=one.source, type=one.source_type)
        web.add_node(one.target_id, name=one.target, type=one.target_type)
        weight = web.get_edge_data(one.source_id, one.target_id, {"weight": 0})["weight"]
        web.add_edge(one.source_id, one.target_id, weight=weight + 1)
    return web


def _communities(relations: list[Relation]) -> list[Community]:
    web = _web(relations, with_self=False)
    if not web:
        return []
    groups = nx.community.louvain_communities(web, weight="weight", seed=SEED)
    found = [_community(web, group, relations) for group in groups]
    return sorted(found, key=lambda one: (-one.size, one.entities[0].name))


def _community(web: "nx.Graph[str]", group: set[str], relations: Sequence[Relation]) -> Community:
    inside = web.subgraph(group)
    said = Counter(
        one.predicate for one in relations if one.source_id in group and one.target_id in group
    )
    degrees: dict[str, float] = dict(inside.degree(weight="weight"))
    return Community(
        size=len(group),
        entities=_ranked(web, degrees),
        predicates=[name for name, _ in said.most_common(MOST_PREDICATES)],
    )


def _ranked(web: "nx.Graph[str]", scores: dict[str, float]) -> list[Ranked]:
    best = max(scores.values(), default=0) or 1
    ranked = [
        Ranked(
            id=entity_id,
            name=web.nodes[entity_id]["name"],
            type=web.nodes[entity_id]["type"],
            score=round(score / best, 6),
        )
        for entity_id, score in scores.items()
    ]
    return sorted(ranked, key=lambda one: (-one.score, one.name, one.id))


def _by_rank(relations: list[Relation]) -> list[Ranked]:
    web = _web(relations, with_self=True)
    return _ranked(web, nx.pagerank(web, weight="weight")) if web else []


def _by_degree(relations: list[Relation]) -> list[Ranked]:
    web = _web(relations, with_self=True)
    return _ranked(web, dict(web.degree(weight="weight")))


def _by_betweenness(relations: list[Relation]) -> list[Ranked]:
    web = _web(relations, with_self=True)
    pivots = min(PIVOTS, len(web))
    return _ranked(web, nx.betweenness_centrality(web, k=pivots, seed=SEED)) if web else []


MEASURES: Final[dict[Measure, Callable[[list[Relation]], list[Ranked]]]] = {
    "pagerank": _by_rank,
    "degree": _by_degree,
    "betweenness": _by_betweenness,
}

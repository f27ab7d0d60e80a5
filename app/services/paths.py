"""How two entities are connected: from both ends, level by level, over visible relations."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

import networkx as nx
from msgspec import Struct

from app.services.nets import VALUES, Net, net
from app.services.relations import Hop
from graph import entities, nets
from graph.model import Relation, Visibility
from graph.nets import Wanted
from graph.session import Graph, Tx

FAN: Final = 200
MOST_OF_STEP: Final = 2_000
MOST_FRONTIER: Final = 200
MOST_PATHS: Final = 3


class Ends(Struct, frozen=True, kw_only=True):
    """From where to where, in how many steps at most."""

    from_id: str
    to_id: str
    hops: int = 4
    predicates: Sequence[str] = ()


class Connection(Struct, frozen=True, kw_only=True):
    """The shortest paths, at most `MOST_PATHS`, and the drawing of them.

    `is_exact` is false when a hub was not walked through whole: a shorter path may exist.
    """

    paths: list[list[Hop]]
    net: Net
    is_exact: bool


class Paths:
    """Finds connections."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def between(self, visibility: Visibility, ends: Ends) -> Connection:
        """Give the shortest paths; raises NotFoundError when an end can't be seen."""
        return await self._graph.read(_between, visibility, ends)


class _Side:
    """What was reached from one end."""

    def __init__(self, entity_id: str) -> None:
        """Begin at the end."""
        self.frontier = [entity_id]
        self.reached = {entity_id}


async def _between(tx: Tx, visibility: Visibility, ends: Ends) -> Connection:
    for entity_id in (ends.from_id, ends.to_id):
        await entities.get(tx, visibility, entity_id)
    sides = (_Side(ends.from_id), _Side(ends.to_id))
    wanted = Wanted(predicates=ends.predicates, limit=MOST_OF_STEP, fan=FAN)
    relations: dict[str, Relation] = {}
    is_exact = True
    for _ in range(ends.hops):
        side = min((one for one in sides if one.frontier), key=_width, default=None)
        if side is None or sides[0].reached & sides[1].reached:
            break
        found = await nets.find_around(tx, visibility, side.frontier, wanted)
        relations |= {one.id: one for one in found}
        is_exact = _advance(side, found) and is_exact
    return _connection(ends, relations, visibility, is_exact=is_exact)


def _width(side: _Side) -> int:
    return len(side.frontier)


def _advance(side: _Side, found: Sequence[Relation]) -> bool:
    """Take a step; tell whether nothing was left out."""
    ends = {one.source_id: one.source_type for one in found}
    ends |= {one.target_id: one.target_type for one in found}
    fresh = [one for one in ends if one not in side.reached]
    side.reached.update(fresh)
    through = [one for one in fresh if ends[one] not in VALUES]
    side.frontier = through[:MOST_FRONTIER]
    return len(through) <= MOST_FRONTIER and len(found) < FAN


def _connection(
    ends: Ends, relations: dict[str, Relation], visibility: Visibility, *, is_exact: bool
) -> Connection:
    web: nx.Graph[str] = nx.Graph()
    web.add_nodes_from((ends.from_id, ends.to_id))
    for one in _through(relations.values(), ends):
        # of several between the same two the first is shown: it is the newest
        if not web.has_edge(one.source_id, one.target_id):
            web.add_edge(one.source_id, one.target_id, relation=one)
    ways: list[list[str]] = []
    if nx.has_path(web, ends.from_id, ends.to_id):
        ways = list(islice(nx.all_shortest_paths(web, ends.from_id, ends.to_id), MOST_PATHS))
    steps = [_relations(web, way) for way in ways]
    used = {one.id: one for path in steps for one in path}
    return Connection(
        paths=[_hops(path, way) for path, way in zip(steps, ways, strict=True)],
        net=net(list(used.values()), visibility, is_complete=True),
        is_exact=is_exact,
    )


def _through(relations: Iterable[Relation], ends: Ends) -> Iterator[Relation]:
    """Leave out relations to mere values: two people of one age have nothing in common."""
    for one in relations:
        sides = ((one.source_id, one.source_type), (one.target_id, one.target_type))
        if all(id_ in {ends.from_id, ends.to_id} or kind not in VALUES for id_, kind in sides):
            yield one


def _relations(web: "nx.Graph[str]", way: Sequence[str]) -> list[Relation]:
    return [web[start][end]["relation"] for start, end in pairwise(way)]


def _hops(relations: Sequence[Relation], way: Sequence[str]) -> list[Hop]:
    hops: list[Hop] = []
    for one, start in zip(relations, way, strict=False):
        is_forward = one.source_id == start
        names = (one.source, one.target) if is_forward else (one.target, one.source)
        hops.append(
            Hop(
                relation_id=one.id,
                from_name=names[0],
                predicate=one.predicate,
                to_name=names[1],
                is_forward=is_forward,
                memory_ids=one.memory_ids,
            )
        )
    return hops

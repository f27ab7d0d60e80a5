"""What is around an entity: hop by hop over visible relations, hubs folded."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from app.services.nets import VALUES, Net, Node, net
from graph import entities, nets
from graph.model import Relation, Visibility
from graph.nets import Wanted
from graph.session import Graph, Tx

MOST_FRONTIER: Final = 200


class Surroundings(Struct, frozen=True, kw_only=True):
    """What to look at: how far, how many relations at most, and from what degree on to fold."""

    entity_id: str
    hops: int = 1
    limit: int = 200
    hub: int = 50
    predicates: Sequence[str] = ()


class Neighbourhoods:
    """Walks from one entity outwards."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def around(self, visibility: Visibility, asked: Surroundings) -> Net:
        """Give the neighbourhood, the nearest relations first; raises NotFoundError."""
        return await self._graph.read(_around, visibility, asked)


class _Walk:
    """What was come to so far."""

    def __init__(self, asked: Surroundings) -> None:
        """Begin at the entity."""
        self.limit = asked.limit
        self.frontier = [asked.entity_id]
        self.relations: dict[str, Relation] = {}
        self.degrees: dict[str, int] = {}
        self.folded: set[str] = set()
        self.is_complete = True

    def take(self, found: Sequence[Relation]) -> list[str]:
        """Add relations and give the entities that are new and may be walked through."""
        known = {*self.degrees, *self.frontier}
        new: dict[str, str] = {}
        for one in found:
            if one.id not in self.relations and len(self.relations) == self.limit:
                self.is_complete = False
                break
            self.relations[one.id] = one
            new |= {one.source_id: one.source_type, one.target_id: one.target_type}
        fresh = [entity_id for entity_id in new if entity_id not in known]
        self.frontier = [one for one in fresh if new[one] not in VALUES]
        return fresh

    def fold(self, hub: int) -> None:
        """Leave hubs, and what is too much at once, out of the next step."""
        self.folded |= {one for one in self.frontier if self.degrees.get(one, 0) > hub}
        left = [one for one in self.frontier if one not in self.folded]
        self.is_complete = self.is_complete and len(left) <= MOST_FRONTIER
        self.frontier = left[:MOST_FRONTIER]


async def _around(tx: Tx, visibility: Visibility, asked: Surroundings) -> Net:
    start = await entities.get(tx, visibility, asked.entity_id)
    walk = _Walk(asked)
    walk.degrees = await nets.count_degrees(tx, visibility, [start.id])
    # one more than may be shown tells whether there are more
    wanted = Wanted(predicates=asked.predicates, limit=asked.limit + 1, fan=asked.limit + 1)
    for _ in range(asked.hops):
        if not walk.frontier or not walk.is_complete:
            break
        fresh = walk.take(await nets.find_around(tx, visibility, walk.frontier, wanted))
        walk.degrees |= await nets.count_degrees(tx, visibility, fresh)
        walk.fold(asked.hub)
    return net(
        list(walk.relations.values()),
        visibility,
        is_complete=walk.is_complete,
        others=[
            Node(id=start.id, name=start.name, type=start.type, is_self=start.is_self, degree=0)
        ],
        degrees=walk.degrees,
        folded=walk.folded,
    )

"""Entities and the relations between them, as they are drawn."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from app.services.relations import ShownRelation, shown
from graph import nets
from graph.model import Relation, Visibility
from graph.nets import Wanted
from graph.session import Graph

MOST_RELATIONS: Final = 5_000
VALUES: Final = frozenset({"literal", "date"})


class Node(Struct, frozen=True, kw_only=True):
    """An entity in a drawing.

    `degree` counts its visible relations, `hidden` those of them that the drawing leaves out.
    A folded one is a hub that nothing was walked through.
    """

    id: str
    name: str
    type: str
    is_self: bool
    degree: int
    hidden: int = 0
    is_folded: bool = False


class Net(Struct, frozen=True, kw_only=True):
    """A drawing; one that is not complete was cut at a limit."""

    nodes: list[Node]
    relations: list[ShownRelation]
    is_complete: bool


class Nets:
    """Reads the graph of a scope."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def find(self, visibility: Visibility, wanted: Wanted) -> Net:
        """Give the relations that visible memories attest, those of the newest first."""
        found = await self._graph.read(
            nets.find,
            visibility,
            Wanted(predicates=wanted.predicates, limit=wanted.limit + 1),
        )
        return net(found[: wanted.limit], visibility, is_complete=len(found) <= wanted.limit)


def net(
    relations: Sequence[Relation],
    visibility: Visibility,
    *,
    is_complete: bool,
    others: Iterable[Node] = (),
    degrees: Mapping[str, int] | None = None,
    folded: Collection[str] = frozenset(),
) -> Net:
    """Put a drawing together; `others` are entities that may have no relation in it."""
    known = {node.id: node for node in (*others, *_ends(relations))}
    here = Counter(end for one in relations for end in {one.source_id, one.target_id})
    whole = here if degrees is None else degrees
    return Net(
        nodes=[
            _counted(node, here[node.id], whole.get(node.id, 0), is_folded=node.id in folded)
            for node in known.values()
        ],
        relations=[shown(relation, visibility) for relation in relations],
        is_complete=is_complete,
    )


def _counted(node: Node, here: int, whole: int, *, is_folded: bool) -> Node:
    return Node(
        id=node.id,
        name=node.name,
        type=node.type,
        is_self=node.is_self,
        degree=max(here, whole),
        hidden=max(whole - here, 0),
        is_folded=is_folded,
    )


def _ends(relations: Iterable[Relation]) -> Iterable[Node]:
    for one in relations:
        yield Node(
            id=one.source_id,
            name=one.source,
            type=one.source_type,
            is_self=one.source_is_self,
            degree=0,
        )
        yield Node(
            id=one.target_id,
            name=one.target,
            type=one.target_type,
            is_self=one.target_is_self,
            degree=0,
        )

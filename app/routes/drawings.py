"""The graph to draw: of a scope, around an entity, between two."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.identifiers import known_form
from app.routes.relations import RelationOut, Step, relations_out
from app.routes.sights import OF_ONE, Predicates, Seen, predicates_of
from app.services.neighbourhoods import Neighbourhoods, Surroundings
from app.services.nets import MOST_RELATIONS, Net, Nets, Node
from app.services.paths import Ends, Paths
from graph.nets import Wanted

Limit = Annotated[int, QueryParameter(ge=1, le=MOST_RELATIONS, description="Relations at most")]
FewerLimit = Annotated[int, QueryParameter(ge=1, le=2_000, description="Relations at most")]
Hops = Annotated[int, QueryParameter(ge=1, le=3)]
MoreHops = Annotated[int, QueryParameter(ge=1, le=6)]
Hub = Annotated[
    int,
    QueryParameter(ge=1, le=1_000, description="Nothing is walked through what has more relations"),
]


class NodeOut(Struct, frozen=True, kw_only=True):
    """An entity in a drawing.

    `degree` counts its visible relations, up to 1,000; `hidden` those that the drawing leaves out.
    `is_folded` marks a hub that nothing was walked through.
    """

    id: str
    name: str
    type: str
    is_self: bool
    degree: int
    hidden: int
    is_folded: bool

    @classmethod
    def from_node(cls, node: Node) -> "NodeOut":
        """Show an entity of a drawing."""
        return cls(
            id=node.id,
            name=node.name,
            type=node.type,
            is_self=node.is_self,
            degree=node.degree,
            hidden=node.hidden,
            is_folded=node.is_folded,
        )


class NetOut(Struct, frozen=True, kw_only=True):
    """Entities and relations between them; `is_complete` is false when a limit cut it."""

    nodes: list[NodeOut]
    relations: list[RelationOut]
    is_complete: bool

    @classmethod
    def from_net(cls, net: Net) -> "NetOut":
        """Show a drawing."""
        return cls(
            nodes=[NodeOut.from_node(node) for node in net.nodes],
            relations=relations_out(net.relations),
            is_complete=net.is_complete,
        )


class PathsOut(Struct, frozen=True, kw_only=True):
    """The shortest ways from one entity to another, three at most, and the drawing of them.

    `is_exact` is false when hubs were not walked through whole: a shorter way may exist.
    """

    paths: list[list[Step]]
    nodes: list[NodeOut]
    relations: list[RelationOut]
    is_exact: bool


@get("/", status_code=200, responses=ERRORS, summary="Draw a scope's graph", tags=["graph"])
async def draw_graph(
    visibility: Seen,
    nets: NamedDependency[Nets],
    predicates: Predicates = None,
    limit: Limit = 1_000,
) -> NetOut:
    """Give the entities and relations of a scope, those of its newest memories first."""
    wanted = Wanted(predicates=predicates_of(predicates), limit=limit)
    return NetOut.from_net(await nets.find(visibility, wanted))


def surroundings_of(
    entity_id: FromQuery[str],
    predicates: Predicates = None,
    hops: Hops = 1,
    limit: FewerLimit = 200,
    hub: Hub = 50,
) -> Surroundings:
    """Provide what the address asks for."""
    return Surroundings(
        entity_id=known_form(entity_id, "entity_id"),
        hops=hops,
        limit=limit,
        hub=hub,
        predicates=predicates_of(predicates),
    )


@get(
    "/neighbourhood",
    status_code=200,
    responses=ERRORS,
    summary="Draw what is around an entity",
    dependencies={
        "visibility": OF_ONE,
        "asked": Provide(surroundings_of, sync_to_thread=False),
    },
    tags=["graph"],
)
async def draw_neighbourhood(
    visibility: Seen,
    neighbourhoods: NamedDependency[Neighbourhoods],
    asked: NamedDependency[Surroundings],
) -> NetOut:
    """Give an entity's relations, those of its neighbours, and so on; hubs stay folded."""
    return NetOut.from_net(await neighbourhoods.around(visibility, asked))


@get(
    "/paths",
    status_code=200,
    responses=ERRORS,
    summary="Connect two entities",
    dependencies={"visibility": OF_ONE},
    tags=["graph"],
)
async def connect_entities(
    from_id: FromQuery[str],
    to_id: FromQuery[str],
    visibility: Seen,
    paths: NamedDependency[Paths],
    predicates: Predicates = None,
    hops: MoreHops = 4,
) -> PathsOut:
    """Give the shortest ways between two entities over what may be seen; none, an empty list."""
    ends = Ends(
        from_id=known_form(from_id, "from_id"),
        to_id=known_form(to_id, "to_id"),
        hops=hops,
        predicates=predicates_of(predicates),
    )
    found = await paths.between(visibility, ends)
    drawn = NetOut.from_net(found.net)
    return PathsOut(
        paths=[[Step.from_hop(hop) for hop in path] for path in found.paths],
        nodes=drawn.nodes,
        relations=drawn.relations,
        is_exact=found.is_exact,
    )


HANDLERS = [draw_graph, draw_neighbourhood, connect_entities]

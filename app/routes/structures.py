"""Communities and central entities."""

from collections.abc import Sequence
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.sights import Seen
from app.services.structures import Community, Measure, Ranked, Structures

Size = Annotated[int, QueryParameter(ge=1, description="Entities that a community has at least")]
Limit = Annotated[int, QueryParameter(ge=1, le=1_000, description="Entities at most")]
By = Annotated[Measure, QueryParameter(description="By what it is measured")]


class CommunitiesOut(Struct, frozen=True, kw_only=True):
    """Communities, the largest first, found in the newest 5,000 relations."""

    communities: Sequence[Community]
    relations: int
    is_complete: bool


class RanksOut(Struct, frozen=True, kw_only=True):
    """Entities, the most central first, found in the newest 5,000 relations."""

    results: Sequence[Ranked]
    relations: int
    is_complete: bool


@get("/communities", status_code=200, responses=ERRORS, summary="Find communities", tags=["graph"])
async def find_communities(
    visibility: Seen, structures: NamedDependency[Structures], size: Size = 2
) -> CommunitiesOut:
    """Group entities by how they are tied; the user or agent itself is in none."""
    found = await structures.communities(visibility, size=size)
    return CommunitiesOut(
        communities=found.communities, relations=found.relations, is_complete=found.is_complete
    )


@get("/centrality", status_code=200, responses=ERRORS, summary="Rank entities", tags=["graph"])
async def rank_entities(
    visibility: Seen,
    structures: NamedDependency[Structures],
    measure: By = "pagerank",
    limit: Limit = 50,
) -> RanksOut:
    """Rank entities by PageRank, by the number of relations or by the ways through them."""
    found = await structures.ranks(visibility, measure, limit=limit)
    return RanksOut(results=found.ranks, relations=found.relations, is_complete=found.is_complete)


HANDLERS = [find_communities, rank_entities]

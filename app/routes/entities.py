"""Entities of the graph: a list to choose from, one with its relations."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.identifiers import known_form
from app.routes.instants import shown
from app.routes.pages import Asked, Page, neighbours, strict_page
from app.routes.relations import RelationOut, relations_out
from app.routes.sights import OF_ONE, Seen
from app.services.entities import Entities, Known, Ranked
from graph.entities import Wanted

Prefix = Annotated[str, QueryParameter(max_length=200, description="How a word of a name begins")]
Types = Annotated[str | None, QueryParameter(description="Types, with commas between them")]


class EntityOut(Struct, frozen=True, kw_only=True):
    """An entity as visible memories tell of it.

    `aliases` are their words for it, `mentions` their number, `degree` the number of visible
    relations, up to 1,000.
    """

    id: str
    name: str
    type: str
    is_self: bool
    aliases: list[str]
    degree: int
    mentions: int
    first_at: str
    last_at: str

    @classmethod
    def from_ranked(cls, ranked: Ranked) -> "EntityOut":
        """Show an entity."""
        entity = ranked.entity
        return cls(
            id=entity.id,
            name=entity.name,
            type=entity.type,
            is_self=entity.is_self,
            aliases=entity.aliases,
            degree=ranked.degree,
            mentions=entity.mentions,
            first_at=shown(entity.first_at),
            last_at=shown(entity.last_at),
        )


class EntityPage(Struct, frozen=True, kw_only=True):
    """A page of entities, the most mentioned first."""

    count: int
    next: str | None
    previous: str | None
    results: list[EntityOut]


class PredicateOut(Struct, frozen=True, kw_only=True):
    """A predicate and how many relations have it."""

    predicate: str
    count: int


class KnownOut(Struct, frozen=True, kw_only=True):
    """One entity with its relations, the newest first, and their predicates."""

    entity: EntityOut
    predicates: list[PredicateOut]
    relations: list[RelationOut]

    @classmethod
    def from_known(cls, known: Known) -> "KnownOut":
        """Show one entity."""
        return cls(
            entity=EntityOut.from_ranked(Ranked(entity=known.entity, degree=known.degree)),
            predicates=[
                PredicateOut(predicate=name, count=count)
                for name, count in known.predicates.items()
            ],
            relations=relations_out(known.relations),
        )


def wanted_of(paged: NamedDependency[Page], prefix: Prefix = "", types: Types = None) -> Wanted:
    """Provide which entities the address asks for."""
    return Wanted(
        prefix=prefix,
        types=[name.strip() for name in (types or "").split(",") if name.strip()],
        skip=paged.skip,
        limit=paged.size,
    )


@get(
    "/entities",
    status_code=200,
    responses=ERRORS,
    summary="List entities",
    dependencies={
        "paged": Provide(strict_page, sync_to_thread=False),
        "wanted": Provide(wanted_of, sync_to_thread=False),
    },
    tags=["graph"],
)
async def list_entities(
    request: Asked,
    visibility: Seen,
    entities: NamedDependency[Entities],
    paged: NamedDependency[Page],
    wanted: NamedDependency[Wanted],
) -> EntityPage:
    """List the entities that visible memories mention, the most mentioned first."""
    found = await entities.list(visibility, wanted)
    paged.check(found.total)
    beside = neighbours(request, paged, found.total)
    return EntityPage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=[EntityOut.from_ranked(one) for one in found.entities],
    )


@get(
    "/entities/{node_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Read an entity",
    dependencies={"visibility": OF_ONE},
    tags=["graph"],
)
async def get_entity(
    node_id: FromPath[str],
    visibility: Seen,
    entities: NamedDependency[Entities],
) -> KnownOut:
    """Give one entity with the relations that may be seen."""
    return KnownOut.from_known(await entities.get(visibility, known_form(node_id, "node_id")))


HANDLERS = [list_entities, get_entity]

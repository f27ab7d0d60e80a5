"""What happened to an entity, as it is told."""

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.identifiers import known_form
from app.routes.instants import bound, shown
from app.routes.pages import Asked, Page, neighbours, strict_page
from app.routes.relations import RelationOut
from app.routes.sights import OF_ONE, Seen
from app.services.timelines import Kind, Moment, Timelines


class MomentOut(Struct, frozen=True, kw_only=True):
    """A memory that was told (`said`), or a relation that `began` or `ended`.

    `at` orders the moments; `date` is as precise as what was said, and null when nothing was.
    """

    at: str
    date: str | None
    kind: Kind
    text: str
    memory_ids: list[str]
    relation: RelationOut | None

    @classmethod
    def from_moment(cls, moment: Moment) -> "MomentOut":
        """Show a moment."""
        relation = moment.relation
        return cls(
            at=shown(moment.at),
            date=bound(moment.at, moment.precision),
            kind=moment.kind,
            text=moment.text,
            memory_ids=list(moment.memory_ids),
            relation=None if relation is None else RelationOut.from_shown(relation),
        )


class TimelinePage(Struct, frozen=True, kw_only=True):
    """A page of moments, the latest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[MomentOut]


@get(
    "/entities/{node_id:str}/timeline",
    status_code=200,
    responses=ERRORS,
    summary="Follow an entity through time",
    dependencies={"visibility": OF_ONE, "paged": Provide(strict_page, sync_to_thread=False)},
    tags=["graph"],
)
async def list_moments(
    request: Asked,
    node_id: FromPath[str],
    visibility: Seen,
    timelines: NamedDependency[Timelines],
    paged: NamedDependency[Page],
) -> TimelinePage:
    """Give what was said of an entity and which of its relations began and ended."""
    entity_id = known_form(node_id, "node_id")
    found = await timelines.of(visibility, entity_id, skip=paged.skip, limit=paged.size)
    paged.check(found.total)
    beside = neighbours(request, paged, found.total)
    return TimelinePage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=[MomentOut.from_moment(one) for one in found.moments],
    )


HANDLERS = [list_moments]

"""The review queue: what may be one entity, merged, kept apart, taken apart again."""

from typing import Annotated, Literal

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter
from msgspec import Struct

from app.routes.compat.queries import ids_of
from app.routes.documentation import ERRORS, MERGE, WRITE_ERRORS
from app.routes.identifiers import known_form
from app.routes.instants import shown
from app.routes.pages import Asked, Page, neighbours, strict_page
from app.services.merges import Merges, Pair
from graph.merges import End, Merge
from graph.model import Access, ScopeIds

StateAsked = Annotated[
    Literal["pending", "accepted", "rejected"] | None,
    QueryParameter(name="state", description="Only merges in this state"),
]
Kept = Annotated[
    str | None, QueryParameter(description="The entity that stays; else the better known one")
]


class MergeBody(Struct, frozen=True, kw_only=True):
    """Two entities of one owner; what is said of the second one becomes said of the first."""

    kept_id: str
    absorbed_id: str


class EndOut(Struct, frozen=True, kw_only=True):
    """An entity, with how many mentions it has."""

    id: str
    name: str
    type: str
    mentions: int

    @classmethod
    def from_end(cls, end: End) -> "EndOut":
        """Show an entity."""
        return cls(id=end.id, name=end.name, type=end.type, mentions=end.mentions)


class MergeOut(Struct, frozen=True, kw_only=True):
    """Two that may be one entity: how sure that is (0 to 1), by what, and what was decided.

    `kept_id` is there once it is accepted: the other one is part of it until that is undone.
    """

    id: str
    state: Literal["pending", "accepted", "rejected"]
    score: float
    method: str
    entities: list[EndOut]
    kept_id: str | None
    created_at: str
    decided_at: str | None

    @classmethod
    def from_merge(cls, merge: Merge) -> "MergeOut":
        """Show a merge."""
        return cls(
            id=merge.id,
            state=merge.state,
            score=merge.score,
            method=merge.method,
            entities=[EndOut.from_end(merge.one), EndOut.from_end(merge.other)],
            kept_id=merge.kept_id,
            created_at=shown(merge.created_at),
            decided_at=None if merge.decided_at is None else shown(merge.decided_at),
        )


class UndoneOut(Struct, frozen=True, kw_only=True):
    """Two entities again. `state` is what it was before; `undone` for a merge by hand."""

    id: str
    state: Literal["pending", "rejected", "undone"]
    message: str = "Merge undone"


class MergePage(Struct, frozen=True, kw_only=True):
    """Merges, the newest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[MergeOut]


@get(
    "/v1/graph/merges",
    status_code=200,
    responses=ERRORS,
    summary="List what may be one entity",
    dependencies={
        "asked": Provide(strict_page, sync_to_thread=False),
        "ids": Provide(ids_of, sync_to_thread=False),
    },
    tags=["graph"],
)
async def list_merges(
    request: Asked,
    asked: NamedDependency[Page],
    ids: NamedDependency[ScopeIds],
    access: NamedDependency[Access],
    merges: NamedDependency[Merges],
    merge_state: StateAsked = None,
) -> MergePage:
    """List pairs of which memories of the ids, or of the whole project, mention both."""
    page = await merges.list(access, ids, state=merge_state, skip=asked.skip, limit=asked.size)
    asked.check(page.total)
    beside = neighbours(request, asked, page.total)
    return MergePage(
        count=page.total,
        next=beside.next,
        previous=beside.previous,
        results=[MergeOut.from_merge(merge) for merge in page.merges],
    )


@post(
    "/v1/graph/merges",
    status_code=201,
    responses=WRITE_ERRORS,
    summary="Merge two entities",
    tags=["graph"],
)
async def create_merge(
    data: Annotated[MergeBody, MERGE],
    access: NamedDependency[Access],
    merges: NamedDependency[Merges],
) -> MergeOut:
    """Merge two entities of one owner by hand; it can be undone."""
    pair = Pair(
        kept_id=known_form(data.kept_id, "kept_id"),
        absorbed_id=known_form(data.absorbed_id, "absorbed_id"),
    )
    return MergeOut.from_merge(await merges.merge(access, pair))


@post(
    "/v1/graph/merges/{merge_id:str}/accept",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Accept a merge",
    tags=["graph"],
)
async def accept_merge(
    merge_id: FromPath[str],
    access: NamedDependency[Access],
    merges: NamedDependency[Merges],
    kept_id: Kept = None,
) -> MergeOut:
    """Make one entity of two: its relations, mentions and evidence are joined."""
    kept = None if kept_id is None else known_form(kept_id, "kept_id")
    return MergeOut.from_merge(await merges.accept(access, merge_id, kept))


@post(
    "/v1/graph/merges/{merge_id:str}/reject",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Reject a merge",
    tags=["graph"],
)
async def reject_merge(
    merge_id: FromPath[str], access: NamedDependency[Access], merges: NamedDependency[Merges]
) -> MergeOut:
    """Keep two entities apart; they are not proposed again."""
    return MergeOut.from_merge(await merges.reject(access, merge_id))


@post(
    "/v1/graph/merges/{merge_id:str}/undo",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Undo a merge",
    tags=["graph"],
)
async def undo_merge(
    merge_id: FromPath[str], access: NamedDependency[Access], merges: NamedDependency[Merges]
) -> UndoneOut:
    """Give nodes, relations, evidence and ids back as they were."""
    found = await merges.undo(access, merge_id)
    return UndoneOut(id=found.id, state="undone" if found.state == "accepted" else found.state)


HANDLERS = [list_merges, create_merge, accept_merge, reject_merge, undo_merge]

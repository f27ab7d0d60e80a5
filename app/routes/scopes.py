"""Users, agents, apps and runs, which mem0's wire calls entities."""

import msgspec
from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.instants import shown
from app.routes.pages import Asked, PageNumber, PageSize, everything_or, neighbours
from app.routes.profiles import ProfileOut
from app.routes.scope_names import KindInPath, kind_of, name_of, profile_name_of
from app.services.profiles import Profiles
from app.services.scopes import Scopes
from graph.model import Access, Scope, ScopeKind


class ScopeOut(Struct, frozen=True, kw_only=True):
    """A scope; `id` is an integer in decimal, `name` the id that callers use."""

    id: str
    name: str
    type: ScopeKind
    created_at: str
    updated_at: str
    owner: str | None
    metadata: dict[str, object] | None
    total_memories: int

    @classmethod
    def from_scope(cls, scope: Scope, access: Access) -> "ScopeOut":
        """Show a scope."""
        return cls(
            id=str(scope.number),
            name=scope.external_id,
            type=scope.kind,
            created_at=shown(scope.created_at),
            updated_at=shown(scope.created_at),
            owner=access.email,
            metadata=None if scope.metadata is None else metadata_of(scope.metadata),
            total_memories=scope.memories,
        )


class ScopePage(Struct, frozen=True, kw_only=True):
    """Scopes, the newest first, and how many there are of each kind."""

    count: int
    next: str | None
    previous: str | None
    results: list[ScopeOut]
    total_users: int
    total_agents: int
    total_apps: int
    total_runs: int


@get(
    "/v1/entities",
    status_code=200,
    responses=ERRORS,
    summary="List users, agents, apps and runs",
    tags=["scopes"],
)
async def list_scopes(
    request: Asked,
    access: NamedDependency[Access],
    scopes: NamedDependency[Scopes],
    page: PageNumber = None,
    page_size: PageSize = None,
) -> ScopePage:
    """List the project's scopes; without a page all of them, as clients' `reset` expects."""
    asked = everything_or(page, page_size)
    found = await scopes.list(access.project.id, skip=asked.skip, limit=asked.size)
    totals = await scopes.totals(access.project.id)
    asked.check(found.total)
    beside = neighbours(request, asked, found.total)
    return ScopePage(
        count=found.total,
        next=beside.next,
        previous=beside.previous,
        results=[ScopeOut.from_scope(scope, access) for scope in found.scopes],
        total_users=totals["user"],
        total_agents=totals["agent"],
        total_apps=totals["app"],
        total_runs=totals["run"],
    )


@get(
    "/v2/entities/{entity_type:str}/{entity_name:path}",
    status_code=200,
    responses=ERRORS,
    summary="Read a scope",
    tags=["scopes"],
)
async def get_scope(
    request: Asked,
    entity_type: KindInPath,
    access: NamedDependency[Access],
    scopes: NamedDependency[Scopes],
    profiles: NamedDependency[Profiles],
) -> list[ScopeOut] | ProfileOut:
    """Give one user, agent, app or run, in a list; its name may contain slashes.

    `/v2/entities/user/{name}/profile/` gives that user's profile.
    """
    user_id = profile_name_of(request)
    if user_id is not None:
        return ProfileOut.from_seen(await profiles.get(access, user_id), user_id)
    found = await scopes.get(access.project.id, kind_of(entity_type), name_of(request))
    return [ScopeOut.from_scope(found, access)]


metadata_of = msgspec.json.Decoder(dict[str, object]).decode
HANDLERS = [list_scopes, get_scope]

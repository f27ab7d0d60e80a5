"""Users, agents, apps and runs, with how many memories each has."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.keys import SCOPE, hashed
from graph.model import Scope, ScopeKind
from graph.session import Tx

# The degree store gives the count without a look at the memories.
SCOPE_MAP: Final = """scope {
  .key, .kind, .external_id, .number, .metadata, created_at: toString(scope.created_at),
  memories: COUNT { (scope)<-[:IN_SCOPE]-() }
}"""


class Scopes(Struct, frozen=True, kw_only=True):
    """A page of scopes and how many there are in all."""

    scopes: list[Scope]
    total: int


class Found(Struct, frozen=True, kw_only=True):
    """One scope under its name."""

    scope: Scope


FIND_SCOPES: Final[LiteralString] = (
    """CYPHER 25
CALL () {
  MATCH (scope:Scope)
  // number makes the unique index of (project_id, number) usable
  WHERE scope.project_id = $project_id AND scope.number IS NOT NULL
    AND scope.erasing_at IS NULL AND scope.kind IN $kinds
  RETURN count(scope) AS total
}
CALL () {
  MATCH (scope:Scope)
  WHERE scope.project_id = $project_id AND scope.number IS NOT NULL
    AND scope.erasing_at IS NULL AND scope.kind IN $kinds
  WITH scope ORDER BY scope.created_at DESC, scope.key SKIP $skip LIMIT $limit
  RETURN collect("""
    + SCOPE_MAP
    + """) AS scopes
}
RETURN scopes, total
"""
)


async def find(
    tx: Tx, project_id: str, kinds: tuple[ScopeKind, ...], *, skip: int = 0, limit: int = 100
) -> Scopes:
    """Give a page of the project's scopes of these kinds, the newest first."""
    found = await tx.first(
        FIND_SCOPES, Scopes, project_id=project_id, kinds=kinds, skip=skip, limit=limit
    )
    return Scopes(scopes=[], total=0) if found is None else found


GET_SCOPE: Final[LiteralString] = (
    """CYPHER 25
MATCH (scope:Scope {key: $scope_key})
WHERE scope.project_id = $project_id AND scope.erasing_at IS NULL
RETURN """
    + SCOPE_MAP
    + """ AS scope
"""
)


async def get(tx: Tx, project_id: str, kind: ScopeKind, external_id: str) -> Scope:
    """Give one scope by its kind and the caller's id; raises NotFoundError."""
    key = hashed(SCOPE, project_id, kind, external_id)
    found = await tx.first(GET_SCOPE, Found, project_id=project_id, scope_key=key)
    if found is None:
        raise NotFoundError(kind, external_id)
    return found.scope


GET_NUMBERED_SCOPE: Final[LiteralString] = (
    """CYPHER 25
MATCH (scope:Scope)
WHERE scope.project_id = $project_id AND scope.number = $number AND scope.erasing_at IS NULL
RETURN """
    + SCOPE_MAP
    + """ AS scope
"""
)


async def get_numbered(tx: Tx, project_id: str, kind: ScopeKind, number: int) -> Scope:
    """Give one scope by its kind and mem0's integer id; raises NotFoundError."""
    found = await tx.first(GET_NUMBERED_SCOPE, Found, project_id=project_id, number=number)
    if found is None or found.scope.kind != kind:
        raise NotFoundError(kind, str(number))
    return found.scope

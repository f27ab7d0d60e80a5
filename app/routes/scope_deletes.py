"""Deleting a user, an agent, an app or a run, by name and by number."""

from typing import Final

from litestar import delete
from litestar.di import NamedDependency

from app.routes.added import IdempotencyKey
from app.routes.deletes import DeletedOut
from app.routes.documentation import WRITE_ERRORS
from app.routes.pages import Asked
from app.routes.scope_names import KindInPath, NumberInPath, kind_of, name_of, number_of
from app.services.erasures import Erasures
from app.services.scopes import Scopes
from graph.model import Access

SCOPE_GONE: Final = "Entity deleted successfully!"


@delete(
    "/v2/entities/{entity_type:str}/{entity_name:path}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete a scope",
    tags=["deletes"],
)
async def delete_scope(
    request: Asked,
    entity_type: KindInPath,
    access: NamedDependency[Access],
    erasures: NamedDependency[Erasures],
    idempotency_key: IdempotencyKey = None,
) -> DeletedOut:
    """Delete a user, agent, app or run with everything that is stored about it."""
    gone = await erasures.delete_scope(
        access,
        kind_of(entity_type),
        external_id=name_of(request),
        idempotency_key=idempotency_key,
    )
    return DeletedOut(message=SCOPE_GONE, event_id=gone.event_id)


@delete(
    "/v1/entities/{entity_type:str}/{entity_id:str}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete a scope by its number",
    tags=["deletes"],
)
async def delete_numbered_scope(
    entity_type: KindInPath,
    entity_id: NumberInPath,
    access: NamedDependency[Access],
    scopes: NamedDependency[Scopes],
    erasures: NamedDependency[Erasures],
    idempotency_key: IdempotencyKey = None,
) -> DeletedOut:
    """Delete a scope by the integer that lists call its id."""
    kind = kind_of(entity_type)
    found = await scopes.get_numbered(access.project.id, kind, number_of(entity_id))
    gone = await erasures.delete_scope(
        access, kind, external_id=found.external_id, idempotency_key=idempotency_key
    )
    return DeletedOut(message=SCOPE_GONE, event_id=gone.event_id)


HANDLERS = [delete_scope, delete_numbered_scope]

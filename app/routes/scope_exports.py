"""Everything about one user, agent, app or run, for whoever asks what is stored about them."""

from litestar import MediaType, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from app.routes.documentation import ERRORS
from app.routes.pages import Asked
from app.routes.scope_names import KindInPath, export_name_of, kind_of
from app.services.scope_exports import ScopeExports
from graph.model import Access


@get(
    "/v1/entities/{entity_type:str}/{entity_id:str}/{rest:path}",
    status_code=200,
    responses=ERRORS,
    media_type=MediaType.JSON,
    summary="Export all that is stored about a scope",
    tags=["scopes"],
)
async def export_scope(
    request: Asked,
    entity_type: KindInPath,
    access: NamedDependency[Access],
    scope_exports: NamedDependency[ScopeExports],
) -> Stream:
    """Give everything at `/v1/entities/{type}/{name}/export`: one JSON object, as a stream.

    Its keys are scope, memories, relations, entities, history, feedback, events with what became
    of their attachments, messages, exports and profiles.
    """
    name = export_name_of(request)
    if name is None:
        raise NotFoundException
    told = await scope_exports.open(access, kind_of(entity_type), name)
    return Stream(told, media_type=MediaType.JSON)


HANDLERS = [export_scope]

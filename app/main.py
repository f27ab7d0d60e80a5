"""The composition root: settings in, a service out. Importing this has no effect."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final

from litestar import Litestar, MediaType, Request, Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import Method
from litestar.types.internal_types import PathParameterDefinition
from msgspec import Struct

from app import errors
from app.auth import OPEN, Authentication
from app.description import Description
from app.requests import StrictRequest
from app.routes import ROUTES
from app.services.additions import Additions
from app.services.attestations import Attestations
from app.services.catalogues import Catalogues
from app.services.deletions import Deletions
from app.services.dumps import Dumps
from app.services.entities import Entities
from app.services.erasures import Erasures
from app.services.events import Events
from app.services.exports import Exports
from app.services.feedback import Feedback
from app.services.feeds import Feeds
from app.services.health import Health
from app.services.histories import Histories
from app.services.hygiene import Hygiene
from app.services.keys import Keys
from app.services.members import Members
from app.services.memories import Memories
from app.services.merges import Merges
from app.services.neighbourhoods import Neighbourhoods
from app.services.nets import Nets
from app.services.organizations import Organizations
from app.services.outcomes import Outcomes
from app.services.paths import Paths
from app.services.places import Places
from app.services.profile_jobs import ProfileJobs
from app.services.profiles import Profiles
from app.services.project_erasures import ProjectErasures
from app.services.projects import Projects
from app.services.queries import Queries
from app.services.rates import Rates
from app.services.saved_queries import SavedQueries
from app.services.scope_exports import ScopeExports
from app.services.scopes import Scopes
from app.services.search import Search
from app.services.stats import Stats
from app.services.structures import Structures
from app.services.summaries import Summaries
from app.services.timelines import Timelines
from app.services.updates import Updates
from app.services.webhooks import Webhooks
from app.signals import Signals
from extraction.composer import Composer
from extraction.embedder import Embedder
from graph.model import Access
from graph.session import Graph

VERSION: Final = "0.1.0"
MAX_BODY_BYTES: Final = 10_000_000


class Parts(Struct, frozen=True, kw_only=True):
    """What the service is built on, all of it replaceable."""

    graph: Graph
    embedder: Embedder
    signals: Signals
    composer: Composer | None = None
    rate_limit: int = 0


def create_app(parts: Parts) -> Litestar:
    """Put the service together; nothing is opened before it is started."""
    keys = Keys(parts.graph)
    services = {"health": Health(parts.graph, parts.embedder), "keys": keys}
    queries = Queries(parts.graph)
    services |= {"queries": queries, "saved_queries": SavedQueries(parts.graph, queries)}
    services |= _services(parts) | _views(parts.graph) | _tenancy(parts.graph)
    return Litestar(
        [Router("/", route_handlers=ROUTES)],  # at once: OPTIONS names every method of a path
        request_class=StrictRequest,
        middleware=[Authentication(keys, Places(parts.graph, keys), Rates(parts.rate_limit))],
        dependencies=_providers(services),
        exception_handlers={Exception: errors.answer},
        before_send=[errors.name_request],
        lifespan=[_listening(parts.signals)],
        request_max_body_size=MAX_BODY_BYTES,
        logging_config=None,
        openapi_config=_openapi(),
    )


def _services(parts: Parts) -> dict[str, object]:
    additions = Additions(parts.graph, parts.signals)
    events, memories = Events(parts.graph, parts.signals), Memories(parts.graph)
    return {
        "outcomes": Outcomes(additions, events, memories),
        "events": events,
        "memories": memories,
        "search": Search(parts.graph, parts.embedder),
        "merges": Merges(parts.graph),
        "scopes": Scopes(parts.graph),
        "deletions": Deletions(parts.graph),
        "updates": Updates(parts.graph, parts.signals, events),
        "feedback": Feedback(parts.graph),
        "histories": Histories(parts.graph),
        "erasures": Erasures(parts.graph),
        "scope_exports": ScopeExports(parts.graph),
        "exports": Exports(parts.graph, parts.signals, events),
        "summaries": Summaries(parts.graph, parts.composer),
        "profiles": Profiles(parts.graph),
        "profile_jobs": ProfileJobs(parts.graph, parts.signals),
    }


def _views(graph: Graph) -> dict[str, object]:
    return {
        "attestations": Attestations(graph),
        "entities": Entities(graph),
        "nets": Nets(graph),
        "neighbourhoods": Neighbourhoods(graph),
        "paths": Paths(graph),
        "timelines": Timelines(graph),
        "stats": Stats(graph),
        "feeds": Feeds(graph),
        "structures": Structures(graph),
        "hygiene": Hygiene(graph),
        "dumps": Dumps(graph),
        "catalogues": Catalogues(graph),
    }


def _tenancy(graph: Graph) -> dict[str, object]:
    project_erasures = ProjectErasures(graph)
    return {
        "organizations": Organizations(graph, project_erasures),
        "projects": Projects(graph),
        "project_erasures": project_erasures,
        "members": Members(graph),
        "webhooks": Webhooks(graph),
    }


def _providers(services: Mapping[str, object]) -> dict[str, Provide]:
    providers = {
        name: Provide(_giving(one), sync_to_thread=False) for name, one in services.items()
    }
    return providers | {"access": Provide(given_access, sync_to_thread=False)}


def _giving(service: object) -> Callable[[], Any]:
    def give() -> Any:
        return service

    return give


def given_access(request: Request[Any, Access, Any]) -> Access:
    """Give a handler what the middleware found out."""
    return request.auth


def _listening(signals: Signals) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def listening(_app: Litestar) -> AsyncGenerator[None]:
        await signals.open()
        try:
            yield
        finally:
            signals.close()

    return listening


def _openapi() -> OpenAPIConfig:
    key = SecurityScheme(type="apiKey", name="Authorization", security_scheme_in="header")
    key.description = "`Token <key>`; `Bearer`, `Basic` and the header `X-API-Key` work too."
    return OpenAPIConfig(
        title="Relata",
        version=VERSION,
        description="Graph memory for AI agents, for mem0's clients and for plain REST.",
        use_handler_docstrings=True,
        operation_id_creator=_operation_id,
        # only the document: the usual viewers load their scripts from other people's servers
        render_plugins=[Description(path=["/", "/openapi.json"], media_type=MediaType.JSON)],
        openapi_router=Router(
            "/schema", route_handlers=[], opt={OPEN: True}, include_in_schema=False
        ),
        components=Components(security_schemes={"key": key}),
        security=[{"key": []}],
    )


def _operation_id(
    handler: HTTPRouteHandler, _method: Method, path: list[str | PathParameterDefinition]
) -> str:
    if len(handler.paths) == 1:
        return handler.handler_name
    words = [part if isinstance(part, str) else part.name for part in path]
    return "_".join([handler.handler_name, *words])

"""The whole URL map."""

from collections.abc import Sequence

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from app.routes import (
    dashboard,
    deletes,
    events,
    health,
    memories,
    ping,
    scope_deletes,
    scopes,
    search,
)
from app.routes.compat import classifying, first, first_adds, second

ROUTES: Sequence[HTTPRouteHandler | Router] = [
    *ping.HANDLERS,
    *memories.HANDLERS,
    *search.HANDLERS,
    *deletes.HANDLERS,
    *events.HANDLERS,
    *scopes.HANDLERS,
    *scope_deletes.HANDLERS,
    *first_adds.HANDLERS,
    *first.HANDLERS,
    *second.HANDLERS,
    *classifying.HANDLERS,
    *health.HANDLERS,
    dashboard.router,
]

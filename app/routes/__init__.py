"""The whole URL map."""

from collections.abc import Sequence

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from app.routes import (
    batches,
    dashboard,
    deletes,
    events,
    exports,
    feedback,
    graph,
    health,
    history,
    keys,
    members,
    memories,
    merges,
    organizations,
    ping,
    profiles,
    projects,
    queries,
    scope_deletes,
    scope_exports,
    scope_memories,
    scopes,
    search,
    updates,
    webhooks,
)
from app.routes.compat import classifying, first, first_adds, second

ROUTES: Sequence[HTTPRouteHandler | Router] = [
    *ping.HANDLERS,
    *memories.HANDLERS,
    *scope_memories.HANDLERS,
    *history.HANDLERS,
    *search.HANDLERS,
    *queries.HANDLERS,
    graph.router,
    *merges.HANDLERS,
    *updates.HANDLERS,
    *deletes.HANDLERS,
    *batches.HANDLERS,
    *feedback.HANDLERS,
    *exports.HANDLERS,
    *profiles.HANDLERS,
    *events.HANDLERS,
    *scopes.HANDLERS,
    *scope_deletes.HANDLERS,
    *scope_exports.HANDLERS,
    *first_adds.HANDLERS,
    *first.HANDLERS,
    *second.HANDLERS,
    *classifying.HANDLERS,
    *organizations.HANDLERS,
    *projects.HANDLERS,
    *members.HANDLERS,
    *keys.HANDLERS,
    *webhooks.HANDLERS,
    *health.HANDLERS,
    dashboard.router,
]

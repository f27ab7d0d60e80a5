"""The graph for those who look: every read takes a scope, obeys its filter and has an `ETag`."""

from litestar import Router

from app.routes import (
    attestations,
    catalogues,
    drawings,
    dumps,
    entities,
    feeds,
    hygiene,
    saved_queries,
    stats,
    structures,
    timelines,
)
from app.routes.etags import ETags
from app.routes.sights import SIGHT

router = Router(
    "/v1/graph",
    route_handlers=[
        *drawings.HANDLERS,
        *entities.HANDLERS,
        *attestations.HANDLERS,
        *timelines.HANDLERS,
        *stats.HANDLERS,
        *feeds.HANDLERS,
        *structures.HANDLERS,
        *hygiene.HANDLERS,
        *dumps.HANDLERS,
        *catalogues.HANDLERS,
        *saved_queries.HANDLERS,
    ],
    dependencies=SIGHT,
    middleware=[ETags()],
)

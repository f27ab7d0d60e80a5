"""The graph for those who look: every read takes a scope, obeys its filter and has an `ETag`."""

from litestar import Router

from app.routes import (
    attestations,
    catalogues,
    drawings,
    dumps,
    entities,
    saved_queries,
    stats,
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
        *dumps.HANDLERS,
        *catalogues.HANDLERS,
        *saved_queries.HANDLERS,
    ],
    dependencies=SIGHT,
    middleware=[ETags()],
)

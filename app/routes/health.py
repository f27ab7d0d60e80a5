"""For whoever watches the service: alive, ready, sound."""

from typing import Literal

from litestar import get
from litestar.di import NamedDependency
from msgspec import Struct

from app.routes.documentation import ANYBODY, ERRORS, UNREADY
from app.services.health import Health
from graph.integrity import Integrity
from graph.model import Access


class HealthOut(Struct, frozen=True, kw_only=True):
    """Good news; bad news is an error with the status 503."""

    status: Literal["ok"] = "ok"


@get(
    "/health/live",
    status_code=200,
    exclude_from_auth=True,
    security=ANYBODY,
    summary="Is the process alive?",
    tags=["service"],
)
async def get_liveness() -> HealthOut:
    """Answer as long as the process does, whatever the database does."""
    return HealthOut()


@get(
    ["/health", "/health/ready"],
    status_code=200,
    responses=UNREADY,
    exclude_from_auth=True,
    security=ANYBODY,
    summary="Can it serve requests?",
    tags=["service"],
)
async def get_readiness(health: NamedDependency[Health]) -> HealthOut:
    """Answer 200 when Neo4j answers and is migrated, else 503 within three seconds."""
    await health.check()
    return HealthOut()


@get(
    "/health/integrity",
    status_code=200,
    responses=ERRORS,
    summary="Is what is stored sound?",
    tags=["service"],
)
async def get_integrity(
    access: NamedDependency[Access], health: NamedDependency[Health]
) -> Integrity:
    """Count what no constraint can refuse; for operators' keys, new at most once a minute."""
    return await health.integrity(access)


HANDLERS = [get_liveness, get_readiness, get_integrity]

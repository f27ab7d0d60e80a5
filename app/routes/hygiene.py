"""What should be tidied up."""

from litestar import get
from litestar.di import NamedDependency

from app.routes.documentation import ERRORS
from app.routes.sights import Seen
from app.services.hygiene import Hygiene, Report


@get("/hygiene", status_code=200, responses=ERRORS, summary="See what to tidy up", tags=["graph"])
async def report_hygiene(visibility: Seen, hygiene: NamedDependency[Hygiene]) -> Report:
    """Report orphans, hubs, junk names, stale relations, pending merges, alike predicates."""
    return await hygiene.report(visibility)


HANDLERS = [report_hygiene]

"""The graph for other programs."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Stream

from app.routes.documentation import ERRORS
from app.routes.sights import Seen
from app.services.dumps import Dumps, FormatName
from graph.model import Access

Format = Annotated[FormatName, QueryParameter(description="For which program")]


@get("/export", status_code=200, responses=ERRORS, summary="Export the graph", tags=["graph"])
async def export_graph(
    access: NamedDependency[Access],
    visibility: Seen,
    dumps: NamedDependency[Dumps],
    format: Format = "node-link",  # noqa: A002 - its name in the address
) -> Stream:
    """Stream entities and relations, for networkx, Gephi, neo4j-admin or Cypher.

    `jsonl` is all of a project, without loss, for `python -m app import`; OWNERs only.
    """
    dump = dumps.of(access, visibility, format)
    return Stream(
        dump.parts,
        media_type=dump.media_type,
        headers={"Content-Disposition": f'attachment; filename="{dump.file_name}"'},
    )


HANDLERS = [export_graph]

"""Saved queries: listed, kept in versions, run."""

from collections.abc import Sequence
from typing import Annotated, Literal

from litestar import Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import UNSET, Meta, Struct, UnsetType, field

from app.routes.documentation import ERRORS, RUN_QUERY, SAVE_QUERY, WRITE_ERRORS
from app.routes.instants import shown
from app.routes.queries import MOST_ROWS, Form, QueryOut, response_of
from app.services.arguments import Parameter
from app.services.saved_queries import Chart, Run, Saved, SavedQueries, Wording
from graph.model import Access


class ChartBody(Struct, frozen=True, kw_only=True):
    """How to show the answer: bars and lines name the columns of their axes."""

    kind: Literal["table", "graph", "bar", "line"] = "table"
    x: str | None = None
    y: str | None = None


class SavedQueryBody(Struct, frozen=True, kw_only=True):
    """A query to keep. On a change what is absent stays as it is."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    query: str | UnsetType = UNSET
    parameters: list[Parameter] | UnsetType = UNSET
    chart: ChartBody | UnsetType = UNSET

    def wording(self) -> Wording:
        """Give it in the service's words."""
        chart = self.chart
        return Wording(
            name=self.name,
            description=self.description,
            text=self.query,
            parameters=self.parameters,
            chart=chart
            if isinstance(chart, UnsetType)
            else Chart(kind=chart.kind, x=chart.x, y=chart.y),
        )


class RunBody(Struct, frozen=True, kw_only=True):
    """Values for the parameters; those with a default may be absent."""

    parameters: dict[str, object] = field(default_factory=dict)
    limit: Annotated[int, Meta(ge=1, le=MOST_ROWS)] = 1_000
    format: Form = "json"
    version: int | None = None


class SavedQueryOut(Struct, frozen=True, kw_only=True):
    """A saved query; starters are in every project and can't be changed."""

    id: str
    name: str
    description: str
    query: str
    parameters: Sequence[Parameter]
    chart: Chart
    version: int
    is_starter: bool
    author: str | None
    created_at: str
    updated_at: str

    @classmethod
    def from_saved(cls, saved: Saved) -> "SavedQueryOut":
        """Show a saved query."""
        return cls(
            id=saved.id,
            name=saved.name,
            description=saved.description,
            query=saved.text,
            parameters=saved.parameters,
            chart=saved.chart,
            version=saved.version,
            is_starter=saved.is_starter,
            author=saved.author,
            created_at=shown(saved.created_at),
            updated_at=shown(saved.updated_at),
        )


class SavedQueryList(Struct, frozen=True, kw_only=True):
    """Saved queries, the starters first; of versions the present one first."""

    count: int
    results: list[SavedQueryOut]


class DeletedQuery(Struct, frozen=True, kw_only=True):
    """What became of it."""

    message: str = "Saved query deleted."


@get(
    "/saved-queries",
    status_code=200,
    responses=ERRORS,
    summary="List saved queries",
    tags=["graph"],
)
async def list_saved_queries(
    access: NamedDependency[Access], saved_queries: NamedDependency[SavedQueries]
) -> SavedQueryList:
    """List the queries that every project has, and the project's own."""
    return _list(await saved_queries.list(access))


@post(
    "/saved-queries",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Save a query",
    tags=["graph"],
)
async def save_query(
    data: Annotated[SavedQueryBody, SAVE_QUERY],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> SavedQueryOut:
    """Keep a query under a name, after the same proof that every query has to pass."""
    return SavedQueryOut.from_saved(await saved_queries.add(access, data.wording()))


@get(
    "/saved-queries/{query_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Read a saved query",
    tags=["graph"],
)
async def get_saved_query(
    query_id: FromPath[str],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> SavedQueryOut:
    """Give the present version of a saved query."""
    return SavedQueryOut.from_saved(await saved_queries.get(access, query_id))


@get(
    "/saved-queries/{query_id:str}/versions",
    status_code=200,
    responses=ERRORS,
    summary="List the versions of a saved query",
    tags=["graph"],
)
async def list_versions(
    query_id: FromPath[str],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> SavedQueryList:
    """Give the last versions, the present one first."""
    return _list(await saved_queries.versions(access, query_id))


@patch(
    "/saved-queries/{query_id:str}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Change a saved query",
    tags=["graph"],
)
async def update_saved_query(
    query_id: FromPath[str],
    data: Annotated[SavedQueryBody, SAVE_QUERY],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> SavedQueryOut:
    """Add a version; the last twenty are kept."""
    return SavedQueryOut.from_saved(await saved_queries.update(access, query_id, data.wording()))


@delete(
    "/saved-queries/{query_id:str}",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Delete a saved query",
    tags=["graph"],
)
async def delete_saved_query(
    query_id: FromPath[str],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> DeletedQuery:
    """Delete a saved query with its versions."""
    await saved_queries.delete(access, query_id)
    return DeletedQuery()


@post(
    "/saved-queries/{query_id:str}/run",
    status_code=200,
    responses=ERRORS,
    summary="Run a saved query",
    tags=["graph"],
)
async def run_saved_query(
    query_id: FromPath[str],
    data: Annotated[RunBody, RUN_QUERY],
    access: NamedDependency[Access],
    saved_queries: NamedDependency[SavedQueries],
) -> Response[QueryOut | str]:
    """Answer a saved query as `/v1/graph/query` answers."""
    run = Run(parameters=data.parameters, rows=data.limit, version=data.version)
    return response_of(await saved_queries.run(access, query_id, run), data.format)


def _list(found: Sequence[Saved]) -> SavedQueryList:
    results = [SavedQueryOut.from_saved(one) for one in found]
    return SavedQueryList(count=len(results), results=results)


HANDLERS = [
    list_saved_queries,
    save_query,
    get_saved_query,
    list_versions,
    update_saved_query,
    delete_saved_query,
    run_saved_query,
]

"""Cypher for people who look: one query in, a table and a drawing out."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Annotated, Final, Literal

import msgspec
from litestar import MediaType, Response, post
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from msgspec import Meta, Struct, field

from app.routes.documentation import ERRORS, GRAPH_QUERY
from app.services.queries import Queries, Query, Result
from graph.answers import DrawnNode, DrawnRelation
from graph.model import Access
from graph.queries import Step

MOST_ROWS: Final = 10_000
CSV: Final = "text/csv"
NDJSON: Final = "application/x-ndjson"
Form = Literal["json", "ndjson", "csv"]


class QueryBody(Struct, frozen=True, kw_only=True):
    """A query in Cypher 25 that reads. `all_projects` is for operators' keys."""

    query: str
    parameters: dict[str, object] = field(default_factory=dict)
    limit: Annotated[int, Meta(ge=1, le=MOST_ROWS)] = 1_000
    format: Form = "json"
    all_projects: bool = False


class DrawingOut(Struct, frozen=True, kw_only=True):
    """The nodes and relations of the rows, each once."""

    nodes: list[DrawnNode]
    relations: list[DrawnRelation]


class QueryOut(Struct, frozen=True, kw_only=True):
    """A table, what of it can be drawn, how long it took and how it was found.

    `is_truncated` is true when there were more rows, or more bytes, than an answer may have.
    """

    columns: list[str]
    rows: list[list[object]]
    graph: DrawingOut
    is_truncated: bool
    milliseconds: int
    plan: list[Step]


@dataclass
class Tables(Operation):
    """Tells of the two other forms that an answer may have."""

    def __post_init__(self) -> None:
        """Name their media types beside JSON."""
        told = (self.responses or {})["200"]
        if isinstance(told, OpenAPIResponse) and told.content is not None:
            text = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
            told.content |= {CSV: text, NDJSON: text}


@post(
    "/v1/graph/query",
    status_code=200,
    operation_class=Tables,
    responses=ERRORS,
    summary="Ask in Cypher",
    tags=["graph"],
)
async def ask_graph(
    data: Annotated[QueryBody, GRAPH_QUERY],
    access: NamedDependency[Access],
    queries: NamedDependency[Queries],
) -> Response[QueryOut | str]:
    """Answer a query that reads, within the key's project."""
    query = Query(
        text=data.query,
        parameters=data.parameters,
        rows=data.limit,
        all_projects=data.all_projects,
    )
    return response_of(await queries.ask(access, query), data.format)


def response_of(result: Result, form: Form) -> Response[QueryOut | str]:
    """Answer with a result in the form that is asked for."""
    answer = result.answer
    headers = {
        "X-Relata-Truncated": str(answer.is_truncated).lower(),
        "X-Relata-Milliseconds": str(answer.milliseconds),
    }
    match form:
        case "csv":
            return Response(csv_of(answer.columns, answer.rows), media_type=CSV, headers=headers)
        case "ndjson":
            text = "".join(lines_of(answer.columns, answer.rows))
            return Response(text, media_type=NDJSON, headers=headers)
        case "json":
            return Response(out(result), media_type=MediaType.JSON, headers=headers)


def out(result: Result) -> QueryOut:
    """Give a result as JSON shows it."""
    answer = result.answer
    return QueryOut(
        columns=answer.columns,
        rows=answer.rows,
        graph=DrawingOut(
            nodes=list(answer.drawing.nodes.values()),
            relations=list(answer.drawing.relations.values()),
        ),
        is_truncated=answer.is_truncated,
        milliseconds=answer.milliseconds,
        plan=result.steps,
    )


def lines_of(columns: list[str], rows: list[list[object]]) -> Iterator[str]:
    """Give each row as one line, a JSON object."""
    for row in rows:
        yield msgspec.json.encode(dict(zip(columns, row, strict=True))).decode() + "\n"


def csv_of(columns: list[str], rows: list[list[object]]) -> str:
    """Give a table as RFC 4180 has it; lists and maps are JSON, null is empty."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    return msgspec.json.encode(value).decode()


HANDLERS = [ask_graph]

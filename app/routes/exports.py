"""Exports and summaries: what is known of a scope, in a form of the caller's or in sentences."""

from typing import Annotated

import msgspec
from litestar import MediaType, Response, post
from litestar.di import NamedDependency
from msgspec import Struct

from app.errors import ERROR_OF_400
from app.routes.documentation import EXPORT, EXPORT_LOOKUP, SUMMARY, WRITE_ERRORS
from app.services.choices import NO_SCOPE, Choice
from app.services.exports import Exports, Wanted
from app.services.summaries import Summaries
from graph.exports import Export
from graph.model import Access, ScopeIds, State

RECEIVED = "Memory export request received. The export will be ready in a few seconds."
NOTE = "relata"


class ChoiceBody(Struct, frozen=True, kw_only=True):
    """Whose memories: a filter, or ids."""

    filters: dict[str, object] | None = None
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None

    @property
    def choice(self) -> Choice:
        """What was chosen; empty ids name nothing."""
        ids = ScopeIds(
            user_id=self.user_id or None,
            agent_id=self.agent_id or None,
            app_id=self.app_id or None,
            run_id=self.run_id or None,
        )
        return Choice(filters=self.filters or None, ids=ids)


class ExportBody(ChoiceBody, frozen=True, kw_only=True):
    """An export to make; `schema` is the JSON Schema of an object, or its text."""

    schema: dict[str, object] | str | None = None
    export_instructions: str | None = None


class LookupBody(ChoiceBody, frozen=True, kw_only=True):
    """An export to give: by its id, or the newest of a filter."""

    memory_export_id: str | None = None


class ExportReceived(Struct, frozen=True, kw_only=True):
    """An export that workers make; small ones are done by now.

    `unfilled` names the fields about which nothing is known: they are null.
    """

    message: str
    id: str
    event_id: str
    status: State
    unfilled: list[str]


class SummaryOut(Struct, frozen=True, kw_only=True):
    """A summary of `used` of the `memories` that there are; `method` says who wrote it."""

    summary: str
    memories: int
    used: int
    method: str
    filters: dict[str, object]


@post(
    "/v1/exports",
    status_code=201,
    responses=WRITE_ERRORS,
    summary="Export memories in a form",
    tags=["exports"],
)
async def create_export(
    data: Annotated[ExportBody, EXPORT],
    access: NamedDependency[Access],
    exports: NamedDependency[Exports],
) -> ExportReceived:
    """Fill a JSON Schema from what is known: by a language model, or from relations and metadata.

    What neither of those says stays null.
    """
    wanted = Wanted(schema=data.schema, choice=data.choice, instructions=data.export_instructions)
    export = await exports.create(access, wanted)
    return ExportReceived(
        message=RECEIVED,
        id=export.id,
        event_id=export.event_id,
        status=export.state,
        unfilled=export.unfilled or [],
    )


@post(
    "/v1/exports/get",
    status_code=200,
    responses=WRITE_ERRORS,
    opt={ERROR_OF_400: NO_SCOPE},
    summary="Give an export",
    tags=["exports"],
)
async def get_export(
    data: Annotated[LookupBody, EXPORT_LOOKUP],
    access: NamedDependency[Access],
    exports: NamedDependency[Exports],
) -> Response[dict[str, object]]:
    """Give an export's object; `relata` in it tells how it was made and what stayed null."""
    if data.memory_export_id:
        return shown(await exports.get(access, data.memory_export_id))
    return shown(await exports.latest(access, data.choice))


@post(
    "/v1/summary",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Sum memories up",
    tags=["exports"],
)
async def sum_up(
    data: Annotated[ChoiceBody, SUMMARY],
    access: NamedDependency[Access],
    summaries: NamedDependency[Summaries],
) -> list[SummaryOut]:
    """Sum up what passes the filter: by a language model, or in the words of the facts."""
    summary = await summaries.sum_up(access, data.choice)
    said = SummaryOut(
        summary=summary.text,
        memories=summary.memories,
        used=summary.used,
        method=summary.method,
        filters=(data.filters or {}) | dict(_ids(data.choice)),
    )
    return [said]


def shown(export: Export) -> Response[dict[str, object]]:
    """Show an export as its schema wants it, with a note where the schema leaves room for one."""
    fields, unfilled = decoded(export.fields or "{}"), export.unfilled or []
    schema = decoded(export.schema)
    note = {
        "extractor": export.extractor,
        "unfilled": unfilled,
        "memories": export.memories,
        "total": export.total,
    }
    has_room = schema.get("additionalProperties", True) is not False and NOTE not in fields
    return Response(
        {**fields, NOTE: note} if has_room else fields,
        media_type=MediaType.JSON,
        headers={
            "X-Relata-Extractor": export.extractor or "",
            "X-Relata-Unfilled": str(len(unfilled)),
        },
    )


def _ids(choice: Choice) -> list[tuple[str, str]]:
    return [(f"{kind}_id", name) for kind, name in choice.ids.named]


decoded = msgspec.json.Decoder(dict[str, object]).decode
HANDLERS = [create_export, get_export, sum_up]

"""Exports: a form that a worker fills from memories, looked up by its id or by its filter."""

from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import msgspec
from msgspec import Struct

from app.services.additions import request_hash
from app.services.choices import Choice, filter_key, lane_key, only_ids, scope_keys
from app.services.errors import EventFailedError, NotReadyError
from app.services.events import Events
from app.services.forms import form_of, instructions_of
from app.services.jobs import EXPORT, ExportRequest
from app.signals import Signals
from graph import events, exports
from graph.errors import NotFoundError
from graph.events import EventRow
from graph.exports import Export, ExportRow
from graph.model import Access
from graph.session import Graph, Tx

# small ones are done before the answer, so that a program may ask for them in the next line
SECONDS_TO_WAIT: Final = 3.0
SECONDS_UNTIL_READY: Final = 2
NO_SCOPE: Final = (
    "One of the filters: app_id, user_id, agent_id, run_id, memory_export_id is required!"
)
NOT_READY: Final = "Memory export is not ready yet"
UNKNOWN_REASON: Final = "no reason was given"


class Wanted(Struct, frozen=True, kw_only=True):
    """What to export: whose memories, in which form, and what a model is told about it."""

    schema: object
    choice: Choice
    instructions: str | None = None


class Exports:
    """Takes exports up and gives them out."""

    def __init__(self, graph: Graph, signals: Signals, events: Events) -> None:
        """Take the database, the way to the workers and what waits for them."""
        self._graph = graph
        self._signals = signals
        self._events = events

    async def create(self, access: Access, wanted: Wanted) -> Export:
        """Leave an export to the workers, and wait a moment; raises InvalidRequestError."""
        row = _row(access.project.id, wanted)
        event = _event_row(row, wanted.choice)
        await self._graph.write(_create, row, event)
        self._signals.wake_workers()
        await self._events.wait(access, event.id, seconds=SECONDS_TO_WAIT)
        return await self._graph.read(exports.get, access.project.id, row.id)

    async def get(self, access: Access, export_id: str) -> Export:
        """Give an export that is done.

        Raises NotFoundError, NotReadyError, or EventFailedError when it failed.
        """
        found = await self._graph.read(exports.get, access.project.id, export_id.casefold())
        return _done(found)

    async def latest(self, access: Access, choice: Choice) -> Export:
        """Give the newest export of the filter; raises as `get`."""
        key = filter_key(choice.tree())
        found = await self._graph.read(exports.find_latest, access.project.id, key)
        if not found:
            raise NotFoundError("export", key)
        return _done(found[0])


def _row(project_id: str, wanted: Wanted) -> ExportRow:
    schema = form_of(wanted.schema)
    tree = wanted.choice.tree(missing=NO_SCOPE)
    return ExportRow(
        id=str(uuid4()),
        project_id=project_id,
        event_id=str(uuid4()),
        schema=msgspec.json.encode(schema).decode(),
        filter=msgspec.json.encode(wanted.choice).decode(),
        filter_key=filter_key(tree),
        scope_keys=scope_keys(project_id, tree),
        instructions=instructions_of(wanted.instructions, "export_instructions"),
        created_at=datetime.now(UTC),
    )


def _event_row(row: ExportRow, choice: Choice) -> EventRow:
    """Queue it behind what its owner was told before; it is cancelled with its owner."""
    request, ids = ExportRequest(export_id=row.id), only_ids(choice.tree())
    return EventRow(
        id=row.event_id,
        project_id=row.project_id,
        owner_key=lane_key(row.project_id, ids),
        kind=EXPORT,
        request=msgspec.json.encode(request).decode(),
        request_hash=request_hash(request),
        accepted_at=row.created_at,
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
    )


async def _create(tx: Tx, row: ExportRow, event: EventRow) -> None:
    await exports.create(tx, row)
    await events.create(tx, event, [])


def _done(export: Export) -> Export:
    if export.state == "FAILED":
        raise EventFailedError(export.event_id, export.error or UNKNOWN_REASON)
    if export.fields is None:
        raise NotReadyError(NOT_READY, SECONDS_UNTIL_READY)
    return export

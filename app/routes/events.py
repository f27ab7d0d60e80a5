"""Progress of accepted writes: read, tried again, given up."""

from datetime import time
from typing import Annotated, cast

import msgspec
from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.clocks import at
from app.routes.documentation import ERRORS, WRITE_ERRORS
from app.routes.identifiers import UuidInPath
from app.routes.instants import milliseconds, shown
from app.routes.pages import Asked, Page, neighbours, strict_page
from app.services.events import Events
from graph.events import Wanted
from graph.model import BEGINNING, OPEN, Access, Event, State

Status = Annotated[State | None, QueryParameter(description="Only events in this state")]
Kind = Annotated[str | None, QueryParameter(description="Only events of this type, e.g. ADD")]
Since = Annotated[str | None, QueryParameter(description="Accepted on this day or later")]
Until = Annotated[str | None, QueryParameter(description="Accepted on this day or before")]


class EventOut(Struct, frozen=True, kw_only=True):
    """An accepted write. `latency` is in milliseconds, from the request to the result."""

    id: str
    event_type: str
    status: State
    payload: dict[str, object]
    metadata: dict[str, object] | None
    results: list[dict[str, object]]
    created_at: str
    updated_at: str
    started_at: str | None
    completed_at: str | None
    latency: float | None
    graph_status: str | None
    error: str | None
    attempts: int
    extractor: str | None
    model_calls: int
    tokens_in: int
    tokens_out: int
    milliseconds: int | None
    rejected: int

    @classmethod
    def from_event(cls, event: Event) -> "EventOut":
        """Show an event."""
        payload = _payload(event.request)
        ended = event.completed_at
        return cls(
            id=event.id,
            event_type=event.kind,
            status=event.state,
            payload=payload,
            metadata=_metadata(payload),
            results=[] if event.results is None else results_of(event.results),
            created_at=shown(event.accepted_at),
            updated_at=shown(ended or event.started_at or event.accepted_at),
            started_at=None if event.started_at is None else shown(event.started_at),
            completed_at=None if ended is None else shown(ended),
            latency=None if ended is None else milliseconds(event.accepted_at, ended),
            graph_status=event.graph_state,
            error=event.error,
            attempts=event.attempts,
            extractor=event.extractor,
            model_calls=event.model_calls,
            tokens_in=event.tokens_in,
            tokens_out=event.tokens_out,
            milliseconds=event.milliseconds,
            rejected=event.rejected,
        )


class EventPage(Struct, frozen=True, kw_only=True):
    """A page of events, the newest first."""

    count: int
    next: str | None
    previous: str | None
    results: list[EventOut]


def wanted_of(
    status: Status = None, event_type: Kind = None, start_date: Since = None, end_date: Until = None
) -> Wanted:
    """Provide which events the address asks for; raises InvalidRequestError."""
    return Wanted(
        state=status,
        kind=event_type.upper() if event_type else None,
        since=at(start_date, "start_date", time.min) or BEGINNING,
        until=at(end_date, "end_date", time.max) or OPEN,
    )


@get(
    "/v1/event/{event_id:str}",
    status_code=200,
    responses=ERRORS,
    summary="Follow an accepted write",
    tags=["events"],
)
async def get_event(
    event_id: UuidInPath, access: NamedDependency[Access], events: NamedDependency[Events]
) -> EventOut:
    """Say how far an event is, and what came of it."""
    return EventOut.from_event(await events.get(access, event_id))


@get(
    "/v1/events",
    status_code=200,
    responses=ERRORS,
    summary="List accepted writes",
    dependencies={
        "paged": Provide(strict_page, sync_to_thread=False),
        "wanted": Provide(wanted_of, sync_to_thread=False),
    },
    tags=["events"],
)
async def list_events(
    request: Asked,
    access: NamedDependency[Access],
    events: NamedDependency[Events],
    paged: NamedDependency[Page],
    wanted: NamedDependency[Wanted],
) -> EventPage:
    """List the project's events, the newest first."""
    found = await events.list(access, wanted, page=paged.number, page_size=paged.size)
    paged.check(found.count)
    beside = neighbours(request, paged, found.count)
    results = [EventOut.from_event(event) for event in found.events]
    return EventPage(count=found.count, next=beside.next, previous=beside.previous, results=results)


@post(
    "/v1/event/{event_id:str}/replay",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Try a failed write again",
    tags=["events"],
)
async def replay_event(
    event_id: UuidInPath, access: NamedDependency[Access], events: NamedDependency[Events]
) -> EventOut:
    """Queue a failed event again; its messages were kept."""
    return EventOut.from_event(await events.replay(access, event_id))


@post(
    "/v1/event/{event_id:str}/cancel",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Give an accepted write up",
    tags=["events"],
)
async def cancel_event(
    event_id: UuidInPath, access: NamedDependency[Access], events: NamedDependency[Events]
) -> EventOut:
    """End an unfinished event as failed."""
    return EventOut.from_event(await events.cancel(access, event_id))


def _payload(request: str) -> dict[str, object]:
    """Give the add as it was understood, its ids where a client put them."""
    payload = decoded(request)
    ids = payload.pop("ids", None)
    return {**cast("dict[str, object]", ids), **payload} if isinstance(ids, dict) else payload


def _metadata(payload: dict[str, object]) -> dict[str, object] | None:
    metadata = payload.get("metadata")
    return cast("dict[str, object]", metadata) if isinstance(metadata, dict) else None


decoded = msgspec.json.Decoder(dict[str, object]).decode
results_of = msgspec.json.Decoder(list[dict[str, object]]).decode

HANDLERS = [get_event, list_events, replay_event, cancel_event]

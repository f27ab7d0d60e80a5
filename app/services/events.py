"""Accepted writes: how far they are, waiting for them, trying again and giving up."""

from datetime import UTC, datetime, timedelta
from time import time
from typing import Final
from uuid import UUID

from msgspec import Struct

from app.signals import Signals, came
from graph import attempts, commits, events
from graph.errors import NotFoundError
from graph.events import EVERYTHING, Wanted
from graph.model import Access, Event, Message, instant
from graph.session import Graph, Tx

SECONDS_TO_WAIT: Final = 25.0
# hints come at once; a lost one costs no more than this
FIRST_PAUSE: Final = 0.3
LONGEST_PAUSE: Final = 1.0
GROWTH: Final = 1.5
ENDED: Final = frozenset({"SUCCEEDED", "FAILED"})
# from when the end is written until the server has made all of its commit visible
LONGEST_COMMIT: Final = timedelta(seconds=5)


class EventPage(Struct, frozen=True, kw_only=True):
    """Some of the project's events, newest first, and how many there are in all."""

    events: list[Event]
    count: int


class Events:
    """Reads events and takes part in what becomes of them."""

    def __init__(self, graph: Graph, signals: Signals) -> None:
        """Take the database and the hints."""
        self._graph = graph
        self._signals = signals

    async def get(self, access: Access, event_id: str) -> Event:
        """Give one event, and all that it wrote can be read. Raises NotFoundError."""
        event = await self._graph.read(events.get, access.project.id, _known_form(event_id))
        if _ended_just_now(event):
            await self._graph.write_alone(commits.settle, access.project.id, event.id)
        return event

    async def messages(self, access: Access, event_id: str) -> list[Message]:
        """Give the messages that came with an event, those that are left."""
        return await self._graph.read(events.messages, access.project.id, _known_form(event_id))

    async def list(
        self, access: Access, wanted: Wanted = EVERYTHING, *, page: int = 1, page_size: int = 100
    ) -> EventPage:
        """Give one page."""
        return await self._graph.read(
            _page, access.project.id, wanted, page=page, page_size=page_size
        )

    async def wait(
        self, access: Access, event_id: str, *, seconds: float = SECONDS_TO_WAIT
    ) -> Event:
        """Give the event when it has ended, or as it is after so long."""
        pause, until = FIRST_PAUSE, time() + seconds
        with self._signals.listening(event_id) as hint:
            event = await self.get(access, event_id)
            while event.state not in ENDED and (left := until - time()) > 0:
                await came(hint, min(pause, left))
                hint.clear()
                event = await self.get(access, event_id)
                pause = min(pause * GROWTH, LONGEST_PAUSE)
        return event

    async def replay(self, access: Access, event_id: str) -> Event:
        """Queue a failed event again; raises NotFoundError or WrongStateError."""
        now_ms = int(time() * 1000)
        await self._graph.write(
            attempts.replay, access.project.id, _known_form(event_id), now_ms=now_ms
        )
        self._signals.wake_workers()
        return await self.get(access, event_id)

    async def cancel(self, access: Access, event_id: str) -> Event:
        """End an unfinished event as failed; raises NotFoundError or WrongStateError."""
        await self._graph.write(attempts.cancel, access.project.id, _known_form(event_id))
        self._signals.tell_finished(event_id)
        return await self.get(access, event_id)


def _ended_just_now(event: Event) -> bool:
    if event.completed_at is None:
        return False
    return datetime.now(UTC) - instant(event.completed_at) < LONGEST_COMMIT


def _known_form(event_id: str) -> str:
    """Give an id in the form in which it is stored; what is no id at all is not there."""
    try:
        return str(UUID(event_id))
    except ValueError as error:
        raise NotFoundError("event", event_id) from error


async def _page(tx: Tx, project_id: str, wanted: Wanted, *, page: int, page_size: int) -> EventPage:
    found = await events.find(tx, project_id, wanted, skip=(page - 1) * page_size, limit=page_size)
    return EventPage(events=found, count=await events.count(tx, project_id, wanted))

"""Memories get other words: the models read them like a message, before anything is written."""

import asyncio
from time import perf_counter
from typing import Final

import msgspec

from app.services.models import Models
from app.services.revisions import KIND, RevisionRequest
from app.services.rewrites import LeaseLostError, Rewrite, rewritten
from app.services.wording import Reading, Wording, read, wordings
from graph import revisions
from graph.errors import NotFoundError
from graph.lanes import LeasedEvent
from graph.session import Graph

AT_ONCE: Final = 8


class Rewriting:
    """Does what an update with new words asked for."""

    kind = KIND

    def __init__(self, graph: Graph, models: Models) -> None:
        """Take the database and the models."""
        self._graph = graph
        self._models = models
        self._places = asyncio.Semaphore(AT_ONCE)

    async def rewrite(self, project_id: str, event: LeasedEvent, *, token: str) -> bool:
        """Write the update; False when the lease was lost, nothing written.

        Raises ExtractionError, and NotFoundError when one of the memories is gone.
        """
        try:
            return await self._rewrite(project_id, event, token)
        except NotFoundError:
            # with the memory its words go, those too that it was to get
            await self._graph.write(revisions.forget, project_id, event.id)
            raise

    async def _rewrite(self, project_id: str, event: LeasedEvent, token: str) -> bool:
        began = perf_counter()
        request = msgspec.json.decode(event.request, type=RevisionRequest)
        found = await self._graph.read(wordings, project_id, event=event, request=request)
        readings = await asyncio.gather(*(self._read(one) for one in found))
        task = Rewrite(
            project_id=project_id,
            event_id=event.id,
            token=token,
            milliseconds=int((perf_counter() - began) * 1000),
            request=request,
            readings=tuple(readings),
        )
        try:
            await self._graph.write(rewritten, task)
        except LeaseLostError:
            return False
        return True

    async def _read(self, wording: Wording) -> Reading:
        async with self._places:
            return await read(wording, self._models)

"""From a leased event to its commit: read, understand, plan on what is known, write once."""

from time import perf_counter
from typing import Final

import msgspec
from msgspec import Struct

from app import faults
from app.services.additions import Addition
from app.services.contexts import context
from app.services.drafting import Drafting
from app.services.models import Models
from app.services.planning import Draft
from app.services.plans import commit, plan
from app.services.rewriting import Rewriting
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from graph.errors import ConflictError
from graph.lanes import LeasedEvent
from graph.session import Graph

PLANS: Final = 5


class Task(Struct, frozen=True, kw_only=True):
    """An event to ingest while its lane is held under a token."""

    project_id: str
    lane_key: str
    event: LeasedEvent
    token: str


class Ingestion:
    """Does what an add asked for."""

    def __init__(self, graph: Graph, extractor: Extractor, embedder: Embedder) -> None:
        """Take the database and the models."""
        self._graph = graph
        models = Models(extractor, embedder)
        self.drafting = Drafting(models)
        self._rewriting = Rewriting(graph, models)

    async def ingest(self, task: Task) -> bool:
        """Write all that the event leads to; False when the lease was lost, nothing written.

        Raises ExtractionError; ConflictError when others wrote in between five times over.
        """
        began = perf_counter()
        project_id, event = task.project_id, task.event
        if event.kind == Rewriting.kind:
            return await self._rewriting.rewrite(project_id, event, token=task.token)
        addition = msgspec.json.decode(event.request, type=Addition)
        told = await self._graph.read(context, project_id, event=event, addition=addition)
        draft = await self.drafting.draft(project_id, event.id, addition=addition, context=told)
        faults.reach("after_extract")
        return await self._committed(draft, token=task.token, began=began)

    async def _committed(self, draft: Draft, *, token: str, began: float) -> bool:
        """Plan and write, again when somebody else wrote to the owner's graph in between."""
        for left in reversed(range(PLANS)):
            try:
                made = await self._graph.read(plan, draft, token=token, began=began)
                return await self._graph.write(commit, made)
            except ConflictError:
                if not left:
                    raise
        return False

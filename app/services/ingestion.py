"""From a leased event to its commit: read, understand, plan on what is known, write once."""

from time import perf_counter

import msgspec

from app import faults
from app.services.additions import Addition
from app.services.contexts import context
from app.services.drafting import Drafting
from app.services.errands import Errands
from app.services.models import Models
from app.services.plans import committed
from extraction.composer import Composer
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from graph.lanes import Task
from graph.session import Graph


class Ingestion:
    """Does what an add, an update or a job asked for."""

    def __init__(
        self,
        graph: Graph,
        extractor: Extractor,
        embedder: Embedder,
        *,
        composer: Composer | None = None,
    ) -> None:
        """Take the database and the models, the last one if there is one."""
        self._graph = graph
        models = Models(extractor, embedder, composer)
        self.drafting = Drafting(models)
        self._errands = Errands(graph, models)

    async def ingest(self, task: Task) -> bool:
        """Write all that the event leads to; False when the lease was lost, nothing written.

        Raises ExtractionError; ConflictError when others wrote in between five times over.
        """
        began = perf_counter()
        project_id, event = task.project_id, task.event
        if event.kind in Errands.kinds:
            return await self._errands.run(task)
        addition = msgspec.json.decode(event.request, type=Addition)
        told = await self._graph.read(context, project_id, event=event, addition=addition)
        draft = await self.drafting.draft(project_id, event.id, addition=addition, context=told)
        faults.reach("after_extract")
        return await committed(self._graph, draft, token=task.token, began=began)

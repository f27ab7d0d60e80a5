"""What workers do beside adds: updates with new words, exports and profiles."""

from typing import Final

from app.services.jobs import Jobs
from app.services.models import Models
from app.services.rewriting import Rewriting
from graph.lanes import Task
from graph.session import Graph


class Errands:
    """Knows who does what."""

    kinds: Final = Jobs.kinds | {Rewriting.kind}

    def __init__(self, graph: Graph, models: Models) -> None:
        """Take the database and the models."""
        self._rewriting = Rewriting(graph, models)
        self._jobs = Jobs(graph, models.composer)

    async def run(self, task: Task) -> bool:
        """Do what the event asks for; False when the lease was lost, nothing written."""
        if task.event.kind in Jobs.kinds:
            return await self._jobs.work(task)
        return await self._rewriting.rewrite(task.project_id, task.event, token=task.token)

"""What one event says, worked out with the models and before its commit reads the graph."""

from app.services.additions import Addition
from app.services.conversations import Context, script
from app.services.notes import parts
from app.services.planning import Draft
from app.services.scoping import owner
from app.services.understanding import understood
from extraction.embedder import Embedder
from extraction.extractor import Extractor


class Drafting:
    """Reads conversations with the models it was given."""

    def __init__(self, extractor: Extractor, embedder: Embedder) -> None:
        """Take the models."""
        self._extractor = extractor
        self._embedder = embedder

    async def draft(
        self, project_id: str, event_id: str, *, addition: Addition, context: Context
    ) -> Draft:
        """Give the facts by owner with their vectors; raises ExtractionError."""
        whose = owner(project_id, addition.ids)
        told = script(addition, whose, context)
        understanding = await understood(
            told, addition, extractor=self._extractor, embedder=self._embedder
        )
        findings = understanding.findings
        return Draft(
            project_id=project_id,
            event_id=event_id,
            owner=whose,
            addition=addition,
            turns=told.messages,
            vectors=understanding.vectors,
            parts=parts(project_id, addition, event_id=event_id, script=told, findings=findings),
            usage=findings.usage,
            rejected=len(findings.rejections),
        )

"""What one event says, worked out with the models and before its commit reads the graph."""

from msgspec.structs import replace

from app.services.additions import Addition
from app.services.conversations import Context, script
from app.services.models import Models
from app.services.notes import parts
from app.services.planning import Draft
from app.services.scoping import owner
from app.services.understanding import understood
from extraction.memory_types import FALLBACK
from extraction.model import Findings


class Drafting:
    """Reads conversations with the models it was given."""

    def __init__(self, models: Models) -> None:
        """Take the models."""
        self._models = models

    async def draft(
        self, project_id: str, event_id: str, *, addition: Addition, context: Context
    ) -> Draft:
        """Give the facts by owner with their vectors; raises ExtractionError."""
        whose = owner(project_id, addition.ids)
        told = script(addition, whose, context)
        understanding = await understood(told, addition, self._models)
        findings = understanding.findings
        addition = _typed(addition, findings)
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


def _typed(addition: Addition, findings: Findings) -> Addition:
    """Settle the memories' type; what could not be told is kept for long (contract 2.7)."""
    if not addition.wants_type:
        return addition
    return replace(addition, memory_type=findings.memory_type or FALLBACK)

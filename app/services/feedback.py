"""Feedback on memories: kept one a memory, and taken back."""

from datetime import UTC, datetime
from typing import Final, Literal, cast
from uuid import UUID, uuid5

from msgspec import Struct

from app.services.errors import InvalidRequestError
from app.services.limits import check_text
from graph import feedback
from graph.feedback import FeedbackRow
from graph.model import Access
from graph.session import Graph

Value = Literal["POSITIVE", "NEGATIVE", "VERY_NEGATIVE"]
VALUES: Final = ("POSITIVE", "NEGATIVE", "VERY_NEGATIVE")
# what is longer is no reason; it would be stored with every memory
LONGEST_REASON: Final = 20_000


class Kept(Struct, frozen=True, kw_only=True):
    """The feedback that a memory has now; without value and reason it has none."""

    id: str
    value: Value | None
    reason: str | None

    @property
    def message(self) -> str:
        """What was done, in a sentence."""
        is_none = self.value is None and self.reason is None
        return "Feedback removed" if is_none else "Feedback submitted successfully"


class Feedback:
    """Keeps feedback."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def give(
        self, access: Access, memory_id: str, *, value: str | None, reason: str | None
    ) -> Kept:
        """Keep it, or with neither value nor reason take it back; raises NotFoundError."""
        kept = Kept(
            id=str(uuid5(UUID(memory_id), "feedback")), value=_known(value), reason=_clean(reason)
        )
        project_id = access.project.id
        if kept.value is None and kept.reason is None:
            await self._graph.write(feedback.delete, project_id, memory_id)
        else:
            row = FeedbackRow(
                id=kept.id, value=kept.value, reason=kept.reason, at=datetime.now(UTC)
            )
            await self._graph.write(feedback.merge, project_id, memory_id, row)
        return kept


def check_memory_id(given: str) -> str:
    """Give the id in the form in which it is stored; raises InvalidRequestError."""
    try:
        return str(UUID(given))
    except ValueError as error:
        raise InvalidRequestError("Invalid memory_id", "memory_id") from error


def _known(value: str | None) -> Value | None:
    if value is None:
        return None
    if value.upper() not in VALUES:
        raise InvalidRequestError(f"feedback must be one of {', '.join(VALUES)}", "feedback")
    return cast("Value", value.upper())


def _clean(reason: str | None) -> str | None:
    if reason is None:
        return None
    check_text(reason, "feedback_reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidRequestError(
            f"feedback_reason may have at most {LONGEST_REASON} characters", "feedback_reason"
        )
    return reason

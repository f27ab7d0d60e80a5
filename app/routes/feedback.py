"""What callers think of memories."""

from typing import Annotated, Literal

from litestar import post
from litestar.di import NamedDependency
from msgspec import Struct

from app.routes.documentation import FEEDBACK, WRITE_ERRORS
from app.services.feedback import Feedback, check_memory_id
from graph.model import Access


class FeedbackBody(Struct, frozen=True, kw_only=True):
    """POSITIVE, NEGATIVE or VERY_NEGATIVE, and why; neither takes earlier feedback back."""

    memory_id: str
    feedback: str | None = None
    feedback_reason: str | None = None


class FeedbackOut(Struct, frozen=True, kw_only=True):
    """The feedback as it is kept."""

    id: str
    feedback: Literal["POSITIVE", "NEGATIVE", "VERY_NEGATIVE"] | None
    feedback_reason: str | None
    message: str


@post(
    "/v1/feedback",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Say what a memory is worth",
    tags=["memories"],
)
async def give_feedback(
    data: Annotated[FeedbackBody, FEEDBACK],
    access: NamedDependency[Access],
    feedback: NamedDependency[Feedback],
) -> FeedbackOut:
    """Keep what somebody thinks of a memory, in the place of what was thought before."""
    kept = await feedback.give(
        access, check_memory_id(data.memory_id), value=data.feedback, reason=data.feedback_reason
    )
    return FeedbackOut(
        id=kept.id, feedback=kept.value, feedback_reason=kept.reason, message=kept.message
    )


HANDLERS = [give_feedback]

"""`POST /memory/add`, the route of a wrapper that keeps a type with each memory."""

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from app.routes.add_bodies import AddBody
from app.routes.added import AddedItem, IdempotencyKey, items_of
from app.routes.documentation import ADD, WRITE_ERRORS
from app.routes.relations import RelationOut, relations_out
from app.services.additions import Addition
from app.services.errors import InvalidRequestError
from app.services.outcomes import Outcome, Outcomes
from extraction.model import MEMORY_TYPES
from graph.model import Access


class ClassifyingBody(AddBody, frozen=True, kw_only=True):
    """An add whose memories get a type: the one in `metadata.memory_type`, else one found out."""

    auto_classify: bool = True

    @property
    def memory_type(self) -> str | None:
        """The type that is given; raises InvalidRequestError for one that does not exist."""
        given = (self.metadata or {}).get("memory_type")
        if given is None:
            return None
        if not isinstance(given, str) or given.upper() not in MEMORY_TYPES:
            raise InvalidRequestError(
                f"metadata.memory_type must be one of {', '.join(MEMORY_TYPES)}",
                "metadata.memory_type",
            )
        return given.upper()

    def typed(self) -> Addition:
        """Give the add in domain values; raises InvalidRequestError."""
        given = self.memory_type
        wants_type = self.auto_classify and given is None
        return replace(self.addition(), memory_type=given, wants_type=wants_type)


class ClassifiedResult(Struct, frozen=True, kw_only=True):
    """The memories that an add made."""

    results: list[AddedItem]
    relations: list[RelationOut] | UnsetType = UNSET
    event_id: str


class Classified(Struct, frozen=True, kw_only=True):
    """An add, and the type of its memories: absent when not asked for, or not known yet."""

    success: bool
    result: ClassifiedResult
    classified_type: str | UnsetType = UNSET


@post(
    "/memory/add",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Remember a conversation, with a type",
    tags=["memories"],
)
async def add_classified(
    data: Annotated[ClassifyingBody, ADD],
    access: NamedDependency[Access],
    outcomes: NamedDependency[Outcomes],
    idempotency_key: IdempotencyKey = None,
) -> Classified:
    """Store messages, wait for their memories and keep a type with each."""
    if data.user_id is None:
        raise InvalidRequestError("user_id is required", "user_id")
    outcome = await outcomes.add(access, data.typed(), key=idempotency_key, waits=True)
    classified = (data.memory_type or outcome.memory_type) if data.auto_classify else None
    return Classified(success=True, result=_result(outcome), classified_type=classified or UNSET)


def _result(outcome: Outcome) -> ClassifiedResult:
    relations = outcome.relations
    return ClassifiedResult(
        event_id=outcome.event_id,
        results=[] if outcome.results is None else items_of(outcome.results),
        relations=UNSET if relations is None else relations_out(relations),
    )


HANDLERS = [add_classified]

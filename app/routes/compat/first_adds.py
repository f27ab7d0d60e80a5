"""The first generation's add, `POST /v1/memories/`, whose answer is a list."""

from typing import Annotated

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import HeaderParameter
from msgspec import UNSET, Struct, UnsetType

from app.errors import ERROR_OF_400
from app.routes.add_bodies import AddBody
from app.routes.added import QUEUED, IdempotencyKey
from app.routes.documentation import ADD, WRITE_ERRORS
from app.routes.relations import RelationOut, relations_out
from app.services.outcomes import Outcome, Outcomes
from graph.model import Access

Mem0UserId = Annotated[str | None, HeaderParameter(name="Mem0-User-ID")]


class FirstAddBody(AddBody, frozen=True, kw_only=True):
    """An add of the first generation; `output_format` v1.0 is answered with a bare array."""

    output_format: str | None = None
    version: str | None = None

    def wants_array(self, mem0_user_id: str | None) -> bool:
        """JavaScript's second client names no format, is known by its header and wants an array."""
        if self.output_format is not None:
            return self.output_format == "v1.0"
        return mem0_user_id is not None


class FirstItem(Struct, frozen=True, kw_only=True):
    """A memory that an add made, or the event that will make some."""

    id: str | UnsetType = UNSET
    event: str | UnsetType = UNSET
    memory: str | UnsetType = UNSET
    data: dict[str, str] | UnsetType = UNSET
    user_id: str | UnsetType | None = UNSET
    agent_id: str | UnsetType | None = UNSET
    app_id: str | UnsetType | None = UNSET
    run_id: str | UnsetType | None = UNSET
    message: str | UnsetType = UNSET
    status: str | UnsetType = UNSET
    event_id: str | UnsetType = UNSET


class AddedResults(Struct, frozen=True, kw_only=True):
    """What an add made, or the event that will make it."""

    results: list[FirstItem]
    relations: list[RelationOut] | UnsetType = UNSET


@post(
    "/v1/memories",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Remember a conversation (first generation)",
    opt={ERROR_OF_400: "400 Bad Request"},
    tags=["first generation"],
)
async def add_first(
    data: Annotated[FirstAddBody, ADD],
    access: NamedDependency[Access],
    outcomes: NamedDependency[Outcomes],
    idempotency_key: IdempotencyKey = None,
    mem0_user_id: Mem0UserId = None,
) -> list[FirstItem] | AddedResults:
    """Store messages, as `POST /v3/memories/add`; the answer is a list, bare or in `results`."""
    outcome = await outcomes.add(access, data.addition(), key=idempotency_key, waits=data.waits)
    items = _items(outcome)
    if data.wants_array(mem0_user_id):
        return items
    return AddedResults(results=items, relations=_relations(outcome, data))


def _items(outcome: Outcome) -> list[FirstItem]:
    if outcome.results is None:
        return [FirstItem(message=QUEUED, status="PENDING", event_id=outcome.event_id)]
    return first_items_of(outcome.results)


def _relations(outcome: Outcome, body: FirstAddBody) -> list[RelationOut] | UnsetType:
    if outcome.relations is not None or body.version == "v2":
        return relations_out(outcome.relations)
    return UNSET


first_items_of = msgspec.json.Decoder(list[FirstItem]).decode
HANDLERS = [add_first]

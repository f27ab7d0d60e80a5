"""What an add is answered with."""

from collections.abc import Sequence
from typing import Annotated, Literal

import msgspec
from litestar.params import HeaderParameter
from msgspec import UNSET, Struct, UnsetType

from app.routes.relations import RelationOut, relations_out
from app.services.additions import Part
from app.services.outcomes import Outcome

QUEUED = "Memory processing has been queued for background execution"
STORED = "Memories stored successfully"

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        description="The same key and body within seven days: the same answer, done once",
    ),
]


class AddedItem(Struct, frozen=True, kw_only=True):
    """A memory that an add made; its text stands where each generation of clients looks."""

    id: str
    event: str
    memory: str
    data: dict[str, str]
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None


class Added(Struct, frozen=True, kw_only=True):
    """An accepted add; `results` are there when the caller waited for them.

    `parts` tells of each part of a message that is no plain text whether it was read.
    """

    message: str
    status: Literal["PENDING", "SUCCEEDED"]
    event_id: str
    results: list[AddedItem] | UnsetType = UNSET
    relations: list[RelationOut] | UnsetType = UNSET
    parts: list[Part] | UnsetType = UNSET

    @classmethod
    def from_outcome(cls, outcome: Outcome, parts: Sequence[Part] = ()) -> "Added":
        """Show an add as the third generation does."""
        shown = list(parts) or UNSET
        if outcome.results is None:
            return cls(message=QUEUED, status="PENDING", event_id=outcome.event_id, parts=shown)
        return cls(
            parts=shown,
            message=STORED,
            status="SUCCEEDED",
            event_id=outcome.event_id,
            results=items_of(outcome.results),
            relations=UNSET if outcome.relations is None else relations_out(outcome.relations),
        )


items_of = msgspec.json.Decoder(list[AddedItem]).decode

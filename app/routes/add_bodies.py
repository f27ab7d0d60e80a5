"""What every generation of clients may send with an add."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from msgspec import Struct

from app.routes.clocks import NOON
from app.routes.messages import Heard, Messages, heard
from app.routes.moments import Timestamp, day, moment, zone
from app.services.additions import Addition, Said
from app.services.errors import InvalidRequestError
from graph.model import ScopeIds

IDS = ("user_id", "agent_id", "app_id", "run_id")
ALIASES = {
    "userId": "user_id",
    "agentId": "agent_id",
    "appId": "app_id",
    "runId": "run_id",
    "session_id": "run_id",
}


class AddBody(Struct, frozen=True, kw_only=True):
    """An add. At least one of the four ids is required, at the top or in `filters`.

    `timestamp` is Unix seconds or ISO 8601: when it was said. Relative dates count from
    `observation_datetime` or the noon of `observation_date` where one is given; with
    `temporal_reasoning` false no dates are read. `expiration_date` is `YYYY-MM-DD`,
    the last day on which the memories show. Unknown keys are ignored, null means not given.
    """

    messages: Messages | None = None
    memory: str | None = None
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    filters: dict[str, object] | None = None
    metadata: dict[str, object] | None = None
    infer: bool | None = None
    async_mode: bool | None = None
    enable_graph: bool | None = None
    timestamp: Timestamp | None = None
    timezone: str | None = None
    expiration_date: str | None = None
    immutable: bool | None = None
    custom_instructions: str | None = None
    agent_custom_instructions: str | None = None
    includes: str | None = None
    excludes: str | None = None
    # bare names are taken to be refused in mem0's words
    custom_categories: list[dict[str, str] | str] | dict[str, str] | None = None
    structured_data_schema: dict[str, object] | None = None
    observation_datetime: Timestamp | None = None
    observation_date: str | None = None
    temporal_reasoning: bool | None = None

    @property
    def infers(self) -> bool:
        """A bare `memory` is stored as it is, unless inference is asked for."""
        if self.infer is not None:
            return self.infer
        return self.memory is None or self.messages is not None

    @property
    def waits(self) -> bool:
        """Whether the answer should have the results; what is stored as it is always does."""
        return self.async_mode is False or not self.infers

    def addition(self) -> Addition:
        """Give the add in domain values; raises InvalidRequestError."""
        categories, heard = self.custom_categories, self._heard()
        return Addition(
            ids=_ids(self),
            messages=heard.said,
            parts=heard.parts,
            observed_at=self._observed_at(),
            reads_time=self.temporal_reasoning is not False,
            metadata=self.metadata,
            infer=self.infers,
            enable_graph=self.enable_graph,
            timestamp=None if self.timestamp is None else moment(self.timestamp, "timestamp"),
            timezone=self.timezone or None,
            expiration_date=day(self.expiration_date, "expiration_date"),
            immutable=bool(self.immutable),
            custom_instructions=self.custom_instructions or None,
            agent_custom_instructions=self.agent_custom_instructions or None,
            includes=self.includes or None,
            excludes=self.excludes or None,
            custom_categories=_categories(categories),
            structured_data_schema=self.structured_data_schema,
        )

    def _heard(self) -> Heard:
        if self.messages is None and self.memory is not None:
            return Heard(said=(Said(role="user", text=self.memory),), parts=())
        return heard(self.messages)

    def _observed_at(self) -> datetime | None:
        """Give the time from which relative dates count; a date means its noon where it was."""
        if self.observation_datetime is not None:
            return moment(self.observation_datetime, "observation_datetime")
        given = day(self.observation_date or None, "observation_date")
        if given is None:
            return None
        return datetime.combine(given, NOON, zone(self.timezone or "UTC"))


def _ids(body: AddBody) -> ScopeIds:
    inner = dict(_conditions(body.filters or {}))
    return ScopeIds(**{name: _id(name, getattr(body, name), inner) for name in IDS})


def _conditions(filters: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Give what `filters` names, one level into AND, with ids as other clients spell them."""
    for name, value in filters.items():
        yield ALIASES.get(name, name), value
        for part in cast("list[object]", value) if isinstance(value, list) else ():
            if name.upper() == "AND" and isinstance(part, dict):
                pairs = cast("dict[str, object]", part).items()
                yield from ((ALIASES.get(inner, inner), one) for inner, one in pairs)


def _id(name: str, outer: str | None, inner: Mapping[str, object]) -> str | None:
    """Take an id from the top or from `filters`; both must agree."""
    other = inner.get(name)
    if other is not None and not isinstance(other, str):
        raise InvalidRequestError(f"filters.{name} must be a string", f"filters.{name}")
    if outer and other and outer != other:
        raise InvalidRequestError(f"{name} and filters.{name} differ", name)
    return outer or other or None


def _categories(
    given: list[dict[str, str] | str] | dict[str, str] | None,
) -> tuple[dict[str, str], ...] | None:
    listed = [given] if isinstance(given, dict) else given or []
    named = tuple(one for one in listed if isinstance(one, dict))
    if len(named) < len(listed):
        raise InvalidRequestError(
            'custom_categories: Expected a dictionary of items but got type "str".',
            "custom_categories",
        )
    return named or None

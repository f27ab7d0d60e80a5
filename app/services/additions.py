"""Adding: a request is checked, stored whole in one transaction and left to the workers."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final, Literal
from uuid import uuid4

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app import faults
from app.services.errors import InvalidRequestError
from app.services.limits import (
    check_categories,
    check_id,
    check_json,
    check_text,
    check_timezone,
)
from app.services.project_settings import own_categories, settings_of
from app.services.scoping import owner
from app.signals import Signals
from graph import events
from graph.events import EventRow, NewMessage
from graph.keys import hashed
from graph.model import Access, Project, ScopeIds
from graph.session import Graph

KIND: Final = "ADD"
IDEMPOTENCY: Final = "i"
# in every zone, and a little before and after, there are instants that Python and Neo4j can write
YEARS: Final = range(2, 9999)
TEXTS: Final = (
    "timezone",
    "custom_instructions",
    "agent_custom_instructions",
    "includes",
    "excludes",
    "memory_type",
)


class Said(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message of an add; `external_id` is the id that the caller gave it."""

    role: str
    text: str
    name: str | None = None
    external_id: str | None = None


class Part(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a part of a message that is no plain text, both counted from nought."""

    message: int
    part: int
    type: str
    outcome: Literal["read", "skipped"]
    reason: str | None = None


class Addition(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything an add may say, in domain values. Without its messages it is an event's request.

    `timestamp` is aware; `timezone` an IANA name; `custom_categories` names with descriptions.
    `enable_graph`, the instructions and the categories are None while the project's settings
    decide. Relative dates count from `observed_at` where it is given; without `reads_time` no
    dates are read. Where it `wants_type`, the memories' type is found out.
    """

    ids: ScopeIds
    messages: tuple[Said, ...] = ()
    metadata: dict[str, object] | None = None
    infer: bool = True
    enable_graph: bool | None = None
    timestamp: datetime | None = None
    timezone: str | None = None
    expiration_date: date | None = None
    immutable: bool = False
    custom_instructions: str | None = None
    agent_custom_instructions: str | None = None
    includes: str | None = None
    excludes: str | None = None
    custom_categories: tuple[dict[str, str], ...] | None = None
    structured_data_schema: dict[str, object] | None = None
    memory_type: str | None = None
    wants_type: bool = False
    observed_at: datetime | None = None
    reads_time: bool = True
    parts: tuple[Part, ...] = ()


class Receipt(Struct, frozen=True, kw_only=True):
    """The event that stands for the add; not new when its Idempotency-Key came before."""

    event_id: str
    is_new: bool


class Additions:
    """Accepts adds."""

    def __init__(self, graph: Graph, signals: Signals) -> None:
        """Take the database and the way to the workers."""
        self._graph = graph
        self._signals = signals

    async def add(
        self, access: Access, addition: Addition, idempotency_key: str | None = None
    ) -> Receipt:
        """Store an event with its messages and wake a worker.

        Raises InvalidRequestError, or KeyReusedError when the key came with another request.
        """
        check(addition)
        if idempotency_key is not None:
            check_id(idempotency_key, "Idempotency-Key")
        now = datetime.now(UTC)
        event = event_row(access.project, addition, key=idempotency_key, now=now)
        # with a key there are two queries, which must see one state
        write = self._graph.write if idempotency_key else self._graph.write_alone
        accepted = await write(events.create, event, new_messages(addition, now))
        faults.reach("after_accept")
        self._signals.wake_workers()
        return Receipt(event_id=accepted.event_id, is_new=accepted.is_new)


def check(addition: Addition) -> None:
    """Refuse an add that can't be stored or says nothing; raises InvalidRequestError."""
    if not addition.ids.named:
        raise InvalidRequestError(
            "At least one of user_id, agent_id, app_id, run_id is required", "user_id"
        )
    for kind, external_id in addition.ids.named:
        check_id(external_id, f"{kind}_id")
    if not any(said.text.strip() for said in addition.messages):
        raise InvalidRequestError("messages must contain some text", "messages")
    for said in addition.messages:
        _check_said(said)
    for field in ("metadata", "custom_categories", "structured_data_schema"):
        check_json(getattr(addition, field), field)
    for field in TEXTS:
        check_text(getattr(addition, field) or "", field)
    check_categories(addition.custom_categories or ())
    check_timezone(addition.timezone)
    _check_time(addition.timestamp, "timestamp")
    _check_time(addition.observed_at, "observation_datetime")


def _check_time(at: datetime | None, field: str) -> None:
    if at is not None and at.year not in YEARS:
        raise InvalidRequestError(f"{field} lies outside of the calendar", field)


def request_hash(request: Struct) -> str:
    """Tell a repeated request from another one with the same key."""
    return sha256(msgspec.json.encode(request)).hexdigest()


def idempotency(project_id: str, key: str | None) -> str | None:
    """Give the key under which the caller's key is unique in its project."""
    return None if key is None else hashed(IDEMPOTENCY, project_id, key)


def _check_said(said: Said) -> None:
    check_text(said.text, "messages.content")
    check_id(said.role, "messages.role")
    for value, field in ((said.name, "messages.name"), (said.external_id, "messages.id")):
        if value is not None:
            check_id(value, field)


def event_row(project: Project, addition: Addition, *, key: str | None, now: datetime) -> EventRow:
    """Give the event that stands for an add; it settles what the project's settings decide."""
    ids = addition.ids
    return EventRow(
        id=str(uuid4()),
        project_id=project.id,
        owner_key=owner(project.id, ids).key,
        kind=KIND,
        request=msgspec.json.encode(_request(project, addition)).decode(),
        request_hash=request_hash(addition),
        accepted_at=now,
        idempotency_key=idempotency(project.id, key),
        user_id=ids.user_id,
        agent_id=ids.agent_id,
        app_id=ids.app_id,
        run_id=ids.run_id,
    )


def _request(project: Project, addition: Addition) -> Addition:
    """Settle what the project's settings decide, now: a change later is for later adds."""
    graph = project.enable_graph if addition.enable_graph is None else addition.enable_graph
    settings = settings_of(project)
    own = addition.custom_instructions or addition.agent_custom_instructions
    return replace(
        addition,
        messages=(),
        enable_graph=graph,
        custom_instructions=addition.custom_instructions or project.custom_instructions,
        # what the call says for everybody is nearer than what the project says for agents
        agent_custom_instructions=addition.agent_custom_instructions
        or (None if own else settings.agent_custom_instructions),
        includes=addition.includes or settings.inclusion_prompt,
        excludes=addition.excludes or settings.exclusion_prompt,
        custom_categories=addition.custom_categories or own_categories(project),
    )


def new_messages(addition: Addition, now: datetime) -> list[NewMessage]:
    """Give the add's messages with new ids."""
    return [
        NewMessage(
            id=str(uuid4()),
            position=position,
            role=said.role,
            text=said.text,
            sent_at=addition.timestamp or now,
            name=said.name,
            external_id=said.external_id,
        )
        for position, said in enumerate(addition.messages)
    ]

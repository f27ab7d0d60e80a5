"""The nouns of the database: read this file first.

Instants that are read are ISO 8601 strings, as Neo4j's `toString` writes them: converting fifty
rows of driver datetimes costs four times the query (design.md 8). `instant` reads one. Instants
that are written are aware datetimes.
"""

from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from msgspec import Struct

JSON: TypeAlias = bool | int | float | str | list[object] | dict[str, object] | None
Instant: TypeAlias = str
ScopeKind = Literal["user", "agent", "app", "run"]
Role = Literal["OWNER", "READER"]
State = Literal["PENDING", "RUNNING", "SUCCEEDED", "FAILED"]
Precision = Literal["year", "month", "day", "instant", "none"]
Field = Literal[
    "id",
    "user_id",
    "agent_id",
    "app_id",
    "run_id",
    "created_at",
    "updated_at",
    "expires_at",
    "text",
    "categories",
    "metadata",
]
Operator = Literal["eq", "gt", "gte", "lt", "lte", "in", "contains", "icontains", "any"]

OPEN: Final = datetime(9999, 12, 31, tzinfo=UTC)
BEGINNING: Final = datetime(1, 1, 1, tzinfo=UTC)


def instant(text: Instant) -> datetime:
    """Read an instant as Neo4j writes it."""
    return datetime.fromisoformat(text)


class ScopeIds(Struct, frozen=True, kw_only=True):
    """The four ids that a write or a memory carries."""

    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None

    @property
    def named(self) -> tuple[tuple[ScopeKind, str], ...]:
        """The ids that are there, the owner's first."""
        pairs: tuple[tuple[ScopeKind, str | None], ...] = (
            ("user", self.user_id),
            ("agent", self.agent_id),
            ("app", self.app_id),
            ("run", self.run_id),
        )
        return tuple((kind, value) for kind, value in pairs if value is not None)


class Project(Struct, frozen=True, kw_only=True):
    """The isolation boundary, with the settings that its OWNERs change."""

    id: str
    organization_id: str
    name: str
    created_at: Instant
    updated_at: Instant
    description: str | None = None
    enable_graph: bool = True
    custom_instructions: str | None = None
    settings: str | None = None  # JSON: all other settings
    profile_settings: str | None = None  # JSON


class Access(Struct, frozen=True, kw_only=True):
    """Who asks: the member behind a key, what the key may do and in which project."""

    key_id: str
    member_id: str
    email: str | None
    role: Role
    project: Project
    is_operator: bool = False
    is_bound: bool = False


class ApiKey(Struct, frozen=True, kw_only=True):
    """A key as it is listed: everything but the key itself."""

    id: str
    prefix: str
    role: Role
    email: str
    project: str
    created_at: Instant
    is_bound: bool
    is_operator: bool
    name: str | None = None
    last_used_at: Instant | None = None


class Memory(Struct, frozen=True, kw_only=True):
    """One remembered statement, as it is read. Embeddings never leave the database."""

    id: str
    project_id: str
    owner_key: str
    event_id: str
    text: str
    hash: str
    metadata: str | None
    state: Literal["active", "superseded", "merged"]
    immutable: bool
    created_at: Instant
    updated_at: Instant
    recorded_at: Instant
    valid_from: Instant
    valid_to: Instant
    expires_at: Instant
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    categories: list[str] | None = None
    memory_type: str | None = None
    actor_id: str | None = None
    role: str | None = None
    relation_ids: list[str] = []
    replaced_by: str | None = None
    linked_memory_ids: list[str] = []


class Source(Struct, frozen=True, kw_only=True):
    """A message whose words a memory states: characters [start, end) of its text."""

    message_id: str
    event_id: str
    index: int
    role: str
    start: int
    end: int
    name: str | None = None
    external_id: str | None = None


class Entity(Struct, frozen=True, kw_only=True):
    """A thing that an owner's memories mention."""

    id: str
    key: str
    owner_key: str
    name: str
    name_norm: str
    aliases: list[str]
    type: str
    is_self: bool


class Relation(Struct, frozen=True, kw_only=True):
    """A typed, timed edge with both its ends, as a caller who passes its evidence may see it.

    `memory_ids` is the visible evidence, newest first; `fact` is the newest one's text.
    """

    id: str
    owner_key: str
    source: str
    source_id: str
    source_type: str
    predicate: str
    target: str
    target_id: str
    target_type: str
    valid_from: Instant
    valid_from_precision: Precision
    valid_to: Instant
    valid_to_precision: Precision
    recorded_at: Instant
    retired_at: Instant
    confidence: float
    memory_ids: list[str]
    fact: str
    source_is_self: bool = False
    target_is_self: bool = False


class Message(Struct, frozen=True, kw_only=True):
    """One stored utterance, the provenance of memories."""

    id: str
    event_id: str
    position: int
    role: str
    sent_at: Instant
    text: str | None = None
    name: str | None = None
    external_id: str | None = None


class Event(Struct, frozen=True, kw_only=True):
    """An accepted write and its progress. `request` and `results` are JSON."""

    id: str
    kind: str
    state: State
    request: str
    accepted_at: Instant
    attempts: int = 0
    results: str | None = None
    started_at: Instant | None = None
    completed_at: Instant | None = None
    error: str | None = None
    graph_state: str | None = None
    extractor: str | None = None
    model_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    milliseconds: int | None = None
    rejected: int = 0
    memory_type: str | None = None


class Change(Struct, frozen=True, kw_only=True):
    """One ADD, UPDATE or DELETE of a memory. `snapshot` is the memory's wire fields as JSON."""

    id: str
    memory_id: str
    event_id: str
    op: Literal["ADD", "UPDATE", "DELETE"]
    created_at: Instant
    snapshot: str
    old_text: str | None = None
    new_text: str | None = None


class Scope(Struct, frozen=True, kw_only=True):
    """A user, agent, app or run that memories belong to. `number` is mem0's integer id."""

    key: str
    kind: ScopeKind
    external_id: str
    number: int
    created_at: Instant
    memories: int = 0
    metadata: str | None = None


class Condition(Struct, frozen=True, kw_only=True, tag=True):
    """One field of a memory compared with one value; without a value in the field it is false.

    Conditions on `metadata` name their key, a dotted path. Those on `categories` and on a list in
    the metadata hold when one member does. Bounds of instants are aware datetimes.
    """

    field: Field
    operator: Operator
    value: JSON | datetime = None
    key: str | None = None


class All(Struct, frozen=True, kw_only=True, tag=True):
    """Every part holds; with no parts, always."""

    parts: "tuple[Filter, ...]" = ()


class AnyOf(Struct, frozen=True, kw_only=True, tag=True):
    """At least one part holds."""

    parts: "tuple[Filter, ...]"


class Not(Struct, frozen=True, kw_only=True, tag=True):
    """The part does not hold; a comparison with an absent field does not hold either."""

    part: "Filter"


Filter: TypeAlias = Condition | All | AnyOf | Not


class Visibility(Struct, frozen=True, kw_only=True):
    """Which memories a read may see: the project, the caller's filter, the two clocks."""

    project_id: str
    filter: Filter
    now: datetime
    as_of: datetime | None = None
    known_at: datetime | None = None
    show_expired: bool = False
    latest_only: bool = False
    include_merged: bool = False
    include_ended: bool = False

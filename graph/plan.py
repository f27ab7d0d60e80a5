"""What one commit writes: rows decided by the services, ids and instants included.

Everything here is made outside the transaction, so a repeated transaction writes the same thing.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from graph.model import Precision, ScopeKind


class LaneVersion(Struct, frozen=True, kw_only=True):
    """An owner's lane and the version that the plan was made on."""

    key: str
    version: int


class ScopeRow(Struct, frozen=True, kw_only=True):
    """A scope to merge. `number` is the 52-bit integer that mem0's wire calls its id."""

    key: str
    kind: ScopeKind
    external_id: str
    number: int


class EntityRow(Struct, frozen=True, kw_only=True):
    """An entity to merge by its key; aliases are added to those it has."""

    id: str
    key: str
    owner_key: str
    name: str
    name_norm: str
    aliases: tuple[str, ...]
    type: str
    label: str
    is_self: bool


class MentionRow(Struct, frozen=True, kw_only=True):
    """MENTIONS from a memory to an entity."""

    entity_key: str
    role: str
    surface: str


class SourceRow(Struct, frozen=True, kw_only=True):
    """EXTRACTED_FROM from a memory to a message."""

    message_id: str
    start: int
    end: int


class MemoryRow(Struct, frozen=True, kw_only=True):
    """A memory to create, with its ADD change and everything it points to.

    `metadata` is JSON; `metadata_pairs` holds `key␟json-scalar`. `relation_ids` are the relations
    that it attests, `closes_ids` those that it ended or retired. `embedding` is None when the text
    has no meaning to the model.
    """

    id: str
    origin_key: str
    owner_key: str
    text: str
    hash: str
    metadata: str | None
    metadata_pairs: tuple[str, ...]
    immutable: bool
    created_at: datetime
    recorded_at: datetime
    valid_from: datetime
    valid_to: datetime
    expires_at: datetime
    scope_terms: str
    scope_keys: tuple[str, ...]
    change_id: str
    snapshot: str
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    categories: tuple[str, ...] | None = None
    memory_type: str | None = None
    actor_id: str | None = None
    role: str | None = None
    embedding: list[float] | None = None
    relation_ids: tuple[str, ...] = ()
    closes_ids: tuple[str, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()


class RelationRow(Struct, frozen=True, kw_only=True):
    """A relation to create, open or already ended. Ends are named by entity key.

    `valid_to` starts as `valid_to_stated`; the chain of the slot decides what it becomes.
    `evidence_until` is the latest `expires_at` of its memories.
    """

    id: str
    owner_key: str
    subject_key: str
    object_key: str
    predicate: str
    predicate_raw: str
    pair: str
    valid_from: datetime
    valid_from_precision: Precision
    valid_to_stated: datetime
    valid_to_precision: Precision
    ended_at: datetime
    recorded_at: datetime
    memory_ids: tuple[str, ...]
    evidence_until: datetime
    confidence: float
    extractor: str
    slot: str | None = None


class EvidenceRow(Struct, frozen=True, kw_only=True):
    """More memories for a relation that is already there."""

    relation_id: str
    memory_ids: tuple[str, ...]
    evidence_until: datetime


class EndingRow(Struct, frozen=True, kw_only=True):
    """A stated end of a relation that is already there, learned at `ended_at`."""

    relation_id: str
    valid_to_stated: datetime
    valid_to_precision: Precision
    ended_at: datetime


class RetirementRow(Struct, frozen=True, kw_only=True):
    """A correction: the relation never held."""

    relation_id: str
    retired_at: datetime


class ShiftRow(Struct, frozen=True, kw_only=True):
    """An unknown start moves, or becomes known.

    It moves to 1 µs before what was said later but began earlier (schema.md 1), its precision
    staying `none`; it becomes known when the same is said again with a start.
    """

    relation_id: str
    valid_from: datetime
    valid_from_precision: Precision = "none"


class SupersedeRow(Struct, frozen=True, kw_only=True):
    """SUPERSEDES from a newer memory to an older one, whose state becomes superseded.

    `at` is system time: a read of what was known before it sees the older one active.
    """

    memory_id: str
    superseded_id: str
    at: datetime
    reason: str


class ProposalRow(Struct, frozen=True, kw_only=True):
    """Two entities of one owner that may be one; who have a proposal, decided or not, keep it."""

    id: str
    one_id: str
    other_id: str
    score: float
    method: str
    created_at: datetime
    state: Literal["pending", "accepted", "rejected"] = "pending"


class MessageRow(Struct, frozen=True, kw_only=True):
    """What a message gets once a memory came from it."""

    id: str
    embedding: list[float] | None
    scope_terms: str


class Outcome(Struct, frozen=True, kw_only=True):
    """What the event says when it has succeeded. `results` is JSON."""

    results: str
    extractor: str
    graph_state: Literal["SUCCEEDED", "SKIPPED"]
    model_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    milliseconds: int = 0
    rejected: int = 0
    memory_type: str | None = None


class Plan(Struct, frozen=True, kw_only=True):
    """One event's whole write. `slots` are all slots it touches, whose chains are made anew."""

    project_id: str
    event_id: str
    token: str
    lanes: tuple[LaneVersion, ...]
    outcome: Outcome
    scopes: tuple[ScopeRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    memories: tuple[MemoryRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    endings: tuple[EndingRow, ...] = ()
    retirements: tuple[RetirementRow, ...] = ()
    shifts: tuple[ShiftRow, ...] = ()
    supersedes: tuple[SupersedeRow, ...] = ()
    messages: tuple[MessageRow, ...] = ()
    proposals: tuple[ProposalRow, ...] = ()
    slots: tuple[str, ...] = ()

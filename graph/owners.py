"""What planning must know of an owner's graph."""

from collections.abc import Sequence

from msgspec import Struct

from graph.model import Entity, Instant, Precision
from graph.session import Tx


class KnownMemory(Struct, frozen=True, kw_only=True):
    """A memory of the owner whose text has the hash."""

    id: str
    hash: str


class Known(Struct, frozen=True, kw_only=True):
    """An owner as it is now; `lane_version` is 0 while nothing was ever accepted for it.

    `entities` are a superset: those of the names, and those with an alias that contains the words
    of one, so the caller compares the norms itself.
    """

    lane_version: int
    self_entity: Entity | None
    entities: list[Entity]
    memories: list[KnownMemory]


class StoredRelation(Struct, frozen=True, kw_only=True):
    """A relation as planning sees it, ended and retired ones too."""

    id: str
    predicate: str
    subject_id: str
    subject_key: str
    subject_name: str
    object_id: str
    object_key: str
    object_name: str
    pair: str
    slot: str | None
    valid_from: Instant
    valid_from_precision: Precision
    valid_to: Instant
    valid_to_precision: Precision
    valid_to_stated: Instant
    ended_at: Instant
    recorded_at: Instant
    retired_at: Instant
    evidence_until: Instant
    confidence: float
    memory_ids: list[str]


async def get(tx: Tx, owner_key: str, *, names: Sequence[str], hashes: Sequence[str]) -> Known:
    """Give the lane's version, the self entity, the entities of the names (normalised) and the
    memories of the hashes.
    """
    raise NotImplementedError


async def relations(
    tx: Tx, owner_key: str, *, slots: Sequence[str], pairs: Sequence[str]
) -> list[StoredRelation]:
    """Give the owner's relations in any of the slots or pairs, by start."""
    raise NotImplementedError


async def relations_of(
    tx: Tx, owner_key: str, *, entity_keys: Sequence[str], predicates: Sequence[str]
) -> list[StoredRelation]:
    """Give the relations of the predicates that start or end at one of the entities, by start."""
    raise NotImplementedError

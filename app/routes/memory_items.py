"""Memories on the wire: the superset of what every generation of clients reads."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from app.routes.instants import day_of_expiry, shown
from graph.model import Memory, Source, instant


class StructuredAttributes(Struct, frozen=True, kw_only=True):
    """Parts of `created_at`, for callers that filter by them."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    day_of_week: str
    week_of_year: int
    day_of_year: int
    quarter: int
    is_weekend: bool

    @classmethod
    def from_instant(cls, at: datetime) -> "StructuredAttributes":
        """Take an instant apart."""
        return cls(
            year=at.year,
            month=at.month,
            day=at.day,
            hour=at.hour,
            minute=at.minute,
            day_of_week=DAYS[at.weekday()],
            week_of_year=at.isocalendar().week,
            day_of_year=at.timetuple().tm_yday,
            quarter=(at.month + 2) // 3,
            is_weekend=at.weekday() >= SATURDAY,
        )


class MemoryOut(Struct, frozen=True, kw_only=True):
    """A memory. `run_id` and `session_id` are the same; `score` is there on search only.

    A key is left out when `fields` did not ask for it.
    """

    id: str
    memory: str | UnsetType
    user_id: str | UnsetType | None
    agent_id: str | UnsetType | None
    app_id: str | UnsetType | None
    run_id: str | UnsetType | None
    session_id: str | UnsetType | None
    metadata: dict[str, object] | UnsetType | None
    categories: list[str] | UnsetType | None
    created_at: str | UnsetType
    updated_at: str | UnsetType
    expiration_date: str | UnsetType | None
    immutable: bool | UnsetType
    hash: str | UnsetType
    structured_attributes: StructuredAttributes | UnsetType
    replaced_by: str | UnsetType | None
    linked_memory_ids: list[str] | UnsetType
    synthesized: bool | UnsetType
    lifecycle_state: str | UnsetType
    actor_id: str | UnsetType | None
    role: str | UnsetType | None
    memory_type: str | UnsetType | None
    score: float | UnsetType = UNSET
    score_breakdown: dict[str, float] | UnsetType = UNSET
    sources: list[Source] | UnsetType = UNSET

    @classmethod
    def from_memory(cls, memory: Memory, sources: list[Source] | None = None) -> "MemoryOut":
        """Show a memory, with the messages whose words it states when they are given."""
        return cls(
            id=memory.id,
            memory=memory.text,
            user_id=memory.user_id,
            agent_id=memory.agent_id,
            app_id=memory.app_id,
            run_id=memory.run_id,
            session_id=memory.run_id,
            metadata=None if memory.metadata is None else metadata_of(memory.metadata),
            categories=memory.categories,
            created_at=shown(memory.created_at),
            updated_at=shown(memory.updated_at),
            expiration_date=day_of_expiry(memory.expires_at),
            immutable=memory.immutable,
            hash=memory.hash,
            structured_attributes=StructuredAttributes.from_instant(instant(memory.created_at)),
            replaced_by=memory.replaced_by,
            linked_memory_ids=memory.linked_memory_ids,
            synthesized=False,
            lifecycle_state=memory.state,
            actor_id=memory.actor_id,
            role=memory.role,
            memory_type=memory.memory_type,
            sources=UNSET if sources is None else sources,
        )


metadata_of = msgspec.json.Decoder(dict[str, object]).decode
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SATURDAY = 5


def narrowed(items: Iterable[MemoryOut], fields: frozenset[str]) -> list[MemoryOut]:
    """Show only the keys that are asked for, and the id always; all when none is asked for."""
    if not fields:
        return list(items)
    hidden = dict.fromkeys(set(MemoryOut.__struct_fields__) - fields - {"id"}, UNSET)
    return [replace(item, **hidden) for item in items]

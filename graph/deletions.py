"""Deleting memories: what only they attested goes, what they had closed opens again."""

from datetime import datetime

from msgspec import Struct

from graph.events import EventRow
from graph.session import Tx


class DeletedRow(Struct, frozen=True, kw_only=True):
    """A memory to delete and the id of its DELETE change."""

    memory_id: str
    change_id: str


class Deletion(Struct, frozen=True, kw_only=True):
    """A synchronous delete: its event, the event's results (JSON) and the memories, in order."""

    event: EventRow
    results: str
    rows: tuple[DeletedRow, ...]
    at: datetime


class Deleted(Struct, frozen=True, kw_only=True):
    """The event, whether it is new, and the memories that were there."""

    event_id: str
    is_new: bool
    memory_ids: list[str]


async def delete_memory(tx: Tx, deletion: Deletion) -> Deleted:
    """Delete one memory; raises NotFoundError, or KeyReusedError as `events.create`."""
    raise NotImplementedError


async def delete_memories(tx: Tx, deletion: Deletion) -> Deleted:
    """Delete those of the memories that are there (at most 1,000 in one transaction)."""
    raise NotImplementedError

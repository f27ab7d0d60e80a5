"""Deleting memories: done when the answer is given, and written down as an event."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID, uuid4

import msgspec
from msgspec import Struct

from app.services.additions import idempotency, request_hash
from app.services.limits import check_id
from graph import deletions, memories
from graph.deletions import Deleted, DeletedRow, Deletion
from graph.errors import NotFoundError
from graph.events import EventRow
from graph.keys import OWNER, hashed
from graph.model import Access, Filter, Memory, Visibility
from graph.session import Graph, Tx

BATCH: Final = 1000


class DeleteRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the event of a deletion keeps of its request: ids and filters, no words of memories."""

    memory_id: str | None = None
    memory_ids: tuple[str, ...] = ()
    delete_linked: bool = False
    filter: Filter | None = None


class Removal(Struct, frozen=True, kw_only=True):
    """The event of a deletion and how many memories went; none when its key came before."""

    event_id: str
    count: int


class DeletedItem(Struct, frozen=True, kw_only=True):
    """One item of a deletion's results."""

    id: str
    event: str = "DELETE"


class Deletions:
    """Deletes memories; their history stays."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def delete(
        self,
        access: Access,
        memory_id: str,
        *,
        delete_linked: bool = False,
        idempotency_key: str | None = None,
    ) -> Removal:
        """Delete one memory, and with `delete_linked` the older ones that it superseded.

        Raises NotFoundError, or KeyReusedError when the key came with another request.
        """
        _check_key(idempotency_key)
        request = DeleteRequest(memory_id=memory_id, delete_linked=delete_linked)
        project_id = access.project.id
        ids = [_stored_form(memory_id)]
        if delete_linked:
            ids += await self._graph.read(_linked, project_id, ids[0])
        event = _event_row(project_id, "DELETE", request=request, key=idempotency_key)
        return _removal(await self._graph.write(_delete_one, event, ids))

    async def delete_many(
        self, access: Access, memory_ids: Sequence[str], *, idempotency_key: str | None = None
    ) -> Removal:
        """Delete all of these memories (at most 1,000) or none; raises as `delete`."""
        _check_key(idempotency_key)
        request = DeleteRequest(memory_ids=tuple(memory_ids))
        event = _event_row(access.project.id, "DELETE", request=request, key=idempotency_key)
        return _removal(await self._graph.write(_delete_every, event, memory_ids))

    async def delete_all(
        self, access: Access, tree: Filter, *, idempotency_key: str | None = None
    ) -> Removal:
        """Delete every memory that passes the filter, a thousand in one transaction.

        What is added meanwhile may stay. Raises KeyReusedError as `delete`.
        """
        _check_key(idempotency_key)
        project_id, request = access.project.id, DeleteRequest(filter=tree)
        count = 0
        while True:
            ids = await self._graph.read(_passing, project_id, tree)
            is_last = len(ids) < BATCH
            # the key goes with the last batch: before that the request is not done
            key = idempotency_key if is_last else None
            event = _event_row(project_id, "DELETE_ALL", request=request, key=key)
            gone = await self._graph.write(deletions.delete_memories, _deletion(event, ids))
            count += len(gone.memory_ids)
            if is_last:
                return Removal(event_id=gone.event_id, count=count)


def _stored_form(memory_id: str) -> str:
    try:
        return str(UUID(memory_id))
    except ValueError as error:
        raise NotFoundError("memory", memory_id) from error


def _check_key(key: str | None) -> None:
    if key is not None:
        check_id(key, "Idempotency-Key")


def _event_row(project_id: str, kind: str, *, request: DeleteRequest, key: str | None) -> EventRow:
    return EventRow(
        id=str(uuid4()),
        project_id=project_id,
        owner_key=hashed(OWNER, project_id),
        kind=kind,
        request=msgspec.json.encode(request).decode(),
        request_hash=request_hash(request),
        accepted_at=datetime.now(UTC),
        idempotency_key=idempotency(project_id, key),
    )


def _deletion(event: EventRow, ids: Sequence[str]) -> Deletion:
    return Deletion(
        event=event,
        results=msgspec.json.encode([DeletedItem(id=memory_id) for memory_id in ids]).decode(),
        rows=tuple(DeletedRow(memory_id=memory_id, change_id=str(uuid4())) for memory_id in ids),
        at=event.accepted_at,
    )


def _removal(gone: Deleted) -> Removal:
    return Removal(event_id=gone.event_id, count=len(gone.memory_ids))


async def _delete_one(tx: Tx, event: EventRow, ids: Sequence[str]) -> Deleted:
    """Delete the first and those linked to it; nothing when the first is not there."""
    gone = await deletions.delete_memories(tx, _deletion(event, ids))
    if gone.is_new and ids[0] not in gone.memory_ids:
        raise NotFoundError("memory", ids[0])
    return gone


async def _delete_every(tx: Tx, event: EventRow, ids: Sequence[str]) -> Deleted:
    gone = await deletions.delete_memories(tx, _deletion(event, ids))
    if gone.is_new and len(gone.memory_ids) < len(ids):
        raise NotFoundError("memory", next(key for key in ids if key not in gone.memory_ids))
    return gone


async def _passing(tx: Tx, project_id: str, tree: Filter) -> list[str]:
    seen = Visibility(
        project_id=project_id,
        filter=tree,
        now=datetime.now(UTC),
        show_expired=True,
        include_merged=True,
    )
    return [memory.id for memory in await memories.find(tx, seen, limit=BATCH)]


async def _linked(tx: Tx, project_id: str, memory_id: str) -> list[str]:
    """Follow what a memory superseded, and what that superseded."""
    seen, frontier = {memory_id: None}, [memory_id]
    while frontier and len(seen) < BATCH:
        found: list[Memory] = await memories.get_many(tx, project_id, frontier)
        linked = (key for memory in found for key in memory.linked_memory_ids)
        frontier = [key for key in dict.fromkeys(linked) if key not in seen]
        seen |= dict.fromkeys(frontier)
    return [key for key in seen if key != memory_id][: BATCH - 1]

"""Deleting a scope: hidden at once, emptied in batches, taken up again after a crash."""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

import msgspec
from msgspec import Struct

from app.services.additions import idempotency, request_hash
from app.services.deletions import Removal
from app.services.limits import check_id
from app.services.scoping import scope_key
from graph import contexts, erasures, events, scopes
from graph.erasures import Erasure, ErasureRow
from graph.errors import NotFoundError
from graph.events import EventRow
from graph.keys import OWNER, hashed
from graph.model import Access, ScopeIds, ScopeKind, instant
from graph.session import Graph, Tx

KIND: Final = "DELETE_USER"
ABANDONED: Final = timedelta(seconds=60)
AT_ONCE: Final = 10


class EraseRequest(Struct, frozen=True, kw_only=True):
    """What the event keeps of the request: a hash, for the name is erased too."""

    scope_key: str


class Begun(Struct, frozen=True, kw_only=True):
    """The event, and the erasure unless its key came before."""

    event_id: str
    erasure: Erasure | None = None


class Erasures:
    """Erases what is stored about a user, an agent, an app or a run."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def delete_scope(
        self,
        access: Access,
        kind: ScopeKind,
        *,
        external_id: str,
        idempotency_key: str | None = None,
    ) -> Removal:
        """Erase a scope with its memories, messages, history and unfinished events.

        Raises NotFoundError when nothing is there, KeyReusedError as an add.
        """
        if idempotency_key is not None:
            check_id(idempotency_key, "Idempotency-Key")
        row = ErasureRow(
            project_id=access.project.id,
            scope_key=scope_key(access.project.id, kind, external_id),
            kind=kind,
            external_id=external_id,
            removes_scope=True,
            at=datetime.now(UTC),
        )
        is_there = await self._graph.read(_is_there, row)
        event = _event_row(row, idempotency_key)
        begun = await self._graph.write(_begin, event, row, is_there=is_there)
        count = await self._finish(begun.erasure) if begun.erasure else 0
        return Removal(event_id=begun.event_id, count=count)

    async def resume(self) -> int:
        """Go on with erasures that whoever began them has left; gives how many there were."""
        before = datetime.now(UTC) - ABANDONED
        found = await self._graph.read(erasures.find, AT_ONCE)
        left = [erasure for erasure in found if instant(erasure.at) < before]
        for erasure in left:
            await self._finish(erasure)
        return len(left)

    async def _finish(self, erasure: Erasure) -> int:
        count = 0
        while erased := await self._graph.write(erasures.erase_some, erasure):
            count += erased
        await self._graph.write(erasures.finish, erasure)
        return count


def _event_row(row: ErasureRow, key: str | None) -> EventRow:
    """Record it without the name: an event of the scope would be erased with it."""
    request = EraseRequest(scope_key=row.scope_key)
    return EventRow(
        id=str(uuid4()),
        project_id=row.project_id,
        owner_key=hashed(OWNER, row.project_id),
        kind=KIND,
        request=msgspec.json.encode(request).decode(),
        request_hash=request_hash(request),
        accepted_at=row.at,
        idempotency_key=idempotency(row.project_id, key),
    )


async def _is_there(tx: Tx, row: ErasureRow) -> bool:
    """Tell whether the scope has, or its first memories may yet get it."""
    try:
        await scopes.get(tx, row.project_id, row.kind, row.external_id)
    except NotFoundError:
        ids = msgspec.convert({f"{row.kind}_id": row.external_id}, ScopeIds)
        return bool(
            await contexts.earlier_messages(tx, row.project_id, ids, before=row.at, limit=1)
        )
    return True


async def _begin(tx: Tx, event: EventRow, row: ErasureRow, *, is_there: bool) -> Begun:
    accepted = await events.create_finished(tx, event, "[]")
    if not accepted.is_new:
        return Begun(event_id=accepted.event_id)
    if not is_there:
        raise NotFoundError(row.kind, row.external_id)
    return Begun(event_id=accepted.event_id, erasure=await erasures.create(tx, row))

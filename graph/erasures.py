"""Deleting a scope: marked at once, then emptied in batches that any process may go on with."""

from datetime import datetime

from msgspec import Struct

from graph.model import Instant, ScopeKind
from graph.session import Tx


class ErasureRow(Struct, frozen=True, kw_only=True):
    """A scope to erase; with `removes_scope` False its memories go and it stays."""

    id: str
    project_id: str
    scope_key: str
    kind: ScopeKind
    external_id: str
    removes_scope: bool
    at: datetime


class Erasure(Struct, frozen=True, kw_only=True):
    """An erasure that has not ended."""

    id: str
    project_id: str
    scope_key: str
    kind: ScopeKind
    external_id: str
    removes_scope: bool
    at: Instant


async def create(tx: Tx, row: ErasureRow) -> Erasure:
    """Cancel the scope's unfinished events and hide the scope from reads.

    A scope that is already being erased gives the erasure under way.
    """
    raise NotImplementedError


async def erase_some(tx: Tx, erasure: Erasure, *, limit: int = 1000) -> int:
    """Delete the next batch; gives how many memories and events went, 0 when nothing is left."""
    raise NotImplementedError


async def finish(tx: Tx, erasure: Erasure) -> None:
    """Remove the scope, or show it again when it stays or has newer memories."""
    raise NotImplementedError


async def find(tx: Tx, limit: int) -> list[Erasure]:
    """Give erasures that have not ended, oldest first."""
    raise NotImplementedError

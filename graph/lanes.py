"""Lanes: an owner's queue, lock and version. Workers lease a lane, not an event."""

from msgspec import Struct

from graph.model import Instant
from graph.session import Tx


class LeasedEvent(Struct, frozen=True, kw_only=True):
    """An event to work on; `request` is JSON, `attempts` counts this one."""

    id: str
    seq: int
    kind: str
    request: str
    attempts: int
    accepted_at: Instant


class Lease(Struct, frozen=True, kw_only=True):
    """A lane held under a token until a time, with its oldest events in order."""

    key: str
    version: int
    project_id: str
    events: list[LeasedEvent]


async def lease(tx: Tx, *, token: str, now_ms: int, until_ms: int, limit: int) -> Lease | None:
    """Take one lane that is ready, with up to `limit` of its events; None when there is none."""
    raise NotImplementedError


async def extend(tx: Tx, key: str, *, token: str, until_ms: int) -> bool:
    """Hold the lane longer (the heartbeat); False when it is no longer the token's."""
    raise NotImplementedError


async def release(tx: Tx, key: str, *, token: str, now_ms: int) -> bool:
    """Give the lane back, ready at once when events wait; False when it is not the token's."""
    raise NotImplementedError

"""How many requests a key may make a minute, counted in this process."""

from collections.abc import Callable
from time import time
from typing import Final

from msgspec import Struct

from app.services.errors import LimitExceededError

WINDOW: Final = 60


class Rate(Struct, frozen=True, kw_only=True):
    """What is left of a minute; `reset` is when the next one begins, in epoch seconds."""

    limit: int
    remaining: int
    reset: int

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        """The headers that mem0's clients read."""
        return (
            (b"x-ratelimit-limit", str(self.limit).encode()),
            (b"x-ratelimit-remaining", str(max(0, self.remaining)).encode()),
            (b"x-ratelimit-reset", str(self.reset).encode()),
        )


class Rates:
    """Counts requests by key and minute; with a limit of 0 nothing is counted."""

    def __init__(self, limit: int, now: Callable[[], float] = time) -> None:
        """Take how many requests a key may make a minute."""
        self._limit = limit
        self._now = now
        self._minute = 0
        self._counts: dict[str, int] = {}

    def count(self, key_id: str) -> Rate | None:
        """Count a request; None when there is no limit."""
        if not self._limit:
            return None
        minute = int(self._now()) // WINDOW
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        count = self._counts.get(key_id, 0) + 1
        self._counts[key_id] = count
        reset = (minute + 1) * WINDOW
        return Rate(limit=self._limit, remaining=self._limit - count, reset=reset)

    def check(self, rate: Rate | None) -> None:
        """Raise LimitExceededError for a request beyond the limit."""
        if rate is not None and rate.remaining < 0:
            raise LimitExceededError(max(1, rate.reset - int(self._now())))

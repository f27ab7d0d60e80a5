"""Sizes Neo4j to the machine."""

import os
from pathlib import Path
from typing import Final

import msgspec

# What a container may use, in cgroups of version 2 and of version 1.
LIMITS: Final = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)
BYTES_IN_MB: Final = 1 << 20
SHARE: Final = 8
FEWEST_BY_SHARE: Final = 512
MOST_BY_SHARE: Final = 4096
FEWEST: Final = 256


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What Neo4j may take, in megabytes: Java's heap and the cache of store pages."""

    heap: int
    pages: int

    @property
    def one_transaction(self) -> int:
        """What a single transaction may take of the heap.

        Neo4j's count leaves out the larger array that a growing list is copied into, so half of
        the heap would let one query end the server.
        """
        return self.heap // 4

    @property
    def all_transactions(self) -> int:
        """What all transactions together may take of the heap."""
        return self.heap // 2


def sized(megabytes: int | None, total: int | None = None) -> Memory:
    """Give heap and page cache each half of the megabytes, or an eighth of the machine's total."""
    if megabytes is None:
        share = (total or of_machine()) // SHARE
        each = min(max(share, FEWEST_BY_SHARE), MOST_BY_SHARE)
    else:
        each = max(megabytes // 2, FEWEST)
    return Memory(heap=each, pages=each)


def of_machine() -> int:
    """Return the megabytes of this machine, or of the container when that has fewer."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min([physical, *_limits()]) // BYTES_IN_MB


def _limits() -> list[int]:
    texts = [file.read_text().strip() for file in LIMITS if file.is_file()]
    return [int(text) for text in texts if text.isdecimal()]

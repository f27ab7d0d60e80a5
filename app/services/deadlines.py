"""How long a caller waits for a database that does not answer."""

import asyncio
from collections.abc import Awaitable
from typing import Final, TypeVar

from graph.errors import UnavailableError

T = TypeVar("T")
SECONDS_TO_ANSWER: Final = 2.5


async def in_time(work: Awaitable[T], *, seconds: float = SECONDS_TO_ANSWER) -> T:
    """Wait for a small read; raises UnavailableError when the server hangs, as it may.

    Every request begins with one, so no request waits longer for a server that is gone.
    """
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError as error:
        raise UnavailableError from error

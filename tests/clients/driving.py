"""Lives stories through with mem0's Python clients, sync and async, and prints them as JSON.

Runs where only mem0's packages are installed. A story is a generator: it yields each call, is sent
what came of it, and gives what is worth telling.
"""

# pyright: basic, reportMissingImports=false
# mem0 is in environments of its own, made by `make test`

import asyncio
import inspect
import json
import os
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

from mem0 import AsyncMemoryClient, MemoryClient

Story = Generator[partial[Any], Any, dict[str, Any]]
Teller = Callable[[Any], Story]


def tell(**tellers: Teller) -> None:
    """Print what every story came to, for the sync client and for the async one."""
    kinds = {"sync": _sync_story(tellers), "async": asyncio.run(_async_story(tellers))}
    print(json.dumps(kinds))


def place() -> dict[str, str]:
    """Say where the service is and with which key."""
    return {"api_key": os.environ["RELATA_KEY"], "host": os.environ["RELATA_URL"]}


def _sync_story(tellers: dict[str, Teller]) -> dict[str, Any]:
    client = MemoryClient(**place())
    story = _whole(client, tellers)
    call = next(story)
    while True:
        try:
            came = call()
        except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
            came = _refusal(error)
        try:
            call = story.send(came)
        except StopIteration as end:
            return end.value


async def _async_story(tellers: dict[str, Teller]) -> dict[str, Any]:
    async with AsyncMemoryClient(**place()) as client:
        story = _whole(client, tellers)
        call = next(story)
        while True:
            try:
                came = call()
                came = await came if inspect.isawaitable(came) else came
            except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
                came = _refusal(error)
            try:
                call = story.send(came)
            except StopIteration as end:
                return end.value


def _whole(client: Any, tellers: dict[str, Teller]) -> Story:
    """Tell one story after the other, and which of the public methods were called."""
    called: set[str] = set()
    told: dict[str, Any] = {}
    for name, teller in tellers.items():
        told[name] = yield from _noting(teller(client), called)
    methods = {*_methods(type(client)), *_methods(type(client.project))}
    return told | {"methods": sorted(methods), "called": sorted(called), "options": _options()}


def _noting(story: Story, called: set[str]) -> Story:
    try:
        call = next(story)
        while True:
            called.add(getattr(call.func, "__qualname__", ""))
            call = story.send((yield call))
    except StopIteration as end:
        return end.value


def _methods(kind: type) -> list[str]:
    public = (name for name in dir(kind) if not name.startswith("_"))
    found = (getattr(kind, name) for name in public)
    return [one.__qualname__ for one in found if callable(one)]


def _options() -> dict[str, list[str]]:
    """Give the options that this version has types for, by the name of the type."""
    try:
        from mem0.client import types  # noqa: PLC0415 - older versions have none
    except ImportError:
        return {}
    kinds = {name: getattr(kind, "model_fields", {}) for name, kind in vars(types).items()}
    return {name: list(fields) for name, fields in kinds.items() if fields}


def _refusal(error: Exception) -> dict[str, Any]:
    return {"kind": type(error).__name__, "message": str(error)}

"""What mem0's Python clients can do with exports, summaries and profiles, sync and async.

Runs where only mem0's packages are installed; the last line printed is one story as JSON.
"""

# pyright: basic, reportMissingImports=false
# mem0 is in environments of its own, made by `make test`

import asyncio
import json
import os
import time
from collections.abc import Generator
from functools import partial
from typing import Any
from uuid import uuid4

from mem0 import AsyncMemoryClient, MemoryClient

SECONDS = 120
SCHEMA = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "description": "Where they live"},
        "favourite_opera": {"type": "string", "description": "The opera that they like best"},
    },
}
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
Story = Generator[partial[Any], Any, dict[str, Any]]


def told(client: Any) -> Story:
    """Yield each call and be sent what came of it."""
    user = f"al ice/{uuid4()}"
    yield partial(client.add, "I live in Oslo.", user_id=user, async_mode=False)
    result: dict[str, Any] = {"user": user, "has_profiles": hasattr(client, "get_profile")}
    result |= yield from exports(client, user)
    result["summary"] = yield partial(client.get_summary, filters={"user_id": user})
    result["summary_of_all"] = yield partial(client.get_summary)
    if result["has_profiles"]:
        result |= yield from profiles(client, user)
    return result


def exports(client: Any, user: str) -> Story:
    made = yield partial(
        client.create_memory_export,
        schema=json.dumps(SCHEMA),
        filters={"user_id": user},
        export_instructions="Write places in English.",
    )
    by_id = yield from ready(client, made["id"])
    return {
        "made": made,
        "by_id": by_id,
        "by_user": (yield partial(client.get_memory_export, user_id=user)),
        "by_filter": (yield partial(client.get_memory_export, filters={"user_id": user})),
        "by_object": (yield partial(client.create_memory_export, schema=SCHEMA, user_id=user)),
        "unknown": (yield partial(client.get_memory_export, memory_export_id=UNKNOWN_ID)),
        "no_schema": (yield partial(client.create_memory_export, schema="", user_id=user)),
        "no_scope": (yield partial(client.create_memory_export, schema=SCHEMA)),
    }


def ready(client: Any, export_id: str) -> Story:
    """Ask until the export is ready: a busy machine may need longer than the first answer waits."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        export = yield partial(client.get_memory_export, memory_export_id=export_id)
        if "kind" not in export:
            return export
        time.sleep(0.1)
    raise TimeoutError(export_id)


def profiles(client: Any, user: str) -> Story:
    result: dict[str, Any] = {
        "settings": (yield partial(client.get_profile_settings)),
        "not_enabled": (yield partial(client.generate_profile, user)),
        "before": (yield partial(client.get_profile, user)),
        "updated": (
            yield partial(
                client.update_profile_settings,
                enabled=True,
                schema=SCHEMA,
                custom_instructions="Be brief.",
            )
        ),
        "cleared": (yield partial(client.update_profile_settings, custom_instructions=None)),
        "nobody": (yield partial(client.get_profile, "nobody")),
    }
    job = yield partial(client.generate_profile, user, idempotency_key=f"once {user}")
    result["job"] = job
    result["again"] = yield partial(client.generate_profile, user, idempotency_key=f"once {user}")
    result["status"] = yield from ended(client, job["status_url"])
    result["status_by_id"] = yield partial(client.get_profile_job, job["job_id"])
    result["profile"] = yield partial(client.get_profile, user)
    sample = yield partial(client.sample_profiles, limit=2)
    result["sample"] = sample
    result["sample_status"] = yield from ended(client, sample["status_url"])
    return result


def ended(client: Any, status_url: str) -> Story:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        status = yield partial(client.get_profile_job, status_url)
        if status["job"]["status"] in {"succeeded", "failed"}:
            return status
        time.sleep(0.05)
    raise TimeoutError(status_url)


def sync_story() -> dict[str, Any]:
    story = told(MemoryClient(api_key=os.environ["RELATA_KEY"], host=os.environ["RELATA_URL"]))
    call, called = next(story), set()
    while True:
        called.add(call.func.__name__)
        try:
            came = call()
        except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
            came = {"kind": type(error).__name__, "message": str(error)}
        try:
            call = story.send(came)
        except StopIteration as end:
            return end.value | {"called": sorted(called)}


async def async_story() -> dict[str, Any]:
    key, host = os.environ["RELATA_KEY"], os.environ["RELATA_URL"]
    async with AsyncMemoryClient(api_key=key, host=host) as client:
        story = told(client)
        call, called = next(story), set()
        while True:
            called.add(call.func.__name__)
            try:
                came = await call()
            except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
                came = {"kind": type(error).__name__, "message": str(error)}
            try:
                call = story.send(came)
            except StopIteration as end:
                return end.value | {"called": sorted(called)}


if __name__ == "__main__":
    # one after the other, each in a project of its own
    kind = os.environ.get("RELATA_KIND", "sync")
    print(json.dumps(sync_story() if kind == "sync" else asyncio.run(async_story())))

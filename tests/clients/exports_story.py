"""What mem0's Python clients live through with exports, summaries and profiles."""

# pyright: basic, reportMissingImports=false
# it is run where only mem0's packages are installed: its folder is the path

import json
from functools import partial
from typing import Any
from uuid import uuid4

from driving import Story

SCHEMA = {
    "type": "object",
    "properties": {"employer": {"type": "string", "description": "Where the user works"}},
}


def told(client: Any) -> Story:
    """Yield each call and be sent what came of it."""
    user = f"eve-{uuid4()}"
    words = [{"role": "user", "content": "I work at Orbit Labs."}]
    yield partial(client.add, words, user_id=user, enable_graph=True, async_mode=False)
    filters = {"user_id": user}
    made = yield partial(client.create_memory_export, schema=json.dumps(SCHEMA), filters=filters)
    result: dict[str, Any] = {"user": user, "export": made}
    get = partial(client.get_memory_export, memory_export_id=made.get("id", str(uuid4())))
    result["exported"] = yield get
    result["exported_by_user"] = yield partial(client.get_memory_export, user_id=user)
    result["summary"] = yield partial(client.get_summary, filters=filters)
    if hasattr(client, "get_profile"):
        result |= yield from profiles(client, user)
    return result


def profiles(client: Any, user: str) -> Story:
    settings = partial(client.update_profile_settings, enabled=True, schema=SCHEMA)
    result: dict[str, Any] = {
        "first_settings": (yield partial(client.get_profile_settings)),
        "settings": (yield settings),
        "generation": (yield partial(client.generate_profile, user)),
        "sample": (yield partial(client.sample_profiles, limit=1)),
        "profile": (yield partial(client.get_profile, user)),
        "nobodys_profile": (yield partial(client.get_profile, f"nobody-{uuid4()}")),
    }
    address = result["generation"].get("status_url", "unknown")
    result["job"] = yield partial(client.get_profile_job, address)
    return result

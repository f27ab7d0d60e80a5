"""What both Python clients of mem0 live through; runs where only mem0's packages are installed."""

# pyright: basic, reportMissingImports=false
# mem0 is in environments of its own, made by `make test`

import json
import os
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from mem0 import MemoryClient

CONVERSATION = [
    {"role": "user", "content": "I live in Bergen. My sister Ada works at Orbit Labs."},
    {"role": "assistant", "content": "Good to know!"},
    {"role": "user", "content": "Ada lives in Oslo."},
]
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
SECONDS = 120

Scoped = Callable[[str], dict[str, Any]]


def told(scoped: Scoped, name_of_a_user: str) -> dict[str, Any]:
    """Call everything; `scoped` gives what lists and searches want to be told about a user."""
    client = connected(os.environ["RELATA_KEY"])
    mira, other = f"mira-{uuid4()}", f"{name_of_a_user}-{uuid4()}"
    return (
        {"org_id": client.org_id, "project_id": client.project_id}
        | conversation(client, scoped, mira)
        | one_memory(client, other)
        | revised(client, other)
        | errors(client, scoped)
        | endings(client, scoped, mira, other)
    )


def connected(key: str) -> MemoryClient:
    return MemoryClient(api_key=key, host=os.environ["RELATA_URL"])


def conversation(client: MemoryClient, scoped: Scoped, mira: str) -> dict[str, Any]:
    queued = client.add(CONVERSATION, user_id=mira, enable_graph=True, metadata={"camelKey": 1})
    row = queued["results"][0] if "results" in queued else queued
    return {
        "queued": row,
        "event": finished(client, row["event_id"]),
        "all": client.get_all(**scoped(mira)),
        "page": client.get_all(**scoped(mira), page=1, page_size=1),
        "graph": client.get_all(**scoped(mira), enable_graph=True),
        "found": client.search("Where does Ada work?", **scoped(mira), enable_graph=True),
    }


def finished(client: MemoryClient, event_id: str) -> dict[str, Any]:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        event = client.client.get(f"/v1/event/{event_id}/").raise_for_status().json()
        if event["status"] not in {"PENDING", "RUNNING"}:
            return event
        time.sleep(0.05)
    raise TimeoutError(f"event {event_id} is not done after {SECONDS} seconds")


def one_memory(client: MemoryClient, user: str) -> dict[str, Any]:
    stored = client.add("Mira plays the cello", user_id=user, infer=False, async_mode=False)
    memory_id = stored["results"][0]["id"]
    return {
        "stored": stored["results"],
        "one": client.get(memory_id),
        "users": client.users(),
        "history": client.history(memory_id),
        "deleted": client.delete(memory_id),
        "gone": refused(client.get, memory_id),
    }


def revised(client: MemoryClient, user: str) -> dict[str, Any]:
    """Change memories in every way that the client knows."""
    ids = [stored(client, user, words) for words in ("Mira sings", "Mira rows", "Mira rides")]
    return {
        "updated": client.update(ids[0], text="Mira lives in Turin", metadata={"camelKey": 2}),
        "retimed": client.update(ids[0], timestamp=1_600_000_000),
        "expired": called(client.update, ids[0], expiration_date="2030-01-31"),
        "everlasting": called(client.update, ids[0], expiration_date=None),
        "updated_history": client.history(ids[0]),
        "updated_many": client.batch_update(
            [{"memory_id": key, "text": f"Mira skis {key}"} for key in ids[1:]]
        ),
        "updated_texts": [client.get(key)["memory"] for key in ids[1:]],
        "revised_ids": ids,
        "empty_update": refused(client.update, ids[0]),
        "update_of_unknown": refused(client.update, UNKNOWN_ID, text="x"),
        "feedback": called(client.feedback, ids[0], "positive", "just so"),
        "feedback_on_unknown": called(client.feedback, UNKNOWN_ID, "negative"),
        "linked_deleted": called(client.delete, ids[0], delete_linked=True),
        "deleted_many": client.batch_delete([{"memory_id": key} for key in ids[1:]]),
        "deleted_again": refused(client.batch_delete, [{"memory_id": ids[1]}]),
    }


def stored(client: MemoryClient, user: str, words: str) -> str:
    answer = client.add(words, user_id=user, infer=False, async_mode=False)
    return answer["results"][0]["id"]


def called(call: Callable[..., Any], *given: object, **named: object) -> Any:
    """Give the answer of a call, or the exception that it ends in."""
    try:
        return call(*given, **named)
    except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
        return {"kind": type(error).__name__, "message": str(error)}


def errors(client: MemoryClient, scoped: Scoped) -> dict[str, Any]:
    return {
        "unknown": refused(client.get, UNKNOWN_ID),
        "unknown_deleted": refused(client.delete, UNKNOWN_ID),
        "malformed": refused(client.get, "not-a-uuid"),
        "unknown_user": refused(client.delete_users, user_id="nobody"),
        "nothing_to_delete": refused(client.delete_all),
        "wrong_key": refused(connected, "wrong"),
        "nobody": client.get_all(**scoped("nobody")),
        "found_for_nobody": client.search("anything", **scoped("nobody")),
        "all_of_nobody": client.delete_all(user_id="nobody"),
    }


def endings(client: MemoryClient, scoped: Scoped, mira: str, other: str) -> dict[str, Any]:
    return {
        "all_deleted": client.delete_all(user_id=mira),
        "left": client.get_all(**scoped(mira)),
        "user_deleted": client.delete_users(user_id=other),
        "users_left": [user["name"] for user in client.users()["results"]],
        "deleted_user": other,
    }


def refused(call: Callable[..., object], *given: object, **named: object) -> dict[str, Any]:
    """Tell the class and the words of the exception that a call ends in."""
    try:
        call(*given, **named)
    except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
        return {"kind": type(error).__name__, "message": str(error)}
    return {"kind": None, "message": "it was not refused"}


def tell(scoped: Scoped, name_of_a_user: str) -> None:
    """Print the story as JSON."""
    print(json.dumps(told(scoped, name_of_a_user)))

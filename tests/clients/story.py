"""What mem0's Python clients live through with memories; a generator that yields each call."""

# pyright: basic, reportMissingImports=false
# it is run where only mem0's packages are installed: its folder is the path

import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
from driving import Story, place

CONVERSATION = [
    {"role": "user", "content": "I live in Bergen. My sister Ada works at Orbit Labs."},
    {"role": "assistant", "content": "Good to know!"},
    {"role": "user", "content": "Ada lives in Oslo."},
]
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
SECONDS = 120

Scoped = Callable[[str], dict[str, Any]]


def told(client: Any, scoped: Scoped, name_of_a_user: str) -> Story:
    """Call everything; `scoped` gives what lists and searches want to be told about a user."""
    mira, other = f"mira-{uuid4()}", f"{name_of_a_user}-{uuid4()}"
    result = {"org_id": client.org_id, "project_id": client.project_id}
    result |= yield from conversation(client, scoped, mira)
    result |= yield from one_memory(client, other)
    result |= yield from revised(client, other)
    result |= yield from errors(client, scoped)
    result |= yield from endings(client, scoped, mira, other)
    return result


def conversation(client: Any, scoped: Scoped, mira: str) -> Story:
    add = {"user_id": mira, "enable_graph": True, "metadata": {"camelKey": 1}}
    queued = yield partial(client.add, CONVERSATION, **add)
    row = queued["results"][0] if "results" in queued else queued
    question = partial(client.search, "Where does Ada work?", **scoped(mira), enable_graph=True)
    return {
        "queued": row,
        "event": finished(row["event_id"]),
        "all": (yield partial(client.get_all, **scoped(mira))),
        "page": (yield partial(client.get_all, **scoped(mira), page=1, page_size=1)),
        "graph": (yield partial(client.get_all, **scoped(mira), enable_graph=True)),
        "found": (yield question),
        "found_plainly": (yield partial(client.search, "Orbit Labs", **scoped(mira))),
    }


def finished(event_id: str) -> dict[str, Any]:
    """Wait for an event as somebody who has a key: the clients have no method for it."""
    headers = {"Authorization": f"Token {place()['api_key']}"}
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        answer = httpx.get(f"{place()['host']}/v1/event/{event_id}/", headers=headers)
        event = answer.raise_for_status().json()
        if event["status"] not in {"PENDING", "RUNNING"}:
            return event
        time.sleep(0.05)
    raise TimeoutError(f"event {event_id} is not done after {SECONDS} seconds")


def one_memory(client: Any, user: str) -> Story:
    stored = yield stored_as_it_is(client, user, "Mira plays the cello")
    memory_id = stored["results"][0]["id"]
    return {
        "stored": stored["results"],
        "one": (yield partial(client.get, memory_id)),
        "users": (yield partial(client.users)),
        "history": (yield partial(client.history, memory_id)),
        "deleted": (yield partial(client.delete, memory_id)),
        "gone": (yield partial(client.get, memory_id)),
    }


def stored_as_it_is(client: Any, user: str, words: str) -> partial[Any]:
    # the oldest client passes on what it is given: a list
    messages = [{"role": "user", "content": words}]
    return partial(client.add, messages, user_id=user, infer=False, async_mode=False)


def revised(client: Any, user: str) -> Story:
    """Change memories in every way that the client knows."""
    first = yield stored_as_it_is(client, user, "Mira sings")
    second = yield stored_as_it_is(client, user, "Mira rows")
    third = yield stored_as_it_is(client, user, "Mira rides")
    ids = [one["results"][0]["id"] for one in (first, second, third)]
    changes = [{"memory_id": key, "text": f"Mira skis {key}"} for key in ids[1:]]
    update = partial(client.update, ids[0])
    result = yield from updated(client, update)
    result["updated_many"] = yield partial(client.batch_update, changes)
    second = yield partial(client.get, ids[1])
    third = yield partial(client.get, ids[2])
    result |= {"revised_ids": ids, "updated_texts": [second["memory"], third["memory"]]}
    return result | {
        "updated_history": (yield partial(client.history, ids[0])),
        "feedback": (yield partial(client.feedback, ids[0], "positive", "just so")),
        "feedback_on_unknown": (yield partial(client.feedback, UNKNOWN_ID, "negative")),
        "linked_deleted": (yield partial(client.delete, ids[0], delete_linked=True)),
        "deleted_many": (yield partial(client.batch_delete, [{"memory_id": k} for k in ids[1:]])),
        "deleted_again": (yield partial(client.batch_delete, [{"memory_id": ids[1]}])),
    }


def updated(client: Any, update: partial[Any]) -> Story:
    return {
        "updated": (yield partial(update, text="Mira lives in Turin", metadata={"camelKey": 2})),
        "retimed": (yield partial(update, timestamp=1_600_000_000)),
        "expired": (yield partial(update, expiration_date="2030-01-31")),
        "everlasting": (yield partial(update, expiration_date=None)),
        "empty_update": (yield update),
        "update_of_unknown": (yield partial(client.update, UNKNOWN_ID, text="x")),
    }


def errors(client: Any, scoped: Scoped) -> Story:
    return {
        "unknown": (yield partial(client.get, UNKNOWN_ID)),
        "unknown_deleted": (yield partial(client.delete, UNKNOWN_ID)),
        "malformed": (yield partial(client.get, "not-a-uuid")),
        "unknown_user": (yield partial(client.delete_users, user_id="nobody")),
        "nothing_to_delete": (yield partial(client.delete_all)),
        "wrong_key": (yield partial(type(client), **place() | {"api_key": "wrong"})),
        "nobody": (yield partial(client.get_all, **scoped("nobody"))),
        "found_for_nobody": (yield partial(client.search, "anything", **scoped("nobody"))),
        "all_of_nobody": (yield partial(client.delete_all, user_id="nobody")),
        "chat": (yield partial(client.chat)),
    }


def endings(client: Any, scoped: Scoped, mira: str, other: str) -> Story:
    deleted = yield partial(client.delete_all, user_id=mira)
    left = yield partial(client.get_all, **scoped(mira))
    user_deleted = yield partial(client.delete_users, user_id=other)
    users = yield partial(client.users)
    yield stored_as_it_is(client, f"last-{uuid4()}", "Mira whistles")
    return {
        "all_deleted": deleted,
        "left": left,
        "user_deleted": user_deleted,
        "users_left": [user["name"] for user in users["results"]],
        "deleted_user": other,
        "reset": (yield partial(client.reset)),
        "users_after_reset": (yield partial(client.users)),
    }

"""What mem0's Python clients live through with projects, members and webhooks."""

# pyright: basic, reportMissingImports=false
# it is run where only mem0's packages are installed: its folder is the path

from functools import partial
from inspect import signature
from typing import Any
from uuid import uuid4

from driving import Story

CATEGORIES = [{"diet_plan": "What somebody eats"}]
SETTINGS: dict[str, Any] = {
    "custom_instructions": "Leave out small talk.",
    "custom_categories": CATEGORIES,
    "multilingual": True,
    # not every version has these
    "agent_custom_instructions": "Only tasks.",
    "decay": True,
    "enable_graph": False,
    "retrieval_criteria": [{"name": "joy", "description": "of it", "weight": 2}],
    "inclusion_prompt": "in",
    "exclusion_prompt": "out",
    "memory_depth": "deep",
    "usecase_setting": "work",
    "version": "v2",
}


def told(client: Any) -> Story:
    """Yield each call and be sent what came of it."""
    result: dict[str, Any] = {"settings": known(client.project.update)}
    result["older_settings"] = known(client.update_project)
    result["project"] = yield partial(client.project.get)
    result["updated"] = yield partial(client.project.update, **result["settings"])
    result["update"] = yield partial(client.project.get)
    result["older_updated"] = yield partial(client.update_project, **result["older_settings"])
    result["older_update"] = yield partial(client.get_project)
    result["fields"] = yield partial(client.get_project, fields=["custom_categories", "name"])
    result["created"] = yield partial(client.project.create, "second", "what it is for")
    result |= yield from members(client)
    result |= yield from webhooks(client)
    result |= yield from ending(client, result["created"])
    return result


def known(call: Any) -> dict[str, Any]:
    """Give the settings that this version's call takes; wrapped calls show what they wrap."""
    return {name: SETTINGS[name] for name in signature(call).parameters if name in SETTINGS}


def members(client: Any) -> Story:
    email = f"{uuid4()}@example.org"
    result: dict[str, Any] = {"email": email}
    result["added"] = yield partial(client.project.add_member, email)
    result["members"] = yield partial(client.project.get_members)
    result["promoted"] = yield partial(client.project.update_member, email, "OWNER")
    result["promotion"] = yield partial(client.project.get_members)
    result["removed"] = yield partial(client.project.remove_member, email)
    result["removal"] = yield partial(client.project.get_members)
    result["nobody"] = yield partial(client.project.remove_member, email)
    owner = result["removal"]["members"][0]["email"]
    result["last_owner"] = yield partial(client.project.remove_member, owner)
    return result


def webhooks(client: Any) -> Story:
    mine = client.project.project_id
    made = yield partial(
        client.create_webhook,
        url="https://nowhere.invalid/hook",
        name="hook",
        project_id=mine,
        event_types=["memory_add"],
    )
    result: dict[str, Any] = {"webhook": made}
    result["webhooks"] = yield partial(client.get_webhooks, project_id=mine)
    result["hook_updated"] = yield partial(
        client.update_webhook, made["webhook_id"], name="new", event_types=["memory_delete"]
    )
    result["hook_deleted"] = yield partial(client.delete_webhook, made["webhook_id"])
    result["hook_gone"] = yield partial(client.delete_webhook, made["webhook_id"])
    result["hooks_left"] = yield partial(client.get_webhooks, project_id=mine)
    result["foreign_hooks"] = yield partial(client.get_webhooks, project_id="proj_unknown")
    return result


def ending(client: Any, created: dict[str, Any]) -> Story:
    mine, other = client.project.project_id, created["project_id"]
    client.project.config.project_id = other
    result: dict[str, Any] = {"second": (yield partial(client.project.get))}
    result["deleted"] = yield partial(client.project.delete)
    result["gone"] = yield partial(client.project.get)
    client.project.config.project_id = mine
    result["left"] = yield partial(client.project.get)
    return result

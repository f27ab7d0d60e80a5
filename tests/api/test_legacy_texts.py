"""The words that mem0's platform answers errors with, where programs may look for them."""

from typing import Any

import httpx
import pytest

from graph.model import Access

ORGANIZATIONS = "/api/v1/orgs/organizations"
KEYS = {"detail", "error", "message", "details", "code", "request_id"}
# the same in every process of one run: it is a part of the names of tests
UNKNOWN = "5e0c6a52-0c59-4d0f-9a53-6c2f1f1c7d11"

TEXTS: list[tuple[str, str, Any, int, str]] = [
    ("GET", "/v1/memories/x/", None, 400, "memory_id should be a valid UUID"),
    ("GET", f"/v1/memories/{UNKNOWN}/", None, 404, "Memory not found!"),
    ("DELETE", f"/v1/memories/{UNKNOWN}/", None, 404, "Memory not found!"),
    (
        "GET",
        f"/v1/event/{UNKNOWN}/",
        None,
        404,
        "Event not found or you don't have permission to access it.",
    ),
    ("POST", "/v3/memories/add/", {"messages": "a"}, 400, "400 Bad Request"),
    (
        "POST",
        "/v2/memories/",
        {},
        400,
        "One of the filters: app_id, user_id, agent_id, run_id is required!",
    ),
    (
        "POST",
        "/v1/memories/search/",
        {"query": "a"},
        400,
        "At least one of the filters: agent_id, user_id, app_id, run_id is required!",
    ),
    ("GET", "/v1/memories/?user_id=a&page=9&page_size=9", None, 404, "Invalid page."),
    ("DELETE", "/v2/entities/thing/a/", None, 400, "Invalid entity type"),
    ("DELETE", "/v1/entities/user/a/", None, 400, "Invalid entity ID. Must be an integer."),
    ("GET", f"{ORGANIZATIONS}/org_x/", None, 404, "Organization not found"),
    ("GET", "{projects}/proj_x/", None, 404, "Organization or project not found"),
    ("POST", "{projects}/", {}, 400, "Project could not be created."),
    ("PUT", f"/api/v1/webhooks/{UNKNOWN}/", {}, 404, "Webhook not found"),
    (
        "GET",
        "/api/v1/webhooks/projects/proj_x/",
        None,
        403,
        "You don't have access to this project",
    ),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "text"), TEXTS)
async def test_an_error_has_the_words_that_programs_look_for(
    client: httpx.AsyncClient, access: Access,
    method: str, path: str, body: Any, status: int, text: str,
):  # fmt: skip
    projects = f"{ORGANIZATIONS}/{access.project.organization_id}/projects"
    answer = await client.request(method, path.format(projects=projects), json=body)
    problem = answer.json()

    assert status == answer.status_code, answer.text
    assert text in {problem["error"], problem["message"]}, answer.text
    assert KEYS == set(problem)
    assert isinstance(problem["detail"], str)
    assert problem["request_id"] == answer.headers["X-Request-ID"]

"""Every route of the service along the one table of who may do what."""

import re
from typing import Final

import httpx
import pytest
from litestar.routes import HTTPRoute
from msgspec import Struct

from app.roles import ROLES, role_for
from graph.model import Access
from scripts.openapi import unconnected_app

# what anybody may see
OPEN: Final = re.compile(r"/|/dashboard/.*|/health(/live|/ready)?|/schema(/.*)?")
# asks for more than an OWNER
OPERATORS_ONLY: Final = "/health/integrity"
# what an OWNER's role is not needed for, in words: change it when you mean to
READERS_MAY_POST: Final = {
    "/v1/exports/get",
    "/v1/graph/query",
    "/v1/graph/saved-queries/{query_id}/run",
    "/v1/memories/search",
    "/v1/summary",
    "/v2/memories",
    "/v2/memories/search",
    "/v3/memories",
    "/v3/memories/search",
}


class Call(Struct, frozen=True, kw_only=True):
    """A method and a path template of the service."""

    method: str
    template: str


def _calls() -> list[Call]:
    return [
        Call(method=str(method), template=route.path_format)
        for route in unconnected_app().routes
        if isinstance(route, HTTPRoute) and not OPEN.fullmatch(route.path_format)
        for method in sorted(set(route.methods) - {"OPTIONS"})
    ]


CALLS: Final = _calls()


def test_every_exception_is_of_a_route_that_exists():
    assert set() == set(ROLES) - {(call.method, call.template) for call in CALLS}


def test_readers_post_nothing_but_questions():
    allowed = {
        call.template
        for call in CALLS
        if call.method == "POST" and role_for(call.method, call.template) == "READER"
    }

    assert READERS_MAY_POST == allowed


def test_readers_change_nothing():
    assert {"READER"} != {role_for(method, "/x") for method in ("PUT", "PATCH", "DELETE")}
    assert not [
        call
        for call in CALLS
        if call.method in {"PUT", "PATCH", "DELETE"}
        and role_for(call.method, call.template) == "READER"
    ]


@pytest.fixture
async def shared(reader: httpx.AsyncClient, client: httpx.AsyncClient) -> str:
    """An organization in which the reader is a READER and the client an OWNER."""
    made = await client.post("/api/v1/orgs/organizations/", json={"name": "new"})
    email = (await reader.get("/v1/ping/")).json()["user_email"]
    path = f"/api/v1/orgs/organizations/{made.json()['org_id']}"
    await client.post(f"{path}/members/", json={"email": email})
    return made.json()["org_id"]


@pytest.fixture
async def webhook_id(client: httpx.AsyncClient, access: Access) -> str:
    """A webhook of the reader's project: whose it is decides before what may be done to it."""
    body = {"url": "http://example.org", "name": "hook", "event_types": ["memory_add"]}
    made = await client.post(f"/api/v1/webhooks/projects/{access.project.id}/", json=body)
    return made.json()["webhook_id"]


async def test_a_reader_is_refused_what_the_table_says_and_nothing_else(
    reader: httpx.AsyncClient, access: Access, shared: str, webhook_id: str
):
    organization_id = access.project.organization_id
    inside = {
        "org_id": organization_id,
        "project_id": access.project.id,
        "webhook_id": webhook_id,
    }
    beside = inside | {"org_id": shared}
    wrong = {
        call: status
        for call in CALLS
        if call.template != OPERATORS_ONLY
        if ((status := await _asked(reader, call, inside if _is_inside(call) else beside)) == 403)
        != (role_for(call.method, call.template) == "OWNER")
    }

    assert {} == wrong


def _is_inside(call: Call) -> bool:
    """Tell whether a path leads into the project's organization, where the reader is a guest."""
    return "{project_id}" in call.template or call.template.endswith("/projects")


async def _asked(reader: httpx.AsyncClient, call: Call, ids: dict[str, str]) -> int:
    path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], "x"), call.template)
    return (await reader.request(call.method, path, json={})).status_code

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
    "/v1/memories/search",
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


async def test_a_reader_is_refused_what_the_table_says_and_nothing_else(
    reader: httpx.AsyncClient, access: Access, shared: str
):
    wrong = {
        call: status
        for call in CALLS
        if call.template != OPERATORS_ONLY
        if ((status := await _asked(reader, call, access, shared)) == 403)
        != (role_for(call.method, call.template) == "OWNER")
    }

    assert {} == wrong


async def _asked(reader: httpx.AsyncClient, call: Call, access: Access, shared: str) -> int:
    organization_id = access.project.organization_id
    if "{project_id}" not in call.template and not call.template.endswith("/projects"):
        organization_id = shared
    ids = {"org_id": organization_id, "project_id": access.project.id}
    path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], "x"), call.template)
    answer = await reader.request(call.method, path, json={})
    return answer.status_code

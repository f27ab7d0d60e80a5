"""A project of somebody else, named beside the path: no route tells it from an unknown one."""

import re
from typing import Any, Final
from uuid import UUID

import httpx
import pytest

from graph.model import Access
from tests.api.test_foreign_ids import EVERY, NOBODYS, Call

FORBIDDEN: Final = 403
ORGANIZATIONS: Final = "/api/v1/orgs/organizations/{org_id}"


@pytest.mark.parametrize("place", ["query", "header", "body"])
async def test_a_foreign_project_beside_the_path_looks_like_an_unknown_one_on_every_route(
    client: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
    access: Access,
    foreign: Access,
    place: str,
):
    shown = ORGANIZATIONS.format(org_id=foreign.project.organization_id)
    project = (await stranger.get(f"{shown}/projects/{foreign.project.id}/")).json()
    different: dict[str, Any] = {}
    for call in EVERY:
        theirs = await _selected(client, call, access, place, foreign.project.id)
        nobodys = await _selected(client, call, access, place, NOBODYS.project_id)
        if theirs != nobodys or theirs[0] != FORBIDDEN:
            different[f"{call.method} {call.template}"] = (theirs, nobodys)

    assert {} == different
    assert project == (await stranger.get(f"{shown}/projects/{foreign.project.id}/")).json()


async def _selected(
    client: httpx.AsyncClient, call: Call, access: Access, place: str, project_id: str
) -> tuple[int, str]:
    """Ask for what is the caller's own, but in another project."""
    own = {"org_id": access.project.organization_id, "project_id": access.project.id}
    ids = {"entity_type": "user", **own}
    path = re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], str(UUID(int=1))), call.template)
    answer = await client.request(
        call.method,
        path,
        params={"project_id": project_id} if place == "query" else {},
        headers={"X-Project-Id": project_id} if place == "header" else {},
        json={"project_id": project_id} if place == "body" else {},
    )
    said = {name: one for name, one in answer.json().items() if name != "request_id"}
    return answer.status_code, str(said).replace(project_id, "ID")

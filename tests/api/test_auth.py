from base64 import b64encode
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from app.roles import ROLES
from app.services.keys import KeyRequest, Keys
from graph.model import Access
from tests.api.conftest import connected_with


def _basic(user: str, password: str) -> str:
    return "Basic " + b64encode(f"{user}:{password}".encode()).decode()


@pytest.mark.parametrize("scheme", ["Token", "Bearer", "token", "BEARER"])
async def test_a_key_is_shown_by_any_scheme(nobody: httpx.AsyncClient, key: str, scheme: str):
    answer = await nobody.get("/v1/ping/", headers={"Authorization": f"{scheme} {key}"})

    assert 200 == answer.status_code


async def test_a_key_may_be_either_half_of_basic(nobody: httpx.AsyncClient, key: str):
    first = await nobody.get("/v1/ping/", headers={"Authorization": _basic(key, "")})
    second = await nobody.get("/v1/ping/", headers={"Authorization": _basic("me", key)})

    assert [200, 200] == [first.status_code, second.status_code]


async def test_a_key_may_have_a_header_of_its_own(nobody: httpx.AsyncClient, key: str):
    answer = await nobody.get("/v1/ping/", headers={"X-API-Key": key})

    assert 200 == answer.status_code


@pytest.mark.parametrize(
    "shown",
    ["", "Token", "Token ", "Token rl-unknown", "Basic ???", "Basic Og==", "Digest x", "x" * 9000],
)
async def test_what_is_no_key_opens_nothing(nobody: httpx.AsyncClient, shown: str):
    answer = await nobody.get("/v1/ping/", headers={"Authorization": shown})

    assert 401 == answer.status_code


async def test_mem0_s_own_header_opens_nothing(nobody: httpx.AsyncClient, access: Access):
    answer = await nobody.get("/v1/ping/", headers={"Mem0-User-ID": str(access.email)})

    assert 401 == answer.status_code


async def test_a_revoked_key_stops_at_once(client: httpx.AsyncClient, keys: Keys, access: Access):
    before = await client.get("/v1/ping/")
    await keys.revoke(access.key_id)
    after = await client.get("/v1/ping/")

    assert [200, 401] == [before.status_code, after.status_code]


async def test_a_member_of_two_projects_may_choose(
    client: httpx.AsyncClient, keys: Keys, email: str
):
    other = await keys.create(KeyRequest(email=email, project=str(uuid4()), role="OWNER"))
    project_id = (await keys.access(other)).project.id

    by_query = await client.get("/v1/ping/", params={"project_id": project_id})
    by_header = await client.get("/v1/ping/", headers={"X-Project-Id": project_id})

    assert project_id == by_query.json()["project_id"] == by_header.json()["project_id"]


async def test_a_key_that_is_bound_stays_in_its_project(app: Litestar, keys: Keys, email: str):
    bound = KeyRequest(email=email, project=str(uuid4()), role="OWNER", is_bound=True)
    other = await keys.create(KeyRequest(email=email, project=str(uuid4()), role="OWNER"))
    elsewhere = {"project_id": (await keys.access(other)).project.id}

    async with connected_with(app, await keys.create(bound)) as client:
        answer = await client.get("/v1/ping/", params=elsewhere)

    assert 403 == answer.status_code


async def test_unknown_projects_and_organizations_look_like_foreign_ones(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, access: Access
):
    unknown = await client.get("/v1/ping/", params={"project_id": "proj_unknown"})
    foreign = await stranger.get("/v1/ping/", params={"project_id": access.project.id})
    organization = await client.get("/v1/ping/", params={"org_id": "org_unknown"})

    assert 403 == unknown.status_code
    assert unknown.json()["message"] == foreign.json()["message"]
    assert unknown.json()["message"] == organization.json()["message"]


async def test_a_request_names_one_project(client: httpx.AsyncClient, access: Access):
    query, header = {"project_id": access.project.id}, {"X-Project-Id": "proj_other"}

    answer = await client.get("/v1/ping/", params=query, headers=header)

    assert 400 == answer.status_code


async def test_a_weak_key_of_a_strong_member_reads_only(keys: Keys, email: str):
    project = str(uuid4())
    await keys.create(KeyRequest(email=email, project=project, role="OWNER"))
    weak = await keys.create(KeyRequest(email=email, project=project, role="READER"))

    assert "READER" == (await keys.access(weak)).role


async def test_a_strong_key_makes_its_member_strong(keys: Keys, email: str):
    project = str(uuid4())
    await keys.create(KeyRequest(email=email, project=project, role="READER"))
    strong = await keys.create(KeyRequest(email=email, project=project, role="OWNER"))

    assert "OWNER" == (await keys.access(strong)).role


async def test_a_reader_may_not_write(reader: httpx.AsyncClient):
    body = {"messages": "I live in Oslo", "user_id": "ada"}

    answer = await reader.post("/v3/memories/add/", json=body)

    assert 403 == answer.status_code


@pytest.mark.parametrize("path", sorted(path for method, path in ROLES if method == "POST"))
async def test_a_reader_may_ask(reader: httpx.AsyncClient, path: str):
    # a question in Cypher's words is one in anybody's
    query = "RETURN 1 AS one"
    filters = {} if path.endswith("/query") else {"filters": {"user_id": "ada"}}

    answer = await reader.post(path, json={"query": query, **filters})

    # some ask for what is not there
    assert answer.status_code in {200, 404}

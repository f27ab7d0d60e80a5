from collections.abc import AsyncGenerator
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from graph.model import Access
from tests.api.conftest import connected_with

ORGANIZATIONS = "/api/v1/orgs/organizations"


@pytest.fixture
def project(access: Access) -> str:
    return f"{ORGANIZATIONS}/{access.project.organization_id}/projects/{access.project.id}"


@pytest.fixture
async def organization(client: httpx.AsyncClient) -> str:
    """Where an organization is whose only OWNER is the caller."""
    made = await client.post(f"{ORGANIZATIONS}/", json={"name": "new"})
    return f"{ORGANIZATIONS}/{made.json()['org_id']}"


@pytest.fixture(params=["project", "organization"])
async def place(request: pytest.FixtureRequest, project: str, organization: str) -> str:
    """Members of projects and of organizations obey the same rules."""
    return {"project": project, "organization": organization}[request.param]


@pytest.fixture
async def guest(
    app: Litestar, client: httpx.AsyncClient, project: str
) -> AsyncGenerator[httpx.AsyncClient]:
    """A client with the key of a READER, which an OWNER made."""
    email = f"{uuid4()}@example.org"
    await client.post(f"{project}/members/", json={"email": email})
    made = await client.post(f"{project}/keys/", json={"email": email, "name": email})
    async with connected_with(app, made.json()["key"]) as guest:
        yield guest


async def _roles(client: httpx.AsyncClient, place: str) -> dict[str, str]:
    members = (await client.get(f"{place}/members/")).json()["members"]
    return {member["email"]: member["role"] for member in members}


async def test_members_are_added_changed_and_removed(
    client: httpx.AsyncClient, place: str, email: str
):
    other = f"{uuid4()}@example.org"
    await client.post(f"{place}/members/", json={"email": other})
    added = await _roles(client, place)
    await client.put(f"{place}/members/", json={"email": other, "role": "OWNER"})
    changed = await _roles(client, place)
    await client.delete(f"{place}/members/", params={"email": other})

    assert {email: "OWNER", other: "READER"} == added
    assert {email: "OWNER", other: "OWNER"} == changed
    assert {email: "OWNER"} == await _roles(client, place)


async def test_a_member_to_remove_may_stand_in_the_body(client: httpx.AsyncClient, place: str):
    other = f"{uuid4()}@example.org"
    await client.post(f"{place}/members/", json={"email": other})
    answer = await client.request("DELETE", f"{place}/members/", json={"email": other})

    assert 200 == answer.status_code, answer.text
    assert other not in await _roles(client, place)


async def test_somebody_must_be_named_to_be_removed(client: httpx.AsyncClient, place: str):
    answer = await client.delete(f"{place}/members/")

    assert 400 == answer.status_code, answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_the_last_owner_stays(client: httpx.AsyncClient, place: str, email: str, method: str):
    body = {"email": email, "role": "READER"}
    answer = await client.request(method, f"{place}/members/", json=body)

    assert 409 == answer.status_code, answer.text
    assert {email: "OWNER"} == await _roles(client, place)


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_somebody_who_is_no_member_is_not_found(
    client: httpx.AsyncClient, place: str, method: str
):
    body = {"email": "nobody@example.org", "role": "READER"}
    answer = await client.request(method, f"{place}/members/", json=body)

    assert 404 == answer.status_code


@pytest.mark.parametrize("body", [{"email": "nobody"}, {"email": "a@b", "role": "KING"}, {}])
async def test_a_wrong_member_is_refused(
    client: httpx.AsyncClient, project: str, body: dict[str, str]
):
    answer = await client.post(f"{project}/members/", json=body)

    assert 400 == answer.status_code


async def test_a_key_is_shown_once_and_listed_by_its_beginning(
    client: httpx.AsyncClient, project: str, email: str
):
    made = (await client.post(f"{project}/keys/", json={"name": "ci", "role": "READER"})).json()
    listed = (await client.get(f"{project}/keys/")).json()
    row = next(key for key in listed if key["id"] == made["id"])

    assert made["key"].startswith(row["prefix"])
    assert ("ci", "READER", email, None) == (
        row["name"],
        row["role"],
        row["email"],
        row["last_used_at"],
    )
    assert made["key"] not in str(listed)


async def test_a_revoked_key_opens_nothing_at_once(
    app: Litestar, client: httpx.AsyncClient, project: str
):
    made = (await client.post(f"{project}/keys/", json={})).json()
    async with connected_with(app, made["key"]) as other:
        before = await other.get("/v1/ping/")
        used = (await client.get(f"{project}/keys/")).json()
        gone = await client.delete(f"{project}/keys/{made['id']}/")
        after = await other.get("/v1/ping/")

    assert [200, 200, 401] == [answer.status_code for answer in (before, gone, after)]
    assert next(key["last_used_at"] for key in used if key["id"] == made["id"])


async def test_a_key_made_for_somebody_else_is_bound(
    client: httpx.AsyncClient, project: str, guest: httpx.AsyncClient
):
    listed = (await client.get(f"{project}/keys/")).json()

    assert [False, True] == [key["is_bound"] for key in listed]
    assert 200 == (await guest.get("/v1/ping/")).status_code


async def test_nobody_has_a_key_who_is_no_member(client: httpx.AsyncClient, project: str):
    answer = await client.post(f"{project}/keys/", json={"email": "nobody@example.org"})

    assert 404 == answer.status_code


async def test_a_member_s_keys_go_with_the_member(
    client: httpx.AsyncClient, project: str, guest: httpx.AsyncClient, email: str
):
    before = await guest.get("/v1/ping/")
    (other,) = set(await _roles(client, project)) - {email}
    await client.delete(f"{project}/members/", params={"email": other})
    await client.post(f"{project}/members/", json={"email": other})

    assert [200, 401] == [before.status_code, (await guest.get("/v1/ping/")).status_code]


async def test_a_role_counts_from_the_next_request(
    client: httpx.AsyncClient, project: str, guest: httpx.AsyncClient, email: str
):
    (other,) = set(await _roles(client, project)) - {email}
    refused = await guest.patch(f"{project}/", json={"decay": True})
    await client.put(f"{project}/members/", json={"email": other, "role": "OWNER"})
    allowed = await guest.patch(f"{project}/", json={"decay": True})

    assert [403, 200] == [refused.status_code, allowed.status_code]


async def test_a_bound_key_makes_no_projects_and_no_free_keys(
    app: Litestar, client: httpx.AsyncClient, project: str
):
    bound = (await client.post(f"{project}/keys/", json={"is_bound": True})).json()["key"]
    async with connected_with(app, bound) as other:
        organization = await other.post(f"{ORGANIZATIONS}/", json={"name": "new"})
        another = await other.post(f"{project.rpartition('/')[0]}/", json={"name": "new"})
        made = await other.post(f"{project}/keys/", json={})

    assert [403, 403, 201] == [one.status_code for one in (organization, another, made)]
    assert made.json()["is_bound"] is True

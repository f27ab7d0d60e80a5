import httpx
import pytest

from graph.model import Access

ORGANIZATIONS = "/api/v1/orgs/organizations"


@pytest.fixture
async def organization(client: httpx.AsyncClient) -> str:
    """Where an organization is whose only OWNER is the caller."""
    made = await client.post(f"{ORGANIZATIONS}/", json={"name": "new"})
    assert made.status_code == 201, made.text
    return f"{ORGANIZATIONS}/{made.json()['org_id']}"


async def test_whoever_makes_an_organization_owns_it(
    client: httpx.AsyncClient, organization: str, email: str
):
    shown = (await client.get(f"{organization}/")).json()

    assert ("new", True, "OWNER", False) == (
        shown["name"],
        shown["is_owner"],
        shown["user_role"],
        shown["is_default"],
    )
    assert [email] == [member["username"] for member in shown["members"]]


async def test_the_organizations_listed_are_the_member_s(
    client: httpx.AsyncClient, stranger: httpx.AsyncClient, organization: str, access: Access
):
    own = {one["org_id"] for one in (await client.get(f"{ORGANIZATIONS}/")).json()}
    foreign = {one["org_id"] for one in (await stranger.get(f"{ORGANIZATIONS}/")).json()}

    assert {access.project.organization_id, organization.rpartition("/")[2]} == own
    assert {access.project.organization_id} == foreign


async def test_a_foreign_organization_looks_like_an_unknown_one(
    stranger: httpx.AsyncClient, organization: str
):
    foreign = await stranger.get(f"{organization}/")
    unknown = await stranger.get(f"{ORGANIZATIONS}/org_unknown/")

    assert [404, 404] == [foreign.status_code, unknown.status_code]
    assert "Organization not found" == foreign.json()["message"] == unknown.json()["message"]


async def test_who_has_a_project_in_an_organization_is_a_guest_there(
    client: httpx.AsyncClient, access: Access
):
    path = f"{ORGANIZATIONS}/{access.project.organization_id}/"
    shown = await client.get(path)
    deleted = await client.delete(path)
    added = await client.post(f"{path}members/", json={"email": "a@example.org"})

    assert "READER" == shown.json()["user_role"]
    assert [403, 403] == [deleted.status_code, added.status_code]
    assert "Unauthorized" == deleted.json()["message"]


async def test_an_organization_goes_with_its_projects(client: httpx.AsyncClient, organization: str):
    made = await client.post(f"{organization}/projects/", json={"name": "doomed"})
    headers = {"X-Project-Id": made.json()["project_id"]}
    before = await client.get("/v1/ping/", headers=headers)
    deleted = await client.delete(f"{organization}/")
    after = await client.get("/v1/ping/", headers=headers)
    gone = await client.get(f"{organization}/")

    assert [200, 200, 403, 404] == [one.status_code for one in (before, deleted, after, gone)]

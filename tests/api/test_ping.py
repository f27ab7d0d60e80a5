import httpx
import pytest
from litestar import Litestar

from app.services.keys import KeyRequest, Keys
from graph.model import Access
from tests.api.conftest import connected_with


@pytest.mark.parametrize("path", ["/v1/ping/", "/v1/ping", "http://relata//v1/ping/"])
async def test_a_ping_names_what_the_key_opens(
    client: httpx.AsyncClient, access: Access, path: str
):
    answer = await client.get(path)

    assert 200 == answer.status_code
    assert {
        "status": "ok",
        "org_id": access.project.organization_id,
        "project_id": access.project.id,
        "user_email": access.email,
    } == answer.json()


async def test_a_ping_echoes_the_project_that_it_may_use(client: httpx.AsyncClient, access: Access):
    query = {"org_id": access.project.organization_id, "project_id": access.project.id}

    answer = await client.get("/v1/ping/", params=query)

    assert access.project.id == answer.json()["project_id"]


async def test_a_ping_without_a_key_says_how_to_send_one(nobody: httpx.AsyncClient):
    answer = await nobody.get("/v1/ping/")

    assert 401 == answer.status_code
    assert "Token" == answer.headers["WWW-Authenticate"]
    assert "Authorization" in answer.json()["detail"]


async def test_a_ping_into_a_foreign_project_is_forbidden(
    stranger: httpx.AsyncClient, access: Access
):
    answer = await stranger.get("/v1/ping/", params={"project_id": access.project.id})

    assert 403 == answer.status_code


async def test_an_email_that_no_header_can_carry_is_left_out(app: Litestar, keys: Keys):
    request = KeyRequest(email="ж@example.org", project="cyrillic", role="READER")
    async with connected_with(app, await keys.create(request)) as client:
        answer = await client.get("/v1/ping/")

    assert answer.json()["user_email"] is None

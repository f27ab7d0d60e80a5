from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from app.main import Parts, create_app
from app.services.keys import KeyRequest, Keys
from app.signals import Signals
from extraction.embedder import Embedder
from graph.session import Graph, connected
from tests.api.conftest import connected_with

NOWHERE = "bolt://127.0.0.1:1"


@pytest.fixture
async def app_without_neo4j(embedder: Embedder, tmp_path: Path) -> AsyncGenerator[Litestar]:
    async with connected(NOWHERE, "nobody", "") as driver:
        signals = Signals(tmp_path, "api")
        yield create_app(Parts(graph=Graph(driver), embedder=embedder, signals=signals))


@pytest.mark.parametrize("path", ["/health", "/health/", "/health/live", "/health/ready"])
async def test_health_needs_no_key(nobody: httpx.AsyncClient, path: str):
    answer = await nobody.get(path)

    assert 200 == answer.status_code
    assert {"status": "ok"} == answer.json()


async def test_without_neo4j_the_process_lives_and_is_not_ready(app_without_neo4j: Litestar):
    async with connected_with(app_without_neo4j, None) as client:
        live, ready = await client.get("/health/live"), await client.get("/health/ready")

    assert 200 == live.status_code
    assert 503 == ready.status_code


async def test_without_neo4j_requests_are_asked_to_come_back(app_without_neo4j: Litestar):
    async with connected_with(app_without_neo4j, "rl-any") as client:
        answer = await client.get("/v1/ping/", timeout=5)

    assert 503 == answer.status_code
    assert answer.headers["Retry-After"].isdecimal()
    assert answer.elapsed.total_seconds() < 3


async def test_without_neo4j_its_address_stays_inside(app_without_neo4j: Litestar):
    async with connected_with(app_without_neo4j, "rl-any") as client:
        answer = await client.get("/v1/ping/", timeout=5)

    assert "127.0.0.1" not in answer.text


async def test_integrity_is_for_operators(client: httpx.AsyncClient):
    answer = await client.get("/health/integrity")

    assert 403 == answer.status_code


async def test_integrity_counts_faults(app: Litestar, keys: Keys, email: str):
    request = KeyRequest(email=email, project="operators", role="READER", is_operator=True)
    async with connected_with(app, await keys.create(request)) as operator:
        answer = await operator.get("/health/integrity")

    assert 200 == answer.status_code
    assert all(isinstance(number, int) for number in answer.json().values())

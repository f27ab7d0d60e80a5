import asyncio
from pathlib import Path
from time import time

import httpx
import pytest
from litestar import Litestar

from app.main import Parts, create_app
from app.signals import Signals
from extraction.embedder import Embedder
from graph.session import Graph
from tests.api.conftest import connected_with

LIMIT = 2


@pytest.fixture
async def limited(graph: Graph, embedder: Embedder, tmp_path: Path) -> Litestar:
    # not at the end of a minute, which would forget what was counted
    await asyncio.sleep(max(0.0, time() % 60 - 55))
    signals = Signals(tmp_path, "api")
    return create_app(Parts(graph=graph, embedder=embedder, signals=signals, rate_limit=LIMIT))


async def test_a_key_beyond_its_limit_is_told_when_to_come_again(limited: Litestar, key: str):
    async with connected_with(limited, key) as client:
        answers = [await client.get("/v1/ping/") for _ in range(LIMIT + 1)]
    last = answers[-1]

    assert [200, 200, 429] == [answer.status_code for answer in answers]
    assert ["1", "0", "0"] == [answer.headers["X-RateLimit-Remaining"] for answer in answers]
    assert str(LIMIT) == last.headers["X-RateLimit-Limit"]
    assert last.headers["X-RateLimit-Reset"].isdecimal()
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    assert "limit_exceeded" == last.json()["code"]
    assert last.json()["request_id"] == last.headers["X-Request-ID"]


async def test_the_limit_of_one_key_is_not_another_s(limited: Litestar, key: str, foreign_key: str):
    async with connected_with(limited, key) as client:
        for _ in range(LIMIT + 1):
            await client.get("/v1/ping/")
    async with connected_with(limited, foreign_key) as other:
        answer = await other.get("/v1/ping/")

    assert 200 == answer.status_code


async def test_without_a_limit_no_header_speaks_of_one(client: httpx.AsyncClient):
    answer = await client.get("/v1/ping/")

    assert "X-RateLimit-Limit" not in answer.headers

"""The service over ASGI, on the tests' own Neo4j; every test has a project of its own."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from app.main import Parts, create_app
from app.services.events import Events
from app.services.keys import KeyRequest, Keys
from app.signals import Signals
from extraction.embedder import Embedder
from graph.events import Wanted
from graph.model import Access, Role
from graph.session import Graph
from tests.fakes import FakeEmbedder
from tests.services.working import Desk

ADDRESS = "http://relata"
Add: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return FakeEmbedder()


@pytest.fixture(scope="session")
async def app(
    graph: Graph, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> AsyncGenerator[Litestar]:
    signals = Signals(tmp_path_factory.mktemp("run"), "api")
    await signals.open()
    yield create_app(Parts(graph=graph, embedder=embedder, signals=signals))
    signals.close()


@pytest.fixture
def keys(graph: Graph) -> Keys:
    return Keys(graph)


@pytest.fixture
def email() -> str:
    return f"{uuid4()}@example.org"


@pytest.fixture
async def key(keys: Keys, email: str) -> str:
    """An OWNER's key of a project that no other test knows."""
    return await keys.create(KeyRequest(email=email, project=str(uuid4()), role="OWNER"))


@pytest.fixture
async def access(keys: Keys, key: str) -> Access:
    return await keys.access(key)


@pytest.fixture
async def foreign_key(keys: Keys) -> str:
    """An OWNER's key of another project."""
    request = KeyRequest(email=f"{uuid4()}@example.org", project=str(uuid4()), role="OWNER")
    return await keys.create(request)


@pytest.fixture
async def foreign(keys: Keys, foreign_key: str) -> Access:
    """What the key of another project opens."""
    return await keys.access(foreign_key)


@pytest.fixture
async def reader_key(keys: Keys, access: Access) -> str:
    """A READER's key of the same project."""
    role: Role = "READER"
    request = KeyRequest(email=f"{uuid4()}@example.org", project=access.project.name, role=role)
    return await keys.create(request)


def connected_with(app: Litestar, key: str | None) -> httpx.AsyncClient:
    """Give a client that shows a key, or none."""
    headers = {} if key is None else {"Authorization": f"Token {key}"}
    transport = httpx.ASGITransport(app)  # pyright: ignore[reportArgumentType] - wider words for the same
    return httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers)


@pytest.fixture
async def client(app: Litestar, key: str) -> AsyncGenerator[httpx.AsyncClient]:
    async with connected_with(app, key) as client:
        yield client


@pytest.fixture
async def stranger(app: Litestar, foreign_key: str) -> AsyncGenerator[httpx.AsyncClient]:
    """A client with a good key of another project."""
    async with connected_with(app, foreign_key) as client:
        yield client


@pytest.fixture
async def reader(app: Litestar, reader_key: str) -> AsyncGenerator[httpx.AsyncClient]:
    async with connected_with(app, reader_key) as client:
        yield client


@pytest.fixture
async def nobody(app: Litestar) -> AsyncGenerator[httpx.AsyncClient]:
    """A client without a key."""
    async with connected_with(app, None) as client:
        yield client


@pytest.fixture
async def desk(graph: Graph, access: Access, tmp_path: Path) -> AsyncGenerator[Desk]:
    """Works the project's events off while the test runs, and nobody else's."""
    desk = Desk(graph, access.project.id, tmp_path / "run")
    working = asyncio.create_task(_work(desk, Events(graph, desk.signals)))
    yield desk
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working


async def _work(desk: Desk, events: Events) -> None:
    while True:
        page = await events.list(desk.access, Wanted(state="PENDING"), page_size=200)
        for event in reversed(page.events):
            await desk.work(event.id)
        await asyncio.sleep(0.02)


@pytest.fixture
async def add(client: httpx.AsyncClient, desk: Desk) -> Add:
    """Add and wait; gives the answer's body."""
    del desk  # somebody has to work

    async def add(messages: object, **options: object) -> dict[str, Any]:
        body = {"messages": messages, "user_id": "mira", "async_mode": False, **options}
        answer = await client.post("/v3/memories/add/", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return add

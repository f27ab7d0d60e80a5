"""The service over ASGI, on the tests' own Neo4j; every test has a project of its own."""

from collections.abc import AsyncGenerator
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from app.main import Parts, create_app
from app.services.keys import KeyRequest, Keys
from app.signals import Signals
from extraction.embedder import Embedder
from extraction.static_embedder import StaticEmbedder
from graph.model import Access, Role
from graph.session import Graph

ADDRESS = "http://relata"


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return StaticEmbedder()


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

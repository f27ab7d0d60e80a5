"""The embedding endpoint, as it answers and as it fails."""

import math
from collections.abc import AsyncGenerator, Generator

import pytest
from openai import AsyncOpenAI

from extraction.errors import BadModelOutputError, ModelRefusedError, ModelUnavailableError
from extraction.openai_embedder import BATCH, OpenAIEmbedder
from tests.model_server import ModelServer, running


@pytest.fixture
def server() -> Generator[ModelServer]:
    with running() as model:
        yield model


@pytest.fixture
async def embedder(server: ModelServer) -> AsyncGenerator[OpenAIEmbedder]:
    async with AsyncOpenAI(base_url=server.url, api_key="none", max_retries=0) as client:
        yield OpenAIEmbedder(client, "stub", 3)


async def test_vectors_come_back_with_length_one(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed([3.0, 0.0, 4.0])
    (vector,) = await embedder.embed(["a"])

    assert vector is not None
    assert math.isclose(1.0, math.hypot(*vector))


async def test_blank_texts_are_not_asked_about(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed([1.0, 0.0, 0.0])
    vectors = await embedder.embed(["", "a", "  "])

    assert [None, [1.0, 0.0, 0.0], None] == vectors
    assert ["a"] == server.requests[0]["input"]


async def test_many_texts_are_asked_in_batches(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed(*[[1.0, 0.0, 0.0]] * BATCH)
    server.will_embed([0.0, 1.0, 0.0])
    vectors = await embedder.embed(["a"] * BATCH + ["b"])

    assert len(vectors) == BATCH + 1
    assert [0.0, 1.0, 0.0] == vectors[-1]


async def test_a_zero_vector_is_no_embedding(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed([0.0, 0.0, 0.0])

    assert [None] == await embedder.embed(["a"])


async def test_vectors_of_another_length_are_refused(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed([1.0, 0.0])

    with pytest.raises(BadModelOutputError):
        await embedder.embed(["a"])


async def test_too_few_vectors_are_refused(server: ModelServer, embedder: OpenAIEmbedder):
    server.will_embed([1.0, 0.0, 0.0])

    with pytest.raises(BadModelOutputError):
        await embedder.embed(["a", "b"])


@pytest.mark.parametrize(
    ("status", "error"),
    [(429, ModelUnavailableError), (500, ModelUnavailableError), (401, ModelRefusedError)],
)
async def test_failures_say_whether_to_try_again(
    server: ModelServer, embedder: OpenAIEmbedder, status: int, error: type[Exception]
):
    server.will_fail(status)

    with pytest.raises(error):
        await embedder.embed(["a"])

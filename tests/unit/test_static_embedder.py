"""The bundled vectors, as they are shipped."""

import math

import pytest

from extraction.static_embedder import StaticEmbedder


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def cosine(left: list[float], right: list[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


async def vectors(embedder: StaticEmbedder, *texts: str) -> list[list[float]]:
    return [vector for vector in await embedder.embed(texts) if vector is not None]


async def test_a_vector_has_the_promised_length_and_is_a_unit(embedder: StaticEmbedder):
    (vector,) = await vectors(embedder, "Maya lives in Austin")

    assert embedder.dimensions == len(vector)
    assert math.isclose(1.0, cosine(vector, vector), rel_tol=1e-5)


async def test_texts_that_mean_alike_lie_closer(embedder: StaticEmbedder):
    dog, puppy, tax = await vectors(
        embedder, "Her dog loves the park", "The puppy enjoys the garden", "A tax on land"
    )

    assert cosine(dog, puppy) > cosine(dog, tax)


async def test_each_text_is_embedded_as_if_it_stood_alone(embedder: StaticEmbedder):
    alone = await vectors(embedder, "short")
    together = await vectors(embedder, "short", "a much longer text that would pad the first")

    assert alone[0] == together[0]


@pytest.mark.parametrize("text", ["", " " * 3])
async def test_a_text_without_words_has_no_zero_vector(embedder: StaticEmbedder, text: str):
    (vector,) = await embedder.embed([text])

    assert vector is None or math.isclose(1.0, cosine(vector, vector), rel_tol=1e-5)

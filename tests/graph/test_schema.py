"""The embedding model that a database belongs to."""

import pytest

from graph import schema
from graph.errors import EmbeddingMismatchError
from graph.session import Graph


async def test_the_first_start_decides_and_the_next_agrees(lone: Graph):
    await lone.write(schema.check_embedding, "static", 256)
    await lone.write(schema.check_embedding, "static", 256)


@pytest.mark.parametrize(("model", "dimensions"), [("other", 256), ("static", 128)])
async def test_another_model_or_length_is_refused(lone: Graph, model: str, dimensions: int):
    await lone.write(schema.check_embedding, "static", 256)

    with pytest.raises(EmbeddingMismatchError):
        await lone.write(schema.check_embedding, model, dimensions)


async def test_the_refusal_names_both_models_and_the_way_out(lone: Graph):
    await lone.write(schema.check_embedding, "static", 256)

    with pytest.raises(EmbeddingMismatchError, match=r"'static' .256.*'other' .512.*set RELATA_"):
        await lone.write(schema.check_embedding, "other", 512)


async def test_a_refusal_changes_nothing(lone: Graph):
    await lone.write(schema.check_embedding, "static", 256)
    with pytest.raises(EmbeddingMismatchError):
        await lone.write(schema.check_embedding, "other", 512)

    await lone.write(schema.check_embedding, "static", 256)

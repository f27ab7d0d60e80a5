"""The embedding model that a database belongs to."""


from graph import schema
from graph.session import Graph
from tests.conftest import DIMENSIONS


async def test_the_first_start_decides_the_model_and_the_next_finds_it(graph: Graph):
    await graph.write(schema.check_embedding, "static", DIMENSIONS)

    assert await graph.write(schema.check_embedding, "static", DIMENSIONS) is None

"""The embedding model that the stored vectors come from, and the readiness of the indexes."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import EmbeddingMismatchError
from graph.session import Tx

EMBEDDING: Final[LiteralString] = """
CYPHER 25
MERGE (schema:Schema {key: 'schema'})
ON CREATE SET
  schema.embedding_model = $model,
  schema.dimensions = $dimensions,
  schema.created_at = datetime()
RETURN schema.embedding_model AS model, schema.dimensions AS dimensions
"""

STORED_EMBEDDING: Final[LiteralString] = """
CYPHER 25
MATCH (schema:Schema {key: 'schema'})
RETURN schema.embedding_model AS model, schema.dimensions AS dimensions
"""

AWAIT_INDEXES: Final[LiteralString] = """
CYPHER 25
CALL db.awaitIndexes(300)
"""


class Embedding(Struct, frozen=True, kw_only=True):
    """A model and the length of its vectors."""

    model: str
    dimensions: int


async def find_embedding(tx: Tx) -> Embedding | None:
    """Give the model that the stored vectors come from, None in a new database."""
    return await tx.first(STORED_EMBEDDING, Embedding)


async def check_embedding(tx: Tx, model: str, dimensions: int) -> None:
    """Remember the model at the first start; raises EmbeddingMismatchError for another later."""
    wanted = Embedding(model=model, dimensions=dimensions)
    stored = await tx.first(EMBEDDING, Embedding, model=model, dimensions=dimensions)
    if stored is not None and stored != wanted:
        raise EmbeddingMismatchError(
            f"The memories in this database were embedded by {stored.model!r} "
            f"({stored.dimensions} numbers each), the settings name {model!r} ({dimensions}). "
            "Vectors of two models can't be compared: set RELATA_EMBEDDER and "
            "RELATA_EMBEDDING_MODEL back, or give the new model an empty database of its own "
            "(RELATA_HOME or RELATA_NEO4J_URI)."
        )


async def await_indexes(tx: Tx) -> None:
    """Wait until every index is online."""
    await tx.run(AWAIT_INDEXES)

"""The embedding model that the stored vectors come from, and the readiness of the indexes."""

from graph.session import Tx


async def check_embedding(tx: Tx, model: str, dimensions: int) -> None:
    """Remember the model at the first start; raises EmbeddingMismatchError for another later."""
    raise NotImplementedError


async def await_indexes(tx: Tx) -> None:
    """Wait until every index is online."""
    raise NotImplementedError

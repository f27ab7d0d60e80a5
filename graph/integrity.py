"""Counts of what no constraint of the Community edition can refuse. All are 0 in a sound store."""

from msgspec import Struct

from graph.session import Tx


class Integrity(Struct, frozen=True, kw_only=True):
    """What `GET /health/integrity` reports."""

    nodes_without_project: int
    edges_across_owners: int
    relations_without_evidence: int
    entities_without_evidence: int
    embeddings_of_other_length: int


async def count(tx: Tx, dimensions: int) -> Integrity:
    """Count the faults of the whole store."""
    raise NotImplementedError

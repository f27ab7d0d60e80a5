"""The one question asked of every embedder."""

from collections.abc import Sequence
from typing import Protocol


class Embedder(Protocol):
    """Turns texts into vectors that lie close together when the texts mean alike."""

    model: str
    dimensions: int

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        """Give one unit vector a text; None where a text has no meaning to the model."""
        ...

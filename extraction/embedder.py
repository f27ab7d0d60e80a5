"""The one question asked of every embedder."""

from collections.abc import Sequence
from typing import Final, Protocol

from msgspec import Struct


class Model(Protocol):
    """Which vectors these are: only those of one model compare."""

    @property
    def model(self) -> str:
        """The model's name."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of its vectors."""
        ...


class Embedder(Model, Protocol):
    """Turns texts into vectors that lie close together when the texts mean alike."""

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        """Give one unit vector a text; None where a text has no meaning to the model."""
        ...


class KnownModel(Struct, frozen=True, kw_only=True):
    """A model whose name and dimensions are known before it is loaded."""

    model: str
    dimensions: int


STATIC: Final = KnownModel(model="wordllama-l2-supercat-256", dimensions=256)

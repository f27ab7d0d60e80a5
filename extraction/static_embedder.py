"""Embeds with the static vectors that come with WordLlama: no network, no key, 40 µs a sentence."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import wordllama
from wordllama import WordLlama

from extraction.embedder import STATIC


class StaticEmbedder:
    """The mean of the vectors of a text's tokens, of length one."""

    model = STATIC.model
    dimensions = STATIC.dimensions

    def __init__(self) -> None:
        """Load the 16 MB of weights that lie inside the package."""
        self._inference = WordLlama.load(
            dim=STATIC.dimensions,
            # The package looks for its own tokenizer in a folder of another name than it ships.
            cache_dir=Path(wordllama.__file__).parent,
            disable_download=True,
        )

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        """Give one unit vector a text; None where a text has no token the model knows."""
        return [self._unit(text) for text in texts]

    def _unit(self, text: str) -> list[float] | None:
        tokens = self._inference.tokenizer.encode(text, add_special_tokens=False).ids
        if not tokens:
            return None
        mean = self._inference.embedding[tokens].mean(axis=0)
        length = float(np.linalg.norm(mean))
        return (mean / length).tolist() if length > 0 else None

"""Embeds with a model behind any OpenAI-compatible endpoint."""

import math
from collections.abc import Sequence
from typing import Final

from openai import APIConnectionError, AsyncOpenAI, InternalServerError, OpenAIError, RateLimitError

from extraction.errors import BadModelOutputError, ModelRefusedError, ModelUnavailableError

BATCH: Final = 256
SECONDS: Final = 30.0
PROBE: Final = "length"


class OpenAIEmbedder:
    """Asks the endpoint for vectors in batches and brings them to length one."""

    def __init__(self, client: AsyncOpenAI, model: str, dimensions: int) -> None:
        """Take a client and how many dimensions the model's vectors have."""
        self._client = client
        self.model = model
        self.dimensions = dimensions

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        """Give one unit vector a text; None for blank texts and for vectors of no length.

        Raises ModelUnavailableError, ModelRefusedError or BadModelOutputError.
        """
        asked = [index for index, text in enumerate(texts) if text.strip()]
        vectors: list[list[float] | None] = [None] * len(texts)
        for start in range(0, len(asked), BATCH):
            batch = asked[start : start + BATCH]
            answers = await _ask(self._client, self.model, [texts[index] for index in batch])
            for index, vector in zip(batch, answers, strict=True):
                vectors[index] = self._unit(vector)
        return vectors

    def _unit(self, vector: list[float]) -> list[float] | None:
        if len(vector) != self.dimensions:
            raise BadModelOutputError(
                f"A vector has {len(vector)} dimensions instead of {self.dimensions}"
            )
        length = math.sqrt(math.fsum(value * value for value in vector))
        if not math.isfinite(length) or length == 0:
            return None
        return [value / length for value in vector]


async def dimensions_of(client: AsyncOpenAI, model: str) -> int:
    """Ask the endpoint for one vector and count its numbers; raises like `embed`."""
    return len((await _ask(client, model, [PROBE]))[0])


async def _ask(client: AsyncOpenAI, model: str, texts: list[str]) -> list[list[float]]:
    try:
        answer = await client.embeddings.create(
            model=model, input=texts, encoding_format="float", timeout=SECONDS
        )
    except (APIConnectionError, RateLimitError, InternalServerError) as error:
        raise ModelUnavailableError(f"The embedding endpoint: {error}") from error
    except OpenAIError as error:
        raise ModelRefusedError(f"The embedding endpoint refused: {error}") from error
    except ValueError as error:
        raise BadModelOutputError(f"The embedding endpoint's answer: {error}") from error
    if len(answer.data) != len(texts):
        raise BadModelOutputError(f"{len(answer.data)} vectors came for {len(texts)} texts")
    return [row.embedding for row in sorted(answer.data, key=lambda row: row.index)]

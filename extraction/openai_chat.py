"""Asks a chat model behind any OpenAI-compatible endpoint, and says what it cost or why not."""

from typing import Final

from openai import (
    APIConnectionError,
    APIError,
    APIStatusError,
    AsyncOpenAI,
    InternalServerError,
    OpenAIError,
    RateLimitError,
)
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from extraction.errors import (
    BadModelOutputError,
    ExtractionError,
    ModelRefusedError,
    ModelUnavailableError,
)
from extraction.model import Usage

SECONDS: Final = 60.0


class Chat:
    """One model."""

    def __init__(self, client: AsyncOpenAI, model: str) -> None:
        """Take a client that does not retry by itself, and the model's name."""
        self._client = client
        self._model = model

    async def ask(
        self,
        messages: list[ChatCompletionMessageParam],
        answer_form: ResponseFormatJSONSchema,
        *,
        seconds: float = SECONDS,
    ) -> ChatCompletion:
        """Ask once; raises ModelUnavailableError, ModelRefusedError or BadModelOutputError."""
        try:
            return await self._client.chat.completions.create(
                model=self._model,
                messages=messages,
                response_format=answer_form,
                temperature=0,
                timeout=seconds,
            )
        except OpenAIError as error:
            raise _translated(error) from error
        except ValueError as error:
            raise BadModelOutputError(f"The endpoint's answer is not JSON: {error}") from error

    def usage(self, completion: ChatCompletion) -> Usage:
        """Say what an answer cost."""
        tokens = completion.usage
        return Usage(
            extractor=f"openai:{self._model}",
            calls=1,
            tokens_in=tokens.prompt_tokens if tokens else 0,
            tokens_out=tokens.completion_tokens if tokens else 0,
        )


def form(name: str, schema: dict[str, object], *, is_strict: bool) -> ResponseFormatJSONSchema:
    """Give the form that an answer is to have."""
    return {
        "type": "json_schema",
        "json_schema": {"name": name, "strict": is_strict, "schema": schema},
    }


def said(completion: ChatCompletion) -> str:
    """Give the words of an answer; raises ModelRefusedError."""
    if not completion.choices:
        return ""
    message = completion.choices[0].message
    if message.refusal:
        raise ModelRefusedError(f"The model refused: {message.refusal}")
    return message.content or ""


def added(first: Usage, second: Usage) -> Usage:
    """Give what two answers cost together."""
    return Usage(
        extractor=first.extractor,
        calls=first.calls + second.calls,
        tokens_in=first.tokens_in + second.tokens_in,
        tokens_out=first.tokens_out + second.tokens_out,
    )


def _translated(error: OpenAIError) -> ExtractionError:
    if isinstance(error, APIConnectionError | RateLimitError | InternalServerError):
        return ModelUnavailableError(f"The model endpoint is unavailable: {error}")
    if isinstance(error, APIStatusError):
        return ModelRefusedError(f"The model endpoint refused: {error}")
    if isinstance(error, APIError):
        return BadModelOutputError(f"The endpoint's answer can't be read: {error}")
    return ModelUnavailableError(str(error))

"""Extracts with a language model behind any OpenAI-compatible endpoint: one call, one repair."""

from pathlib import Path
from typing import Final

import msgspec
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

from extraction.completions import RawAnswer, Reading, json_schema
from extraction.errors import (
    BadModelOutputError,
    ExtractionError,
    ModelRefusedError,
    ModelUnavailableError,
)
from extraction.model import MEMORY_TYPES, Conversation, Findings, Usage
from extraction.predicates import registry

PROMPTS: Final = Path(__file__).parent / "prompts"
SECONDS: Final = 60.0
KNOWN_ENTITIES: Final = 40


class OpenAIExtractor:
    """Asks the model once; asks once more when the answer is not JSON of the form."""

    def __init__(self, client: AsyncOpenAI, model: str) -> None:
        """Take a client that does not retry by itself: the event's attempts are counted."""
        self._client = client
        self._model = model
        self._system = (PROMPTS / "extract.v2.md").read_text("utf8")
        self._repair = (PROMPTS / "repair.v1.md").read_text("utf8")

    async def extract(self, conversation: Conversation) -> Findings:
        """Give what the model found and the text confirms.

        Raises ModelUnavailableError, ModelRefusedError or BadModelOutputError.
        """
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": self._system},
            {"role": "user", "content": question(conversation)},
        ]
        form = _form(conversation)
        completion = await self._ask(messages, form)
        usage = _usage(self._model, completion)
        reading = _reading(conversation, completion)
        if reading is None:
            messages += self._again(completion)
            completion = await self._ask(messages, form)
            usage = _added(usage, _usage(self._model, completion))
            reading = _reading(conversation, completion)
        if reading is None:
            raise BadModelOutputError("The model's answer is not JSON of the form asked for")
        return reading.findings(usage)

    def _again(self, completion: ChatCompletion) -> list[ChatCompletionMessageParam]:
        said = completion.choices[0].message.content if completion.choices else None
        return [
            {"role": "assistant", "content": said or ""},
            {"role": "user", "content": self._repair},
        ]

    async def _ask(
        self, messages: list[ChatCompletionMessageParam], form: ResponseFormatJSONSchema
    ) -> ChatCompletion:
        try:
            return await self._client.chat.completions.create(
                model=self._model,
                messages=messages,
                response_format=form,
                temperature=0,
                timeout=SECONDS,
            )
        except OpenAIError as error:
            raise _translated(error) from error
        except ValueError as error:
            raise BadModelOutputError(f"The endpoint's answer is not JSON: {error}") from error


def _form(conversation: Conversation) -> ResponseFormatJSONSchema:
    schema = json_schema(conversation)
    return {
        "type": "json_schema",
        "json_schema": {"name": "findings", "strict": True, "schema": schema},
    }


def question(conversation: Conversation) -> str:
    """Write the conversation and what is known as one JSON object, the model's only data."""
    turns = [
        {
            "number": number,
            "role": turn.role,
            "speaker": turn.speaker,
            "at": turn.sent_at.isoformat(timespec="minutes"),
            "text": turn.text,
            **({"only_context": True} if turn.is_context else {}),
        }
        for number, turn in enumerate(conversation.turns)
    ]
    known = [f"{entity.name} ({entity.type})" for entity in conversation.known[:KNOWN_ENTITIES]]
    fields: dict[str, object] = {
        "self_name": conversation.self_name,
        "agent_name": conversation.agent_name,
        "predicates": " ".join(registry()) if conversation.wants_relations else None,
        "known_entities": known or None,
        "instructions": conversation.instructions,
        "only_about": conversation.includes,
        "nothing_about": conversation.excludes,
        "categories": {one.name: one.description for one in conversation.categories} or None,
        "memory_types": MEMORY_TYPES if conversation.wants_type else None,
        "messages": turns,
    }
    return msgspec.json.encode({k: v for k, v in fields.items() if v is not None}).decode()


def _reading(conversation: Conversation, completion: ChatCompletion) -> Reading | None:
    """Give the answer against the conversation, None when it is not of the form."""
    if not completion.choices:
        return None
    message = completion.choices[0].message
    if message.refusal:
        raise ModelRefusedError(f"The model refused: {message.refusal}")
    try:
        answer = msgspec.json.decode((message.content or "").strip(), type=RawAnswer)
    except msgspec.MsgspecError:
        return None
    reading = Reading(conversation, answer)
    return None if reading.is_unreadable else reading


def _translated(error: OpenAIError) -> ExtractionError:
    if isinstance(error, APIConnectionError | RateLimitError | InternalServerError):
        return ModelUnavailableError(f"The model endpoint is unavailable: {error}")
    if isinstance(error, APIStatusError):
        return ModelRefusedError(f"The model endpoint refused: {error}")
    if isinstance(error, APIError):
        return BadModelOutputError(f"The endpoint's answer can't be read: {error}")
    return ModelUnavailableError(str(error))


def _usage(model: str, completion: ChatCompletion) -> Usage:
    tokens = completion.usage
    return Usage(
        extractor=f"openai:{model}",
        calls=1,
        tokens_in=tokens.prompt_tokens if tokens else 0,
        tokens_out=tokens.completion_tokens if tokens else 0,
    )


def _added(first: Usage, second: Usage) -> Usage:
    return Usage(
        extractor=first.extractor,
        calls=first.calls + second.calls,
        tokens_in=first.tokens_in + second.tokens_in,
        tokens_out=first.tokens_out + second.tokens_out,
    )

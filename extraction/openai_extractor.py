"""Extracts with a language model behind any OpenAI-compatible endpoint: one call, one repair."""

from pathlib import Path
from typing import Final

import msgspec
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from extraction.completions import RawAnswer, Reading, json_schema
from extraction.errors import BadModelOutputError
from extraction.model import MEMORY_TYPES, Conversation, Findings
from extraction.openai_chat import Chat, added, form, said
from extraction.predicates import registry

PROMPTS: Final = Path(__file__).parent / "prompts"
KNOWN_ENTITIES: Final = 40


class OpenAIExtractor:
    """Asks the model once; asks once more when the answer is not JSON of the form."""

    def __init__(self, client: AsyncOpenAI, model: str) -> None:
        """Take a client that does not retry by itself: the event's attempts are counted."""
        self._chat = Chat(client, model)
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
        wanted = _form(conversation)
        completion = await self._chat.ask(messages, wanted)
        usage = self._chat.usage(completion)
        reading = _reading(conversation, completion)
        if reading is None:
            messages += self._again(completion)
            completion = await self._chat.ask(messages, wanted)
            usage = added(usage, self._chat.usage(completion))
            reading = _reading(conversation, completion)
        if reading is None:
            raise BadModelOutputError("The model's answer is not JSON of the form asked for")
        return reading.findings(usage)

    def _again(self, completion: ChatCompletion) -> list[ChatCompletionMessageParam]:
        return [
            {"role": "assistant", "content": said(completion)},
            {"role": "user", "content": self._repair},
        ]


def _form(conversation: Conversation) -> ResponseFormatJSONSchema:
    return form("findings", json_schema(conversation), is_strict=True)


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
    try:
        answer = msgspec.json.decode(said(completion).strip(), type=RawAnswer)
    except msgspec.MsgspecError:
        return None
    reading = Reading(conversation, answer)
    return None if reading.is_unreadable else reading

"""Fills forms and sums up with a language model: one call, one more when the answer is broken."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from extraction.composer import Composed, Filled, Notes
from extraction.errors import BadModelOutputError
from extraction.model import Usage
from extraction.openai_chat import Chat, added, form, said
from extraction.schemas import Schema, fits, optional, properties

T = TypeVar("T")

PROMPTS: Final = Path(__file__).parent / "prompts"
# what a caller of a summary waits for
SECONDS: Final = 45.0


class Summary(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of a summary."""

    summary: str


SUMMARY: Final[Schema] = {
    "type": "object",
    "properties": {"summary": {"type": "string"}},
    "required": ["summary"],
    "additionalProperties": False,
}


class OpenAIComposer:
    """Asks the model."""

    def __init__(self, client: AsyncOpenAI, model: str) -> None:
        """Take a client that does not retry by itself."""
        self._chat = Chat(client, model)
        self._fill = (PROMPTS / "fill.v1.md").read_text("utf8")
        self._summary = (PROMPTS / "summary.v1.md").read_text("utf8")
        self._repair = (PROMPTS / "repair.v1.md").read_text("utf8")

    async def fill(self, schema: Schema, notes: Notes) -> Filled:
        """Give what the model says about each property, as far as it fits the schema.

        Raises ModelUnavailableError, ModelRefusedError or BadModelOutputError.
        """
        # not strict: endpoints refuse much of what a caller's schema may say
        wanted = form("form", optional(schema, is_asked=True), is_strict=False)
        answer, usage = await self._asked(self._fill, notes, wanted=wanted, reader=_object)
        return Filled(fields=_fitting(schema, answer), usage=usage)

    async def sum_up(self, notes: Notes) -> Composed:
        """Give the model's summary; raises as `fill`."""
        wanted = form("summary", SUMMARY, is_strict=True)
        text, usage = await self._asked(self._summary, notes, wanted=wanted, reader=_text)
        return Composed(text=text, usage=usage)

    async def _asked(
        self,
        system: str,
        notes: Notes,
        *,
        wanted: ResponseFormatJSONSchema,
        reader: Callable[[str], T | None],
    ) -> tuple[T, Usage]:
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": system},
            {"role": "user", "content": question(notes)},
        ]
        completion = await self._chat.ask(messages, wanted, seconds=SECONDS)
        usage, answer = self._chat.usage(completion), reader(said(completion))
        if answer is None:
            messages.append({"role": "assistant", "content": said(completion)})
            messages.append({"role": "user", "content": self._repair})
            completion = await self._chat.ask(messages, wanted, seconds=SECONDS)
            usage = added(usage, self._chat.usage(completion))
            answer = reader(said(completion))
        if answer is None:
            raise BadModelOutputError("The model's answer is not JSON of the form asked for")
        return answer, usage


def question(notes: Notes) -> str:
    """Write the notes as one JSON object, the model's only data."""
    told: dict[str, object] = {"facts": notes.facts, "relations": notes.relations}
    if notes.instructions:
        told["instructions"] = notes.instructions
    return msgspec.json.encode(told).decode()


def _object(text: str) -> dict[str, object] | None:
    try:
        return msgspec.json.decode(text.strip(), type=dict[str, object])
    except msgspec.MsgspecError:
        return None


def _text(text: str) -> str | None:
    try:
        return msgspec.json.decode(text.strip(), type=Summary).summary.strip() or None
    except msgspec.MsgspecError:
        return None


def _fitting(schema: Schema, answer: Mapping[str, object]) -> dict[str, object]:
    """Keep each property that is of its schema; what is not, the model does not know."""
    return {
        name: answer.get(name) if fits(optional(wanted), answer.get(name)) else None
        for name, wanted in properties(schema).items()
    }

"""The composer over HTTP, against a model that answers as told, badly included."""

import json
from collections.abc import Generator
from typing import Any

import pytest
from openai import AsyncOpenAI

from extraction.composer import Notes
from extraction.errors import BadModelOutputError, ModelRefusedError, ModelUnavailableError
from extraction.openai_composer import OpenAIComposer
from tests.model_server import ModelServer, running

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "age": {"type": "integer"},
        "friends": {"type": "array", "items": {"type": "string"}},
    },
}
NOTES = Notes(facts=("2026-06-01: Mira lives in Oslo",), relations=("Mira lives_in Oslo",))


@pytest.fixture
def model() -> Generator[ModelServer]:
    with running() as server:
        yield server


@pytest.fixture
def composer(model: ModelServer) -> OpenAIComposer:
    client = AsyncOpenAI(api_key="k", base_url=model.url, max_retries=0)
    return OpenAIComposer(client, "stub")


async def test_a_form_is_filled_by_one_call(composer: OpenAIComposer, model: ModelServer):
    model.will_say('{"city": "Oslo", "age": null, "friends": ["Ada"]}')
    form = await composer.fill(SCHEMA, NOTES)

    assert {"city": "Oslo", "age": None, "friends": ["Ada"]} == form.fields
    assert 1 == len(model.requests)
    assert ("openai:stub", 1, 100, 20) == (
        form.usage.extractor, form.usage.calls, form.usage.tokens_in, form.usage.tokens_out,
    )  # fmt: skip


async def test_the_model_is_told_the_form_the_notes_and_the_instructions(
    composer: OpenAIComposer, model: ModelServer
):
    model.will_say("{}")
    await composer.fill(SCHEMA, Notes(facts=("a",), relations=("b",), instructions="c"))
    asked = model.requests[0]
    form = asked["response_format"]["json_schema"]["schema"]

    assert {"facts": ["a"], "relations": ["b"], "instructions": "c"} == json.loads(
        asked["messages"][1]["content"]
    )
    assert ["city", "age", "friends"] == form["required"]
    assert {"type": "null"} in form["properties"]["city"]["anyOf"]


async def test_what_does_not_fit_is_null_and_the_rest_is_kept(
    composer: OpenAIComposer, model: ModelServer
):
    model.will_say('{"city": "Oslo", "age": "old", "friends": "Ada", "more": 1}')

    assert {"city": "Oslo", "age": None, "friends": None} == (
        await composer.fill(SCHEMA, NOTES)
    ).fields


async def test_a_broken_answer_is_asked_for_once_more(composer: OpenAIComposer, model: ModelServer):
    model.will_say("I think that Mira")
    model.will_say('{"city": "Oslo"}')
    form = await composer.fill(SCHEMA, NOTES)

    assert "Oslo" == form.fields["city"]
    assert (2, 200, 40) == (form.usage.calls, form.usage.tokens_in, form.usage.tokens_out)
    assert "I think that Mira" == model.requests[1]["messages"][2]["content"]


@pytest.mark.parametrize("answer", ["nonsense", "[]", '"text"', "null", "", None])
async def test_two_broken_answers_are_an_error(
    composer: OpenAIComposer, model: ModelServer, answer: str | None
):
    model.will_say(answer)
    model.will_say(answer)

    with pytest.raises(BadModelOutputError):
        await composer.fill(SCHEMA, NOTES)


async def test_a_refusal_is_an_error(composer: OpenAIComposer, model: ModelServer):
    model.will_say(None, refusal="I would rather not")

    with pytest.raises(ModelRefusedError, match="I would rather not"):
        await composer.fill(SCHEMA, NOTES)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, ModelUnavailableError), (429, ModelUnavailableError), (400, ModelRefusedError)],
    ids=str,
)
async def test_an_endpoint_that_fails_is_an_error(
    composer: OpenAIComposer, model: ModelServer, status: int, kind: type[Exception]
):
    model.will_fail(status)

    with pytest.raises(kind):
        await composer.fill(SCHEMA, NOTES)


async def test_an_answer_that_is_no_completion_is_an_error(
    composer: OpenAIComposer, model: ModelServer
):
    model.will_send(b"<html>")

    with pytest.raises(BadModelOutputError):
        await composer.fill(SCHEMA, NOTES)


async def test_a_summary_is_a_text(composer: OpenAIComposer, model: ModelServer):
    model.will_say('{"summary": " Mira lives in Oslo. "}')
    composed = await composer.sum_up(NOTES)

    assert "Mira lives in Oslo." == composed.text
    assert 1 == composed.usage.calls


@pytest.mark.parametrize("answer", ['{"summary": ""}', '{"text": "x"}', "Mira lives in Oslo."])
async def test_no_summary_is_an_error(composer: OpenAIComposer, model: ModelServer, answer: str):
    model.will_say(answer)
    model.will_say(answer)

    with pytest.raises(BadModelOutputError):
        await composer.sum_up(NOTES)

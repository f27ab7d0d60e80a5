"""Categories and memory types from a language model's one call, broken answers included."""

import json
from collections.abc import AsyncGenerator, Generator
from datetime import UTC, datetime
from functools import cache

import pytest
from openai import AsyncOpenAI

from app.services.models import Models
from app.services.understanding import Understanding, understood
from extraction.categories import built_in
from extraction.model import Conversation, Turn
from extraction.openai_extractor import OpenAIExtractor
from extraction.static_embedder import StaticEmbedder
from tests.model_server import ModelServer, running
from tests.unit.conversing import adding, conversation, told

TEXT = "I bake bread every Sunday"


@pytest.fixture
def server() -> Generator[ModelServer]:
    with running() as model:
        yield model


@pytest.fixture
async def extractor(server: ModelServer) -> AsyncGenerator[OpenAIExtractor]:
    async with AsyncOpenAI(base_url=server.url, api_key="none", max_retries=0) as client:
        yield OpenAIExtractor(client, "stub")


def answer(**changes: object) -> str:
    fact: dict[str, object] = {
        "text": "mira bakes bread every Sunday",
        "message": 0,
        "quote": TEXT,
        "by_agent": False,
    }
    fact["categories"] = ["hobbies", "food"]
    if "categories" in changes:
        fact["categories"] = changes.pop("categories")
    body = {"entities": [], "facts": [fact], "relations": [], "memory_type": "LONG_TERM", **changes}
    return json.dumps({key: value for key, value in body.items() if value is not None})


@cache
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


async def asked(extractor: OpenAIExtractor, **options: object) -> Understanding:
    request = adding(**options)
    script = told(*conversation(TEXT), addition=request)
    return await understood(script, request, Models(extractor, embedder()))


async def test_one_call_gives_facts_categories_and_type(
    server: ModelServer, extractor: OpenAIExtractor
):
    server.will_say(answer(memory_type="PROCEDURAL"))
    findings = (await asked(extractor, wants_type=True)).findings

    assert 1 == len(server.requests) == findings.usage.calls
    assert [("hobbies", "food")] == [fact.categories for fact in findings.facts]
    assert "PROCEDURAL" == findings.memory_type


@pytest.mark.parametrize("broken", ["food", ["gluttony"], [], [None], {"food": 1}, 7])
async def test_a_fact_whose_categories_are_broken_is_kept_and_gets_some_without_the_model(
    server: ModelServer, extractor: OpenAIExtractor, broken: object
):
    server.will_say(answer(categories=broken))
    findings = (await asked(extractor)).findings

    assert 1 == len(server.requests)
    assert ["food"] == [fact.categories[0] for fact in findings.facts if fact.categories]
    assert () == findings.rejections


@pytest.mark.parametrize("broken", [None, "SOMETIMES", 3, ["EPISODIC"], {}])
async def test_a_type_that_is_broken_costs_nothing_else(
    server: ModelServer, extractor: OpenAIExtractor, broken: object
):
    server.will_say(answer(memory_type=broken))
    findings = (await asked(extractor, wants_type=True)).findings

    assert (1, None) == (len(findings.facts), findings.memory_type)


async def test_the_model_chooses_among_the_callers_categories(
    server: ModelServer, extractor: OpenAIExtractor
):
    server.will_say(answer(categories=["kitchen"]))
    own = ({"kitchen": "What happens at the stove"}, {"garden": ""})
    findings = (await asked(extractor, custom_categories=own)).findings
    question = json.loads(server.requests[0]["messages"][1]["content"])

    assert {"kitchen": "What happens at the stove", "garden": ""} == question["categories"]
    assert [("kitchen",)] == [fact.categories for fact in findings.facts]


async def test_the_schema_is_strict_with_labels_too(
    server: ModelServer, extractor: OpenAIExtractor
):
    server.will_say(answer())
    await asked(extractor, wants_type=True)
    schema = server.requests[0]["response_format"]["json_schema"]["schema"]

    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert set(part["properties"]) == set(part["required"])


async def test_what_is_stored_as_it_is_has_the_categories_of_what_was_read_in_it(
    server: ModelServer, extractor: OpenAIExtractor
):
    server.will_say(answer())
    findings = (await asked(extractor, infer=False)).findings

    assert [(TEXT, ("hobbies", "food"))] == [(one.text, one.categories) for one in findings.facts]


async def test_a_ten_message_add_with_labels_asks_with_at_most_8000_characters(
    server: ModelServer, extractor: OpenAIExtractor
):
    server.will_say(answer())
    text = "Yesterday I drove to the coast with my cousin, and we had lunch near the old harbour."
    turns = [
        Turn(role="user", text=text, sent_at=datetime.now(UTC), speaker="mira", is_self=True)
    ] * 10
    told = Conversation(
        turns=tuple(turns), self_name="mira", categories=built_in(), wants_type=True
    )
    await extractor.extract(told)

    assert sum(len(one["content"]) for one in server.requests[0]["messages"]) <= 8000

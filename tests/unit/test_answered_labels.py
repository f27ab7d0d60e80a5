"""The categories and the type in one answer of a language model, whatever they look like."""

from datetime import UTC, datetime
from typing import Any, cast

import msgspec
import pytest

from extraction.completions import RawAnswer, Reading, json_schema
from extraction.model import Category, Conversation, Findings, Turn, Usage

TEXT = "Anna works at Acme."
FACT = {"text": TEXT, "message": 0, "quote": TEXT, "by_agent": False}


def _fact_schema(schema: dict[str, object]) -> Any:
    return cast("dict[str, Any]", schema["$defs"])["AnswerFact"]


def test_the_schema_has_no_labels_that_nobody_wants():
    schema = json_schema(Conversation(turns=(), self_name="sam"))

    assert "categories" not in _fact_schema(schema)["properties"]
    assert "memory_type" not in cast("dict[str, Any]", schema["properties"])


def test_the_schema_asks_for_what_the_conversation_wants():
    categories = (Category(name="food"), Category(name="pets"))
    schema = json_schema(
        Conversation(turns=(), self_name="sam", categories=categories, wants_type=True)
    )
    fact = _fact_schema(schema)

    assert ["food", "pets"] == fact["properties"]["categories"]["items"]["enum"]
    assert "categories" in fact["required"]
    assert "memory_type" in cast("list[str]", schema["required"])


CHOICE = (Category(name="Food"), Category(name="pets"), Category(name="work"), Category(name="art"))


def turn() -> Turn:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    return Turn(role="user", text=TEXT, sent_at=at, speaker="sam")


def labelled(categories: object, memory_type: object = None) -> Findings:
    answer = {
        "entities": [],
        "facts": [{**FACT, "categories": categories}],
        "relations": [],
        "memory_type": memory_type,
    }
    raw = msgspec.json.decode(msgspec.json.encode(answer), type=RawAnswer)
    said = Conversation(turns=(turn(),), self_name="sam", categories=CHOICE, wants_type=True)
    return Reading(said, raw).findings(Usage(extractor="model"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["work", "pets"], ("work", "pets")),
        (["food", " WORK "], ("Food", "work")),
        (["work", "work", "space", 7, None], ("work",)),
        (["work", "pets", "art", "food"], ("work", "pets", "art")),
        ([], None),
        (["space"], None),
        ("work", None),
        ({"work": True}, None),
        (None, None),
    ],
)
def test_only_categories_that_were_asked_for_are_kept_and_the_fact_always(
    given: object, expected: tuple[str, ...] | None
):
    (fact,) = labelled(given).facts

    assert expected == fact.categories


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("EPISODIC", "EPISODIC"),
        (" semantic", "SEMANTIC"),
        ("FOREVER", None),
        (["EPISODIC"], None),
        (4, None),
        (None, None),
    ],
)
def test_a_type_is_one_of_five_or_none(given: object, expected: str | None):
    assert expected == labelled(["work"], given).memory_type


def test_a_type_that_nobody_asked_for_is_left_out():
    raw = RawAnswer(entities=[], facts=[], relations=[], memory_type="EPISODIC")

    assert Reading(Conversation(turns=(), self_name="sam"), raw).memory_type is None

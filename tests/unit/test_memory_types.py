"""The type of a conversation by rules."""

from datetime import UTC, datetime

import pytest

from extraction.memory_types import FALLBACK, LONGEST, memory_type
from extraction.model import Turn

AT = datetime(2026, 6, 1, tzinfo=UTC)


def turn(text: str, *, role: str = "user", is_context: bool = False) -> Turn:
    return Turn(role=role, text=text, sent_at=AT, speaker=role, is_context=is_context)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the lid, then press the green key.", "PROCEDURAL"),
        ("If the pump stops, call the plumber.", "PROCEDURAL"),
        ("I'm parking right now", "SHORT_TERM"),
        ("I\N{RIGHT SINGLE QUOTATION MARK}m parking at the moment", "SHORT_TERM"),
        ("I fell down the stairs last week.", "EPISODIC"),
        ("I have just moved", "LONG_TERM"),
        ("Granite is a hard rock.", "SEMANTIC"),
        ("I teach Latin.", "LONG_TERM"),
        ("What is granite? I teach Latin.", "LONG_TERM"),
    ],
)
def test_the_cues_of_the_sentences_decide(text: str, expected: str):
    assert expected == memory_type([turn(text)])


@pytest.mark.parametrize("text", ["", "   ", "?!", "..."])
def test_what_says_nothing_is_kept_for_long(text: str):
    assert FALLBACK == memory_type([turn(text)])


def test_nothing_said_is_kept_for_long():
    assert FALLBACK == memory_type([])


def test_what_the_assistant_says_does_not_count_beside_the_user():
    said = [turn("Granite is a hard rock.", role="assistant"), turn("I fell off a bike yesterday")]

    assert "EPISODIC" == memory_type(said)


def test_an_assistant_alone_counts():
    assert "SEMANTIC" == memory_type([turn("Granite is a hard rock.", role="assistant")])


def test_what_was_said_before_does_not_count():
    assert "SEMANTIC" == memory_type(
        [turn("I fell off a bike yesterday", is_context=True), turn("Granite is a hard rock.")]
    )


def test_a_sentence_without_end_is_read_to_a_limit():
    assert "LONG_TERM" == memory_type([turn("I teach Latin " + "and " * LONGEST + "yesterday")])

from typing import Any

import msgspec
import pytest

from app.routes.add_bodies import AddBody
from app.services.additions import Said
from app.services.memory_rows import labelled, result, sources
from app.services.notes import Note, text_hash
from extraction.model import Fact, Span
from graph import keys
from graph.keys import hashed
from graph.model import ScopeIds
from graph.terms import metadata_pairs, pair
from tests.unit.conversing import SENT, adding, message

TURNS = (message("I like green tea", position=0), message("and black tea", position=1))


def _note(*spans: tuple[int, int, int]) -> Note:
    found = tuple(Span(turn=turn, start=start, end=end) for turn, start, end in spans)
    return Note(
        memory_id="m",
        ordinal=0,
        fact=Fact(text="Mira likes tea", spans=found),
        hash=text_hash("Mira likes tea"),
        ids=ScopeIds(user_id="mira", run_id="r"),
        message=TURNS[0],
        said_at=SENT,
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 0, 6)], [("7d0f-0", 0, 6)]),
        ([(0, 7, 12), (0, 0, 6)], [("7d0f-0", 0, 12)]),
        ([(0, 0, 16), (0, 7, 12)], [("7d0f-0", 0, 16)]),
        ([(1, 4, 9), (0, 0, 6)], [("7d0f-1", 4, 9), ("7d0f-0", 0, 6)]),
        ([(0, 7, 12), (1, 4, 9), (0, 13, 16)], [("7d0f-0", 7, 16), ("7d0f-1", 4, 9)]),
    ],
)
def test_a_message_is_one_source_from_its_first_word_to_its_last(
    spans: list[tuple[int, int, int]], expected: list[tuple[str, int, int]]
):
    found = sources(_note(*spans), TURNS)

    assert expected == [(one.message_id, one.start, one.end) for one in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, None),
        ({"metadata": {}}, {}),
        ({"metadata": {"k": 1}}, {"k": 1}),
        ({"memory_type": "EPISODIC"}, {"memory_type": "EPISODIC"}),
        (
            {"metadata": {"k": 1}, "memory_type": "EPISODIC"},
            {"k": 1, "memory_type": "EPISODIC"},
        ),
        (
            {"metadata": {"memory_type": "episodic"}, "memory_type": "EPISODIC"},
            {"memory_type": "EPISODIC"},
        ),
    ],
)
def test_the_type_of_a_memory_stands_in_its_metadata(
    given: dict[str, Any], expected: dict[str, object] | None
):
    assert expected == labelled(adding(**given))


def test_the_caller_s_metadata_is_not_written_to():
    metadata: dict[str, object] = {"k": 1}

    labelled(adding(metadata=metadata, memory_type="EPISODIC"))

    assert {"k": 1} == metadata


def test_a_result_has_its_text_where_every_generation_looks():
    shown = msgspec.to_builtins(result(_note((0, 0, 6))))

    assert ("m", "ADD", "Mira likes tea") == (shown["id"], shown["event"], shown["memory"])
    assert {"memory": "Mira likes tea"} == shown["data"]
    assert ("mira", None, None, "r") == (
        shown["user_id"],
        shown["agent_id"],
        shown["app_id"],
        shown["run_id"],
    )


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ({"a": [[1], 2]}, ("a\x1f2",)),
        ({"a": [{"b": 1}, {"b": 2}, {"b": 1}]}, ("a.b\x1f1", "a.b\x1f2")),
        ({"a": {"b": {"c": "x"}}, "a.b.c": "x"}, ('a.b.c\x1f"x"',)),
        ({"a": []}, ()),
        ({"a": {}}, ()),
        ({"a": "1"}, ('a\x1f"1"',)),
        ({"a": -0.0}, ("a\x1f0",)),
        ({"a": 1e20}, ("a\x1f100000000000000000000",)),
        ({"a": 'say "hi"'}, ('a\x1f"say "hi""',)),
    ],
)
def test_nested_metadata_is_paired_to_the_bottom(
    metadata: dict[str, object], expected: tuple[str, ...]
):
    assert expected == metadata_pairs(metadata)


@pytest.mark.parametrize(
    ("one", "other"), [("1", 1), ("true", True), ("null", None), (0, False), ("", None), (1, 1.5)]
)
def test_different_values_are_different_pairs(one: object, other: object):
    assert pair("a", one) != pair("a", other)


def test_a_key_is_a_letter_and_32_digits_over_all_parts_in_their_order():
    assert "oe3b0c44298fc1c149afbf4c8996fb924" == hashed(keys.OWNER)
    assert "oe3b0c44298fc1c149afbf4c8996fb924" == hashed(keys.OWNER, "")
    assert hashed("o", "a", "b") != hashed("o", "b", "a")
    assert hashed("o", "ab", "c") != hashed("o", "a", "bc")
    assert hashed("o", "a")[1:] == hashed("c", "a")[1:]


def test_the_letters_of_keys_differ():
    letters = [
        keys.OWNER,
        keys.SCOPE,
        keys.ENTITY,
        keys.SLOT,
        keys.PAIR,
        keys.PREDICATE,
        keys.ERASURE,
    ]

    assert len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (b'"hi"', [Said(role="user", text="hi")]),
        (b'{"content": "hi"}', [Said(role="user", text="hi")]),
        (
            b'["hi", {"role": "tool", "content": null, "tool_calls": []}]',
            [Said(role="user", text="hi"), Said(role="tool", text="")],
        ),
        (
            b'[{"role": "assistant", "content": "hi", "name": null, "id": 0}]',
            [Said(role="assistant", text="hi", external_id="0")],
        ),
        (
            b'[{"content": [{"type": "image_url", "image_url": {"url": "x"}}, {"text": "hi"}]}]',
            [Said(role="user", text="hi")],
        ),
        (b'[{"content": [{"text": null}, {"text": ""}, ""]}]', [Said(role="user", text="")]),
        (b'{"content": {"url": "x"}}', [Said(role="user", text="")]),
        (b'["", "a"]', [Said(role="user", text=""), Said(role="user", text="a")]),
    ],
)
def test_messages_are_read_off_the_wire(messages: bytes, expected: list[Said]):
    body = msgspec.json.decode(b'{"messages": ' + messages + b', "version": "v2"}', type=AddBody)

    assert expected == list(body.addition().messages)


@pytest.mark.parametrize("messages", [b"5", b"[5]", b"[null]", b'{"role": 5}', b'[{"id": []}]'])
def test_what_is_no_message_does_not_fit(messages: bytes):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"messages": ' + messages + b"}", type=AddBody)


def test_null_means_not_given():
    names = [name for name in AddBody.__struct_fields__ if name != "messages"]
    nulls = msgspec.json.encode({**dict.fromkeys(names), "messages": "hi"})

    assert AddBody(messages="hi") == msgspec.json.decode(nulls, type=AddBody)

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from app.routes.add_bodies import AddBody
from app.routes.compat.classifying import ClassifyingBody
from app.routes.compat.first_adds import FirstAddBody
from app.routes.messages import MessageIn, Messages, heard
from app.services.additions import Said
from app.services.errors import InvalidRequestError
from graph.model import ScopeIds


def _body(**given: Any) -> AddBody:
    return msgspec.convert({"messages": "hi", "user_id": "mira", **given}, AddBody, strict=False)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ("hi", [("user", "hi")]),
        (MessageIn(content="hi"), [("user", "hi")]),
        ([MessageIn(role="assistant", content="hi"), "ho"], [("assistant", "hi"), ("user", "ho")]),
        ([MessageIn(content=None)], [("user", "")]),
        ([MessageIn(content={"type": "text", "text": "hi"})], [("user", "hi")]),
        (
            [MessageIn(content=["hi", {"type": "text", "text": "ho"}, {"type": "image_url"}])],
            [("user", "hi\nho")],
        ),
        ([], []),
    ],
)
def test_messages_become_text(messages: Messages, expected: list[tuple[str, str]]):
    assert expected == [(one.role, one.text) for one in heard(messages).said]


def test_a_message_keeps_its_name_and_the_caller_s_id():
    (one,) = heard([MessageIn(content="hi", name="Mira", id=7)]).said

    assert Said(role="user", text="hi", name="Mira", external_id="7") == one


def test_no_messages_are_refused():
    with pytest.raises(InvalidRequestError, match="messages"):
        heard(None)


def test_a_part_that_is_no_object_is_refused():
    with pytest.raises(InvalidRequestError, match="part"):
        heard([MessageIn(content=[5])])


def test_ids_are_taken_from_the_top_and_from_filters():
    body = _body(filters={"run_id": "r1", "user_id": "mira", "metadata": {"x": 1}})

    assert ScopeIds(user_id="mira", run_id="r1") == body.addition().ids


@pytest.mark.parametrize("filters", [{"user_id": "other"}, {"agent_id": 5}, {"app_id": ["a"]}])
def test_ids_that_disagree_are_refused(filters: dict[str, object]):
    with pytest.raises(InvalidRequestError):
        _body(filters=filters).addition()


def test_empty_strings_say_nothing():
    addition = _body(includes="", excludes="", timezone="", agent_id="").addition()

    assert (None, None, None, None) == (
        addition.includes,
        addition.excludes,
        addition.timezone,
        addition.ids.agent_id,
    )


def test_every_option_arrives():
    addition = _body(
        metadata={"k": [1]},
        timestamp=1_767_225_600,
        timezone="Europe/Oslo",
        expiration_date="2026-12-31",
        immutable=True,
        includes="work",
        excludes="health",
        custom_instructions="be brief",
        agent_custom_instructions="be kind",
        custom_categories={"sports": "all of it"},
        structured_data_schema={"type": "object"},
        enable_graph=False,
    ).addition()

    assert {"k": [1]} == addition.metadata
    assert datetime(2026, 1, 1, tzinfo=UTC) == addition.timestamp
    assert date(2026, 12, 31) == addition.expiration_date
    assert (True, False, "Europe/Oslo") == (
        addition.immutable,
        addition.enable_graph,
        addition.timezone,
    )
    assert ("work", "health") == (addition.includes, addition.excludes)
    assert ("be brief", "be kind") == (
        addition.custom_instructions,
        addition.agent_custom_instructions,
    )
    assert ({"sports": "all of it"},) == addition.custom_categories
    assert {"type": "object"} == addition.structured_data_schema


def test_categories_come_as_a_list_too():
    given = [{"a": "one"}, {"b": "two"}]

    assert tuple(given) == _body(custom_categories=given).addition().custom_categories


@pytest.mark.parametrize(
    ("given", "infers", "waits"),
    [
        ({}, True, False),
        ({"async_mode": True}, True, False),
        ({"async_mode": False}, True, True),
        ({"infer": False}, False, True),
        ({"infer": False, "async_mode": True}, False, True),
        ({"messages": None, "memory": "hi"}, False, True),
        ({"messages": None, "memory": "hi", "infer": True}, True, False),
        ({"memory": "ignored"}, True, False),
    ],
)
def test_who_waits_and_what_is_inferred(given: dict[str, object], infers: bool, waits: bool):
    body = _body(**given)

    assert (infers, waits) == (body.infers, body.waits)


def test_a_bare_memory_is_one_message():
    body = _body(messages=None, memory="Mira likes tea")

    assert [Said(role="user", text="Mira likes tea")] == list(body.addition().messages)


@pytest.mark.parametrize(
    ("given", "header", "expected"),
    [
        (None, None, False),
        (None, "", True),
        ("v1.1", "", False),
        ("v1.0", None, True),
        ("v9", "", False),
    ],
)
def test_the_array_is_for_who_asks_or_is_known_to_want_it(
    given: str | None, header: str | None, expected: bool
):
    assert expected is FirstAddBody(output_format=given).wants_array(header)


@pytest.mark.parametrize(
    ("metadata", "classifies", "expected"),
    [
        (None, True, (None, True)),
        (None, False, (None, False)),
        ({"memory_type": "short_term"}, True, ("SHORT_TERM", False)),
        ({"memory_type": "short_term"}, False, ("SHORT_TERM", False)),
        ({"memory_type": None}, True, (None, True)),
    ],
)
def test_a_type_that_is_given_needs_not_be_found_out(
    metadata: dict[str, object] | None, classifies: bool, expected: tuple[str | None, bool]
):
    body = ClassifyingBody(messages="hi", metadata=metadata, auto_classify=classifies)
    addition = body.typed()

    assert expected == (addition.memory_type, addition.wants_type)


@pytest.mark.parametrize("given", ["FOREVER", 5, ["EPISODIC"], ""])
def test_a_type_that_does_not_exist_is_refused(given: object):
    with pytest.raises(InvalidRequestError, match="memory_type"):
        _ = ClassifyingBody(metadata={"memory_type": given}).memory_type

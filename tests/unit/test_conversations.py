from datetime import UTC, datetime

import pytest

from graph.model import ScopeIds
from tests.unit.conversing import EARLIER, SENT, adding, conversation, entity, message, told


def test_messages_become_turns_in_their_order():
    turns = told(*conversation("one", "two")).conversation.turns

    assert [("one", "mira", True), ("two", "mira", True)] == [
        (turn.text, turn.speaker, turn.is_self) for turn in turns
    ]


def test_earlier_messages_come_first_and_are_context():
    earlier = (message("before", event=EARLIER),)
    written = told(*conversation("now"), earlier=earlier)

    assert [True, False] == [turn.is_context for turn in written.conversation.turns]
    assert [EARLIER, "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"] == [
        one.event_id for one in written.messages
    ]


@pytest.mark.parametrize("role", ["system", "tool", "developer", "function"])
def test_what_nobody_said_is_context(role: str):
    turn = told(message("be nice", role=role)).conversation.turns[0]

    assert (role, True) == (turn.role, turn.is_context)


def test_what_nobody_said_earlier_is_left_out():
    earlier = (message("be nice", role="system", event=EARLIER),)

    assert 1 == len(told(*conversation("now"), earlier=earlier).messages)


@pytest.mark.parametrize("role", ["assistant", "agent"])
def test_an_agent_speaks_as_the_assistant(role: str):
    request = adding(ids=ScopeIds(user_id="mira", agent_id="helper"))
    written = told(message("hello", role=role), addition=request).conversation

    assert ("assistant", "helper", False) == (
        written.turns[0].role,
        written.turns[0].speaker,
        written.turns[0].is_self,
    )
    assert "helper" == written.agent_name


def test_a_name_is_the_speaker():
    turn = told(message("hello", name="Ann")).conversation.turns[0]

    assert ("Ann", False) == (turn.speaker, turn.is_self)


@pytest.mark.parametrize("name", ["mira", "Mira", "Mira Chen", "mimi"])
def test_every_known_name_of_the_user_is_the_user(name: str):
    itself = entity("Mira Chen", "Mimi", is_self=True)
    turn = told(message("hello", name=name), entities=(itself,)).conversation.turns[0]

    assert ("Mira Chen", True) == (turn.speaker, turn.is_self)


def test_the_user_is_called_by_its_known_name():
    itself = entity("Mira Chen", "mira", is_self=True)

    assert "Mira Chen" == told(*conversation("hi"), entities=(itself,)).conversation.self_name


@pytest.mark.parametrize(
    ("ids", "self_name"),
    [
        (ScopeIds(user_id="mira", run_id="r"), "mira"),
        (ScopeIds(agent_id="helper"), "helper"),
        (ScopeIds(app_id="shop"), "User"),
        (ScopeIds(run_id="r1"), "User"),
    ],
)
def test_an_unnamed_owner_is_called_by_its_id_or_user(ids: ScopeIds, self_name: str):
    assert self_name == told(*conversation("hi"), addition=adding(ids=ids)).conversation.self_name


def test_known_things_are_named_without_the_user_and_without_values():
    entities = (
        entity("mira", is_self=True),
        entity("Orbit", "Orbit Labs", kind="organization"),
        entity("31", kind="literal"),
    )
    known = told(*conversation("hi"), entities=entities).conversation.known

    assert [("Orbit", "organization", ("Orbit Labs",))] == [
        (one.name, one.type, one.aliases) for one in known
    ]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (ScopeIds(user_id="mira"), "for all"),
        (ScopeIds(agent_id="helper"), "for agents"),
        (ScopeIds(user_id="mira", agent_id="helper"), "for all"),
    ],
)
def test_an_agent_alone_has_instructions_of_its_own(ids: ScopeIds, expected: str):
    request = adding(ids=ids, custom_instructions="for all", agent_custom_instructions="for agents")

    assert expected == told(*conversation("hi"), addition=request).conversation.instructions


def test_blank_steering_is_none():
    request = adding(includes="", excludes="", custom_instructions="")
    written = told(*conversation("hi"), addition=request).conversation

    assert (None, None, None) == (written.includes, written.excludes, written.instructions)


@pytest.mark.parametrize(("wanted", "expected"), [(True, True), (False, False), (None, True)])
def test_relations_are_wanted_unless_the_graph_is_off(wanted: bool | None, expected: bool):
    request = adding(enable_graph=wanted)

    assert expected is told(*conversation("hi"), addition=request).conversation.wants_relations


@pytest.mark.parametrize(
    ("timezone", "hour"), [(None, 12), ("Europe/Oslo", 14), ("America/New_York", 8)]
)
def test_a_turn_is_told_in_the_zone_of_the_speaker(timezone: str | None, hour: int):
    turn = told(*conversation("hi"), addition=adding(timezone=timezone)).conversation.turns[0]

    assert hour == turn.sent_at.hour


def test_new_words_are_dated_by_the_observation_and_earlier_ones_are_not():
    seen = datetime(2020, 1, 2, tzinfo=UTC)
    script = told(
        message("new"), addition=adding(observed_at=seen), earlier=(message("old", event=EARLIER),)
    )

    assert [SENT, seen] == [turn.sent_at for turn in script.conversation.turns]


@pytest.mark.parametrize(
    ("schema", "own", "expected"),
    [
        (None, None, None),
        ({}, "Be brief.", "Be brief."),
        ({"properties": []}, None, None),
        (
            {"properties": {"city": {"description": "where they live"}, "age": {}, "x": 3}},
            "Be brief.",
            """Be brief.
State as facts of their own what is said about: city (where they live); age; x.""",
        ),
    ],
    ids=["none", "empty", "odd", "fields"],
)
def test_the_fields_of_a_schema_are_asked_for(
    schema: dict[str, object] | None, own: str | None, expected: str | None
):
    request = adding(structured_data_schema=schema, custom_instructions=own)

    assert expected == told(message("x"), addition=request).conversation.instructions

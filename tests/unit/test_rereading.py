"""New words of several memories, each read by itself, become one draft."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from msgspec import UNSET

from app.services.additions import Addition
from app.services.conversations import Context, script
from app.services.planning import Draft
from app.services.rereading import draft_of
from app.services.revisions import Revision, RevisionRequest
from app.services.scoping import ids_of, owner
from app.services.understanding import Understanding
from app.services.wording import Reading, Wording
from extraction.model import Appearance, Fact, Findings, Link, Mention, Rejection, Span, Usage
from graph.model import OPEN, Memory, Message, ScopeIds

PROJECT = "p1"
EVENT = "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"
SAID = datetime(2026, 6, 1, 12, tzinfo=UTC)
MENTIONS = (Mention(name="Ann", type="person", is_self=True), Mention(name="Oslo", type="place"))


def memory(memory_id: str, **changes: Any) -> Memory:
    given: dict[str, Any] = {
        "id": memory_id, "project_id": PROJECT, "owner_key": "o", "event_id": "e", "text": "old",
        "hash": "h", "metadata": None, "state": "active", "immutable": False,
        "created_at": SAID.isoformat(), "updated_at": SAID.isoformat(),
        "recorded_at": SAID.isoformat(), "valid_from": SAID.isoformat(),
        "valid_to": OPEN.isoformat(), "expires_at": OPEN.isoformat(), "user_id": "ann",
    }  # fmt: skip
    return Memory(**{**given, **changes})


def reading(told: Memory, position: int, *, rejections: int = 0) -> Reading:
    """Give what the models made of `Ann lives in Oslo`, the message at that position."""
    text = f"Ann lives in Oslo {position}"
    message = Message(
        id=f"message {position}", event_id=EVENT, position=position, role="user",
        sent_at=SAID.isoformat(), text=text,
    )  # fmt: skip
    fact = Fact(
        text=text,
        spans=(Span(turn=0, start=0, end=len(text)),),
        appearances=(
            Appearance(mention=0, role="subject", surface="Ann"),
            Appearance(mention=1, role="object", surface="Oslo"),
        ),
        links=(Link(subject=0, predicate="lives_in", object=1, predicate_raw="lives in"),),
    )
    findings = Findings(
        usage=Usage(extractor="spacy", calls=1, tokens_in=10, tokens_out=3),
        mentions=MENTIONS,
        facts=(fact,),
        rejections=(Rejection(text="x", reason="y"),) * rejections,
    )
    addition = Addition(ids=ids_of(told), infer=False)
    context = Context(messages=(message,), entities=())
    return Reading(
        wording=Wording(
            memory=told,
            message=message,
            addition=addition,
            script=script(addition, owner(PROJECT, addition.ids), context),
        ),
        understanding=Understanding(findings=findings, vectors={text: [float(position)]}),
    )


def draft(*readings: Reading, enable_graph: bool = True, **revision: Any) -> Draft:
    """Give the draft of an update that gives each memory its words and what else is said."""
    updates = tuple(
        Revision(memory_id=one.wording.memory.id, position=place, **revision)
        for place, one in enumerate(readings)
    )
    request = RevisionRequest(updates=updates, enable_graph=enable_graph)
    return draft_of(PROJECT, EVENT, request=request, readings=readings)


def test_each_memory_is_one_note_with_its_own_id():
    found = draft(reading(memory("m1"), 0), reading(memory("m2"), 1))

    (part,) = found.parts
    assert [("m1", 0), ("m2", 1)] == [(note.memory_id, note.ordinal) for note in part.notes]
    assert (PROJECT, EVENT) == (found.project_id, found.event_id)


def test_spans_count_the_messages_of_all_readings():
    found = draft(reading(memory("m1"), 0), reading(memory("m2"), 1), reading(memory("m3"), 2))

    turns = [note.fact.spans[0].turn for note in found.parts[0].notes]
    assert [0, 1, 2] == turns
    assert ["message 0", "message 1", "message 2"] == [turn.id for turn in found.turns]


def test_mentions_count_those_of_all_readings_of_an_owner():
    (part,) = draft(reading(memory("m1"), 0), reading(memory("m2"), 1)).parts
    links = [(link.subject, link.object) for note in part.notes for link in note.fact.links]
    seen = [[one.mention for one in note.fact.appearances] for note in part.notes]

    assert MENTIONS + MENTIONS == part.mentions
    assert [(0, 1), (2, 3)] == links
    assert [[0, 1], [2, 3]] == seen


def test_each_owner_has_a_part_whose_mentions_begin_at_nought():
    bens = memory("m2", user_id="ben")
    found = draft(reading(memory("m1"), 0), reading(bens, 1), reading(memory("m3"), 2))
    links = [[note.fact.links[0].subject for note in part.notes] for part in found.parts]

    assert ["ann", "ben"] == [part.owner.external_id for part in found.parts]
    assert [[0, 2], [0]] == links
    assert [["m1", "m3"], ["m2"]] == [[n.memory_id for n in part.notes] for part in found.parts]


def test_words_come_in_the_order_of_their_messages():
    (part,) = draft(reading(memory("m1"), 0), reading(memory("m2"), 1)).parts

    assert [SAID, SAID + timedelta(microseconds=1)] == [note.said_at for note in part.notes]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (UNSET, SAID),
        (None, OPEN),
        (date(2027, 1, 1), datetime.combine(date(2027, 1, 1), time.max, UTC)),
    ],
)
def test_a_memory_expires_when_it_did_unless_the_update_says_otherwise(
    day: Any, expected: datetime
):
    told = memory("m1", expires_at=SAID.isoformat())
    (part,) = draft(reading(told, 0), expires=day).parts

    assert expected == part.notes[0].expires_at


def test_a_note_carries_the_ids_of_its_memory():
    told = memory("m1", agent_id="bot", run_id="r")
    (part,) = draft(reading(told, 0)).parts

    assert ScopeIds(user_id="ann", agent_id="bot", run_id="r") == part.notes[0].ids
    assert ("user", "ann") == (part.owner.kind, part.owner.external_id)


def test_the_event_belongs_to_the_first_memorys_owner():
    told = memory("m1", user_id=None, agent_id="bot")
    found = draft(reading(told, 0), reading(memory("m2"), 1))

    assert owner(PROJECT, ScopeIds(agent_id="bot")) == found.owner


def test_costs_vectors_and_rejections_are_those_of_all_readings():
    found = draft(reading(memory("m1"), 0, rejections=1), reading(memory("m2"), 1, rejections=2))

    assert Usage(extractor="spacy", calls=2, tokens_in=20, tokens_out=6) == found.usage
    assert 3 == found.rejected
    assert {"Ann lives in Oslo 0": [0.0], "Ann lives in Oslo 1": [1.0]} == found.vectors


@pytest.mark.parametrize("enable_graph", [True, False])
def test_the_graph_is_made_as_the_request_says(*, enable_graph: bool):
    found = draft(reading(memory("m1"), 0), enable_graph=enable_graph)

    assert enable_graph == found.addition.enable_graph


def test_the_same_words_have_the_same_hash():
    first, again, other = (
        draft(reading(memory("m1"), position)).parts[0].notes[0].hash for position in (0, 0, 1)
    )

    assert first == again
    assert first != other

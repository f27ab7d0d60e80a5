from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from app.routes.memory_items import MemoryOut, narrowed
from app.routes.read_bodies import ReadBody
from app.routes.relations import RelationOut, Step, relations_out
from app.routes.search import SearchBody
from app.services.errors import InvalidRequestError
from app.services.relations import Hop, ShownRelation
from app.services.search import Query
from graph.model import Access, Memory, Project, Relation, Source, Visibility

AT = "2026-01-05T09:30:00Z"
PROJECT = Project(id="p", organization_id="o", name="n", created_at=AT, updated_at=AT)
ACCESS = Access(key_id="k", member_id="m", email=None, role="OWNER", project=PROJECT)
FACTS_ONLY = msgspec.structs.replace(
    ACCESS, project=msgspec.structs.replace(PROJECT, enable_graph=False)
)
MEMORY = Memory(
    id="1",
    project_id="p",
    owner_key="o",
    event_id="e",
    text="Mira likes tea",
    hash="h",
    metadata='{"k": 1}',
    state="active",
    immutable=False,
    created_at=AT,
    updated_at=AT,
    recorded_at=AT,
    valid_from=AT,
    valid_to="9999-12-31T00:00:00Z",
    expires_at="2026-12-31T23:59:59.999999Z",
    run_id="r",
)
RELATION = Relation(
    id="r",
    owner_key="o",
    source="Mira",
    source_id="s",
    source_type="person",
    predicate="lives_in",
    target="Oslo",
    target_id="t",
    target_type="place",
    valid_from="2025-01-01T00:00:00Z",
    valid_from_precision="month",
    valid_to="9999-12-31T00:00:00Z",
    valid_to_precision="none",
    recorded_at=AT,
    retired_at="9999-12-31T00:00:00Z",
    confidence=0.9,
    memory_ids=["1"],
    fact="Mira lives in Oslo",
)


@pytest.mark.parametrize(
    ("given", "access", "is_envelope", "expected"),
    [
        (None, ACCESS, True, True),
        (None, ACCESS, False, False),
        (None, FACTS_ONLY, True, False),
        (True, FACTS_ONLY, False, True),
        (False, ACCESS, True, False),
    ],
)
def test_relations_are_shown_when_asked_for_or_when_they_fit(
    given: bool | None, access: Access, is_envelope: bool, expected: bool
):
    assert expected is ReadBody(enable_graph=given).walks(access, is_envelope=is_envelope)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, set[str]()),
        ("id,memory", {"id", "memory"}),
        (["id", " memory ", ""], {"id", "memory"}),
    ],
)
def test_fields_come_as_a_list_or_joined(given: list[str] | str | None, expected: set[str]):
    assert expected == ReadBody(fields=given).shown_fields


def _seen(**given: Any) -> Visibility:
    return ReadBody(filters={"user_id": "mira"}, **given).visibility(ACCESS)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"as_of": "2026-06-01"}, datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ({"as_of": "2026-06-01T08:00:00Z"}, datetime(2026, 6, 1, 8, tzinfo=UTC)),
        ({"as_of": ""}, None),
        ({}, None),
    ],
)
def test_as_of_is_a_day_s_noon_or_an_instant(given: dict[str, str], expected: datetime | None):
    assert expected == _seen(**given).as_of


def test_known_at_takes_in_the_whole_day():
    assert datetime(2026, 6, 1, 23, 59, 59, 999999, UTC) == _seen(known_at="2026-06-01").known_at


def test_what_a_read_shows_is_passed_on():
    seen = _seen(show_expired=True, latest_only=True, include_merged=True, include_ended=True)

    assert (True, True, True, True) == (
        seen.show_expired,
        seen.latest_only,
        seen.include_merged,
        seen.include_ended,
    )


def test_a_read_without_a_scope_is_refused_in_the_route_s_words():
    with pytest.raises(InvalidRequestError, match="nobody"):
        ReadBody(filters={"metadata": {"k": 1}}).visibility(ACCESS, missing="nobody")


def test_ids_beside_filters_are_for_older_generations():
    body = ReadBody(user_id="mira")

    assert body.visibility(ACCESS)
    with pytest.raises(InvalidRequestError, match="filters"):
        body.strict_visibility(ACCESS)


def test_a_memory_is_shown_in_mem0_s_words():
    shown = MemoryOut.from_memory(MEMORY)

    assert ("Mira likes tea", {"k": 1}, "2026-12-31", "r", "r", "active") == (
        shown.memory,
        shown.metadata,
        shown.expiration_date,
        shown.run_id,
        shown.session_id,
        shown.lifecycle_state,
    )
    assert b"score" not in msgspec.json.encode(shown)


def test_sources_are_shown_when_they_are_given():
    source = Source(message_id="m", event_id="e", index=0, role="user", start=0, end=4)

    assert [source] == MemoryOut.from_memory(MEMORY, [source]).sources


def test_a_narrowed_memory_has_its_id_and_what_was_asked_for():
    (shown,) = narrowed([MemoryOut.from_memory(MEMORY)], frozenset({"hash", "nonsense"}))

    assert {"id": "1", "hash": "h"} == msgspec.to_builtins(shown)


def test_a_relation_is_shown_with_both_of_its_clocks():
    (shown,) = relations_out([ShownRelation(relation=RELATION, is_current=True)])

    assert ("Mira", "lives_in", "Oslo", "Oslo") == (
        shown.source,
        shown.relationship,
        shown.target,
        shown.destination,
    )
    assert ("2025-01", None, "2026-01-05T09:30:00+00:00") == (
        shown.valid_from,
        shown.valid_to,
        shown.recorded_at,
    )
    assert b'"score"' not in msgspec.json.encode(shown)


def test_a_relation_that_a_walk_came_to_has_its_way():
    hop = Hop(
        relation_id="x",
        from_name="Oslo",
        predicate="lives_in",
        to_name="Mira",
        is_forward=False,
        memory_ids=["1"],
    )
    found = ShownRelation(relation=RELATION, is_current=False, score=0.5, path=[hop])
    step = Step(
        relation_id="x",
        source="Mira",
        relationship="lives_in",
        target="Oslo",
        forward=False,
        memory_ids=["1"],
    )

    shown = RelationOut.from_shown(found)

    assert (0.5, [step], False) == (shown.score, shown.path, shown.current)


def test_no_relations_are_an_empty_list():
    assert [] == relations_out(None)


def _question(**given: Any) -> Query:
    defaults = {"query": " tea ", "filters": {"user_id": "mira"}}
    body = msgspec.convert({**defaults, **given}, SearchBody)
    return body.question(body.visibility(ACCESS), threshold=0.1, walks=False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ("tea", 10, 0.1)),
        ({"top_k": 3, "limit": 5, "threshold": 0.0}, ("tea", 3, 0.0)),
        ({"limit": 5, "threshold": 1.0}, ("tea", 5, 1.0)),
    ],
)
def test_a_question_has_defaults(given: dict[str, Any], expected: tuple[str, int, float]):
    question = _question(**given)

    assert expected == (question.text, question.limit, question.threshold)

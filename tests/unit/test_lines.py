import asyncio
from datetime import timedelta
from typing import Any

import pytest

from app.services import deadlines
from app.services.claims import Bound
from app.services.lines import attested, chained, gives_way, just_before, new_line, stored_line
from graph.errors import UnavailableError
from graph.evidence import Evidence
from graph.model import BEGINNING, OPEN
from graph.owners import StoredRelation
from tests.unit.saying import NOW, claim, day

OSLO = claim("Ann lives_in Oslo", "2024-03-01", memory="m1")
ROME = claim("Ann lives_in Rome", "2025-03-01", memory="m2")


def _relation(**given: Any) -> StoredRelation:
    fields: dict[str, Any] = {
        "id": "r",
        "predicate": "lives_in",
        "pair": "p",
        "slot": "s",
        "confidence": 1.0,
        "memory_ids": ["m1", "m2", "gone"],
        "subject_id": "a",
        "subject_key": "ka",
        "subject_name": "Ann",
        "object_id": "b",
        "object_key": "kb",
        "object_name": "Oslo",
        "valid_from": "2024-01-01T00:00:00Z",
        "valid_from_precision": "year",
        "valid_to": "2025-01-01T00:00:00Z",
        "valid_to_stated": "9999-12-31T00:00:00Z",
        "valid_to_precision": "none",
        "ended_at": "9999-12-31T00:00:00Z",
        "recorded_at": "2024-05-01T00:00:00Z",
        "retired_at": "9999-12-31T00:00:00Z",
        "evidence_until": "9999-12-31T00:00:00Z",
    }
    return StoredRelation(**{**fields, **given})


def _evidence(name: str, sent: str) -> Evidence:
    return Evidence(
        id=name,
        hash="h",
        state="active",
        relation_ids=["r"],
        created_at=f"{sent}T00:00:00Z",
        expires_at="9999-12-31T00:00:00Z",
    )


FOUND = {"m1": _evidence("m1", "2024-02-01"), "m2": _evidence("m2", "2024-04-01")}


def test_before_the_beginning_there_is_nothing():
    assert day("2024") - timedelta(microseconds=1) == just_before(day("2024"))
    assert BEGINNING == just_before(BEGINNING)


@pytest.mark.parametrize(
    ("given", "evidence", "expected"),
    [
        ({}, FOUND, "2024-04-01"),
        ({}, {}, "2024-01-01"),
        ({"memory_ids": ["m1"]}, FOUND, "2024-02-01"),
        ({"valid_from_precision": "none"}, {"m1": FOUND["m1"]}, "2024-02-01"),
        (
            {"valid_from_precision": "none", "valid_from": "2024-06-01T00:00:00Z"},
            FOUND,
            "2024-06-01",
        ),
        ({"valid_from": "2030-01-01T00:00:00Z"}, FOUND, "2024-04-01"),
    ],
)
def test_a_stored_relation_was_said_when_its_latest_memory_was(
    given: dict[str, Any], evidence: dict[str, Evidence], expected: str
):
    assert day(expected) == stored_line(_relation(**given), evidence).said_at


def test_a_stored_relation_ends_when_it_was_said_to_and_not_where_the_next_begins():
    line = stored_line(_relation(), FOUND)

    assert Bound(at=OPEN, precision="none") == line.ends
    assert line.is_open
    assert line.claim is None


@pytest.mark.parametrize(
    ("given", "is_open", "is_retired"),
    [
        ({}, True, False),
        ({"valid_to_stated": "2024-09-01T00:00:00Z"}, False, False),
        ({"retired_at": "2024-09-01T00:00:00Z"}, False, True),
    ],
)
def test_a_line_is_open_until_it_is_ended_or_taken_back(
    given: dict[str, Any], is_open: bool, is_retired: bool
):
    line = stored_line(_relation(**given), FOUND)

    assert (is_open, is_retired) == (line.is_open, line.is_retired)


def test_a_new_line_that_is_over_was_known_to_be_over_when_it_was_recorded():
    over = claim("Ann lives_in Oslo", "2024-03-01", state="ended", until="2023")

    assert NOW == new_line(over, "x", NOW).ended_at
    assert OPEN == new_line(OSLO, "x", NOW).ended_at


def test_the_same_memory_attests_a_line_once():
    line = new_line(OSLO, "x", NOW)

    assert ("m1",) == attested(line, OSLO).memory_ids
    assert ("m1", "m2") == attested(line, ROME).memory_ids


def test_evidence_that_comes_late_does_not_turn_the_clock_back():
    line = new_line(ROME, "x", NOW)

    assert day("2025-03-01") == attested(line, OSLO).said_at
    assert day("2025-03-01") == attested(new_line(OSLO, "x", NOW), ROME).said_at


def test_a_slot_is_chained_by_start_then_by_arrival():
    late = stored_line(_relation(id="late", recorded_at="2024-06-01T00:00:00Z"), {})
    early = stored_line(_relation(id="early"), {})
    first = stored_line(_relation(id="first", valid_from="2023-01-01T00:00:00Z"), {})
    wrong = stored_line(_relation(id="wrong", retired_at="2024-06-01T00:00:00Z"), {})
    other = stored_line(_relation(id="other", slot="t"), {})

    found = chained([late, wrong, early, other, first], "s")

    assert ["first", "early", "late"] == [line.id for line in found]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("9999-12-31", True), ("2024-06-02", True), ("2024-06-01", False), ("2024-05-01", False)],
)
def test_what_ends_before_the_next_begins_gives_no_way(stated: str, expected: bool):
    line = stored_line(_relation(valid_to_stated=f"{stated}T00:00:00Z"), {})
    following = stored_line(_relation(valid_from="2024-06-01T00:00:00Z"), {})

    assert expected is gives_way(line, following)


async def test_a_small_read_has_time_to_answer():
    assert "answer" == await deadlines.in_time(asyncio.sleep(0, "answer"))


async def test_a_database_that_hangs_is_unavailable():
    with pytest.raises(UnavailableError):
        await deadlines.in_time(asyncio.Event().wait(), seconds=0.01)


async def test_an_error_of_the_work_itself_is_passed_on():
    async def work() -> None:
        raise KeyError("own")

    with pytest.raises(KeyError, match="own"):
        await deadlines.in_time(work())

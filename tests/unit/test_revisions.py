import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec import UNSET

from app.services.revisions import Revised, Revision, revised
from graph.model import OPEN, Memory
from graph.plan import MemoryRow

EVENT = "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11"
SAID = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 7, 1, tzinfo=UTC)


def memory(**changes: Any) -> Memory:
    given: dict[str, Any] = {
        "id": "m1",
        "project_id": "p",
        "owner_key": "o",
        "event_id": "e",
        "text": "old",
        "hash": "h",
        "metadata": '{"a":1}',
        "state": "active",
        "immutable": False,
        "created_at": SAID.isoformat(),
        "updated_at": SAID.isoformat(),
        "recorded_at": SAID.isoformat(),
        "valid_from": SAID.isoformat(),
        "valid_to": OPEN.isoformat(),
        "expires_at": OPEN.isoformat(),
        "user_id": "mira",
        "role": "user",
    }
    return Memory(**{**given, **changes})


def said(text: str) -> MemoryRow:
    return MemoryRow(
        id="m1",
        origin_key="x",
        owner_key="o",
        text=text,
        hash="new hash",
        metadata=None,
        metadata_pairs=(),
        immutable=False,
        created_at=SAID,
        recorded_at=LATER,
        valid_from=LATER,
        valid_to=OPEN,
        expires_at=OPEN,
        scope_terms="",
        scope_keys=(),
        change_id="c",
        snapshot="{}",
        relation_ids=("r1",),
    )


def written(stored: Memory | None = None, text: str | None = None, **wanted: Any) -> Revised:
    words = {} if text is None else {"m1": said(text)}
    revision = Revision(memory_id="m1", **wanted)
    return revised([revision], {"m1": stored or memory()}, words, event_id=EVENT)


def changes(update: Revised) -> dict[str, Any]:
    row = update.rows[0].changes
    return {
        name: value for name in row.__struct_fields__ if (value := getattr(row, name)) is not UNSET
    }


def snapshot(update: Revised) -> dict[str, Any]:
    return json.loads(update.rows[0].snapshot)


def test_metadata_alone_changes_metadata_alone():
    update = written(metadata={"b": 2})

    assert {"metadata": '{"b":2}', "metadata_pairs": ("b\x1f2",)} == changes(update)
    assert {"b": 2} == snapshot(update)["metadata"]


def test_what_is_not_given_stays_in_the_snapshot():
    kept = snapshot(written(expires=date(2030, 1, 31)))

    assert ({"a": 1}, "2030-01-31", "mira", "user") == (
        kept["metadata"],
        kept["expiration_date"],
        kept["user_id"],
        kept["role"],
    )


@pytest.mark.parametrize(("day", "expected"), [(None, 9999), (date(2030, 1, 31), 2030)])
def test_a_day_of_expiry_is_set_or_cleared(day: date | None, expected: int):
    assert expected == changes(written(expires=day))["expires_at"].year


def test_a_start_that_is_when_it_was_said_moves_along():
    stored = memory(valid_from=(SAID + timedelta(microseconds=3)).isoformat())
    update = written(stored, timestamp=LATER)

    assert {"created_at": LATER, "valid_from": LATER + timedelta(microseconds=3)} == changes(update)
    assert [SAID + timedelta(microseconds=3)] == [shift.before for shift in update.shifts]


@pytest.mark.parametrize(
    "bounds",
    [
        {"valid_from": datetime(2019, 1, 1, tzinfo=UTC).isoformat()},
        {"valid_to": datetime(2026, 6, 15, tzinfo=UTC).isoformat()},
    ],
    ids=["known start", "ends before"],
)
def test_any_other_start_stays(bounds: dict[str, str]):
    update = written(memory(**bounds), timestamp=LATER)

    assert ({"created_at": LATER}, ()) == (changes(update), update.shifts)


def test_new_words_bring_their_own_start_and_relations():
    update = written(text="new", timestamp=LATER)
    row = changes(update)

    assert ("new", "new hash", ("r1",), LATER) == (
        row["text"],
        row["hash"],
        row["relation_ids"],
        row["valid_from"],
    )
    assert () == update.shifts


@pytest.mark.parametrize(("text", "expected"), [(None, "old"), ("new", "new")])
def test_results_tell_what_it_was_and_what_it_is(text: str | None, expected: str):
    (item,) = json.loads(written(text=text, metadata={}).results)

    assert ("m1", "UPDATE", expected, {"memory": expected}, "old") == (
        item["id"],
        item["event"],
        item["memory"],
        item["data"],
        item["previous_memory"],
    )


def test_a_repeated_transaction_writes_the_same_line_of_history():
    assert written(metadata={}).rows == written(metadata={}).rows

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from app.routes.added import QUEUED, STORED, Added
from app.routes.history import HistoryItem, HistoryMessage
from app.routes.identifiers import known_form
from app.routes.listings import ListBody, items_of, listing_of
from app.routes.memory_items import StructuredAttributes
from app.routes.pages import Page
from app.services.errors import InvalidRequestError
from app.services.memories import Listed
from app.services.outcomes import Outcome
from app.services.relations import ShownRelation, shown
from graph.changes import Heard, PastChange
from graph.model import All, Change, Memory, Relation, ScopeIds, Source, Visibility

AT = "2026-01-05T09:30:00Z"
OPEN = "9999-12-31T00:00:00Z"
RESULTS = '[{"id": "1", "event": "ADD", "memory": "tea", "data": {"memory": "tea"}}]'


def _past(**given: Any) -> PastChange:
    fields: dict[str, Any] = {
        "id": "c",
        "memory_id": "m",
        "event_id": "e",
        "op": "ADD",
        "snapshot": "{}",
    }
    fields |= {"created_at": AT, **given}
    change = Change(**fields)
    return PastChange(change=change, heard=[Heard(role="user", text="hi"), Heard(role="user")])


def _memory(name: str) -> Memory:
    return Memory(
        id=name,
        project_id="p",
        owner_key="o",
        event_id="e",
        text=name,
        hash="h",
        metadata=None,
        state="active",
        immutable=False,
        created_at=AT,
        updated_at=AT,
        recorded_at=AT,
        valid_from=AT,
        valid_to=OPEN,
        expires_at=OPEN,
    )


def _relation(valid_to: str = OPEN, retired_at: str = OPEN) -> Relation:
    return Relation(
        id="x",
        owner_key="o",
        source="Mira",
        source_id="s",
        source_type="person",
        predicate="lives_in",
        target="Oslo",
        target_id="t",
        target_type="place",
        valid_from="2020-01-01T00:00:00Z",
        valid_from_precision="year",
        valid_to=valid_to,
        valid_to_precision="day",
        recorded_at=AT,
        retired_at=retired_at,
        confidence=1.0,
        memory_ids=["1"],
        fact="Mira lives in Oslo",
    )


SEEN = Visibility(project_id="p", filter=All(), now=datetime(2026, 6, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 1, 1, 10, 5, tzinfo=UTC), ("thursday", 1, 1, 1, False)),
        (datetime(2024, 12, 31, tzinfo=UTC), ("tuesday", 1, 366, 4, False)),
        (datetime(2023, 1, 1, tzinfo=UTC), ("sunday", 52, 1, 1, True)),
        (datetime(2026, 3, 31, tzinfo=UTC), ("tuesday", 14, 90, 1, False)),
        (datetime(2026, 4, 4, tzinfo=UTC), ("saturday", 14, 94, 2, True)),
        (datetime(2026, 9, 30, tzinfo=UTC), ("wednesday", 40, 273, 3, False)),
        (datetime(2026, 10, 2, tzinfo=UTC), ("friday", 40, 275, 4, False)),
        (datetime(2026, 6, 1, tzinfo=UTC), ("monday", 23, 152, 2, False)),
    ],
)
def test_an_instant_is_taken_apart(at: datetime, expected: tuple[str, int, int, int, bool]):
    parts = StructuredAttributes.from_instant(at)

    assert expected == (
        parts.day_of_week,
        parts.week_of_year,
        parts.day_of_year,
        parts.quarter,
        parts.is_weekend,
    )
    assert (at.year, at.month, at.day) == (parts.year, parts.month, parts.day)
    assert (at.hour, at.minute) == (parts.hour, parts.minute)


def test_a_change_shows_what_the_memory_was_like_after_it():
    snapshot = {"user_id": "u", "run_id": "r", "metadata": {"k": 1}, "role": "user", "new": 1}

    item = HistoryItem.from_change(_past(snapshot=msgspec.json.encode(snapshot).decode()))

    assert ("u", None, "r", "r") == (item.user_id, item.agent_id, item.run_id, item.session_id)
    assert ({"k": 1}, None, "user") == (item.metadata, item.categories, item.role)


def test_a_change_shows_what_was_said_until_it_is_erased():
    said = HistoryMessage(role="user", content="hi")
    erased = HistoryMessage(role="user", content=None)

    assert [said, erased] == HistoryItem.from_change(_past()).input


@pytest.mark.parametrize(
    ("operation", "old", "new", "is_deleted"),
    [("ADD", None, "tea", False), ("UPDATE", "tea", "mate", False), ("DELETE", "mate", None, True)],
)
def test_a_change_says_what_became_of_the_text(
    operation: str, old: str | None, new: str | None, is_deleted: bool
):
    item = HistoryItem.from_change(_past(op=operation, old_text=old, new_text=new))

    assert (operation, old, new) == (item.event, item.old_memory, item.new_memory)
    assert is_deleted is item.is_deleted
    assert "2026-01-05T09:30:00+00:00" == item.created_at == item.updated_at


def test_an_add_that_nobody_waited_for_is_queued():
    expected = {"message": QUEUED, "status": "PENDING", "event_id": "e"}

    assert expected == msgspec.to_builtins(Added.from_outcome(Outcome(event_id="e")))


def test_an_add_that_has_ended_shows_its_results_and_no_relations_without_the_graph():
    added = msgspec.to_builtins(Added.from_outcome(Outcome(event_id="e", results=RESULTS)))

    assert (STORED, "SUCCEEDED", False) == (added["message"], added["status"], "relations" in added)
    assert ["tea"] == [item["memory"] for item in added["results"]]
    assert [{"memory": "tea"}] == [item["data"] for item in added["results"]]


@pytest.mark.parametrize("relations", [[], [ShownRelation(relation=_relation(), is_current=True)]])
def test_an_add_with_the_graph_shows_a_list_of_relations(relations: list[ShownRelation]):
    added = Added.from_outcome(Outcome(event_id="e", results="[]", relations=relations))

    assert ([], len(relations)) == (added.results, len(msgspec.to_builtins(added)["relations"]))


@pytest.mark.parametrize(
    "given",
    [
        "7D0F6A52-1C1E-4F0A-9C55-0A4A4D1F8E11",
        "7d0f6a521c1e4f0a9c550a4a4d1f8e11",
        "{7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11}",
    ],
)
def test_an_id_is_known_in_every_spelling(given: str):
    assert "7d0f6a52-1c1e-4f0a-9c55-0a4a4d1f8e11" == known_form(given, "memory_id")


@pytest.mark.parametrize("given", ["", "5", "7d0f6a52", "g" * 32, "' OR 1=1"])
def test_what_is_no_id_is_refused_by_its_name(given: str):
    with pytest.raises(InvalidRequestError, match="memory_id should be a valid UUID") as raised:
        known_form(given, "memory_id")

    assert "memory_id" == raised.value.field


@pytest.mark.parametrize(("explain", "expected"), [(None, False), (False, False), (True, True)])
def test_a_listing_reads_sources_for_who_wants_them_explained(explain: bool | None, expected: bool):
    page = Page(number=3, size=20)

    listing = listing_of(ListBody(explain=explain), SEEN, page, with_relations=True)

    assert (expected, True) == (listing.with_sources, listing.with_relations)
    assert (40, 20) == (listing.skip, listing.limit)


def test_a_memory_without_sources_says_so_beside_one_that_has_some():
    source = Source(message_id="m", event_id="e", index=0, role="user", start=0, end=4)
    memories = [_memory("a"), _memory("b")]
    listed = Listed(memories=memories, total=2, sources={"a": [source]})

    assert [[source], []] == [item.sources for item in items_of(listed, ListBody())]


def test_a_list_shows_the_fields_that_were_asked_for():
    listed = Listed(memories=[_memory("a")], total=1)

    shown_items = items_of(listed, ListBody(fields="memory, immutable"))

    assert [{"id": "a", "memory": "a", "immutable": False}] == msgspec.to_builtins(shown_items)


@pytest.mark.parametrize(
    ("times", "clocks", "expected"),
    [
        ({}, {}, True),
        ({"valid_to": "2026-06-01T00:00:00Z"}, {}, False),
        ({"valid_to": "2026-06-01T00:00:01Z"}, {}, True),
        ({"valid_to": "2026-05-01T00:00:00Z"}, {"as_of": (2026, 4)}, True),
        ({"valid_to": "2026-05-01T00:00:00Z"}, {"known_at": (2026, 4)}, True),
        ({"retired_at": "2026-05-01T00:00:00Z"}, {}, False),
        ({"retired_at": "2026-05-01T00:00:00Z"}, {"as_of": (2026, 4)}, False),
        ({"retired_at": "2026-05-01T00:00:00Z"}, {"known_at": (2026, 4)}, True),
    ],
)
def test_a_relation_is_current_by_both_clocks(
    times: dict[str, str], clocks: dict[str, tuple[int, int]], expected: bool
):
    asked = {name: datetime(year, month, 1, tzinfo=UTC) for name, (year, month) in clocks.items()}
    visibility = msgspec.structs.replace(SEEN, **asked)

    assert expected is shown(_relation(**times), visibility).is_current


def test_the_ids_that_are_there_are_named_with_the_owner_first():
    ids = ScopeIds(run_id="r", user_id="u", app_id="")

    assert (("user", "u"), ("app", ""), ("run", "r")) == ids.named

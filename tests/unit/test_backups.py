"""Lines of an export, written and read."""

from datetime import UTC, datetime

import pytest

from app.services.backups import Entry, _decoded, _entry, _row, _settled
from app.services.errors import InvalidRequestError
from graph.backups import Line, Link, ordered
from graph.restores import read

AT = {"at": "2026-06-01T12:00:00.000005Z"}


def line(**changes: object) -> Line:
    given = {"id": "x", "labels": ["Memory"], "properties": [("text", "a"), ("created_at", AT)]}
    return Line(**{**given, **changes})  # pyright: ignore[reportArgumentType] - of every kind


def test_properties_stand_in_the_order_of_their_names():
    assert ["a", "b"] == list(ordered([("b", 1), ("a", 2)]))


def test_an_instant_is_told_from_a_text():
    assert datetime(2026, 6, 1, 12, 0, 0, 5, tzinfo=UTC) == read(AT)
    assert "2026-06-01T12:00:00Z" == read("2026-06-01T12:00:00Z")


@pytest.mark.parametrize("value", [None, 1, 0.5, True, "a", ["a"], [0.1, 0.2], {"x": 1}])
def test_any_other_value_is_itself(value: object):
    assert value == read(value)


def test_a_node_goes_out_with_its_links_in_one_order():
    links = [
        Link(type="MENTIONS", target="b", properties=[("role", "object")]),
        Link(type="IN_SCOPE", target="s"),
    ]
    one, other = _entry("memory", line(links=links)), _entry("memory", line(links=links[::-1]))

    assert one == other
    assert one is not None
    assert ["IN_SCOPE", "MENTIONS"] == [type_ for type_, _, _ in one.links]


def test_a_memory_that_replaces_nothing_has_no_line_for_that():
    assert _entry("supersession", line()) is None


def test_a_finished_event_goes_out_as_it_is():
    properties: dict[str, object] = {"state": "SUCCEEDED", "seq": 3}

    assert properties == _settled(properties)


def test_an_event_that_waits_goes_out_as_failed():
    found = _settled({"state": "PENDING", "queue_key": "o", "lease_token": "t", "seq": 3})

    assert ("FAILED", 3) == (found["state"], found["seq"])
    assert not {"queue_key", "lease_token"} & set(found)


def test_a_line_is_read_with_its_instants_and_links():
    entry = Entry(
        kind="memory",
        id="x",
        labels=["Memory"],
        properties={"created_at": AT, "text": "a"},
        links=[("SUPERSEDES", "y", {"at": AT}), ("SUPERSEDES", "z", {})],
    )
    row = _row(entry)

    assert datetime(2026, 6, 1, 12, 0, 0, 5, tzinfo=UTC) == row.properties["created_at"]
    assert ["y", "z"] == [link.target for link in row.links["SUPERSEDES"]]
    assert isinstance(row.links["SUPERSEDES"][0].properties["at"], datetime)


@pytest.mark.parametrize(
    ("kind", "labels", "expected"),
    [("entity", ["Entity", "Person"], "Person"), ("scope", ["Scope", "User"], "User")],
)
def test_a_kind_is_one_of_those_that_are_known(kind: str, labels: list[str], expected: str):
    assert expected == _row(Entry(kind=kind, id="x", labels=labels)).label


@pytest.mark.parametrize("labels", [[], ["Entity"], ["ApiKey"], ["Entity`) DETACH DELETE (n"]])
def test_another_label_is_refused(labels: list[str]):
    with pytest.raises(InvalidRequestError):
        _row(Entry(kind="entity", id="x", labels=labels))


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"{}", b'{"kind": 1, "id": "x"}'])
def test_a_line_that_does_not_fit_is_named_by_its_number(text: bytes):
    with pytest.raises(InvalidRequestError) as caught:
        _decoded((7, text), Entry)

    assert "Line 7" in str(caught.value)

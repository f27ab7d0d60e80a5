"""Windows of time and their cursors."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from app.routes.windows import cursor_of, window_of
from app.services.errors import InvalidRequestError
from graph.model import BEGINNING

AT = "2026-06-01T12:00:00.000005Z"


def test_without_bounds_a_window_is_all_until_now():
    before = datetime.now(UTC)
    window = window_of()

    assert BEGINNING == window.since
    assert before <= window.until <= datetime.now(UTC)
    assert ("", 200) == (window.after, window.limit)


def test_a_date_is_its_first_instant():
    window = window_of("2026-06-01", "2026-06-02")

    assert datetime(2026, 6, 1, tzinfo=UTC) == window.since
    assert datetime(2026, 6, 2, tzinfo=UTC) == window.until


def test_an_instant_is_itself():
    assert datetime(2026, 6, 1, 12, 0, 0, 5, tzinfo=UTC) == window_of(AT).since


def test_a_cursor_leads_behind_its_change():
    last_id = str(uuid4())
    window = window_of("2020-01-01", cursor=cursor_of(AT, last_id))

    assert datetime(2026, 6, 1, 12, 0, 0, 5, tzinfo=UTC) == window.since
    assert last_id == window.after


def test_where_nothing_was_looked_at_nothing_leads_on():
    assert cursor_of(None, None) is None


@pytest.mark.parametrize("cursor", ["x", "e30=", "äöü", "MjAyNi0wNi0wMQ==", "a" * 500])
def test_another_cursor_is_refused(cursor: str):
    with pytest.raises(InvalidRequestError) as caught:
        window_of(cursor=cursor)

    assert "cursor" == caught.value.field


@pytest.mark.parametrize(("since", "until", "field"), [("x", None, "since"), (None, "x", "until")])
def test_a_bound_that_is_no_time_is_named(since: str | None, until: str | None, field: str):
    with pytest.raises(InvalidRequestError) as caught:
        window_of(since, until)

    assert field == caught.value.field

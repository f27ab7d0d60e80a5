from datetime import UTC, date, datetime

import pytest

from app.routes.instants import bound, day_of_expiry, milliseconds, shown
from app.routes.moments import day, moment
from app.services.errors import InvalidRequestError
from graph.model import Precision

OPEN = "9999-12-31T00:00:00Z"


def test_an_instant_has_an_offset():
    assert "2026-01-15T10:30:00.123456+00:00" == shown("2026-01-15T10:30:00.123456Z")


@pytest.mark.parametrize(
    ("text", "precision", "expected"),
    [
        ("2019-01-01T00:00:00Z", "year", "2019"),
        ("2018-12-31T22:00:00Z", "year", "2019"),
        ("2019-01-01T10:00:00Z", "year", "2019"),
        ("2025-06-01T00:00:00Z", "month", "2025-06"),
        ("2025-05-31T11:00:00Z", "month", "2025-06"),
        ("2025-06-01T00:00:00Z", "day", "2025-06-01"),
        ("2025-05-31T22:00:00Z", "day", "2025-06-01"),
        ("2025-06-01T10:00:00Z", "day", "2025-06-01"),
        ("0987-01-01T00:00:00Z", "year", "0987"),
        ("2025-06-01T12:30:00Z", "instant", "2025-06-01T12:30:00+00:00"),
        ("2025-06-01T12:30:00.000004Z", "instant", "2025-06-01T12:30:00+00:00"),
        ("2025-06-01T12:30:00.123456Z", "instant", "2025-06-01T12:30:00.123000+00:00"),
        ("2025-06-01T12:30:00Z", "none", None),
        ("0001-01-01T00:00:00Z", "none", None),
        (OPEN, "none", None),
        (OPEN, "day", None),
    ],
)
def test_a_bound_is_as_precise_as_it_is_known(
    text: str, precision: Precision, expected: str | None
):
    assert expected == bound(text, precision)


def test_a_memory_expires_on_a_day_or_never():
    assert "2026-01-31" == day_of_expiry("2026-01-31T23:59:59.999999Z")
    assert day_of_expiry(OPEN) is None


def test_latency_is_in_milliseconds():
    assert 1500 == milliseconds("2026-01-01T00:00:00Z", "2026-01-01T00:00:01.5Z")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1.5, datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=UTC)),
        ("2026-01-01", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T12:00:00", datetime(2026, 1, 1, 12, tzinfo=UTC)),
        ("2026-01-01T12:00:00+02:00", datetime(2026, 1, 1, 10, tzinfo=UTC)),
        ("2026-01-01T12:00:00Z", datetime(2026, 1, 1, 12, tzinfo=UTC)),
    ],
)
def test_a_moment_comes_in_many_forms(value: float | str, expected: datetime):
    assert expected == moment(value, "timestamp")


@pytest.mark.parametrize(
    "value", ["", "soon", 1e300, -1e300, float("nan"), "0001-01-01T00:00+14:00"]
)
def test_what_is_no_moment_is_refused(value: float | str):
    with pytest.raises(InvalidRequestError, match="timestamp"):
        moment(value, "timestamp")


def test_a_day_is_written_in_one_way():
    assert date(2026, 1, 31) == day("2026-01-31", "expiration_date")
    with pytest.raises(InvalidRequestError, match="expiration_date"):
        day("31.1.2026", "expiration_date")

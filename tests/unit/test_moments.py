"""Partial dates as models write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from extraction.model import Moment
from extraction.moments import moment

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2019", datetime(2019, 1, 1, tzinfo=UTC), "year"),
        ("2025-06", datetime(2025, 6, 1, tzinfo=UTC), "month"),
        ("2025-06-09", datetime(2025, 6, 9, tzinfo=UTC), "day"),
        (" 2025-06-09\n", datetime(2025, 6, 9, tzinfo=UTC), "day"),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), "day"),
        ("2025-06-09T10:30:00", datetime(2025, 6, 9, 10, 30, tzinfo=UTC), "instant"),
        ("2025-06-09T10:30:00Z", datetime(2025, 6, 9, 10, 30, tzinfo=UTC), "instant"),
        ("2025-06-09T10:30:00+02:00", datetime(2025, 6, 9, 8, 30, tzinfo=UTC), "instant"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, at: datetime, precision: str):
    found = moment(text)

    assert found is not None
    assert (at, precision) == (found.at, found.precision)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "soon",
        "2025-13",
        "2025-02-29",
        "2025-00-01",
        "0000",
        "25",
        "2025-6",
        "2025-06-09T25:00:00",
        "June 2025",
    ],
)
def test_what_is_no_date_is_nothing(text: str | None):
    assert moment(text) is None


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2025", TOKYO, datetime(2024, 12, 31, 15, tzinfo=UTC)),
        ("2025-06-09", TOKYO, datetime(2025, 6, 8, 15, tzinfo=UTC)),
        ("2025-01", NEW_YORK, datetime(2025, 1, 1, 5, tzinfo=UTC)),
        ("2025-07", NEW_YORK, datetime(2025, 7, 1, 4, tzinfo=UTC)),
        ("2025-07-01T08:00:00", NEW_YORK, datetime(2025, 7, 1, 12, tzinfo=UTC)),
        ("2025-07-01T08:00:00Z", NEW_YORK, datetime(2025, 7, 1, 8, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_is_the_speakers(text: str, zone: ZoneInfo, expected: datetime):
    found = moment(text, zone)

    assert found is not None
    assert expected == found.at


def test_an_instant_is_always_kept_in_utc():
    assert Moment(at=datetime(2025, 7, 1, tzinfo=UTC), precision="day") == moment("2025-07-01")

"""Days, months and seasons counted from a day, at the edges of months and years."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from extraction.calendars import (
    Calendar,
    day_of_month,
    in_month,
    in_year,
    moment,
    month_and_day,
    month_only,
    on,
    season,
    shifted,
    spoken,
    weekday,
    weekend,
)

MONDAY = date(2025, 5, 5)
NOBODY = Calendar(year=1)


@pytest.mark.parametrize(
    ("name", "direction", "expected"),
    [
        ("sunday", -1, date(2025, 5, 4)),
        ("tuesday", -1, date(2025, 4, 29)),
        ("tuesday", 1, date(2025, 5, 6)),
        ("sunday", 1, date(2025, 5, 11)),
        ("saturday", 1, date(2025, 5, 10)),
    ],
)
def test_a_weekday_lies_within_the_seven_days_before_or_after(
    name: str, direction: int, expected: date
):
    found = weekday(name, MONDAY, direction)

    assert (expected, name.title()) == (found.first_day, found.note)


@pytest.mark.parametrize(
    ("today", "weeks", "expected"),
    [
        (MONDAY, -1, date(2025, 5, 3)),
        (date(2025, 5, 10), 0, date(2025, 5, 10)),
        (date(2025, 5, 11), 0, date(2025, 5, 10)),
        (date(2025, 12, 31), 0, date(2026, 1, 3)),
        (date(2025, 5, 11), 1, date(2025, 5, 17)),
    ],
)
def test_a_weekend_belongs_to_the_week_that_ends_with_it(today: date, weeks: int, expected: date):
    assert expected == weekend(today, weeks).first_day


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (-1, "day", Calendar(year=2025, month=3, day=30)),
        (2, "week", Calendar(year=2025, month=4, day=14)),
        (-1, "fortnight", Calendar(year=2025, month=3, day=17)),
        (-1, "weekend", Calendar(year=2025, month=3, day=24)),
        (-1, "month", Calendar(year=2025, month=2)),
        (10, "month", Calendar(year=2026, month=1)),
        (-3, "year", Calendar(year=2022)),
    ],
)
def test_a_shift_is_as_precise_as_its_unit(count: int, unit: str, expected: Calendar):
    assert expected == shifted(date(2025, 3, 31), count, unit)


@pytest.mark.parametrize(
    ("month", "direction", "expected"),
    [
        (5, -1, (2025, 5)),
        (5, 1, (2025, 5)),
        (4, -1, (2025, 4)),
        (4, 1, (2026, 4)),
        (6, -1, (2024, 6)),
        (6, 1, (2025, 6)),
    ],
)
def test_a_month_without_a_year_is_the_nearest_on_its_side(
    month: int, direction: int, expected: tuple[int, int]
):
    found = month_only(month, MONDAY, direction)

    assert (*expected, None) == (found.year, found.month, found.day)


@pytest.mark.parametrize(
    ("month", "day", "direction", "expected"),
    [
        (5, 5, -1, date(2025, 5, 5)),
        (5, 5, 1, date(2025, 5, 5)),
        (5, 4, 1, date(2026, 5, 4)),
        (12, 31, -1, date(2024, 12, 31)),
        (1, 1, 1, date(2026, 1, 1)),
    ],
)
def test_a_day_of_a_year_may_be_today(month: int, day: int, direction: int, expected: date):
    assert expected == (month_and_day(month, day, MONDAY, direction) or NOBODY).first_day


def test_the_31st_of_april_is_no_day():
    assert month_and_day(4, 31, MONDAY, 1) is None


@pytest.mark.parametrize(
    ("day", "direction", "expected"),
    [
        (31, -1, date(2025, 3, 31)),
        (31, 1, date(2025, 5, 31)),
        (30, -1, date(2025, 4, 30)),
        (4, 1, date(2025, 6, 4)),
        (5, -1, date(2025, 5, 5)),
    ],
)
def test_a_numbered_day_skips_months_that_are_too_short(day: int, direction: int, expected: date):
    assert expected == (day_of_month(day, MONDAY, direction) or NOBODY).first_day


@pytest.mark.parametrize("day", [32, 99])
def test_no_month_has_more_than_31_days(day: int):
    assert day_of_month(day, MONDAY, 1) is None


@pytest.mark.parametrize(
    ("name", "direction", "expected"),
    [
        ("spring", -1, 2025),
        ("spring", 1, 2026),
        ("summer", -1, 2024),
        ("summer", 1, 2025),
        ("fall", -1, 2024),
        ("winter", 1, 2025),
    ],
)
def test_a_season_is_told_by_the_year_it_begins_in(name: str, direction: int, expected: int):
    assert (expected, name) == (
        season(name, MONDAY, direction).year,
        season(name, MONDAY, direction).note,
    )


@pytest.mark.parametrize(
    ("calendar", "bound", "expected"),
    [
        (on(MONDAY), "at", "on 5 May 2025"),
        (on(MONDAY), "by", "by 5 May 2025"),
        (on(MONDAY, "the week of"), "at", "in the week of 5 May 2025"),
        (on(MONDAY, "the week of"), "until", "until the week of 5 May 2025"),
        (on(MONDAY, "Monday"), "at", "on Monday 5 May 2025"),
        (in_month(MONDAY), "at", "in May 2025"),
        (in_year(MONDAY), "since", "since 2025"),
        (in_year(MONDAY, "winter"), "at", "in winter 2025"),
    ],
)
def test_a_time_is_said_with_the_preposition_that_fits(
    calendar: Calendar, bound: str, expected: str
):
    assert expected == spoken(calendar, bound)


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (Calendar(year=2025), date(2025, 1, 1)),
        (Calendar(year=2025, month=9), date(2025, 9, 1)),
        (Calendar(year=2025, month=9, day=8), date(2025, 9, 8)),
    ],
)
def test_a_partial_date_begins_on_its_first_day(calendar: Calendar, expected: date):
    assert expected == calendar.first_day


def test_a_moment_without_a_zone_is_utc():
    assert datetime(2025, 1, 1, tzinfo=UTC) == moment(Calendar(year=2025), None).at


def test_a_year_begins_in_winter_time_and_a_summer_day_does_not():
    zone = ZoneInfo("Europe/Oslo")
    starts = [moment(one, zone).at.hour for one in (Calendar(year=2025), on(date(2025, 7, 1)))]

    assert [23, 22] == starts

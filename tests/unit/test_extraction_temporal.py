from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from extraction.calendars import Calendar, moment, month_and_day, spoken, weekday, weekend
from extraction.temporal import time_phrases

MONDAY = date(2025, 5, 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I met her on 2025-02-03", "on 3 February 2025"),
        ("born on March 3rd 1988", "on 3 March 1988"),
        ("born on 3 March 1988", "on 3 March 1988"),
        ("we married on 6 September", "on 6 September 2024"),
        ("I left in August", "in August 2024"),
        ("I left in August 2019", "in August 2019"),
        ("I left last August", "in August 2024"),
        ("I left in 2019", "in 2019"),
        ("I left yesterday", "on 4 May 2025"),
        ("I left last night", "on 4 May 2025"),
        ("I left the day before yesterday", "on 3 May 2025"),
        ("I left this morning", "on 5 May 2025"),
        ("I left on Friday", "on Friday 2 May 2025"),
        ("I left last Friday", "on Friday 2 May 2025"),
        ("I left last week", "in the week of 28 April 2025"),
        ("I left last weekend", "on the weekend of 3 May 2025"),
        ("I left last month", "in April 2025"),
        ("I left last year", "in 2024"),
        ("I left two weeks ago", "on 21 April 2025"),
        ("I left three months ago", "in February 2025"),
        ("I left a couple of years ago", "in 2023"),
        ("I left on the 17th", "on 17 April 2025"),
        ("I left over the summer", "in summer 2024"),
        ("I left in spring 2020", "in spring 2020"),
    ],
)
def test_a_time_in_the_past_is_made_absolute(text: str, expected: str):
    (phrase,) = time_phrases(text, MONDAY)

    assert expected == spoken(phrase.meant(-1) or Calendar(year=1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it is on 6 September", "on 6 September 2025"),
        ("I start in August", "in August 2025"),
        ("I start tomorrow", "on 6 May 2025"),
        ("I start the day after tomorrow", "on 7 May 2025"),
        ("I start on Friday", "on Friday 9 May 2025"),
        ("I start this Friday", "on Friday 9 May 2025"),
        ("I start next Friday", "on Friday 16 May 2025"),
        ("I start next week", "in the week of 12 May 2025"),
        ("I start next month", "in June 2025"),
        ("I start next year", "in 2026"),
        ("I start next spring", "in spring 2026"),
        ("I start in two weeks", "on 19 May 2025"),
        ("I start on the 17th", "on 17 May 2025"),
        ("it is the last weekend of August", "on the weekend of 30 August 2025"),
        ("it is the first weekend in June", "on the weekend of 7 June 2025"),
    ],
)
def test_a_time_to_come_is_made_absolute(text: str, expected: str):
    (phrase,) = time_phrases(text, MONDAY)

    assert expected == spoken(phrase.meant(1) or Calendar(year=1))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("since 2019", "since"),
        ("as of June 1st", "since"),
        ("until Sunday", "until"),
        ("till March", "until"),
        ("by Friday", "by"),
        ("for three weeks now", "for"),
        ("in May", "at"),
    ],
)
def test_a_preposition_tells_whether_a_time_begins_or_ends(text: str, bound: str):
    (phrase,) = time_phrases(text, MONDAY)

    assert bound == phrase.bound


@pytest.mark.parametrize(
    "text",
    [
        "I may go",
        "we march on",
        "room 2019 is free",
        "the sun is out",
        "my 17th birthday",
        "in the 90s",
        "nothing here",
        "I fall down",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str):
    assert () == time_phrases(text, MONDAY)


@pytest.mark.parametrize("text", ["every Tuesday", "on Sundays", "the first Friday of the month"])
def test_a_recurring_time_has_no_date(text: str):
    (phrase,) = time_phrases(text, MONDAY)

    assert (None, None) == (phrase.meant(-1), phrase.meant(1))


def test_two_times_of_a_text_are_found_in_order():
    found = time_phrases("I left in 2019 and came back in August 2021", MONDAY)

    assert ["in 2019", "in August 2021"] == [
        spoken(phrase.meant(-1) or Calendar(year=1)) for phrase in found
    ]


def test_a_day_that_does_not_exist_is_no_date():
    (phrase,) = time_phrases("on 2025-02-31", MONDAY)

    assert phrase.past is None


@pytest.mark.parametrize("text", ["3000 years ago", "99999999999 days ago", "in 500000 weeks"])
def test_a_time_out_of_the_calendar_is_no_date(text: str):
    (phrase,) = time_phrases(text, MONDAY)

    assert (None, None) == (phrase.past, phrase.coming)


def test_the_29th_of_february_is_found_in_a_leap_year():
    assert "on 29 February 2024" == spoken(month_and_day(2, 29, MONDAY, -1) or Calendar(year=1))


def test_today_counts_as_coming_and_not_as_past():
    past, coming = weekday("monday", MONDAY, -1), weekday("monday", MONDAY, 1)

    assert (28, 5) == (past.day, coming.day)


def test_a_weekend_is_told_by_its_saturday():
    assert "on the weekend of 10 May 2025" == spoken(weekend(MONDAY, 0))


@pytest.mark.parametrize(
    ("calendar", "precision"),
    [
        (Calendar(year=2019), "year"),
        (Calendar(year=2019, month=6), "month"),
        (Calendar(year=2019, month=6, day=1), "day"),
    ],
)
def test_precision_is_what_the_words_give(calendar: Calendar, precision: str):
    assert precision == calendar.precision


def test_a_moment_is_the_first_instant_in_the_speakers_zone():
    found = moment(Calendar(year=2025, month=6), ZoneInfo("Europe/Oslo"))

    assert datetime(2025, 5, 31, 22, tzinfo=UTC) == found.at


def test_a_bound_is_said_instead_of_in():
    assert "since June 2025" == spoken(Calendar(year=2025, month=6), "since")

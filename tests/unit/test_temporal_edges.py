"""Times as they are said in passing: what belongs to the phrase, and which way it points."""

from datetime import date
from itertools import pairwise

import pytest

from extraction.calendars import Calendar, spoken
from extraction.temporal import TimePhrase, time_phrases

MONDAY = date(2025, 5, 5)


def only(text: str, today: date = MONDAY) -> TimePhrase:
    (phrase,) = time_phrases(text, today)
    return phrase


def said(calendar: Calendar | None) -> str | None:
    return calendar and spoken(calendar)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("I left back in 2015", "back in 2015"),
        ("she came in early 2020, I think", "in early 2020"),
        ("we stay til 2030", "til 2030"),
        ("it was earlier this month", "earlier this month"),
        ("I've been there for the last six months", "for the last six months"),
        ("we spent the last three weeks there", "the last three weeks"),
        ("it lasted for a couple of days now", "for a couple of days now"),
        ("we met on the 3rd of March", "on the 3rd of March"),
        ("we left last Saturday night", "last Saturday night"),
        ("it is due in a week's time", "in a week"),
        (
            "it\N{RIGHT SINGLE QUOTATION MARK}s on Friday\N{RIGHT SINGLE QUOTATION MARK}s list",
            "on Friday",
        ),
        ("Tomorrow morning we go", "Tomorrow morning"),
    ],
)
def test_a_phrase_is_found_with_its_prepositions_and_nothing_more(text: str, phrase: str):
    found = only(text)

    assert phrase == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("last May", "in May 2024", "in May 2024"),
        ("next March", "in March 2026", "in March 2026"),
        ("through Friday", "on Friday 2 May 2025", "on Friday 9 May 2025"),
        ("past Friday", "on Friday 2 May 2025", "on Friday 2 May 2025"),
        ("coming Friday", "on Friday 2 May 2025", "on Friday 9 May 2025"),
        ("this weekend", "on the weekend of 3 May 2025", "on the weekend of 10 May 2025"),
        ("next weekend", "on the weekend of 17 May 2025", "on the weekend of 17 May 2025"),
        ("last summer", "in summer 2024", "in summer 2024"),
        ("in the fall", "in fall 2024", "in fall 2025"),
        ("May 5", "on 5 May 2025", "on 5 May 2025"),
        ("3 may", "on 3 May 2025", "on 3 May 2026"),
        ("Sept 4", "on 4 September 2024", "on 4 September 2025"),
        ("until the 17th", "on 17 April 2025", "on 17 May 2025"),
        ("this week", "in the week of 5 May 2025", "in the week of 5 May 2025"),
        ("this year", "in 2025", "in 2025"),
    ],
)
def test_the_clause_tells_which_of_two_times_is_meant(text: str, past: str, coming: str):
    found = only(text)

    assert (past, coming) == (said(found.meant(-1)), said(found.meant(1)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since March", "in March 2025"),
        ("since Tuesday", "on Tuesday 29 April 2025"),
        ("for 2 months", "in March 2025"),
        ("spent two years", "in 2023"),
        ("for the last fifteen days", "on 20 April 2025"),
        ("for almost twenty years now", "in 2005"),
    ],
)
def test_what_lasts_until_today_began_in_the_past(text: str, expected: str):
    assert expected == said(only(text).meant(1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a few days ago", "on 2 May 2025"),
        ("a fortnight ago", "on 21 April 2025"),
        ("couple of weeks back", "on 21 April 2025"),
        ("a couple weeks ago", "on 21 April 2025"),
        ("two weeks earlier", "on 21 April 2025"),
        ("10 days ago", "on 25 April 2025"),
        ("another month ago", "in April 2025"),
        ("fifty years ago", "in 1975"),
    ],
)
def test_ago_counts_back_from_today(text: str, expected: str):
    assert expected == said(only(text).past)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 3 days", "on 8 May 2025"),
        ("in about two weeks", "on 19 May 2025"),
        ("in a month", "in June 2025"),
        ("in eight months time", "in January 2026"),
        ("in ten years", "in 2035"),
    ],
)
def test_in_so_much_time_counts_on_from_today(text: str, expected: str):
    found = only(text)

    assert (expected, "at") == (said(found.coming), found.bound)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("yesterday", date(2025, 1, 1), "on 31 December 2024"),
        ("tomorrow", date(2024, 2, 28), "on 29 February 2024"),
        ("last month", date(2025, 1, 31), "in December 2024"),
        ("next month", date(2025, 1, 31), "in February 2025"),
        ("a year ago", date(2024, 2, 29), "in 2023"),
        ("last week", date(2025, 1, 5), "in the week of 23 December 2024"),
        ("last December", date(2025, 1, 10), "in December 2024"),
        ("last Monday", MONDAY, "on Monday 28 April 2025"),
        ("next Monday", MONDAY, "on Monday 12 May 2025"),
        ("next Sunday", date(2025, 5, 11), "on Sunday 18 May 2025"),
    ],
)
def test_a_relative_time_crosses_months_and_years(text: str, today: date, expected: str):
    found = only(text, today)

    assert {expected} == {said(found.past), said(found.coming)}


@pytest.mark.parametrize(
    "text",
    [
        "I sat down",
        "the wed couple",
        "the 3rd floor",
        "1985",
        "in 1885",
        "in march",
        "March 10:30",
        "meeting at 10:30",
        "spring break",
        "another week",
        "since I was ten",
        "the 21st century",
        "a mayor and a marcher",
        "decoration",
    ],
)
def test_no_time_is_read_into_other_words(text: str):
    assert () == time_phrases(text, MONDAY)


@pytest.mark.parametrize(("text", "count"), [("on sat", 1), ("Sat is fine", 1), ("sat is fine", 0)])
def test_a_short_day_needs_a_capital_or_a_preposition(text: str, count: int):
    assert count == len(time_phrases(text, MONDAY))


@pytest.mark.parametrize("text", ["2025-13-01", "Feb 30", "February 29 2023", "31 June"])
def test_an_impossible_day_is_a_phrase_without_a_date(text: str):
    found = only(text)

    assert (None, None) == (found.past, found.coming)


@pytest.mark.parametrize(
    "text", ["every other week", "each month", "weekends", "the last friday of every month"]
)
def test_a_habit_has_no_date_and_no_bound(text: str):
    found = only(text)

    assert ("never", None, None) == (found.bound, found.past, found.coming)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("from 2019 until 2021", ["since", "until"]),
        ("starting next Monday through June 2nd", ["since", "until"]),
        ("as of yesterday", ["since"]),
        ("by tomorrow, not on Friday", ["by", "at"]),
        ("beginning in June", ["since"]),
        ("beginning 2019, til March", ["since", "until"]),
    ],
)
def test_each_time_has_its_own_bound(text: str, bounds: list[str]):
    assert bounds == [phrase.bound for phrase in time_phrases(text, MONDAY)]


def test_phrases_never_overlap_and_come_in_order():
    text = "on Friday the 13th, 3 March 2020, last week and in 2019 for two years"
    found = time_phrases(text, MONDAY)

    assert all(one.end <= other.start for one, other in pairwise(found))
    assert 6 == len(found)


def test_the_longer_reading_of_the_same_words_wins():
    assert "on 3 March 2020" == said(only("on 3 March 2020").past)


def test_a_year_is_its_own_whatever_the_day_it_is_said():
    early, late = (only("in 2019", day) for day in (date(1999, 1, 1), date(2030, 1, 1)))

    assert early.past == late.coming == Calendar(year=2019)

"""Finds the words that tell a time and says which time they mean."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, Literal

from msgspec import Struct

from extraction import calendars
from extraction.calendars import MONTHS, SEASONS, WEEKDAYS, Calendar

Bound = Literal["at", "since", "until", "by", "for", "never"]
Direction = Literal[-1, 1]
Resolver = Callable[["re.Match[str]", date, int], Calendar | None]


class TimePhrase(Struct, frozen=True, kw_only=True):
    """Characters [start, end) of a text that tell a time.

    `past` and `coming` are what they mean in a clause about the past or about what is to come.
    A recurring or unclear time has neither.
    """

    start: int
    end: int
    bound: Bound
    past: Calendar | None = None
    coming: Calendar | None = None

    def meant(self, direction: int) -> Calendar | None:
        """Give the time for a clause about the past (-1) or the present and future (1)."""
        is_past = direction < 0 or self.bound in {"since", "for"}
        return self.past if is_past else self.coming


_MONTH: Final = "|".join(MONTHS) + "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
_WEEKDAY: Final = "|".join(WEEKDAYS) + "|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun"
_SEASON: Final = "|".join(SEASONS)
_SMALL: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_COUNT: Final = (
    r"(?P<count>\d+|an?|another|a couple of|a couple|couple of|a few|few|"
    + "|".join([*_SMALL, "fifteen", "twenty", "thirty", "forty", "fifty"])
    + ")"
)
_COUNTS: Final = {word: number for number, word in enumerate(_SMALL, start=1)} | {
    "a": 1, "an": 1, "another": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "a few": 3,
    "few": 3, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_BEFORE: Final = re.compile(
    r"(?:\b(?P<word>since|as of|starting|beginning|from|until|till|til|through|up to|by|on|in|at|of|for|"
    r"over|during|around|about|back in|back on|early|late|mid|earlier|later|the|just|sometime|ever)"
    r"[\s-]+)$"
)
_BOUNDS: Final[dict[str, Bound]] = {
    "since": "since", "as of": "since", "starting": "since", "beginning": "since", "from": "since",
    "until": "until", "till": "until", "til": "until", "through": "until", "up to": "until",
    "by": "by",
}  # fmt: skip
_NEEDS_PREPOSITION: Final = {"in", "since", "as of", "from", "until", "till", "by", "of", "back in", "early",
                             "late", "mid", "around", "during", "over", "through", "starting", "about"}  # fmt: skip


def _month(text: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(text[:3]))


def _weekday(text: str) -> str:
    return next(name for name in WEEKDAYS if name.startswith(text[:3]))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _COUNTS[text]


def _iso(found: "re.Match[str]", _today: date, _direction: int) -> Calendar | None:
    year, month, day = (int(part) for part in found.group("year", "month", "day"))
    return _valid(year, month, day)


def _valid(year: int, month: int, day: int) -> Calendar | None:
    try:
        return calendars.on(date(year, month, day))
    except ValueError:
        return None


def _day_and_month(found: "re.Match[str]", today: date, direction: int) -> Calendar | None:
    month, day, year = _month(found["month"]), int(found["day"]), found["year"]
    if year:
        return _valid(int(year), month, day)
    return calendars.month_and_day(month, day, today, direction)


def _month_maybe_year(found: "re.Match[str]", today: date, direction: int) -> Calendar:
    month, year, which = _month(found["month"]), found["year"], found["which"] or ""
    if year:
        return Calendar(year=int(year), month=month)
    if which == "last":
        return calendars.month_only(month, today.replace(day=1) - timedelta(days=1), -1)
    return calendars.month_only(month, today, 1 if which == "next" else direction)


def _year(found: "re.Match[str]", _today: date, _direction: int) -> Calendar:
    return Calendar(year=int(found["year"]))


_DAYS: Final = {
    "yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2,
    "day after tomorrow": 2, "the other day": -3,
}  # fmt: skip


def _near_day(found: "re.Match[str]", today: date, _direction: int) -> Calendar:
    return calendars.on(today + timedelta(days=_DAYS.get(found["day"], 0)))


def _which_unit(found: "re.Match[str]", today: date, direction: int) -> Calendar:
    unit = found["unit"]
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(
        found["which"], 0
    )
    if unit in SEASONS:
        return calendars.season(unit, today, step or direction)
    if unit == "weekend":
        is_over = step == -1 or (step == 0 and direction < 0 and today.weekday() < _WEEKEND)
        return calendars.weekend(today, -1 if is_over else max(step, 0))
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return calendars.on(monday, note="the week of")
    return calendars.shifted(today, step, unit)


_WEEKEND: Final = 5


def _which_weekday(found: "re.Match[str]", today: date, direction: int) -> Calendar:
    name, which = _weekday(found["weekday"]), found["which"] or ""
    if which == "next":
        monday = today + timedelta(days=7 - today.weekday())
        return calendars.weekday(name, monday, 1)
    if which in {"this", "coming"}:
        return calendars.weekday(name, today, 1 if direction > 0 else -1)
    return calendars.weekday(name, today, -1 if which in {"last", "past"} else direction)


def _ago(found: "re.Match[str]", today: date, _direction: int) -> Calendar:
    return calendars.shifted(today, -_number(found["count"]), found["unit"])


def _ahead(found: "re.Match[str]", today: date, _direction: int) -> Calendar:
    return calendars.shifted(today, _number(found["count"]), found["unit"])


def _numbered_day(found: "re.Match[str]", today: date, direction: int) -> Calendar | None:
    return calendars.day_of_month(int(found["day"]), today, direction)


def _numbered_weekend(found: "re.Match[str]", today: date, direction: int) -> Calendar:
    first = calendars.month_only(_month(found["month"]), today, direction).first_day
    saturdays = [first + timedelta(days=step) for step in range(31)]
    saturdays = [day for day in saturdays if day.weekday() == _WEEKEND and day.month == first.month]
    place = {"first": 0, "second": 1, "third": 2, "last": -1}[found["which"]]
    return calendars.on(saturdays[place], note="the weekend of")


def _season(found: "re.Match[str]", today: date, direction: int) -> Calendar:
    if found["year"]:
        return Calendar(year=int(found["year"]), note=found["season"])
    return calendars.season(found["season"], today, direction)


def _recurring(_found: "re.Match[str]", _today: date, _direction: int) -> None:
    return None


_TAIL: Final = r"(?: (?:morning|afternoon|evening|night))?"
_YEAR: Final = r"(?:19|20)\d\d"
_PATTERNS: Final[list[tuple["re.Pattern[str]", Resolver, Bound | None]]] = [
    (re.compile(pattern), resolver, bound)
    for pattern, resolver, bound in [
        (rf"\b(?:every|each)(?: (?:other|single|second))? (?:day|week|month|year|{_WEEKDAY}|{_SEASON})\b", _recurring, "never"),
        (r"\b(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends)\b", _recurring, "never"),
        (rf"\b(?:first|second|third|fourth|last) (?:{_WEEKDAY}) of (?:the|each|every) month\b", _recurring, "never"),
        (rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso, None),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b(?:,? (?P<year>{_YEAR})\b)?", _day_and_month, None),
        (rf"\b(?P<month>{_MONTH})\b\.? (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<year>{_YEAR})\b)?", _day_and_month, None),
        (rf"\b(?P<which>first|second|third|last) weekend (?:of|in) (?P<month>{_MONTH})\b", _numbered_weekend, None),
        (rf"\b(?:(?P<which>last|this|next) )?(?P<month>{_MONTH})\b(?:,? (?:of )?(?P<year>{_YEAR})\b)?", _month_maybe_year, None),
        (rf"\b(?P<year>{_YEAR})\b", _year, None),
        (r"\b(?P<day>the other day|day before yesterday|day after tomorrow|yesterday|tomorrow|last night|today|tonight|"
         r"this morning|this afternoon|this evening)\b" + _TAIL, _near_day, None),
        (rf"\b(?P<which>last|this|next|past|previous|coming|following) (?P<unit>week|weekend|month|year|{_SEASON})\b", _which_unit, None),
        (rf"\b(?:(?P<which>last|this|next|past|coming) )?(?P<weekday>{_WEEKDAY})\b{_TAIL}", _which_weekday, None),
        (rf"\b{_COUNT} (?P<unit>day|week|weekend|month|year|fortnight)s? (?:ago|back|earlier)\b", _ago, None),
        (rf"\bin (?:about )?{_COUNT} (?P<unit>day|week|month|year|fortnight)s?(?: time)?\b", _ahead, "at"),
        (rf"\b(?:for|spent|been) (?:about |over |almost |nearly |around |like )?(?:the )?(?:last |past )?{_COUNT} "
         r"(?P<unit>day|week|month|year)s?(?: now| already)?\b", _ago, "for"),
        (r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?! (?:birthday|anniversary|time|grade|floor|place|century|street|avenue))", _numbered_day, None),
        (rf"\b(?P<season>{_SEASON})\b(?: (?:of )?(?P<year>{_YEAR})\b)?", _season, None),
    ]
]  # fmt: skip


def time_phrases(text: str, today: date) -> list[TimePhrase]:
    """Find the phrases of a text, in order and without overlaps; longer ones win."""
    lower = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = sorted(_candidates(lower, text, today), key=lambda phrase: phrase.start - phrase.end)
    taken: list[TimePhrase] = []
    for phrase in found:
        if all(phrase.end <= other.start or phrase.start >= other.end for other in taken):
            taken.append(phrase)
    return sorted(taken, key=lambda phrase: phrase.start)


def _candidates(lower: str, text: str, today: date) -> Iterator[TimePhrase]:
    for pattern, resolver, bound in _PATTERNS:
        for found in pattern.finditer(lower):
            start, words = _extended(lower, found.start())
            if not _is_plausible(resolver, found, words, text):
                continue
            yield TimePhrase(
                start=start,
                end=found.end(),
                bound=bound or next((_BOUNDS[word] for word in words if word in _BOUNDS), "at"),
                past=resolver(found, today, -1),
                coming=resolver(found, today, 1),
            )


def _extended(lower: str, start: int) -> tuple[int, list[str]]:
    """Take in the prepositions before a phrase; the nearest comes first."""
    words: list[str] = []
    while before := _BEFORE.search(lower[:start]):
        words.append(before["word"])
        start = before.start()
    return start, words


def _is_plausible(resolver: Resolver, found: "re.Match[str]", words: list[str], text: str) -> bool:
    """Refuse "may" the verb, bare numbers and seasons that no preposition introduces."""
    if resolver in {_year, _season}:
        return bool(found.groupdict().get("year") and resolver is _season) or bool(
            _NEEDS_PREPOSITION & set(words)
        )
    if resolver is _numbered_day:
        return "the" in words
    if resolver is _month_maybe_year and not (found["year"] or found["which"]):
        is_name = text[found.start()].isupper() or found["month"] not in {
            "may",
            "march",
            "mar",
            "sat",
            "sun",
        }
        return is_name and bool(_NEEDS_PREPOSITION & set(words))
    if resolver is _which_weekday and found["weekday"] in {"sun", "sat", "wed", "mon", "fri"}:
        return text[found.start()].isupper() or "on" in words
    return True

"""Finds the words that tell a time and says which time they mean."""

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct, convert

from extraction import calendars
from extraction.calendars import MONTHS, SEASONS, WEEKDAYS, Calendar

Bound = Literal["at", "since", "until", "by", "for", "never"]
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


_FILE: Final = Path(__file__).parent / "language" / "times.toml"
_SMALL: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_COUNTS: Final = {word: number for number, word in enumerate(_SMALL, start=1)} | {
    "a": 1, "an": 1, "another": 1, "a couple of": 2, "a couple": 2, "couple of": 2, "a few": 3,
    "few": 3, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_BOUNDS: Final[dict[str, Bound]] = {
    "since": "since", "as of": "since", "starting": "since", "beginning": "since", "from": "since",
    "until": "until", "till": "until", "til": "until", "through": "until", "up to": "until",
    "by": "by",
}  # fmt: skip
_NEEDED: Final = {
    "in", "since", "as of", "from", "until", "till", "til", "by", "of", "back in", "early", "late",
    "mid", "around", "during", "over", "through", "starting", "beginning", "about",
}  # fmt: skip
_SHORT_DAYS: Final = {"sun", "sat", "wed", "mon", "fri"}
_VERBAL_MONTHS: Final = {"may", "march", "mar"}


class _Pattern(Struct, frozen=True):
    find: str
    means: str
    bound: Bound | None = None


class _Table(Struct, frozen=True):
    words: dict[str, str]
    pattern: tuple[_Pattern, ...]


class _Patterns(Struct, frozen=True):
    compiled: tuple[tuple["re.Pattern[str]", _Pattern], ...]
    before: "re.Pattern[str]"
    hint: "re.Pattern[str]"


@cache
def _patterns() -> _Patterns:
    table = convert(tomllib.loads(_FILE.read_text("utf-8")), _Table)
    compiled: list[tuple[re.Pattern[str], _Pattern]] = []
    for pattern in table.pattern:
        text = pattern.find
        for name, words in table.words.items():
            text = text.replace("{" + name + "}", words)
        compiled.append((re.compile(text), pattern))
    before = re.compile(rf"\b(?P<word>{table.words['before']})[\s-]+$")
    hint = re.compile(rf"\d|day|night|morning|week|month|year|{table.words['hint']}")
    return _Patterns(tuple(compiled), before, hint)


def _month(text: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(text[:3]))


def _weekday(text: str) -> str:
    return next(name for name in WEEKDAYS if name.startswith(text[:3]))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _COUNTS[text]


def _iso(found: "re.Match[str]", _today: date, _direction: int) -> Calendar:
    year, month, day = (int(part) for part in found.group("year", "month", "day"))
    return calendars.on(date(year, month, day))


def _day_and_month(found: "re.Match[str]", today: date, direction: int) -> Calendar | None:
    month, day, year = _month(found["month"]), int(found["day"]), found["year"]
    if year:
        return calendars.on(date(int(year), month, day))
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


_RESOLVERS: Final[dict[str, Resolver]] = {
    "recurring": _recurring,
    "iso": _iso,
    "day_and_month": _day_and_month,
    "numbered_weekend": _numbered_weekend,
    "month": _month_maybe_year,
    "year": _year,
    "near_day": _near_day,
    "which_unit": _which_unit,
    "weekday": _which_weekday,
    "ago": _ago,
    "ahead": _ahead,
    "numbered_day": _numbered_day,
    "season": _season,
}


@lru_cache(maxsize=2048)
def time_phrases(text: str, today: date) -> tuple[TimePhrase, ...]:
    """Find the phrases of a text, in order and without overlaps; longer ones win."""
    lower = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not _patterns().hint.search(lower):
        return ()
    found = sorted(_candidates(lower, text, today), key=lambda phrase: phrase.start - phrase.end)
    taken: list[TimePhrase] = []
    for phrase in found:
        if all(phrase.end <= other.start or phrase.start >= other.end for other in taken):
            taken.append(phrase)
    return tuple(sorted(taken, key=lambda phrase: phrase.start))


def _candidates(lower: str, text: str, today: date) -> Iterator[TimePhrase]:
    for compiled, pattern in _patterns().compiled:
        resolver = _RESOLVERS[pattern.means]
        for found in compiled.finditer(lower):
            start, words = _extended(lower, found.start())
            if not _is_plausible(pattern.means, found, words, text):
                continue
            told: list[Bound] = [_BOUNDS[word] for word in words if word in _BOUNDS]
            yield TimePhrase(
                start=start,
                end=found.end(),
                bound=pattern.bound or (told[0] if told else "at"),
                past=_meant(partial(resolver, found, today, -1)),
                coming=_meant(partial(resolver, found, today, 1)),
            )


def _meant(resolved: Callable[[], Calendar | None]) -> Calendar | None:
    """Give a time, but none that no calendar has: 31 June, "3000 years ago"."""
    with suppress(ValueError, OverflowError):
        calendar = resolved()
        # a zone may move the first and the last instant out of the years that there are
        return calendar if calendar and MINYEAR < calendar.year < MAXYEAR else None
    return None


def _extended(lower: str, start: int) -> tuple[int, list[str]]:
    """Take in the prepositions before a phrase; the nearest comes first."""
    words: list[str] = []
    while before := _patterns().before.search(lower[:start]):
        words.append(before["word"])
        start = before.start()
    return start, words


def _is_plausible(means: str, found: "re.Match[str]", words: list[str], text: str) -> bool:
    """Refuse "may" the verb, bare numbers and seasons that no preposition introduces."""
    is_introduced = bool(_NEEDED & set(words))
    is_capital = text[found.start()].isupper()
    match means:
        case "year":
            return is_introduced
        case "season":
            return bool(found["year"]) or is_introduced
        case "numbered_day":
            return "the" in words
        case "month" if not (found["year"] or found["which"]):
            return (is_capital or found["month"] not in _VERBAL_MONTHS) and is_introduced
        case "weekday" if found["weekday"] in _SHORT_DAYS:
            return is_capital or "on" in words
        case _:
            return True

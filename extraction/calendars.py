"""Days, months and years as people say them: partial dates, and how they are written out."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from extraction.model import Moment, Precision

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS: Final = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SATURDAY: Final = 5


class Calendar(Struct, frozen=True, kw_only=True):
    """A year, month or day. `note` is said before it: a weekday, a season, "the week of"."""

    year: int
    month: int | None = None
    day: int | None = None
    note: str = ""

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, self.month or 1, self.day or 1)


def on(day: date, note: str = "") -> Calendar:
    """Give a day."""
    return Calendar(year=day.year, month=day.month, day=day.day, note=note)


def in_month(day: date, note: str = "") -> Calendar:
    """Give the month of a day."""
    return Calendar(year=day.year, month=day.month, note=note)


def in_year(day: date, note: str = "") -> Calendar:
    """Give the year of a day."""
    return Calendar(year=day.year, note=note)


def moment(calendar: Calendar, zone: tzinfo | None) -> Moment:
    """Give its first instant in the speaker's zone, as UTC."""
    first = datetime.combine(calendar.first_day, datetime.min.time(), tzinfo=zone or UTC)
    return Moment(at=first.astimezone(UTC), precision=calendar.precision)


def spoken(calendar: Calendar, bound: str = "at") -> str:
    """Write it out: "on 3 March 1988", "in May 2025", with another bound "since 2024"."""
    month = MONTHS[calendar.month - 1].title() if calendar.month else ""
    words = [calendar.note, str(calendar.day or ""), month, str(calendar.year)]
    text = " ".join(word for word in words if word)
    preposition = "on" if calendar.day and not calendar.note.startswith("the week ") else "in"
    return f"{preposition if bound == 'at' else bound} {text}"


def month_and_day(month: int, day: int, today: date, direction: int) -> Calendar | None:
    """Find the day of a year in the past (-1) or still to come (1), counted from today."""
    years = [today.year - 1, today.year, today.year + 1]
    days = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    return on(_chosen(days, today, direction)) if days else None


def month_only(month: int, today: date, direction: int) -> Calendar:
    """Find the month in the past or still to come; the running month is both."""
    first = today.replace(day=1)
    days = [date(today.year + step, month, 1) for step in (-1, 0, 1)]
    return in_month(_chosen(days, first, direction))


def season(name: str, today: date, direction: int) -> Calendar:
    """Find the season in the past or still to come, as its year."""
    month = SEASONS[name]
    days = [date(today.year + step, month, 1) for step in (-1, 0, 1)]
    return in_year(_chosen(days, today, direction), note=name)


def day_of_month(day: int, today: date, direction: int) -> Calendar | None:
    """Find the next, or with -1 the last, day of this number."""
    months = [today.replace(day=1) + relativedelta(months=step) for step in (-2, -1, 0, 1, 2)]
    days = [
        first.replace(day=day) for first in months if day <= monthrange(first.year, first.month)[1]
    ]
    return on(_chosen(days, today, direction)) if days else None


def weekday(name: str, today: date, direction: int) -> Calendar:
    """Find the last or the coming day of this name; today counts only for what is to come."""
    ahead = (WEEKDAYS.index(name) - today.weekday()) % 7
    back = (today.weekday() - WEEKDAYS.index(name)) % 7 or 7
    day = today - timedelta(days=back) if direction < 0 else today + timedelta(days=ahead)
    return on(day, note=name.title())


def weekend(today: date, weeks: int) -> Calendar:
    """Find the Saturday of this week's weekend, or of one that lies some weeks away."""
    saturday = today + timedelta(days=_SATURDAY - today.weekday() + 7 * weeks)
    return on(saturday, note="the weekend of")


def shifted(today: date, count: int, unit: str) -> Calendar:
    """Go some days, weeks, months or years from today; the precision is that of the unit."""
    if unit == "year":
        return in_year(today + relativedelta(years=count))
    if unit == "month":
        return in_month(today + relativedelta(months=count))
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit]
    return on(today + timedelta(days=count * days))


def _chosen(days: list[date], today: date, direction: int) -> date:
    past = [day for day in days if day <= today]
    coming = [day for day in days if day >= today]
    if direction < 0 and past:
        return past[-1]
    return coming[0] if coming else days[-1]

"""Pure: conditions on instants and days, written as dates or ISO 8601 (contract 2.2)."""

from collections.abc import Callable
from datetime import UTC, datetime, time

from app.services.operands import DAY, span, texts
from graph.model import OPEN, All, Condition, Field, Filter, Not, Operator


def created(field: Field) -> Callable[[str, str, object], Filter]:
    """Give the reader of conditions on an instant that every memory has."""

    def reader(name: str, operator: str, value: object) -> Filter:
        if value == "*":
            return Condition(field=field, operator="any")
        if operator == "in":
            days = texts(name, operator, value)
            return _one_of([reader(name, "eq", member) for member in days])
        return _compared(field, operator, *span(name, operator or "eq", value))

    return reader


def expiring(name: str, operator: str, value: object) -> Filter:
    """Read a condition on the last day; a memory without one compares with nothing.

    `expires_at` is the end of that day, somewhere after its start and not after the next one's.
    """
    if value == "*":
        return Condition(field="expires_at", operator="lt", value=OPEN)
    if operator == "in":
        return _one_of([expiring(name, "eq", day) for day in texts(name, operator, value)])
    instant, _ = span(name, operator or "eq", value)
    start = datetime.combine(instant.date(), time(), UTC)
    return _expired(operator, start, start + DAY)


def joined(parts: list[Filter]) -> Filter:
    """Give the filter under which every part holds."""
    return parts[0] if len(parts) == 1 else All(parts=tuple(parts))


def _compared(field: Field, operator: str, start: datetime, end: datetime) -> Filter:
    match operator:
        case "gt" | "gte" | "lt":
            return Condition(field=field, operator=operator, value=start)
        case "lte" if end > start:  # a date as an upper bound means its whole day
            return Condition(field=field, operator="lt", value=end)
        case "lte":
            return Condition(field=field, operator="lte", value=start)
        case _ if end > start:
            return _between(field, ("gte", start), ("lt", end))
        case _:
            return Condition(field=field, operator="eq", value=start)


def _expired(operator: str, start: datetime, end: datetime) -> Filter:
    match operator:
        case "gt":
            return _between("expires_at", ("gt", end), ("lt", OPEN))
        case "gte":
            return _between("expires_at", ("gt", start), ("lt", OPEN))
        case "lt":
            return Condition(field="expires_at", operator="lte", value=start)
        case "lte":
            return Condition(field="expires_at", operator="lte", value=end)
        case _:
            return _between("expires_at", ("gt", start), ("lte", end))


def _between(
    field: Field, low: tuple[Operator, datetime], high: tuple[Operator, datetime]
) -> Filter:
    bounds = (low, high)
    return All(
        parts=tuple(
            Condition(field=field, operator=operator, value=value) for operator, value in bounds
        )
    )


def _one_of(parts: list[Filter]) -> Filter:
    """One part holds; unlike AnyOf without parts, `in []` is a filter that nothing passes."""
    return Not(part=All(parts=tuple(Not(part=part) for part in parts)))

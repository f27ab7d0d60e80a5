import operator as comparisons
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.services.errors import InvalidRequestError
from app.services.filters import parsed
from app.services.memory_rows import expires_at
from app.services.operands import ordered, scalar, span
from graph.model import OPEN, All, AnyOf, Condition, Filter, Not

NOON = datetime(2024, 7, 1, 12, tzinfo=UTC)
MIDNIGHT = datetime(2024, 7, 1, tzinfo=UTC)
NEXT_MIDNIGHT = MIDNIGHT + timedelta(days=1)
TICK = timedelta(microseconds=1)
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "eq": comparisons.eq,
    "gt": comparisons.gt,
    "gte": comparisons.ge,
    "lt": comparisons.lt,
    "lte": comparisons.le,
}


def holds(asked: Filter, at: datetime) -> bool:
    """Judge a filter of instants as the database does."""
    match asked:
        case All(parts=parts):
            return all(holds(part, at) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, at) for part in parts)
        case Not(part=part):
            return not holds(part, at)
        case Condition(operator="any"):
            return True
        case Condition(operator=operator, value=bound):
            return COMPARED[operator](at, bound)


@pytest.mark.parametrize(
    ("asked", "at", "expected"),
    [
        ("*", NOON, True),
        ("2024-07-01", MIDNIGHT - TICK, False),
        ("2024-07-01", MIDNIGHT, True),
        ("2024-07-01", NEXT_MIDNIGHT - TICK, True),
        ("2024-07-01", NEXT_MIDNIGHT, False),
        ({"ne": "2024-07-01"}, NOON, False),
        ({"ne": "2024-07-01"}, NEXT_MIDNIGHT, True),
        ({"in": ["2024-06-01", "2024-07-01"]}, NOON, True),
        ({"in": ["2024-06-01", "2024-06-30"]}, NOON, False),
        ({"in": []}, NOON, False),
        ({"nin": ["2024-06-01", "2024-07-01"]}, NOON, False),
        ({"nin": []}, NOON, True),
        ({"gt": "2024-07-01"}, MIDNIGHT, False),
        ({"gt": "2024-07-01"}, NOON, True),
        ({"gte": "2024-07-01"}, MIDNIGHT, True),
        ({"lt": "2024-07-01"}, MIDNIGHT, False),
        ({"lte": "2024-07-01"}, NOON, True),
        ({"lte": "2024-07-01T12:00:00Z"}, NOON + TICK, False),
        ({"lte": "2024-07-01T14:00:00+02:00"}, NOON, True),
        ({"gte": "2024-07-01", "lte": "2024-07-01"}, NEXT_MIDNIGHT, False),
    ],
)
@pytest.mark.parametrize("field", ["created_at", "updated_at"])
def test_an_instant_is_compared_with_days_and_instants(
    field: str, asked: Any, at: datetime, expected: bool
):
    assert expected is holds(parsed({field: asked}), at)


@pytest.mark.parametrize(
    ("asked", "passing"),
    [
        ("2024-07-01", {1}),
        ("2024-07-01T18:00:00Z", {1}),
        ({"eq": "2024-07-01"}, {1}),
        ({"ne": "2024-07-01"}, {30, 2, None}),
        ({"gt": "2024-07-01"}, {2}),
        ({"gte": "2024-07-01"}, {1, 2}),
        ({"lt": "2024-07-01"}, {30}),
        ({"lte": "2024-07-01"}, {30, 1}),
        ({"in": ["2024-06-30", "2024-07-02"]}, {30, 2}),
        ({"in": []}, set[int | None]()),
        ({"nin": ["2024-06-30", "2024-07-02"]}, {1, None}),
        ("*", {30, 1, 2}),
        ({"gte": "2024-07-01", "lt": "2024-07-02"}, {1}),
    ],
)
def test_the_last_day_is_compared_as_a_day(asked: Any, passing: set[int | None]):
    last_days: dict[int | None, date | None] = {
        30: date(2024, 6, 30),
        1: date(2024, 7, 1),
        2: date(2024, 7, 2),
        None: None,
    }
    condition = parsed({"expiration_date": asked})

    found = {name for name, last in last_days.items() if holds(condition, expires_at(last))}

    assert passing == found


def test_what_has_no_last_day_never_expires():
    assert OPEN == expires_at(None)
    assert NEXT_MIDNIGHT - TICK == expires_at(date(2024, 7, 1))


@pytest.mark.parametrize("field", ["created_at", "expiration_date"])
@pytest.mark.parametrize("asked", [7, None, True, ["2024-07-01"], "soon", {"in": "2024-07-01"}])
def test_what_is_no_day_is_refused_with_the_name_of_the_field(field: str, asked: Any):
    with pytest.raises(InvalidRequestError) as raised:
        parsed({field: asked})

    assert field == raised.value.field


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-07-01", (MIDNIGHT, NEXT_MIDNIGHT)),
        ("2024-07-01T12:00:00", (NOON, NOON)),
        ("2024-07-01T12:00:00Z", (NOON, NOON)),
        ("2024-07-01T08:00:00-04:00", (NOON, NOON)),
        ("2024-07-02T00:00:00+12:00", (NOON, NOON)),
    ],
)
def test_only_a_bare_date_has_a_length(written: str, expected: tuple[datetime, datetime]):
    assert expected == span("created_at", "eq", written)


@pytest.mark.parametrize(("given", "expected"), [(3, 3.0), (-0.5, -0.5), ("b", "b"), ("", "")])
def test_a_bound_is_a_number_or_text(given: object, expected: float | str):
    assert expected == ordered("metadata.a", "gt", given)


@pytest.mark.parametrize("given", [True, None, [1], {}, 2e308, -(10**309), float("inf")])
def test_what_has_no_order_is_no_bound(given: object):
    with pytest.raises(InvalidRequestError, match="needs a number or a string"):
        ordered("metadata.a", "gt", given)


@pytest.mark.parametrize("given", ["x", "", 0, 1.5, True, False, None])
def test_a_scalar_is_kept_as_it_is(given: object):
    assert given is scalar("metadata.a", "eq", given)

"""A world of memories with values of every kind, and a plain reading of filters over it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st
from msgspec import Struct

from app.services.scoping import owner, scope_rows
from graph.model import OPEN, ScopeIds
from graph.plan import MemoryRow
from graph.terms import metadata_pairs, scope_terms
from tests.graph.writing import memory, new_id

IDS: Final = ("ann", "bo's", "Ürsüla", "c d")
ALIASES: Final = {"session_id": "run_id", "userId": "user_id", "agentId": "agent_id"}
WORDS: Final = ("tea", "Tea", "café", "rowing", "rows", "100%", "a\\b", '"quoted"', "🙂")
DATES: Final = (
    "2024-07-01",
    "2024-07-02",
    "2024-07-01T12:00:00",
    "2024-07-02T00:30:00+02:00",
    "2024-07-03T00:00:00Z",
)
DAYS: Final = ("2024-07-01", "2024-07-02", "2030-01-01")
CATEGORIES: Final = ("food", "Food & Drink", "travel")
SCALARS: Final = (1, 1.0, 2, 2.5, -3, True, False, None, "tea", "Tea time", "1", '"', "🙂 tea", "")
KEYS: Final = ("level", "note", "deep.note")


class Kept(Struct, frozen=True, kw_only=True):
    """A memory of the world, as the filter language speaks of it; never updated."""

    id: str
    ids: ScopeIds
    text: str
    created_at: datetime
    expiration_date: date | None
    categories: Sequence[str] | None
    metadata: dict[str, Any]


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    some_id = st.none() | st.sampled_from(IDS)
    drawn = st.builds(ScopeIds, user_id=some_id, agent_id=some_id, app_id=some_id, run_id=some_id)
    scalar = st.sampled_from(SCALARS)
    metadata = {
        "level": scalar,
        "note": scalar | st.lists(scalar, max_size=2),
        "deep": st.fixed_dictionaries({"note": scalar}),
    }
    return Kept(
        id=new_id(),
        ids=draw(drawn.filter(lambda ids: bool(ids.named))),
        text="zebra " + " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
        created_at=span(draw(st.sampled_from(DATES)))[0],
        expiration_date=draw(st.none() | st.sampled_from(DAYS).map(date.fromisoformat)),
        categories=draw(st.none() | st.lists(st.sampled_from(CATEGORIES), max_size=2)),
        metadata=draw(st.fixed_dictionaries({}, optional=metadata)),
    )


def row(project_id: str, one: Kept, embedding: list[float]) -> MemoryRow:
    """Write a memory of the world as the product writes it."""
    whose = owner(project_id, one.ids)
    ends = one.expiration_date
    return memory(
        whose.key,
        one.text,
        id=one.id,
        created_at=one.created_at,
        expires_at=OPEN if ends is None else midnight(ends) + timedelta(days=1, microseconds=-1),
        categories=None if one.categories is None else tuple(one.categories),
        metadata_pairs=metadata_pairs(one.metadata),
        scope_terms=scope_terms(project_id, whose.key, one.ids),
        scope_keys=tuple(scope.key for scope in scope_rows(project_id, one.ids)),
        embedding=embedding,
        user_id=one.ids.user_id,
        agent_id=one.ids.agent_id,
        app_id=one.ids.app_id,
        run_id=one.ids.run_id,
    )


def passes(one: Kept, asked: Mapping[str, Any]) -> bool:
    """Read a filter the plain way: every member of the object holds."""
    return all(_holds(one, key, value) for key, value in asked.items())


def _holds(one: Kept, key: str, value: Any) -> bool:
    match key.upper():
        case "AND":
            return all(passes(one, part) for part in value)
        case "OR":
            return any(passes(one, part) for part in value)
        case "NOT":
            parts = value if isinstance(value, list) else [value]
            return not any(passes(one, part) for part in parts)
        case "METADATA":
            return all(_field(one, f"metadata.{name}", part) for name, part in value.items())
        case _:
            return _field(one, key, value)


def _field(one: Kept, key: str, value: Any) -> bool:
    operators = value if isinstance(value, dict) else {"": value}
    return all(_negated(one, key, name, operand) for name, operand in operators.items())


def _negated(one: Kept, key: str, operator: str, operand: Any) -> bool:
    if operator in {"ne", "nin"}:
        return not _compared(one, key, {"ne": "eq", "nin": "in"}[operator], operand)
    return _compared(one, key, operator, operand)


def _compared(one: Kept, key: str, operator: str, operand: Any) -> bool:
    if key.startswith("metadata."):
        found = _members(one.metadata, key.removeprefix("metadata.").split("."))
        return any(_scalar(value, operator, operand) for value in found)
    reading = READINGS.get(key)
    if reading is None:
        return _scope_id(getattr(one.ids, ALIASES.get(key, key)), operator, operand)
    return reading(one, operator, operand)


def _words(one: Kept, _operator: str, operand: Any) -> bool:
    return all(word.lower() in one.text.lower() for word in operand.split())


def _pattern(one: Kept, operator: str, operand: Any) -> bool:
    return _text(one.text, operator or "icontains", operand)


def _created(one: Kept, operator: str, operand: Any) -> bool:
    return _instant(one.created_at, operator, operand)


def _expires(one: Kept, operator: str, operand: Any) -> bool:
    return one.expiration_date is not None and _day(one.expiration_date, operator, operand)


def _categories(one: Kept, operator: str, operand: Any) -> bool:
    return any(_category(name, operator, operand) for name in one.categories or [])


READINGS: Final[dict[str, Callable[[Kept, str, Any], bool]]] = {
    "created_at": _created,
    "updated_at": _created,
    "timestamp": _created,
    "expiration_date": _expires,
    "categories": _categories,
    "text": _pattern,
    "keywords": _pattern,
    "keywords_search": _words,
}


def _scope_id(value: str | None, operator: str, operand: Any) -> bool:
    if value is None:
        return False
    return value in operand if operator == "in" else operand in {"*", value}


def _members(metadata: Any, path: Sequence[str]) -> list[Any]:
    for name in path:
        if not isinstance(metadata, dict) or name not in metadata:
            return []
        metadata = metadata[name]
    return metadata if isinstance(metadata, list) else [metadata]


def _scalar(value: Any, operator: str, operand: Any) -> bool:
    match operator:
        case "contains" | "icontains":
            return isinstance(value, str) and _text(value, operator, operand)
        case "in":
            return any(_equal(value, member) for member in operand)
        case "gt" | "gte" | "lt" | "lte":
            both = (value, operand)
            is_text = all(isinstance(side, str) for side in both)
            is_number = all(
                isinstance(side, int | float) and not isinstance(side, bool) for side in both
            )
            return (is_text or is_number) and _ordered(value, operator, operand)
        case _:
            return value is not None if operand == "*" else _equal(value, operand)


def _equal(one: Any, other: Any) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _ordered(value: Any, operator: str, operand: Any) -> bool:
    match operator:
        case "gt":
            return value > operand
        case "gte":
            return value >= operand
        case "lt":
            return value < operand
        case _:
            return value <= operand


def _text(text: str, operator: str, part: str) -> bool:
    return part in text if operator == "contains" else part.lower() in text.lower()


def _category(name: str, operator: str, operand: Any) -> bool:
    if operator == "contains":
        return _text(name, "icontains", operand)
    return name in operand if isinstance(operand, list) else operand in {"*", name}


def span(text: str) -> tuple[datetime, datetime]:
    """Give the first instant of a date and of the next day; an instant is both."""
    at = datetime.fromisoformat(text)
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at, at + timedelta(days=len(text) == len("2024-07-01"))


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _instant(value: datetime, operator: str, operand: Any) -> bool:
    if operator == "in":
        return any(_instant(value, "eq", one) for one in operand)
    if operand == "*":
        return True
    start, end = span(operand)
    match operator:
        case "gt" | "gte" | "lt":
            return _ordered(value, operator, start)
        case "lte":
            return value < end or value == start
        case _:
            return start <= value < end or value == start


def _day(value: date, operator: str, operand: Any) -> bool:
    if operator == "in":
        return any(_day(value, "eq", one) for one in operand)
    if operand == "*":
        return True
    day = span(operand)[0].date()
    is_order = operator in {"gt", "gte", "lt", "lte"}
    return _ordered(value, operator, day) if is_order else value == day

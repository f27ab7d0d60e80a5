"""Pure: one field of the wire's filter language with its operators and values (contract 2.2)."""

from collections.abc import Callable, Mapping
from typing import Final

from app.services.errors import InvalidRequestError
from app.services.instants import created, expiring, joined
from app.services.operands import is_list, is_object, ordered, scalar, text, texts, wrong
from graph.model import All, Condition, Field, Filter, Not

ALLOWED: Final = (
    "AND, OR, NOT, user_id, agent_id, app_id, run_id, session_id, created_at, updated_at, "
    "timestamp, expiration_date, text, categories, metadata, metadata.<key>, keywords_search, "
    "memory_ids, keywords"
)
ALIASES: Final[Mapping[str, Field]] = {
    "userId": "user_id",
    "agentId": "agent_id",
    "appId": "app_id",
    "runId": "run_id",
    "session_id": "run_id",
    "sessionId": "run_id",
    "user_id": "user_id",
    "agent_id": "agent_id",
    "app_id": "app_id",
    "run_id": "run_id",
}
COMPARISONS: Final = frozenset({"gt", "gte", "lt", "lte"})
SETS: Final = frozenset({"eq", "ne", "in", "nin"})
PATTERNS: Final = frozenset({"contains", "icontains"})

Reader = Callable[[str, str, object], Filter]


def condition(name: str, value: object) -> Filter:
    """Read one field's condition: a bare value, or an object of operators that must all hold."""
    if name == "metadata":
        return _metadata(value)
    if name.startswith("metadata."):
        return _metadata_key(name.removeprefix("metadata."), value)
    if name not in FIELDS:
        raise InvalidRequestError(
            f"filters: field {name!r} is not known; use {ALLOWED}", field=name
        )
    operators, reader = FIELDS[name]
    return _read(name, value, operators, reader)


def pattern_words(name: str, value: object) -> Filter:
    """Every word of the value occurs in the text, whatever the case and the order."""
    words = text(name, "icontains", value).split()
    if not words:
        raise wrong(name, "icontains", "at least one word")
    return All(
        parts=tuple(Condition(field="text", operator="icontains", value=word) for word in words)
    )


def _read(name: str, value: object, operators: frozenset[str], reader: Reader) -> Filter:
    given = value if is_object(value) else {"": value}
    if not given:
        raise InvalidRequestError(f"{name}: no operator is given", field=name)
    return joined([_negatable(name, op, part, operators, reader) for op, part in given.items()])


def _negatable(
    name: str, operator: str, value: object, operators: frozenset[str], reader: Reader
) -> Filter:
    if operator and operator not in operators:
        known = ", ".join(sorted(operators))
        raise InvalidRequestError(
            f"{name}: operator {operator!r} is not known; use {known} or '*'", field=name
        )
    positive = {"ne": "eq", "nin": "in"}.get(operator, operator)
    found = reader(name, positive, value)
    return Not(part=found) if positive != operator else found


def _scope_id(name: str, operator: str, value: object) -> Filter:
    field = ALIASES[name]
    if operator == "in":
        return Condition(field=field, operator="in", value=texts(name, operator, value))
    wanted = text(name, operator or "eq", value)
    if wanted == "*":
        return Condition(field=field, operator="any")
    return Condition(field=field, operator="eq", value=wanted)


def _memory_ids(name: str, operator: str, value: object) -> Filter:
    wanted = [value] if isinstance(value, str) else value
    return Condition(field="id", operator="in", value=texts(name, operator or "in", wanted))


def _categories(name: str, operator: str, value: object) -> Filter:
    if value == "*":
        return Condition(field="categories", operator="any")
    if operator in PATTERNS:
        part = text(name, operator, value)
        return Condition(field="categories", operator="icontains", value=part)
    if is_list(value):
        names = texts(name, operator or "in", value)
        return Condition(field="categories", operator="in", value=names)
    if operator == "in":
        raise wrong(name, operator, "a list of strings")
    return Condition(field="categories", operator="eq", value=text(name, operator or "eq", value))


def _pattern(name: str, operator: str, value: object) -> Filter:
    part = text(name, operator or "icontains", value)
    if operator == "contains":
        return Condition(field="text", operator="contains", value=part)
    return Condition(field="text", operator="icontains", value=part)


def _words(name: str, _operator: str, value: object) -> Filter:
    return pattern_words(name, value)


def _metadata(value: object) -> Filter:
    if not is_object(value):
        raise InvalidRequestError("metadata: an object of keys is needed", field="metadata")
    return joined([_metadata_key(key, part) for key, part in value.items()])


def _metadata_key(key: str, value: object) -> Filter:
    def reader(name: str, operator: str, operand: object) -> Filter:
        return _metadata_condition(name, key, operator, operand)

    return _read(f"metadata.{key}", value, SETS | COMPARISONS | PATTERNS, reader)


def _metadata_condition(name: str, key: str, operator: str, value: object) -> Filter:
    if value == "*" and operator in {"", "eq"}:
        return Condition(field="metadata", key=key, operator="any")
    match operator:
        case "in":
            if not is_list(value):
                raise wrong(name, operator, "a list of values")
            members: list[object] = [scalar(name, operator, member) for member in value]
            return Condition(field="metadata", key=key, operator="in", value=members)
        case "contains" | "icontains":
            part = text(name, operator, value)
            return Condition(field="metadata", key=key, operator=operator, value=part)
        case "gt" | "gte" | "lt" | "lte":
            bound = ordered(name, operator, value)
            return Condition(field="metadata", key=key, operator=operator, value=bound)
        case _:
            wanted = scalar(name, operator or "eq", value)
            return Condition(field="metadata", key=key, operator="eq", value=wanted)


FIELDS: Final[Mapping[str, tuple[frozenset[str], Reader]]] = {
    **dict.fromkeys(ALIASES, (SETS, _scope_id)),
    "created_at": (SETS | COMPARISONS, created("created_at")),
    "updated_at": (SETS | COMPARISONS, created("updated_at")),
    "timestamp": (SETS | COMPARISONS, created("created_at")),
    "expiration_date": (SETS | COMPARISONS, expiring),
    "categories": (SETS | PATTERNS, _categories),
    "text": (PATTERNS, _pattern),
    "keywords": (PATTERNS, _pattern),
    "keywords_search": (PATTERNS, _words),
    "memory_ids": (SETS, _memory_ids),
}

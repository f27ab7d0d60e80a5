"""One condition as literal Cypher on a memory, as an index predicate and as a Lucene term."""

from typing import Final, Literal, LiteralString

from msgspec import Struct

from graph.model import Condition, Field, Operator
from graph.terms import SEPARATOR, TermKind, any_term, pair, term

_DIGITS: Final[tuple[LiteralString, ...]] = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
_MOST_TERMS: Final = 500
_KINDS: Final[dict[Field, TermKind]] = {
    "user_id": "user",
    "agent_id": "agent",
    "app_id": "app",
    "run_id": "run",
}
_PROPERTIES: Final[dict[Field, LiteralString]] = {
    "user_id": "memory.user_id",
    "agent_id": "memory.agent_id",
    "app_id": "memory.app_id",
    "run_id": "memory.run_id",
    "created_at": "memory.created_at",
    "updated_at": "memory.updated_at",
    "expires_at": "memory.expires_at",
}
_MESSAGE_PROPERTIES: Final[dict[Field, LiteralString]] = {
    "user_id": "message.user_id",
    "agent_id": "message.agent_id",
    "app_id": "message.app_id",
    "run_id": "message.run_id",
}
_SYMBOLS: Final[dict[Operator, LiteralString]] = {
    "eq": " = ",
    "gt": " > ",
    "gte": " >= ",
    "lt": " < ",
    "lte": " <= ",
    "in": " IN ",
}


Side = Literal["value", "lower", "upper", "presence"]
_SIDES: Final[dict[Operator, Side]] = {
    "eq": "value",
    "in": "value",
    "gt": "lower",
    "gte": "lower",
    "lt": "upper",
    "lte": "upper",
    "any": "presence",
}


class Check(Struct, frozen=True, kw_only=True):
    """What a vector index can check of a property, and from which side that bounds it."""

    field: str
    side: Side
    predicate: LiteralString


class Leaf(Struct, frozen=True, kw_only=True):
    """A condition that holds or, when denied, does not.

    `memory` and `message` are what the vector indexes can check of it, `terms` what Lucene can:
    None where they can't, and then everything that `where` lets through passes there too.
    """

    where: LiteralString
    memory: Check | None = None
    message: Check | None = None
    terms: str | None = None
    is_denied: bool = False


class Parameters:
    """Numbered parameters of one query: the names are literals, the values are not."""

    def __init__(self, project_id: str) -> None:
        """Start at one; the project is part of every Lucene term."""
        self.project_id = project_id
        self.values: dict[str, object] = {}

    def name(self, value: object) -> LiteralString:
        """Take a value and give how the query names it."""
        name = "value_" + _number(len(self.values) + 1)
        self.values[name] = value
        return "$" + name


def leaf(condition: Condition, parameters: Parameters) -> Leaf:
    """Compile one condition."""
    match condition.field:
        case "user_id" | "agent_id" | "app_id" | "run_id":
            return _scope_id(condition, parameters)
        case "created_at" | "updated_at" | "expires_at":
            return _instant(condition, parameters)
        case "id":
            return Leaf(where="memory.id" + _compared(condition, parameters))
        case "text":
            return Leaf(where=_pattern("memory.text", condition, parameters))
        case "categories":
            return Leaf(where=_categories(condition, parameters))
        case "metadata":
            return Leaf(where=_metadata(condition, parameters))


def denied(positive: Leaf) -> Leaf:
    """Give the opposite, which also holds where there is nothing to compare."""
    return Leaf(
        where="NOT coalesce(" + positive.where + ", false)", terms=positive.terms, is_denied=True
    )


def _number(number: int) -> LiteralString:
    """Write four digits, each of them a literal."""
    thousands, hundreds, tens = number // 1000 % 10, number // 100 % 10, number // 10 % 10
    return _DIGITS[thousands] + _DIGITS[hundreds] + _DIGITS[tens] + _DIGITS[number % 10]


def _scope_id(condition: Condition, parameters: Parameters) -> Leaf:
    field, compared = condition.field, _compared(condition, parameters)
    side = _SIDES[condition.operator]
    memory, message = _PROPERTIES[field] + compared, _MESSAGE_PROPERTIES[field] + compared
    return Leaf(
        where=memory,
        memory=Check(field=field, side=side, predicate=memory),
        message=Check(field=field, side=side, predicate=message),
        terms=_scope_terms(_KINDS[field], condition, parameters.project_id),
    )


def _scope_terms(kind: TermKind, condition: Condition, project_id: str) -> str | None:
    match condition:
        case Condition(operator="any"):
            return any_term(kind)
        case Condition(operator="in", value=list(values)) if 0 < len(values) <= _MOST_TERMS:
            return "(" + " ".join(term(kind, project_id, str(value)) for value in values) + ")"
        case Condition(operator="eq", value=str(value)):
            return term(kind, project_id, value)
        case _:
            return None


def _instant(condition: Condition, parameters: Parameters) -> Leaf:
    where = _PROPERTIES[condition.field] + _compared(condition, parameters)
    if condition.field == "updated_at":
        return Leaf(where=where)
    side = _SIDES[condition.operator]
    return Leaf(where=where, memory=Check(field=condition.field, side=side, predicate=where))


def _categories(condition: Condition, parameters: Parameters) -> LiteralString:
    match condition.operator:
        case "eq":
            return parameters.name(condition.value) + " IN memory.categories"
        case "any":
            return "size(memory.categories) > 0"
        case _:
            return (
                "any(category IN memory.categories WHERE "
                + _pattern("category", condition, parameters)
                + ")"
            )


def _metadata(condition: Condition, parameters: Parameters) -> LiteralString:
    key = condition.key or ""
    match condition:
        case Condition(operator="eq"):
            return parameters.name(pair(key, condition.value)) + " IN memory.metadata_pairs"
        case Condition(operator="in", value=list(values)):
            pairs = [pair(key, value) for value in values]
            return _any_pair("pair IN " + parameters.name(pairs))
        case Condition(operator="any"):
            start = parameters.name(key + SEPARATOR)
            null = parameters.name(pair(key, None))
            return _any_pair("pair STARTS WITH " + start + " AND pair <> " + null)
        case Condition(value=str()):
            start = parameters.name(key + SEPARATOR + '"')
            return _any_pair(
                "pair STARTS WITH "
                + start
                + " AND "
                + _pattern(_rest_of_text(start), condition, parameters)
            )
        case _:
            start = parameters.name(key + SEPARATOR)
            number: LiteralString = "toFloatOrNull(substring(pair, size(" + start + ")))"
            return _any_pair(
                "pair STARTS WITH " + start + " AND " + number + _compared(condition, parameters)
            )


def _rest_of_text(start: LiteralString) -> LiteralString:
    """Give what stands in a pair after the key and between the quotes."""
    return "substring(pair, size(" + start + "), size(pair) - size(" + start + ") - 1)"


def _any_pair(holds: LiteralString) -> LiteralString:
    return "any(pair IN memory.metadata_pairs WHERE " + holds + ")"


def _pattern(text: LiteralString, condition: Condition, parameters: Parameters) -> LiteralString:
    match condition.operator:
        case "contains":
            return text + " CONTAINS " + parameters.name(condition.value)
        case "icontains":
            wanted = parameters.name(condition.value)
            return "toLower(" + text + ") CONTAINS toLower(" + wanted + ")"
        case _:
            return text + _compared(condition, parameters)


def _compared(condition: Condition, parameters: Parameters) -> LiteralString:
    if condition.operator == "any":
        return " IS NOT NULL"
    return _SYMBOLS[condition.operator] + parameters.name(condition.value)

"""Pure: the wire's filter language (contract 2.2) into the tree that the graph compiles."""

from typing import Final

from msgspec import Struct

from app.services.conditions import condition, pattern_words
from app.services.errors import InvalidRequestError
from app.services.operands import is_list, is_object
from graph.model import All, AnyOf, Condition, Filter, Not, ScopeIds

DEEPEST: Final = 40
MOST_CONDITIONS: Final = 200
IDS: Final = frozenset({"user_id", "agent_id", "app_id", "run_id"})
EVERYTHING: Final = All()


class Siblings(Struct, frozen=True, kw_only=True):
    """What a body says beside `filters`; all of it must hold too.

    `keywords` are words that the text must contain. Dates are as in the filter language.
    """

    ids: ScopeIds = ScopeIds()
    categories: object = None
    metadata: object = None
    start_date: object = None
    end_date: object = None
    keywords: object = None


def parsed(filters: object) -> Filter:
    """Read a filter as it came in JSON; None is no constraint.

    Raises InvalidRequestError that names the field and the operator.
    """
    tree = EVERYTHING if filters is None else _object("filters", filters, DEEPEST)
    if _size(tree) > MOST_CONDITIONS:
        raise InvalidRequestError(
            f"filters: more than {MOST_CONDITIONS} conditions are not taken", field="filters"
        )
    return tree


def narrowed(tree: Filter, siblings: Siblings) -> Filter:
    """Give the tree with everything that its siblings add to it."""
    parts = [tree]
    parts += [condition(f"{kind}_id", value) for kind, value in siblings.ids.named]
    if siblings.categories:
        parts.append(condition("categories", _any_of(siblings.categories)))
    if siblings.metadata:
        parts.append(condition("metadata", siblings.metadata))
    if siblings.start_date is not None:
        parts.append(condition("created_at", {"gte": siblings.start_date}))
    if siblings.end_date is not None:
        parts.append(condition("created_at", {"lte": siblings.end_date}))
    if siblings.keywords:
        parts.append(pattern_words("keywords", siblings.keywords))
    return _joined(parts)


def is_positively_scoped(tree: Filter) -> bool:
    """Tell whether some id of the filter includes, rather than excludes; `*` does."""
    return _has_id(tree, is_included=True)


def _has_id(tree: Filter, *, is_included: bool) -> bool:
    match tree:
        case Condition(field=field):
            return is_included and field in IDS
        case Not(part=part):
            return _has_id(part, is_included=not is_included)
        case All(parts=parts) | AnyOf(parts=parts):
            return any(_has_id(part, is_included=is_included) for part in parts)


def _size(tree: Filter) -> int:
    match tree:
        case Condition():
            return 1
        case Not(part=part):
            return _size(part)
        case All(parts=parts) | AnyOf(parts=parts):
            return sum(map(_size, parts))


def _any_of(categories: object) -> object:
    return {"in": categories} if is_list(categories) else categories


def _object(where: str, value: object, levels: int) -> Filter:
    if not is_object(value):
        raise InvalidRequestError(f"{where}: an object of conditions is needed", field=where)
    if not levels:
        raise InvalidRequestError(f"filters: nested deeper than {DEEPEST}", field="filters")
    return _joined([_member(key, part, levels) for key, part in value.items()])


def _member(key: str, value: object, levels: int) -> Filter:
    match key.upper():
        case "AND":
            return _joined(_members(key, value, levels))
        case "OR":
            return AnyOf(parts=tuple(_members(key, value, levels)))
        case "NOT":
            return Not(part=AnyOf(parts=tuple(_members(key, value, levels))))
        case _:
            return condition(key, value)


def _members(key: str, value: object, levels: int) -> list[Filter]:
    members = value if is_list(value) else [value]
    if not members:
        raise InvalidRequestError(f"{key}: the list is empty", field=key)
    return [_object(key, member, levels - 1) for member in members]


def _joined(parts: list[Filter]) -> Filter:
    kept = [part for part in parts if part != EVERYTHING]
    return kept[0] if len(kept) == 1 else All(parts=tuple(kept))

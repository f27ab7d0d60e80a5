"""The one place where a read's conditions become Cypher: literal fragments and parameters.

A filter is compiled three times over: whole, for a WHERE on `memory`; as far as the vector indexes
can check it, as a disjunction of conjunctions, one SEARCH each; and as far as Lucene can, as terms.
The last two let through everything that the first does, often more, so the first always follows.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final, LiteralString, TypeAlias

from msgspec import Struct

from graph.leaves import Check, Leaf, Parameters, Side, denied, leaf
from graph.model import All, AnyOf, Condition, Filter, Not, Visibility
from graph.terms import term

MOST_CONJUNCTS: Final = 8

# A scope that is being erased hides its memories from the first moment on. Seldom is there one, and
# to look at each memory's scopes costs as much as all other conditions on it together.
_OPENING: Final[LiteralString] = """CYPHER 25
CALL () {
  MATCH (erasure:Erasure)
  WHERE erasure.created_at IS NOT NULL AND erasure.project_id = $project_id
  RETURN count(erasure) > 0 AS is_erasing
}"""
_NOT_ERASING: Final[LiteralString] = """(NOT is_erasing OR NOT EXISTS {
  MATCH (memory)-[:IN_SCOPE]->(scope) WHERE scope.erasing_at IS NOT NULL })"""
_NOT_YET_SUPERSEDED: Final[LiteralString] = """NOT EXISTS {
  MATCH (memory)<-[supersedes:SUPERSEDES]-(:Memory) WHERE supersedes.at <= $known_at }"""
_PREFERENCE: Final[tuple[Side, ...]] = ("value", "lower", "upper", "presence")
_IN_PROJECT: Final = Leaf(
    where="memory.project_id = $project_id",
    memory=Check(field="project_id", side="value", predicate="memory.project_id = $project_id"),
    message=Check(field="project_id", side="value", predicate="message.project_id = $project_id"),
)
_ORDERS: Final[dict[str, LiteralString]] = {
    "run_id": "memory.run_id DESC, ",
    "user_id": "memory.user_id DESC, ",
    "agent_id": "memory.agent_id DESC, ",
    "app_id": "memory.app_id DESC, ",
}


class Seek(Struct, frozen=True, kw_only=True):
    """What the indexes of one label can check.

    One of the predicates must hold, and the Lucene terms.
    """

    predicates: tuple[LiteralString, ...]
    terms: str


class Compiled(Struct, frozen=True, kw_only=True):
    """A visibility in the database's words.

    A query begins with `opening`, which says for `where` whether something `is_erasing`. `where` is
    about a node named `memory`, the predicates of `messages` about one named `message`.
    `order` names the columns before `created_at` of an index that gives a list in its order.
    """

    opening: LiteralString
    where: LiteralString
    order: LiteralString
    memories: Seek
    messages: Seek
    parameters: dict[str, object]


class _Every(Struct, frozen=True):
    parts: "tuple[_Tree, ...]"


class _Some(Struct, frozen=True):
    parts: "tuple[_Tree, ...]"


_Tree: TypeAlias = Leaf | _Every | _Some
_Pick: TypeAlias = Callable[[Leaf], Check | None]
# Conjunctions of which one must hold; the empty one always does.
_Disjunction: TypeAlias = tuple[tuple[Check, ...], ...]
_ALWAYS: Final[_Disjunction] = ((),)


def compiled(visibility: Visibility) -> Compiled:
    """Give the fragments under which exactly the visible memories are found."""
    parameters = Parameters(visibility.project_id)
    asked = _tree(visibility.filter, parameters, holds=True)
    whole = _Every((*_standing(visibility), asked))
    in_project = _Every((Leaf(where="", terms=term("project", visibility.project_id, "")), asked))
    return Compiled(
        opening=_OPENING,
        where=_where(whole) + " AND " + _NOT_ERASING,
        order="memory.project_id DESC, " + _order(visibility.filter),
        memories=Seek(
            predicates=_predicates(whole, lambda leaf: leaf.memory),
            terms=_terms(in_project, with_denials=True) or "",
        ),
        messages=Seek(
            predicates=_predicates(_Every((_IN_PROJECT, asked)), lambda leaf: leaf.message),
            # A memory carries some of its message's ids: what it lacks its message may have.
            terms=_terms(in_project, with_denials=False) or "",
        ),
        parameters={
            "project_id": visibility.project_id,
            "now": visibility.now,
            "as_of": visibility.as_of,
            "known_at": visibility.known_at,
            **parameters.values,
        },
    )


def _standing(visibility: Visibility) -> Iterator[Leaf]:
    """Give what holds whatever the caller asks for."""
    yield _IN_PROJECT
    if not visibility.show_expired:
        yield _checked("expires_at", "lower", "memory.expires_at > $now")
    if visibility.as_of is not None:
        yield _checked("valid_from", "upper", "memory.valid_from <= $as_of")
        yield _checked("valid_to", "lower", "memory.valid_to > $as_of")
    if visibility.known_at is not None:
        yield _checked("recorded_at", "upper", "memory.recorded_at <= $known_at")
    yield from _states(visibility)


def _states(visibility: Visibility) -> Iterator[Leaf]:
    if visibility.latest_only and visibility.known_at is None:
        yield _checked("state", "value", "memory.state = 'active'")
        return
    if visibility.latest_only:
        yield Leaf(where=_NOT_YET_SUPERSEDED)
    if visibility.latest_only or not visibility.include_merged:
        yield _checked("state", "value", "memory.state IN ['active', 'superseded']")


def _checked(field: str, side: Side, where: LiteralString) -> Leaf:
    return Leaf(where=where, memory=Check(field=field, side=side, predicate=where))


def _tree(filter_: Filter, parameters: Parameters, *, holds: bool) -> _Tree:
    """Compile the leaves and push every NOT down to them."""
    match filter_:
        case Condition():
            positive = leaf(filter_, parameters)
            return positive if holds else denied(positive)
        case Not(part=part):
            return _tree(part, parameters, holds=not holds)
        case All(parts=parts) | AnyOf(parts=parts):
            joined = _Every if isinstance(filter_, All) == holds else _Some
            return joined(tuple(_tree(part, parameters, holds=holds) for part in parts))


def _where(tree: _Tree) -> LiteralString:
    match tree:
        case Leaf(where=where):
            return where
        case _Every(parts=()):
            return "true"
        case _Every(parts=parts):
            return "(" + " AND ".join([_where(part) for part in parts]) + ")"
        case _Some(parts=()):
            return "false"
        case _Some(parts=parts):
            return "(" + " OR ".join([_where(part) for part in parts]) + ")"


def _predicates(tree: _Tree, pick: _Pick) -> tuple[LiteralString, ...]:
    return tuple([_conjunction(conjunct) for conjunct in _disjunction(tree, pick)])


def _disjunction(tree: _Tree, pick: _Pick) -> _Disjunction:
    """Give what the index can check; what is left out here the WHERE checks."""
    match tree:
        case Leaf():
            check = pick(tree)
            return _ALWAYS if check is None else ((check,),)
        case _Every(parts=parts):
            return _every([_disjunction(part, pick) for part in parts])
        case _Some(parts=parts):
            some = tuple(one for part in parts for one in _disjunction(part, pick))
            return some if 0 < len(some) <= MOST_CONJUNCTS and () not in some else _ALWAYS


def _every(parts: list[_Disjunction]) -> _Disjunction:
    """Multiply out, and leave out what would make too many."""
    conjuncts = _ALWAYS
    for part in sorted(parts, key=len):
        if len(conjuncts) * len(part) <= MOST_CONJUNCTS:
            conjuncts = tuple(left + right for left, right in product(conjuncts, part))
    return conjuncts


def _conjunction(checks: tuple[Check, ...]) -> LiteralString:
    """Join the checks: SEARCH takes one a property, or a lower and an upper bound."""
    taken: dict[str, dict[Side, LiteralString]] = {}
    for check in sorted(checks, key=lambda check: _PREFERENCE.index(check.side)):
        sides = taken.setdefault(check.field, {})
        if not sides or (list(sides) == ["lower"] and check.side == "upper"):
            sides[check.side] = check.predicate
    return " AND ".join([predicate for sides in taken.values() for predicate in sides.values()])


def _terms(tree: _Tree, *, with_denials: bool) -> str | None:
    """Give a Lucene clause that all that passes the tree matches; None when there is none."""
    match tree:
        case Leaf(is_denied=True):
            return None
        case Leaf(terms=terms):
            return terms
        case _Every(parts=parts):
            needed = [
                "+" + terms for terms in _all_terms(parts, with_denials=with_denials) if terms
            ]
            refused = _refused(parts) if with_denials else []
            return "(" + " ".join(needed + refused) + ")" if needed else None
        case _Some(parts=parts):
            any_of = _all_terms(parts, with_denials=with_denials)
            return "(" + " ".join(filter(None, any_of)) + ")" if all(any_of) and any_of else None


def _all_terms(parts: tuple[_Tree, ...], *, with_denials: bool) -> list[str | None]:
    return [_terms(part, with_denials=with_denials) for part in parts]


def _refused(parts: tuple[_Tree, ...]) -> list[str]:
    return [
        "-" + part.terms
        for part in parts
        if isinstance(part, Leaf) and part.is_denied and part.terms is not None
    ]


def _order(filter_: Filter) -> LiteralString:
    """Give the id whose index gives the list in order: the most particular that is fixed."""
    parts = filter_.parts if isinstance(filter_, All) else (filter_,)
    fixed = {part.field for part in parts if isinstance(part, Condition) and part.operator == "eq"}
    for field, order in _ORDERS.items():
        if field in fixed:
            return order
    return ""

"""The one place where a read's conditions become Cypher: literal fragments and parameters.

A filter is compiled three times over: whole, for a WHERE on `memory`; as far as the vector indexes
can check it, as a disjunction of conjunctions, one SEARCH each; and as far as Lucene can, as terms.
The last two let through everything that the first does, often more, so the first always follows.
"""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Final, LiteralString, TypeAlias

from msgspec import Struct

from graph.leaves import Leaf, Parameters, denied, leaf
from graph.model import All, AnyOf, Condition, Filter, Not, Visibility
from graph.terms import term

MOST_CONJUNCTS: Final = 8

# A scope that is being erased hides its memories from the first moment on.
_NOT_ERASING: Final[LiteralString] = """NOT EXISTS {
  MATCH (memory)-[:IN_SCOPE]->(scope:Scope) WHERE scope.erasing_at IS NOT NULL }"""
_NOT_YET_SUPERSEDED: Final[LiteralString] = """NOT EXISTS {
  MATCH (memory)<-[supersedes:SUPERSEDES]-(:Memory) WHERE supersedes.at <= $known_at }"""
_ORDERS: Final[dict[str, LiteralString]] = {
    "run_id": "memory.run_id DESC, ",
    "user_id": "memory.user_id DESC, ",
    "agent_id": "memory.agent_id DESC, ",
    "app_id": "memory.app_id DESC, ",
}


class Seek(Struct, frozen=True, kw_only=True):
    """What the indexes of one label can check.

    One of the predicates must hold, and the Lucene terms; `is_exact` tells whether the predicates
    say all that the filter says.
    """

    predicates: tuple[LiteralString, ...]
    is_exact: bool
    terms: str


class Compiled(Struct, frozen=True, kw_only=True):
    """A visibility in the database's words.

    `where` is about a node named `memory`, the predicates of `messages` about one named `message`.
    `order` names the columns before `created_at` of an index that gives a list in its order.
    """

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
_Pick: TypeAlias = Callable[[Leaf], LiteralString | None]


def compiled(visibility: Visibility) -> Compiled:
    """Give the fragments under which exactly the visible memories are found."""
    parameters = Parameters(visibility.project_id)
    asked = _tree(visibility.filter, parameters, holds=True)
    whole = _Every((*_standing(visibility), asked))
    in_project = _Every((Leaf(where="", terms=term("project", visibility.project_id, "")), asked))
    memories = _disjunction(whole, lambda leaf: leaf.memory)
    messages = _disjunction(asked, lambda leaf: leaf.message)
    return Compiled(
        where=_where(whole) + " AND " + _NOT_ERASING,
        order="memory.project_id DESC, " + _order(visibility.filter),
        memories=Seek(
            predicates=tuple([_conjunction(conjunct) for conjunct in memories.conjuncts]),
            is_exact=memories.is_exact,
            terms=_terms(in_project, with_denials=True) or "",
        ),
        messages=Seek(
            predicates=tuple(
                [
                    _conjunction(("message.project_id = $project_id", *conjunct))
                    for conjunct in messages.conjuncts
                ]
            ),
            is_exact=messages.is_exact,
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
    yield _indexed("memory.project_id = $project_id")
    if not visibility.show_expired:
        yield _indexed("memory.expires_at > $now")
    if visibility.as_of is not None:
        yield _indexed("memory.valid_from <= $as_of")
        yield _indexed("memory.valid_to > $as_of")
    if visibility.known_at is not None:
        yield _indexed("memory.recorded_at <= $known_at")
    yield from _states(visibility)


def _states(visibility: Visibility) -> Iterator[Leaf]:
    if visibility.latest_only and visibility.known_at is None:
        yield _indexed("memory.state = 'active'")
        return
    if visibility.latest_only:
        yield Leaf(where=_NOT_YET_SUPERSEDED)
    if visibility.latest_only or not visibility.include_merged:
        yield _indexed("memory.state IN ['active', 'superseded']")


def _indexed(where: LiteralString) -> Leaf:
    return Leaf(where=where, memory=where)


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


class _Disjunction(Struct, frozen=True, kw_only=True):
    """Conjunctions of which one holds; the empty one always does."""

    conjuncts: tuple[tuple[LiteralString, ...], ...] = ((),)
    is_exact: bool = False


def _disjunction(tree: _Tree, pick: _Pick) -> _Disjunction:
    match tree:
        case Leaf():
            picked = pick(tree)
            if picked is None:
                return _Disjunction()
            return _Disjunction(conjuncts=((picked,),), is_exact=True)
        case _Every(parts=parts):
            return _every([_disjunction(part, pick) for part in parts])
        case _Some(parts=parts):
            return _some([_disjunction(part, pick) for part in parts])


def _every(parts: list[_Disjunction]) -> _Disjunction:
    """Multiply out, and leave out what would make too many: the WHERE checks it."""
    conjuncts: tuple[tuple[LiteralString, ...], ...] = ((),)
    is_exact = True
    for part in sorted(parts, key=lambda part: len(part.conjuncts)):
        if len(conjuncts) * len(part.conjuncts) > MOST_CONJUNCTS:
            is_exact = False
            continue
        conjuncts = tuple(left + right for left, right in product(conjuncts, part.conjuncts))
        is_exact = is_exact and part.is_exact
    return _Disjunction(conjuncts=conjuncts, is_exact=is_exact)


def _some(parts: list[_Disjunction]) -> _Disjunction:
    conjuncts = tuple(conjunct for part in parts for conjunct in part.conjuncts)
    if () in conjuncts or not 0 < len(conjuncts) <= MOST_CONJUNCTS:
        return _Disjunction()
    return _Disjunction(conjuncts=conjuncts, is_exact=all(part.is_exact for part in parts))


def _conjunction(conjunct: tuple[LiteralString, ...]) -> LiteralString:
    return " AND ".join(conjunct)


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

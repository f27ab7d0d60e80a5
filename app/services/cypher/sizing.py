"""Walks a query with the sizes of its variables; refuses what could outgrow the server."""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from app.services.cypher.allowed import FUNCTIONS
from app.services.cypher.names import function_name, name, refused, text_of
from app.services.cypher.sizes import (
    CHARACTERS_OF_UNIT,
    LONG_LIST,
    LONGEST_INNER_LIST,
    LONGEST_INNER_TEXT,
    MOST_UNITS,
    SMALL,
    STORED,
    Size,
    Sizes,
    joined,
    larger,
    listed,
    measured,
)
from app.services.cypher.tree import Node

TOO_LARGE: Final = (
    "This could grow beyond what one answer may take. Build lists with UNWIND and collect(), "
    "and cut them with LIMIT."
)
REPLACING: Final = "Write out what replace() puts in, or pass it as a parameter."
GROWING: Final = "reduce() may add to its result, not multiply it: write total + x.count."
QUERIES: Final = frozenset(
    {"statement", "queryWithLocalDefinitions", "nextStatement", "regularQuery", "union"}
)
# results that are small, whatever goes in
SCALAR: Final = frozenset(
    {
        "existsExpression", "countExpression", "countStar", "listItemsPredicate", "expression7",
        "expression8", "expression9", "expression10", "expression11", "numberLiteral",
        "patternExpression", "signedIntegerLiteral", "comparisonExpression6",
    }
)  # fmt: skip
PROBE: Final = 1_000.0
# what a walk copies may be this long; the server refuses more (`guards`)
COPIED: Final = Size(total=LONGEST_INNER_TEXT / CHARACTERS_OF_UNIT)
_TEXTS: Final = "toUpper toLower upper lower replace substring left right ltrim rtrim btrim reverse"
TEXTS: Final = frozenset([*_TEXTS.split(), "split", "toString", "toStringOrNull"])
# written in the query or sent with it: their sizes are known
WRITTEN: Final = frozenset({"literal", "listLiteral", "parameter"})
# under this name the largest column of the last RETURN or WITH is kept
COLUMNS: Final = ""


def check_sizes(tree: Node, parameters: Mapping[str, object]) -> None:
    """Refuse a query whose values could grow too large; raises QueryRefusedError."""
    given = {key: measured(value) for key, value in parameters.items()}
    _query(tree, Sizes(variables={}, parameters=given))


def _query(node: Node, sizes: Sizes) -> Sizes:
    """Go through the clauses in their order; gives what is in sight at the end."""
    last = sizes
    for part in node.nodes:
        if part.rule == "singleQuery":
            last = _merged(last, _query(part, sizes))
        elif part.rule == "clause":
            last = _clause(part.nodes[0], last)
        elif part.rule in QUERIES:
            last = _query(part, last)
        else:
            size(part, last)
    return last


def _merged(one: Sizes, other: Sizes) -> Sizes:
    """Keep the larger of both: branches of a UNION give columns of the same names."""
    names = {*one.variables, *other.variables}
    return one.having(**{key: larger([one.of(key), other.of(key)]) for key in names})


def _clause(clause: Node, sizes: Sizes) -> Sizes:
    match clause.rule:
        case "withClause" | "returnClause":
            return _projected(clause, sizes)
        case "unwindClause":
            expression, variable = clause.nodes
            return sizes.having(**{name(variable): size(expression, sizes).inner})
        case "subqueryClause":
            return _merged(sizes, _query(clause, sizes))
        case _:
            size(clause, sizes)
            return sizes


def _projected(clause: Node, sizes: Sizes) -> Sizes:
    body = clause.nodes[0]
    items = [item for item in body.nodes[0].nodes if item.rule == "returnItem"]
    columns = {_column(item): size(item.nodes[0], sizes) for item in items}
    after = sizes.having(**columns, **{COLUMNS: larger([SMALL, *columns.values()])})
    for node in (*body.nodes[1:], *clause.nodes[1:]):
        size(node, after)
    return after


def _column(item: Node) -> str:
    named = item.nodes[-1]
    return name(named) if named.rule == "variable" else f"{named.first.start}:"


def size(node: Node, sizes: Sizes) -> Size:
    """Give at most how large an expression's value can be; raises QueryRefusedError."""
    found = RULES.get(node.rule, _any)(node, sizes)
    # a stored list is one unit, however often it is put to itself
    if max(found.total, found.items) > MOST_UNITS:
        raise refused(TOO_LARGE, node)
    return found


def _any(node: Node, sizes: Sizes) -> Size:
    inner = [size(part, sizes) for part in node.nodes]
    found = joined(inner) if inner else SMALL
    return _result_of(found) if node.rule in SCALAR else found


def _result_of(found: Size) -> Size:
    """Keep the size of what a small result was worked out from: that is work, and garbage."""
    return Size(total=max(1, found.total), items=0)


def _variable(node: Node, sizes: Sizes) -> Size:
    return sizes.of(name(node))


def _parameter(node: Node, sizes: Sizes) -> Size:
    return sizes.parameters.get(name(node.nodes[0]), SMALL)


def _string(node: Node, _sizes: Sizes) -> Size:
    text = text_of(node)
    return Size(total=1 + len(text) / CHARACTERS_OF_UNIT, items=len(text))


def _accessed(node: Node, sizes: Sizes) -> Size:
    """Give a property or an element the size of the whole: it is no larger, or it is stored."""
    base, *fixes = node.nodes
    found = size(base, sizes)
    for fix in fixes:
        size(fix, sizes)
        if "DOTDOT" not in fix.kinds:
            whole = found.element if "LBRACKET" in fix.kinds else found.total
            found = larger([STORED, Size(total=whole, items=whole, element=whole)])
    return _copied(found, sizes)


def _copied(found: Size, sizes: Sizes) -> Size:
    return larger([found, COPIED]) if sizes.is_inside else found


def _sum(node: Node, sizes: Sizes) -> Size:
    operands = [size(part, sizes) for part in node.nodes]
    texts = not {"PLUS", "DOUBLEBAR"}.isdisjoint(node.kinds)
    return joined([_copied(one, sizes) for one in operands] if texts else operands)


def _list(node: Node, sizes: Sizes) -> Size:
    inner = [size(part, sizes) for part in node.nodes]
    return Size(
        total=1 + sum(part.total for part in inner),
        items=len(inner),
        element=larger(inner).total,
    )


def _map(node: Node, sizes: Sizes) -> Size:
    total = 1 + sum(size(part, sizes).total for part in node.nodes)
    return Size(total=total, items=total, element=total)


def _comprehension(node: Node, sizes: Sizes) -> Size:
    variable, source, *rest = node.nodes
    walked = _walked(source, sizes)
    inner = sizes.inside.having(**{name(variable): walked.inner})
    found = [size(part, inner) for part in rest]
    yielded = larger(found) if "BAR" in node.kinds else larger([walked.inner, *found])
    return _repeated(node, walked.items, yielded, found)


def _walked(source: Node, sizes: Sizes) -> Size:
    """Inside of another walk the server refuses a list that is longer (`guards`)."""
    found = size(source, sizes)
    if not sizes.is_inside or source.rule in WRITTEN:
        return found
    return replace(found, items=min(found.items, LONGEST_INNER_LIST))


def _quantified(node: Node, sizes: Sizes) -> Size:
    return _result_of(_comprehension(node, sizes))


def _repeated(node: Node, items: float, yielded: Size, inside: list[Size]) -> Size:
    """Count what a walk works out inside, too: it is garbage, though it is not kept."""
    most = max((one.total for one in inside), default=1)
    if items * most > MOST_UNITS:
        raise refused(TOO_LARGE, node)
    return listed(items, yielded)


def _of_pattern(node: Node, sizes: Sizes) -> Size:
    inner = [size(part, sizes.inside) for part in node.nodes]
    return _repeated(node, LONG_LIST.items, inner[-1], inner)


def _collected(node: Node, sizes: Sizes) -> Size:
    rows = _query(node, sizes.inside).of(COLUMNS)
    return _repeated(node, LONG_LIST.items, rows, [rows])


def _subquery(node: Node, sizes: Sizes) -> Size:
    _query(node, sizes)
    return SMALL


def _chosen(node: Node, sizes: Sizes) -> Size:
    return larger([size(part, sizes) for part in node.nodes])


def _reduced(node: Node, sizes: Sizes) -> Size:
    result, start, variable, source, step = node.nodes
    first, walked = size(start, sizes), _walked(source, sizes)
    inner = sizes.inside.having(**{name(variable): walked.inner})
    small = size(step, inner.having(**{name(result): Size(total=0, items=0, element=0)})).total
    probe = Size(total=PROBE, items=PROBE, element=PROBE)
    large = size(step, inner.having(**{name(result): probe})).total
    if large - small > PROBE or any(
        _holds(part, name(result)) for part in step.all("listLiteral", "map")
    ):
        raise refused(GROWING, step)
    total = max(first.total, large - PROBE) + walked.items * max(small, 1)
    return Size(total=total, items=total, element=max(first.element, small, 1))


def _holds(node: Node, variable: str) -> bool:
    return any(name(one) == variable for one in node.all("variable"))


def _called(node: Node, sizes: Sizes) -> Size:
    called = FUNCTIONS.get(function_name(node.nodes[0]).casefold(), "")
    given = [size(part, sizes) for part in node.nodes[1:]] or [SMALL]
    match called:
        case "range":
            return LONG_LIST
        case "collect":
            return _repeated(node, LONG_LIST.items, larger(given), given)
        case "replace":
            if node.nodes[-1].nodes[0].rule not in WRITTEN:
                raise refused(REPLACING, node.nodes[-1])
            return Size(total=given[0].total * max(1, given[-1].items))
        case "split":
            letters = CHARACTERS_OF_UNIT * given[0].total
            return Size(total=letters, items=letters)
        case "coalesce" | "head" | "last":
            return larger(given if called == "coalesce" else [STORED, given[0].inner])
        case _:
            found = joined(given)
            return _copied(found, sizes) if called in TEXTS else found


RULES: Final[Mapping[str, Callable[[Node, Sizes], Size]]] = {
    "variable": _variable,
    "parameter": _parameter,
    "stringLiteral": _string,
    "expression2": _accessed,
    "expression6": _sum,
    "listLiteral": _list,
    "map": _map,
    "mapProjection": _map,
    "listComprehension": _comprehension,
    "listItemsPredicate": _quantified,
    "patternComprehension": _of_pattern,
    "collectExpression": _collected,
    "existsExpression": _subquery,
    "countExpression": _subquery,
    "reduceExpression": _reduced,
    "functionInvocation": _called,
    "caseExpression": _chosen,
    "caseAlternative": _chosen,
    "extendedCaseExpression": _chosen,
    "extendedCaseAlternative": _chosen,
    "extendedWhen": _chosen,
}

"""Proves on the syntax that a query reads only what it may; refuses what it can't prove."""

from collections.abc import Callable, Mapping
from math import prod
from typing import Final

from app.services.cypher.allowed import (
    ADVICE,
    FUNCTION_ADVICE,
    FUNCTIONS,
    KINDS,
    RULES,
    TYPES,
    WHOLE,
)
from app.services.cypher.ends import known_words
from app.services.cypher.names import function_name, name, refused
from app.services.cypher.tree import Leaf, Node
from graph.answers import HIDDEN, LABELS

MOST_HOPS: Final = 6
MOST_HOPS_OF_SHORTEST: Final = 15
MOST_HOPS_IN_ALL: Final = 30
MOST_NODES: Final = 40
MOST_CLAUSES: Final = 60
MOST_PATHS: Final = 100
ADDITIVE: Final = frozenset({"PLUS", "MINUS", "TIMES", "PERCENT"})
# Neo4j can't be stopped while it plans: 8 nodes of 5 labels took it 47 seconds, 6 took 1
MOST_CHOICES: Final = 5**5
TOO_MANY_CHOICES: Final = (
    "Name the labels, (n:Memory): with so many nodes without, planning takes minutes."
)
NO_END: Final = (
    "A path needs an upper bound: write *1..3 or {1,3}. "
    f"At most {MOST_HOPS}, of a shortest path {MOST_HOPS_OF_SHORTEST}."
)


def check(tree: Node) -> None:
    """Raise QueryRefusedError with the place and what to write instead."""
    _check_statements(tree)
    _check(tree, is_shortest=False)
    _check_sizes(tree)


def _check_statements(tree: Node) -> None:
    statements = [node for node in tree.nodes if node.rule == "statement"]
    if len(statements) > 1:
        raise refused("One query at a time: leave out what follows the semicolon.", statements[1])
    if not any(tree.all("returnClause")):
        for node in tree.all(*ADVICE):
            raise refused(ADVICE[node.rule], node)
        raise refused("A query ends with RETURN.", tree)


def _check_sizes(tree: Node) -> None:
    hops = sum(_hops(node) or 0 for node in tree.all("pathLength", "quantifier"))
    if hops > MOST_HOPS_IN_ALL:
        raise refused(f"All paths together may have {MOST_HOPS_IN_ALL} hops at most.", tree)
    if len(list(tree.all("nodePattern"))) > MOST_NODES:
        raise refused(f"A query may have {MOST_NODES} node patterns at most.", tree)
    if prod(_choices(pattern) for pattern in tree.all("patternElement")) > MOST_CHOICES:
        raise refused(TOO_MANY_CHOICES, tree)
    if len(list(tree.all("clause"))) > MOST_CLAUSES:
        raise refused(f"A query may have {MOST_CLAUSES} clauses at most.", tree)


def _choices(pattern: Node) -> int:
    """Give how many labels a node that stands alone may have: planning tries them all."""
    node = pattern.nodes[0]
    if len(pattern.nodes) > 1 or node.rule != "nodePattern":
        return 1
    return len(known_words(node, (*LABELS, *KINDS))) or len(LABELS)


def _check(node: Node, *, is_shortest: bool) -> None:
    if node.rule not in RULES:
        kind = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in node.rule)
        raise refused(ADVICE.get(node.rule, f"This can't be used here ({kind})."), node)
    if node.rule in ("pathLength", "quantifier"):
        _check_hops(node, MOST_HOPS_OF_SHORTEST if is_shortest else MOST_HOPS)
    if check_one := CHECKS.get(node.rule):
        check_one(node)
    is_shortest = (
        is_shortest
        or node.rule == "shortestPathPattern"
        or node.child("pathPatternPrefix") is not None
    )
    for part in node.nodes:
        _check(part, is_shortest=is_shortest)


def _check_hops(node: Node, most: int) -> None:
    hops = _hops(node)
    if hops is None or hops > most:
        raise refused(NO_END, node)


def _hops(node: Node) -> int | None:
    """Give the upper bound; `*2` and `{2}` are bounds, `*`, `+`, `*2..` and `{2,}` are none."""
    last = [leaf for leaf in node.leaves() if leaf.kind not in ("RCURLY", "TIMES")]
    if not last or not last[-1].kind.startswith("UNSIGNED"):
        return None
    return int(last[-1].text, 0) if last[-1].text.isdecimal() else None


def _check_property(node: Node) -> None:
    key = node.child("propertyKeyName")
    if key is not None and name(key) in HIDDEN:
        raise refused(f"{name(key)} can't be read here.", key)


def _check_post_fix(node: Node) -> None:
    if "LBRACKET" not in node.kinds or "DOTDOT" in node.kinds:
        return
    if not all(_is_whole(part) for part in node.nodes):
        raise refused(
            "x[…] could read any property. Write n.name for a property and "
            "list[toInteger(i)] for a place in a list.",
            node,
        )


def _is_whole(part: Node | Leaf) -> bool:
    """Tell whether an expression can only be a whole number or null."""
    if isinstance(part, Leaf):
        return part.kind in ADDITIVE or part.kind.startswith("UNSIGNED") or part.kind in _BRACKETS
    match part.rule:
        case "literal" | "numberLiteral" | "signedIntegerLiteral" | "parenthesizedExpression":
            return all(map(_is_whole, part.parts))
        case "expression6" | "expression5" | "expression3":
            return all(map(_is_whole, part.parts))
        case "functionInvocation":
            called = function_name(part.nodes[0])
            return FUNCTIONS.get(called.casefold()) in WHOLE
        case _:
            return False


_BRACKETS: Final = ("LPAREN", "RPAREN")


def _check_function(node: Node) -> None:
    called = function_name(node).casefold()
    if called not in FUNCTIONS:
        shown = function_name(node)
        raise refused(FUNCTION_ADVICE.get(called, f"The function {shown}() can't be used."), node)


def _check_projection(node: Node) -> None:
    if "TIMES" in node.kinds:
        raise refused(".* would show everything. Name what you want: n {.name, .type}.", node)


def _check_comparison(node: Node) -> None:
    if "REGEQ" in node.kinds:
        message = "=~ can take for ever. Write CONTAINS, STARTS WITH or ENDS WITH, with toLower()."
        raise refused(message, node)


def _check_labels(node: Node) -> None:
    """Labels of nodes and types of relations share one rule: each word must be one of them."""
    word = node.child("symbolicNameString")
    if word is not None and name(word) not in (*LABELS, *KINDS, *TYPES):
        labels, types = ", ".join(LABELS), ", ".join(TYPES)
        raise refused(
            f"{name(word)[:60]} is not known here. Labels are {labels}; types are {types}; "
            "what joins two entities is in the property predicate: "
            "-[:RELATES_TO {predicate: 'works_at'}]->.",
            word,
        )


def _check_properties(node: Node) -> None:
    entries = node.child("map")
    if entries is None:
        raise refused("Write the properties out: {name: $name}.", node)
    for key in (part for part in entries.nodes if part.rule == "propertyKeyName"):
        if name(key) in HIDDEN:
            raise refused(f"{name(key)} can't be read here.", key)
        if name(key) == "project_id":
            raise refused("Leave project_id out: your key's project is added everywhere.", key)


def _check_prefix(node: Node) -> None:
    count = node.child("nonNegativeIntegerSpecification")
    if count is not None and not (
        count.first.text.isdecimal() and int(count.first.text) <= MOST_PATHS
    ):
        raise refused(f"Write how many paths, {MOST_PATHS} at most: SHORTEST 1.", count)
    if "ALL" in node.kinds and "SHORTEST" not in node.kinds:
        raise refused("Write SHORTEST 1, ALL SHORTEST, or leave ALL out.", node)


CHECKS: Final[Mapping[str, Callable[[Node], None]]] = {
    "property": _check_property,
    "postFix": _check_post_fix,
    "functionName": _check_function,
    "mapProjectionElement": _check_projection,
    "comparisonExpression6": _check_comparison,
    "labelExpression1": _check_labels,
    "properties": _check_properties,
    "pathPatternPrefix": _check_prefix,
}

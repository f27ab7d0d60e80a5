"""Writes a checked query anew: only known words, quoted names, and the project on every pattern.

What the server gets is never the caller's text, so it can't read it otherwise than the check did.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from app.services.cypher.allowed import FUNCTIONS, TYPES, UNKNOWN
from app.services.cypher.ends import known_words, labels_of
from app.services.cypher.guards import ZERO, short_list, short_text
from app.services.cypher.names import function_name, name, refused, text_of
from app.services.cypher.sizes import (
    LONGEST_INNER_LIST,
    LONGEST_INNER_TEXT,
    LONGEST_LIST,
    LONGEST_TEXT,
)
from app.services.cypher.sizing import WRITTEN
from app.services.cypher.tree import Leaf, Node, Part
from graph.answers import LABELS

# a caller's parameters get this prefix, so that none of them can stand for one of ours
OF_CALLER: Final = "given_"
PROJECT: Final = "relata_project_id"
TEXT: Final = "relata_text_"
ALL_TYPES: Final = "|".join(TYPES)
WORD: Final = re.compile(r"[A-Za-z_]+")
NUMBER: Final = re.compile(r"[0-9][0-9A-Za-z_.]*([eE][+-]?[0-9]+)?|\.[0-9][0-9A-Za-z_]*")
_SYMBOLS: Final = "( ) [ ] { } , : :: . .. | || & ! % = <> != < > <= >= + - * / ^ $"
SYMBOLS: Final = frozenset(_SYMBOLS.split())
SILENT: Final = frozenset({"EOF", "SEMICOLON"})
WALKS: Final = frozenset({"listComprehension", "listItemsPredicate", "reduceExpression"})
GROWING: Final = frozenset({"patternComprehension", "collectExpression"})
GROWING_FUNCTIONS: Final = frozenset({"collect", "range"})
LONGEST_COLUMN: Final = 200
JOINS: Final = frozenset({"PLUS", "DOUBLEBAR"})


class Rendered(Struct, frozen=True, kw_only=True):
    """A query as it is sent, with all its parameters."""

    text: str
    parameters: dict[str, object]


class Renderer:
    """Writes one query and collects the texts in it as parameters."""

    def __init__(self, source: str, ends: Mapping[int, list[str]], *, is_confined: bool) -> None:
        """Take the caller's text and what its nodes can be, and whether to bind it to a project."""
        self._source = source
        self._ends = ends
        self._is_confined = is_confined
        self._is_shortest = False
        self._depth = 0
        self._walks = 0
        self._results = frozenset[str]()
        self.texts: dict[str, object] = {}
        self._rules: Mapping[str, Callable[[Node], str]] = {
            "symbolicNameString": _quoted,
            "symbolicVariableNameString": _quoted,
            "parameter": _parameter,
            "stringLiteral": self._string,
            "functionName": _function,
            "labelExpression1": self._label,
            "labelExpression3": self._conjunction,
            "nodePattern": self._node_pattern,
            "relationshipPattern": self._relationship_pattern,
            "shortestPathPattern": self._shortest,
            "returnClause": self._return_clause,
            "functionInvocation": self._invocation,
            "functionArgument": self._argument,
            "expression6": self._sum,
            "expression2": self._access,
            "trimFunction": self._access,
            **dict.fromkeys(WALKS, self._walk),
            **dict.fromkeys(GROWING, self._growing),
        }

    def render(self, part: Part) -> str:
        """Give a part of the query in known words."""
        if isinstance(part, Leaf):
            return _word(part)
        return self._rules.get(part.rule, self._joined)(part)

    def _joined(self, node: Node) -> str:
        return " ".join(filter(None, map(self.render, node.parts)))

    def _string(self, node: Node) -> str:
        key = f"{TEXT}{len(self.texts)}"
        self.texts[key] = text_of(node)
        return f"${key}"

    def _label(self, node: Node) -> str:
        word = node.child("symbolicNameString")
        return self._joined(node) if word is None else _quoted(word)

    def _conjunction(self, node: Node) -> str:
        """Write `:A:B` as `:A&B`, the form that may be combined."""
        return "&".join(self.render(part) for part in node.nodes)

    def _node_pattern(self, node: Node) -> str:
        possible = "|".join(self._ends.get(node.first.start) or LABELS)
        inside = [
            _variable(node),
            self._labels(node, LABELS, possible),
            self._properties(node),
            self._condition(node),
        ]
        return f"({' '.join(filter(None, inside))})"

    def _shortest(self, node: Node) -> str:
        """Bind the ends only: Neo4j takes no properties on the relations of shortestPath()."""
        self._is_shortest = True
        written = self._joined(node)
        self._is_shortest = False
        return written

    def _relationship_pattern(self, node: Node) -> str:
        length = node.child("pathLength")
        inside = [
            _variable(node),
            self._labels(node, TYPES, ALL_TYPES),
            "" if length is None else self.render(length),
            self._properties(node, is_bound=not self._is_shortest),
            self._condition(node),
        ]
        left = "<-" if node.child("leftArrow") else "-"
        right = "->" if node.child("rightArrow") else "-"
        return f"{left}[{' '.join(filter(None, inside))}]{right}"

    def _labels(self, node: Node, known: Sequence[str], every: str) -> str:
        """Give the labels or types; what is not a plain choice among the known is narrowed."""
        asked = node.child("labelExpression")
        if asked is None:
            return f":{every}"
        expression = self.render(asked.nodes[0])
        is_plain = bool(known_words(node, known))
        return f":{expression}" if is_plain else f":({expression})&({every})"

    def _properties(self, node: Node, *, is_bound: bool = True) -> str:
        given = node.child("properties")
        entries = [] if given is None else self._entries(given.nodes[0])
        if self._is_confined and is_bound:
            entries.append(f"project_id: ${PROJECT}")
        return f"{{{', '.join(entries)}}}" if entries else ""

    def _entries(self, entries: Node) -> list[str]:
        pairs = zip(entries.nodes[::2], entries.nodes[1::2], strict=True)
        return [f"{self.render(key)}: {self.render(value)}" for key, value in pairs]

    def _condition(self, node: Node) -> str:
        if "WHERE" not in node.kinds:
            return ""
        return f"WHERE {self.render(node.nodes[_after_where(node)])}"

    def _return_clause(self, node: Node) -> str:
        """Name each column as the caller wrote it."""
        items = node.nodes[0].nodes[0]
        shown = [self._column(item) for item in items.nodes]
        star = ["*"] if "TIMES" in items.kinds else []
        body = node.nodes[0]
        distinct = "DISTINCT " if "DISTINCT" in body.kinds else ""
        rest = " ".join(self.render(part) for part in body.nodes[1:])
        return f"RETURN {distinct}{', '.join(star + shown)} {rest}".rstrip()

    def _column(self, item: Node) -> str:
        written = self.render(item)
        if len(item.nodes) > 1 or item.nodes[0].rule == "variable":
            return written
        text = " ".join(self._source[item.first.start : item.last.stop].split())
        return f"{written} AS {_in_backticks(text[:LONGEST_COLUMN].replace(chr(92), '/'))}"

    def _invocation(self, node: Node) -> str:
        called = FUNCTIONS[function_name(node.nodes[0]).casefold()]
        written = self._replaced(node) if called == "replace" else self._joined(node)
        return short_list(written, LONGEST_LIST) if called in GROWING_FUNCTIONS else written

    def _replaced(self, node: Node) -> str:
        _, text, *rest = node.nodes
        shown = [short_text(self.render(text), LONGEST_TEXT), *map(self.render, rest)]
        return f"replace({', '.join(shown)})"

    def _growing(self, node: Node) -> str:
        self._depth += 1
        written = self._joined(node)
        self._depth -= 1
        return short_list(written, LONGEST_LIST)

    def _walk(self, node: Node) -> str:
        """Inside of another walk the list that is walked must be short."""
        in_place = next(place for place, part in enumerate(node.parts) if _is_in(part))
        source = node.parts[in_place + 1]
        listed = self.render(source)
        if self._depth and isinstance(source, Node) and source.rule not in WRITTEN:
            listed = short_list(listed, LONGEST_INNER_LIST)
        before = [self.render(part) for part in node.parts[: in_place + 1]]
        outer, self._results = self._results, _results_in(node, self._results)
        self._depth, self._walks = self._depth + 1, self._walks + 1
        after = [self.render(part) for part in node.parts[in_place + 2 :]]
        self._depth, self._walks, self._results = self._depth - 1, self._walks - 1, outer
        return " ".join([*before, listed, *after])

    def _access(self, node: Node) -> str:
        """Let a walk make copies of short texts only."""
        written = self._joined(node)
        return short_text(written, LONGEST_INNER_TEXT) if self._walks else written

    def _sum(self, node: Node) -> str:
        """Put only short texts together; what reduce() adds up is bounded by its size."""
        if JOINS.isdisjoint(node.kinds):
            return self._joined(node)
        return " ".join(self._operand(part) for part in node.parts)

    def _operand(self, part: Part) -> str:
        written = self.render(part)
        if isinstance(part, Leaf) or part.rule not in UNKNOWN or self._is_result(part):
            return written
        return short_text(written, LONGEST_INNER_TEXT if self._walks else LONGEST_TEXT)

    def _argument(self, node: Node) -> str:
        """Let a walk change short texts only."""
        written = self._joined(node)
        is_unknown = self._walks and node.nodes[0].rule in UNKNOWN
        return short_text(written, LONGEST_INNER_TEXT) if is_unknown else written

    def _is_result(self, node: Node) -> bool:
        return node.rule == "variable" and name(node) in self._results


def rendered(
    tree: Node, source: str, parameters: Mapping[str, object], project_id: str | None
) -> Rendered:
    """Write the query for a project, or for all of them when there is none."""
    renderer = Renderer(source, labels_of(tree), is_confined=project_id is not None)
    text = renderer.render(tree)
    ours = {PROJECT: project_id, ZERO: 0, **renderer.texts}
    theirs = {f"{OF_CALLER}{key}": value for key, value in parameters.items()}
    return Rendered(text=text, parameters=theirs | ours)


def _results_in(walk: Node, outer: frozenset[str]) -> frozenset[str]:
    """Give the names that reduce() adds up under inside of a walk, whose own names hide others."""
    if walk.rule != "reduceExpression":
        return outer - {name(walk.nodes[0])}
    result, _, variable, *_ = walk.nodes
    return (outer - {name(variable)}) | {name(result)}


def _is_in(part: Part) -> bool:
    return isinstance(part, Leaf) and part.kind == "IN"


def _after_where(node: Node) -> int:
    """Find the expression after WHERE: the first part behind that word that is a rule."""
    place = next(
        number
        for number, part in enumerate(node.parts)
        if isinstance(part, Leaf) and part.kind == "WHERE"
    )
    return sum(isinstance(part, Node) for part in node.parts[:place])


def _variable(node: Node) -> str:
    variable = node.child("variable")
    return "" if variable is None else _in_backticks(name(variable))


def _quoted(node: Node) -> str:
    return _in_backticks(name(node))


def _in_backticks(text: str) -> str:
    return "`" + text.replace("`", "``") + "`"


def _parameter(node: Node) -> str:
    return "$" + _in_backticks(OF_CALLER + name(node.nodes[0]))


def _function(node: Node) -> str:
    return FUNCTIONS[function_name(node).casefold()]


def _word(leaf: Leaf) -> str:
    if leaf.kind in SILENT:
        return ""
    if WORD.fullmatch(leaf.text):
        return leaf.text.upper()
    if leaf.text in SYMBOLS or NUMBER.fullmatch(leaf.text):
        return leaf.text
    raise refused(f"{leaf.text[:40]!r} can't be used here.", leaf)

"""Which labels a node of a pattern can have, told by the relations that it stands beside."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.services.cypher.allowed import TYPES
from app.services.cypher.names import name
from app.services.cypher.tree import Node
from graph.answers import LABELS

PATTERNS: Final = ("patternElement", "pathPatternNonEmpty")
# each type joins nodes of these labels only: from, to
ENDS: Final = {
    "RELATES_TO": ("Entity", "Entity"),
    "MENTIONS": ("Memory", "Entity"),
    "IN_SCOPE": ("Memory", "Scope"),
    "EXTRACTED_FROM": ("Memory", "Message"),
    "PART_OF": ("Message", "Event"),
    "SUPERSEDES": ("Memory", "Memory"),
    "SAME_AS": ("Entity", "Entity"),
}
NEGATIONS: Final = ("EXCLAMATION_MARK", "PERCENT")


def known_words(node: Node, known: Sequence[str]) -> list[str]:
    """Give the labels or types that a pattern chooses among; nothing when it is no plain choice."""
    asked = node.child("labelExpression")
    if asked is None:
        return []
    words = [name(word) for word in asked.all("symbolicNameString")]
    is_plain = all(word in known for word in words)
    return words if is_plain and not any(leaf.kind in NEGATIONS for leaf in asked.leaves()) else []


def labels_of(tree: Node) -> dict[int, list[str]]:
    """Give the possible labels of each node pattern, by the place where it starts."""
    patterns = tree.all(*PATTERNS)
    return {start: labels for pattern in patterns for start, labels in _of_pattern(pattern)}


def _of_pattern(pattern: Node) -> Iterator[tuple[int, list[str]]]:
    parts = list(_told(pattern))
    for place, part in enumerate(parts):
        if part.rule == "nodePattern":
            before = parts[place - 1] if place else None
            after = parts[place + 1] if place + 1 < len(parts) else None
            left, right = _ends(before, is_left=False), _ends(after, is_left=True)
            yield part.first.start, [label for label in LABELS if label in left & right]


def _told(pattern: Node) -> Iterator[Node]:
    """Give the parts; of a relation that may be left out only how often it comes."""
    nodes = pattern.nodes
    for part, after in zip(nodes, [*nodes[1:], None], strict=True):
        length = part.child("pathLength")
        if after is not None and after.rule == "quantifier":
            length = after
        if part.rule != "quantifier":
            yield part if length is None or not _may_be_nought(length) else length


def _may_be_nought(length: Node) -> bool:
    """Tell whether the lower bound is 0: `{,3}` has that one too, `*..3` begins at 1."""
    first = next(leaf for leaf in length.leaves() if leaf.kind not in ("LCURLY", "TIMES"))
    return first.text in ("0", ",")


def _ends(relation: Node | None, *, is_left: bool) -> set[str]:
    """Give what can stand at the left or the right end of a relation."""
    if relation is None or relation.rule != "relationshipPattern":
        return set(LABELS)
    ends = [ENDS[word] for word in known_words(relation, TYPES) or TYPES]
    if relation.child("rightArrow") and not relation.child("leftArrow"):
        return {pair[0 if is_left else 1] for pair in ends}
    if relation.child("leftArrow") and not relation.child("rightArrow"):
        return {pair[1 if is_left else 0] for pair in ends}
    return {label for pair in ends for label in pair}

"""A query as the grammar reads it: rules with parts, down to the words."""

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct


class Leaf(Struct, frozen=True, kw_only=True):
    """One word of the query: its kind is what the grammar calls it."""

    kind: str
    text: str
    line: int
    column: int
    start: int
    stop: int


class Node(Struct, frozen=True, kw_only=True):
    """What one rule of the grammar matched; it has at least one part."""

    rule: str
    parts: "tuple[Part, ...]"

    @property
    def first(self) -> Leaf:
        """The first word."""
        part = self.parts[0]
        return part if isinstance(part, Leaf) else part.first

    @property
    def last(self) -> Leaf:
        """The last word."""
        part = self.parts[-1]
        return part if isinstance(part, Leaf) else part.last

    @property
    def nodes(self) -> "list[Node]":
        """The parts that are rules themselves."""
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the parts that are words."""
        return [part.kind for part in self.parts if isinstance(part, Leaf)]

    def child(self, rule: str) -> "Node | None":
        """Give the first part of that rule."""
        return next((node for node in self.nodes if node.rule == rule), None)

    def all(self, *rules: str) -> "Iterator[Node]":
        """Give this node and all below it that match one of the rules."""
        if self.rule in rules:
            yield self
        for node in self.nodes:
            yield from node.all(*rules)

    def leaves(self) -> Iterator[Leaf]:
        """Give the words in their order."""
        for part in self.parts:
            if isinstance(part, Leaf):
                yield part
            else:
                yield from part.leaves()


Part: TypeAlias = Node | Leaf

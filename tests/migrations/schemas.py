"""Reads a database's schema and what was applied to it."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.migrate import APPLIED, Migration
from graph.session import Graph, Tx

CONSTRAINTS: Final[LiteralString] = """
CYPHER 25
SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties, type
RETURN collect({name: name, on: labelsOrTypes[0], properties: properties, type: type}) AS rules
"""

INDEXES: Final[LiteralString] = """
CYPHER 25
SHOW INDEXES YIELD name, labelsOrTypes, properties, type, owningConstraint
WHERE owningConstraint IS NULL AND type <> 'LOOKUP'
RETURN collect({name: name, on: labelsOrTypes[0], properties: properties, type: type}) AS rules
"""

DIMENSIONS: Final[LiteralString] = """
CYPHER 25
SHOW VECTOR INDEXES YIELD name, options
RETURN collect({name: name, dimensions: options.indexConfig['vector.dimensions']}) AS rules
"""


class Rule(Struct, frozen=True):
    """A constraint or an index that belongs to none."""

    name: str
    on: str
    properties: list[str]
    type: str


class Length(Struct, frozen=True):
    name: str
    dimensions: int


async def constraints(graph: Graph) -> list[Rule]:
    return await graph.read(_rules, CONSTRAINTS)


async def indexes(graph: Graph) -> list[Rule]:
    return await graph.read(_rules, INDEXES)


async def names(graph: Graph) -> set[str]:
    return {rule.name for rule in (*await constraints(graph), *await indexes(graph))}


async def dimensions_of(graph: Graph) -> dict[str, int]:
    return {row.name: row.dimensions for row in await graph.read(_lengths)}


async def applied(graph: Graph) -> list[Migration]:
    return await graph.read(_applied)


async def _rules(tx: Tx, query: LiteralString) -> list[Rule]:
    return await tx.all(query, Rule)


async def _lengths(tx: Tx) -> list[Length]:
    return await tx.all(DIMENSIONS, Length)


async def _applied(tx: Tx) -> list[Migration]:
    return await tx.all(APPLIED, Migration)

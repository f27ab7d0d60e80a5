"""Counts of what passes a filter: how much there is, of which kinds, and how it grew."""

from typing import Final, Literal, LiteralString

from msgspec import Struct
from msgspec.structs import replace

from graph.filters import Compiled, compiled
from graph.model import Visibility
from graph.relations import believed, clocks
from graph.session import Tx

MOST_MEMORIES: Final = 50_000
MOST_NAMES: Final = 50
MOST_PERIODS: Final = 400

Unit = Literal["day", "week", "month", "year"]

_VISIBLE: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (memory:Memory)
  // created_at makes the composite index usable: a range index needs every column in the WHERE
  WHERE memory.created_at IS NOT NULL AND """
_NEWEST: Final[LiteralString] = """
  WITH memory ORDER BY """
_COUNTED: Final[LiteralString] = """memory.created_at DESC, memory.id DESC LIMIT $most_memories
  RETURN collect(memory) AS visible
}
CALL (visible) {
  UNWIND visible AS memory
  WITH toString(date.truncate($unit, memory.created_at)) AS period, count(*) AS total
    ORDER BY period DESC LIMIT $most_periods
  RETURN collect({name: period, count: total}) AS memories_grown
}
CALL (visible) {
  UNWIND visible AS memory
  WITH memory.state AS state, count(*) AS total ORDER BY total DESC, state
  RETURN collect({name: state, count: total}) AS states
}
CALL (visible) {
  UNWIND visible AS memory
  MATCH (memory)-[:MENTIONS]->(entity:Entity)
  WITH DISTINCT entity
  WITH entity.type AS type, count(*) AS total ORDER BY total DESC, type
  RETURN collect({name: type, count: total}) AS types
}
CALL (visible) {
  UNWIND visible AS memory
  UNWIND memory.relation_ids AS relation_id
  WITH DISTINCT relation_id
  MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
  WHERE relation.project_id = $project_id AND """
_RELATED: Final[LiteralString] = """
  RETURN collect(relation) AS related
}
CALL (related) {
  UNWIND related AS relation
  WITH relation.predicate AS predicate, count(*) AS total,
    sum(CASE WHEN relation.valid_to > $at THEN 1 ELSE 0 END) AS current
    ORDER BY total DESC, predicate
  RETURN collect({name: predicate, count: total, current: current}) AS predicates
}
CALL (related) {
  UNWIND related AS relation
  WITH toString(date.truncate($unit, relation.recorded_at)) AS period, count(*) AS total
    ORDER BY period DESC LIMIT $most_periods
  RETURN collect({name: period, count: total}) AS relations_grown
}
RETURN size(visible) AS memories, size(related) AS relations, memories_grown, relations_grown,
  states, types, predicates"""


class Count(Struct, frozen=True, kw_only=True):
    """How many have a name: a period, a state or a type."""

    name: str
    count: int


class PredicateCount(Count, frozen=True, kw_only=True):
    """How many relations have a predicate, and how many of them are current."""

    current: int


class Counts(Struct, frozen=True, kw_only=True):
    """What was counted. Periods are days, the first of each; the latest come first."""

    memories: int = 0
    relations: int = 0
    memories_grown: list[Count] = []
    relations_grown: list[Count] = []
    states: list[Count] = []
    types: list[Count] = []
    predicates: list[PredicateCount] = []


async def count(tx: Tx, visibility: Visibility, unit: Unit) -> Counts:
    """Count over the newest `MOST_MEMORIES` visible memories, ended relations too."""
    everything = replace(visibility, include_ended=True)
    seen = compiled(everything)
    found = await tx.first(
        stats_query(everything, seen),
        Counts,
        **seen.parameters,
        **clocks(everything),
        unit=unit,
        most_memories=MOST_MEMORIES,
        most_periods=MOST_PERIODS,
    )
    return found or Counts()


def stats_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query that counts."""
    return (
        seen.opening
        + (_VISIBLE + seen.where + _NEWEST + seen.order + _COUNTED)
        + (believed(visibility) + _RELATED)
    )

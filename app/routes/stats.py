"""Counts for dashboards."""

from collections.abc import Sequence
from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from msgspec import Struct

from app.routes.documentation import ERRORS
from app.routes.sights import Seen
from app.services.stats import Stats
from graph.stats import MOST_MEMORIES, MOST_NAMES, Count, Counts, PredicateCount, Unit

Period = Annotated[Unit, QueryParameter(description="How long a period is")]


class Growth(Struct, frozen=True, kw_only=True):
    """What came in a period, which begins on that day."""

    period: str
    memories: int
    relations: int


class StatsOut(Struct, frozen=True, kw_only=True):
    """Counts over time, of types and of predicates, the most frequent 50 of them.

    `growth` has the periods in which something came, the oldest first. `is_complete` is false when
    there are more memories than are counted, which are the newest 50,000.
    """

    memories: int
    entities: int
    relations: int
    current_relations: int
    states: Sequence[Count]
    entity_types: Sequence[Count]
    predicates: Sequence[PredicateCount]
    growth: list[Growth]
    is_complete: bool

    @classmethod
    def from_counts(cls, counts: Counts) -> "StatsOut":
        """Show what was counted."""
        return cls(
            memories=counts.memories,
            entities=sum(one.count for one in counts.types),
            relations=counts.relations,
            current_relations=sum(one.current for one in counts.predicates),
            states=counts.states,
            entity_types=counts.types,
            predicates=counts.predicates[:MOST_NAMES],
            growth=_growth(counts),
            is_complete=counts.memories < MOST_MEMORIES,
        )


def _growth(counts: Counts) -> list[Growth]:
    memories = {one.name: one.count for one in counts.memories_grown}
    relations = {one.name: one.count for one in counts.relations_grown}
    return [
        Growth(period=day, memories=memories.get(day, 0), relations=relations.get(day, 0))
        for day in sorted({*memories, *relations})
    ]


@get("/stats", status_code=200, responses=ERRORS, summary="Count what there is", tags=["graph"])
async def count_graph(
    visibility: Seen,
    stats: NamedDependency[Stats],
    unit: Period = "day",
) -> StatsOut:
    """Count memories, entities and relations, by kind and by day, week, month or year."""
    return StatsOut.from_counts(await stats.count(visibility, unit))


HANDLERS = [count_graph]

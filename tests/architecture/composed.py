"""The queries that are put together for a filter: each composition, for filters of every kind."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final, LiteralString

from msgspec.structs import replace

from graph import dumps
from graph.attestations import chain_query, others_query, relation_query
from graph.entities import entities_query, entity_query
from graph.feeds import feed_query, turned_query
from graph.filters import compiled
from graph.hygiene import hygiene_query
from graph.memories import counted_query, page_query
from graph.merges import queue_count_query, queue_query
from graph.model import All, AnyOf, Condition, Filter, Not, Visibility
from graph.nets import around_query, degrees_query, net_query
from graph.relations import attested_query
from graph.search import candidates_query
from graph.stats import stats_query
from graph.timelines import timeline_query
from graph.walks import walk_query
from tests.architecture.queries import Query

NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
USER: Final = Condition(field="user_id", operator="eq", value="mira")
AGENT: Final = Condition(field="agent_id", operator="in", value=["a", "b"])
FILTERS: Final[dict[str, Filter]] = {
    "user": USER,
    "run": Condition(field="run_id", operator="eq", value="r"),
    "app": Condition(field="app_id", operator="any"),
    "user_and_agent": All(parts=(USER, AGENT)),
    "user_or_agent": AnyOf(parts=(USER, AGENT)),
    "not_agent": All(parts=(USER, Not(part=AGENT))),
    "metadata": All(
        parts=(USER, Condition(field="metadata", operator="gte", value=3, key="level"))
    ),
    "category": All(parts=(USER, Condition(field="categories", operator="contains", value="x"))),
    "text": All(parts=(USER, Condition(field="text", operator="icontains", value="x"))),
    "since": All(parts=(USER, Condition(field="created_at", operator="gte", value=NOW))),
}
PLAIN: Final = Visibility(project_id="p", filter=USER, now=NOW)
VISIBILITIES: Final[dict[str, Visibility]] = {
    **{name: replace(PLAIN, filter=asked) for name, asked in FILTERS.items()},
    "as_of": replace(PLAIN, as_of=NOW),
    "known_at": replace(PLAIN, known_at=NOW, as_of=NOW),
    "everything": replace(PLAIN, show_expired=True, include_merged=True, include_ended=True),
    "latest": replace(PLAIN, latest_only=True),
}


# the filter stands in these as one WHERE on memories that are there already: three are enough
CLOCKED: Final = ("user_or_agent", "known_at", "everything")


def composed() -> tuple[Query, ...]:
    """Give a query for each composition, named after its function and its filter."""
    return tuple(
        Query(name=f"{function}:{name}", text=text)
        for name, visibility in VISIBILITIES.items()
        for function, text in _queries(visibility, is_clocked=name in CLOCKED)
    )


def _queries(visibility: Visibility, *, is_clocked: bool) -> Iterator[tuple[str, LiteralString]]:
    seen = compiled(visibility)
    yield "graph.memories.page_query", page_query(seen)
    yield "graph.memories.counted_query", counted_query(seen)
    yield "graph.merges.queue_query", queue_query(seen)
    yield "graph.merges.queue_count_query", queue_count_query(seen)
    yield "graph.search.candidates_query", candidates_query(seen, has_vector=True, has_words=True)
    if is_clocked:
        yield "graph.relations.attested_query", attested_query(visibility, seen)
        yield "graph.entities.entities_query", entities_query(seen)
        yield "graph.entities.entity_query", entity_query(seen)
        yield "graph.nets.net_query", net_query(visibility, seen)
        yield "graph.nets.around_query", around_query(visibility, seen)
        yield "graph.nets.degrees_query", degrees_query(visibility, seen)
        yield "graph.attestations.chain_query", chain_query(seen)
        yield "graph.attestations.relation_query", relation_query(visibility, seen)
        yield "graph.attestations.others_query", others_query(visibility, seen)
        yield "graph.dumps.entities_query", dumps.entities_query(seen)
        yield "graph.dumps.relations_query", dumps.relations_query(visibility, seen)
        yield "graph.feeds.feed_query", feed_query(seen)
        yield "graph.feeds.turned_query", turned_query(visibility, seen)
        yield "graph.hygiene.hygiene_query", hygiene_query(visibility, seen)
        yield "graph.timelines.timeline_query", timeline_query(seen)
        yield "graph.stats.stats_query", stats_query(visibility, seen)
        yield "graph.walks.walk_query", walk_query(visibility, seen, is_named=True)

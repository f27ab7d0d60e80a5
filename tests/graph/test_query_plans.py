"""How the real server would run every query constant."""

from collections.abc import AsyncGenerator, Iterator
from typing import Any, Final

import pytest
from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.session import Graph
from tests.architecture.queries import Query, queries
from tests.conftest import Neo4jSettings

SCANS: Final = ("AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan")
SEEKS: Final = ("UniqueIndexSeek", "MultiNodeIndexSeek", "Argument", "ArgumentTracker")

# queries that may scan, each with its reason
SCANNING: Final = {
    "graph.organizations.FIRST_ORGANIZATION": "first start: there is one",
    "graph.api_keys.LIST_API_KEYS": "command line: the keys of all projects",
}
EXPLAINABLE: Final = [query for query in queries() if not query.bare.count(" CONSTRAINT ")]

Plan = dict[str, Any]


@pytest.fixture(scope="module")
async def driver(neo4j_settings: Neo4jSettings, graph: Graph) -> AsyncGenerator[AsyncDriver]:
    """A driver on the migrated database: without its indexes every plan would scan."""
    del graph
    settings = neo4j_settings
    async with AsyncGraphDatabase.driver(
        settings.uri, auth=(settings.user, settings.password), notifications_min_severity="OFF"
    ) as driver:
        yield driver


@pytest.mark.parametrize("query", EXPLAINABLE, ids=lambda query: query.name)
async def test_a_query_seeks_and_does_not_scan(driver: AsyncDriver, query: Query):
    plan = await explained(driver, query.text)

    scans = [name for name in map(operator, steps(plan)) if name.endswith(SCANS)]
    assert bool(scans) == (query.name in SCANNING), f"{scans} in {query.name}"


@pytest.mark.parametrize("query", EXPLAINABLE, ids=lambda query: query.name)
async def test_a_query_multiplies_only_what_is_unique(driver: AsyncDriver, query: Query):
    plan = await explained(driver, query.text)

    products = [step for step in steps(plan) if operator(step).startswith("CartesianProduct")]
    many = [leaf for product in products for leaf in leaves(product) if not is_one_row(leaf)]
    assert [] == many


async def test_a_scan_is_found(driver: AsyncDriver):
    plan = await explained(driver, "CYPHER 25 MATCH (memory:Memory) RETURN count(memory.text)")

    assert any(operator(step).endswith(SCANS) for step in steps(plan))


async def test_a_product_of_many_is_found(driver: AsyncDriver):
    query = "CYPHER 25 MATCH (a:Memory), (b:Entity) WHERE a.text = b.name RETURN a, b"
    plan = await explained(driver, query)

    assert not all(is_one_row(leaf) for leaf in leaves(plan))


def test_every_exception_is_of_a_query_that_exists():
    assert set() == set(SCANNING) - {query.name for query in queries()}


async def explained(driver: AsyncDriver, query: str) -> Plan:
    """Give the root of the plan; raises what the server says about a query it can't parse."""
    async with driver.session(database="neo4j") as session:
        result = await session.run(f"EXPLAIN {query}")  # pyright: ignore[reportArgumentType] - tests only
        summary = await result.consume()
    assert summary.plan is not None
    return summary.plan


def steps(plan: Plan) -> Iterator[Plan]:
    """Give the plan's steps, the last one first."""
    yield plan
    for child in plan.get("children", []):
        yield from steps(child)


def leaves(plan: Plan) -> Iterator[Plan]:
    """Give the steps that read from nothing but the store."""
    return (step for step in steps(plan) if not step.get("children"))


def operator(step: Plan) -> str:
    """Give the name of what the step does, for example `NodeUniqueIndexSeek`."""
    return step["operatorType"].partition("@")[0]


def is_one_row(leaf: Plan) -> bool:
    """Tell whether a step can find one thing at most."""
    return any(seek in operator(leaf) for seek in SEEKS)

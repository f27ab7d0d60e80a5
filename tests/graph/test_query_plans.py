"""How the real server would run every query constant."""

import re
from collections.abc import AsyncGenerator, Iterator
from typing import Any, Final

import pytest
from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.session import Graph
from tests.architecture.composed import composed
from tests.architecture.queries import Query, queries
from tests.conftest import Neo4jSettings

SCANS: Final = ("AllNodesScan", "NodeByLabelScan", "NodeByLabelsScan", "RelationshipTypeScan")
SEEKS: Final = ("NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "Argument")
KEEPING: Final = (
    "Apply", "CacheProperties", "CartesianProduct", "EmptyResult", "Filter", "Limit", "Optional",
    "Projection",
)  # fmt: skip
ALL_IN_ONE: Final = re.compile(r"(collect|count|sum|min|max)\(")

# queries that may scan, each with its reason
SCANNING: Final = {
    "graph.organizations.FIRST_ORGANIZATION": "first start: there is one",
    "graph.api_keys.LIST_API_KEYS": "command line: the keys of all projects",
    "graph.project_erasures.REST": "once for a deleted project: labels with few nodes",
    "graph.integrity.NODES_WITHOUT_PROJECT": "integrity: counts what no constraint refuses",
    "graph.integrity.EDGES_ACROSS_OWNERS": "integrity: counts what no constraint refuses",
    "graph.integrity.RELATIONS_WITHOUT_EVIDENCE": "integrity: counts what no constraint refuses",
    "graph.integrity.ENTITIES_WITHOUT_EVIDENCE": "integrity: counts what no constraint refuses",
    "graph.integrity.EMBEDDINGS_OF_OTHER_LENGTH": "integrity: counts what no constraint refuses",
}
EXPLAINABLE: Final = [
    query for query in (*queries(), *composed()) if " CONSTRAINT " not in query.bare
]

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
async def test_a_query_seeks_and_multiplies_only_single_rows(driver: AsyncDriver, query: Query):
    plan = await explained(driver, query.text)

    scans = [name for name in map(operator, steps(plan)) if name.endswith(SCANS)]
    # a plan follows what the store happens to hold: one that may scan need not
    assert not scans or query.name in SCANNING, f"{scans} in {query.name}"
    assert [] == products_of_many(plan)


async def test_a_scan_is_found(driver: AsyncDriver):
    plan = await explained(driver, "CYPHER 25 MATCH (memory:Memory) RETURN count(memory.text)")

    assert any(operator(step).endswith(SCANS) for step in steps(plan))


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Memory), (b:Entity) RETURN a, b",
        "MATCH (a:Memory {id: $a}), (b:Memory {owner_key: $b, hash: $c}) RETURN a, b",
        "CALL () { UNWIND $a AS a RETURN a } CALL () { UNWIND $b AS b RETURN b } RETURN a, b",
    ],
)
async def test_a_product_of_many_is_found(driver: AsyncDriver, query: str):
    assert products_of_many(await explained(driver, f"CYPHER 25 {query}"))


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (a:Memory {id: $a}), (b:Entity {id: $b}) RETURN a, b",
        """CALL () { UNWIND $a AS a RETURN collect(a) AS c }
        CALL () { UNWIND $b AS b RETURN collect(b) AS d } RETURN c, d""",
    ],
)
async def test_a_product_of_single_rows_is_fine(driver: AsyncDriver, query: str):
    assert [] == products_of_many(await explained(driver, f"CYPHER 25 {query}"))


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


def operator(step: Plan) -> str:
    """Give the name of what the step does, for example `NodeUniqueIndexSeek`."""
    return step["operatorType"].partition("@")[0]


def products_of_many(plan: Plan) -> list[Plan]:
    """Give the sides of cartesian products that may have more rows than one."""
    products = [step for step in steps(plan) if operator(step).startswith("CartesianProduct")]
    return [side for product in products for side in product["children"] if not is_one_row(side)]


def is_one_row(step: Plan) -> bool:
    """Tell whether a step gives one row at most for each row that comes in."""
    name = operator(step)
    if name in SEEKS:
        return True
    if name == "EagerAggregation":
        # what it groups by would stand in front
        return bool(ALL_IN_ONE.match(step["args"]["Details"]))
    return name in KEEPING and all(map(is_one_row, step.get("children", [])))

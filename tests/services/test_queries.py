"""Queries against a real server that holds a second project, which no answer may show."""

import asyncio
import json
from pathlib import Path
from typing import Final, LiteralString

import msgspec
import pytest
from msgspec.structs import replace

from app.services.errors import ForbiddenError, LimitExceededError, QueryRefusedError
from app.services.queries import MOST_OF_KEY, Queries, Query, Result
from graph.errors import GraphError, QueryFailedError
from graph.queries import Question, ask
from graph.session import Graph, Tx
from tests.services.looked_at import FOREIGN, MARK_OF_VECTOR, SEALED, World, made

FOLDER: Final = Path(__file__).parent
PARAMETERS: Final[dict[str, object]] = {
    "name": "Ada",
    "names": ["Ada", "Ben"],
    "day": "2023-06-01",
    "predicate": "works_at",
    "skip": 2,
    "count": 3,
}
ANSWER: Final = "=> "
SECONDS: Final = 1.0
AT_ONCE: Final = 4

STATE: Final[LiteralString] = """
CYPHER 25
MATCH (node)
WHERE node.project_id IN $project_ids
RETURN collect({
  id: elementId(node), labels: labels(node), relations: COUNT { (node)--() },
  properties: toString(size(keys(node))) + coalesce(node.text, node.name, '')
}) AS nodes
"""


def _honest() -> list[tuple[str, list[object]]]:
    lines = [
        line
        for line in (FOLDER / "honest_queries.txt").read_text().splitlines()
        if not line.startswith("## ")
    ]
    return [
        (query, json.loads(answer.removeprefix(ANSWER)))
        for query, answer in zip(lines[::2], lines[1::2], strict=True)
    ]


def _harmless() -> list[str]:
    return (FOLDER / "harmless_queries.txt").read_text().splitlines()


@pytest.fixture(scope="session")
async def world(graph: Graph) -> World:
    return await made(graph)


@pytest.fixture(scope="session")
def queries(graph: Graph) -> Queries:
    return Queries(graph, seconds=SECONDS)


@pytest.fixture(scope="session")
def patient(graph: Graph) -> Queries:
    """Without hurry: the machine may be busy, and these are about what is answered."""
    return Queries(graph, seconds=30)


def test_there_are_enough_honest_ones():
    assert len(_honest()) >= 75


@pytest.mark.parametrize(("query", "rows"), _honest(), ids=lambda one: str(one)[:60])
async def test_an_honest_query_gives_its_rows(
    patient: Queries, world: World, query: str, rows: list[object]
):
    result = await patient.ask(world.access, Query(text=query, parameters=PARAMETERS))

    assert rows == result.answer.rows


async def test_no_harmless_query_shows_or_changes_what_is_not_its_own(
    graph: Graph, queries: Queries, world: World
):
    before = await graph.read(_state, world)
    asked = [_shown(queries, world, query) for query in _harmless()]
    answers = [
        answer
        for first in range(0, len(asked), AT_ONCE)
        for answer in await asyncio.gather(*asked[first : first + AT_ONCE])
    ]
    shown = [answer for answer in answers if _is_leak(answer, world)]

    assert [] == shown
    assert before == await graph.read(_state, world)


async def test_the_other_project_is_there_to_be_found(patient: Queries, world: World):
    operator = replace(world.access, is_operator=True)
    query = Query(text="MATCH (n) WHERE n.project_id = $id RETURN n LIMIT 5", all_projects=True)
    given = replace(query, parameters={"id": world.foreign_id})
    everything = await patient.ask(operator, given)

    assert FOREIGN in _text(everything) or world.foreign_id in _text(everything)
    assert SEALED not in _text(everything)


async def test_only_an_operator_asks_over_all_projects(queries: Queries, world: World):
    with pytest.raises(ForbiddenError):
        await queries.ask(world.access, Query(text="RETURN 1 AS x", all_projects=True))


async def test_an_operator_sees_no_labels_of_tenancy(patient: Queries, world: World):
    operator = replace(world.access, is_operator=True)
    query = Query(text="MATCH (n:!Memory&!Entity) RETURN DISTINCT labels(n)", all_projects=True)
    found = await patient.ask(operator, query)

    seen = {
        label for (labels,) in found.answer.rows for label in msgspec.convert(labels, list[str])
    }
    assert set() == seen & {"ApiKey", "Member", "Project", "Migration", "Schema", "Lane"}


async def test_nodes_are_drawn_once_and_without_what_is_hidden(patient: Queries, world: World):
    text = "MATCH p = (e:Event)<-[:PART_OF]-(m)<-[:EXTRACTED_FROM]-(n:Memory) RETURN p, e, n"
    drawing = (await patient.ask(world.access, Query(text=text))).answer.drawing
    names = {name for node in drawing.nodes.values() for name in node.properties}

    assert (13, 12) == (len(drawing.nodes), len(drawing.relations))
    assert {"text", "state"} <= names
    assert set() == names & {"embedding", "request", "request_hash", "lease_token", "scope_terms"}


async def test_rows_end_at_the_limit(patient: Queries, world: World):
    query = Query(text="UNWIND range(1, 100) AS i RETURN i", rows=3)
    answer = (await patient.ask(world.access, query)).answer

    assert ([[1], [2], [3]], True) == (answer.rows, answer.is_truncated)


async def test_as_many_rows_as_the_limit_are_the_whole_answer(patient: Queries, world: World):
    query = Query(text="UNWIND range(1, 3) AS i RETURN i", rows=3)

    assert not (await patient.ask(world.access, query)).answer.is_truncated


async def test_bytes_end_an_answer_too(graph: Graph):
    question = _question("UNWIND range(1, 1000) AS i RETURN 'x' + i AS x", size=100)
    answer = await ask(graph, question)

    assert answer.is_truncated
    assert len(answer.rows) < 20


async def test_an_answer_without_rows_has_its_columns(patient: Queries, world: World):
    text = "MATCH (n:Entity {name: 'Nobody'}) RETURN n.name, n.type AS kind"
    answer = (await patient.ask(world.access, Query(text=text))).answer

    assert (["n.name", "kind"], []) == (answer.columns, answer.rows)


async def test_a_query_that_takes_too_long_is_ended(queries: Queries, world: World):
    text = "MATCH (a:Entity), (b:Entity), (c:Entity), (d:Entity), (e:Entity) RETURN count(*) AS x"
    text = text.replace("(e:Entity)", "(e:Entity), (f:Entity), (g:Entity), (h:Entity), (i:Entity)")
    with pytest.raises(QueryFailedError, match="took too long"):
        await queries.ask(world.access, Query(text=text))


async def test_a_list_that_grows_too_long_is_refused_by_name(patient: Queries, world: World):
    with pytest.raises(QueryFailedError, match="more than 10,000 elements"):
        await patient.ask(world.access, Query(text="RETURN range(1, 90000000000) AS x"))


async def test_what_neo4j_says_comes_without_places_in_the_rewritten_text(
    patient: Queries, world: World
):
    with pytest.raises(QueryFailedError) as failure:
        await patient.ask(world.access, Query(text="RETURN nothing AS x"))

    assert "Variable `nothing` not defined" == str(failure.value)


async def test_a_plan_is_told(patient: Queries, world: World):
    result = await patient.ask(world.access, Query(text="MATCH (n:Entity) RETURN n.name"))

    assert "ProduceResults" == result.steps[0].operator
    assert 0 == result.steps[0].depth < result.steps[1].depth


async def test_a_plan_with_a_strange_operator_is_refused(graph: Graph, world: World):
    queries = Queries(graph, operators=frozenset({"ProduceResults"}))
    with pytest.raises(QueryRefusedError, match="The plan would use"):
        await queries.ask(world.access, Query(text="MATCH (n:Entity) RETURN n.name"))


async def test_a_key_runs_few_queries_at_once(graph: Graph, world: World):
    queries = Queries(graph, seconds=30)
    query = Query(text="MATCH (a)-[*1..3]-(b) RETURN count(*) AS x")
    asked = [queries.ask(world.access, query) for _ in range(MOST_OF_KEY + 1)]
    found = await asyncio.gather(*asked, return_exceptions=True)

    assert [LimitExceededError] == [type(one) for one in found if isinstance(one, Exception)]
    assert 1 == len((await queries.ask(world.access, query)).answer.rows)


async def test_a_query_is_logged_without_its_values(
    patient: Queries, world: World, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level("INFO", logger="app.services.queries"):
        await patient.ask(world.access, Query(text="RETURN 'secret' AS x"))

    assert f"key={world.access.key_id}" in caplog.text
    assert "outcome=answered" in caplog.text
    assert "rows=1" in caplog.text
    assert "secret" not in caplog.text


async def test_the_session_refuses_to_write(graph: Graph):
    with pytest.raises(QueryFailedError):
        await ask(graph, _question("CREATE (n:Memory) RETURN 1 AS x"))


async def test_an_answer_with_a_foreign_node_is_withheld(graph: Graph, world: World):
    question = _question("MATCH (n:Memory) WHERE n.project_id = $id RETURN n")
    foreign = replace(question, parameters={"id": world.foreign_id}, project_id="own")
    with pytest.raises(GraphError, match="withheld"):
        await ask(graph, foreign)


async def test_an_answer_with_a_key_is_withheld(graph: Graph):
    with pytest.raises(GraphError, match="withheld"):
        await ask(graph, _question("MATCH (n:Migration) RETURN n LIMIT 1"))


def _question(text: str, *, size: int = 1_000_000) -> Question:
    return Question(text=text, parameters={}, project_id=None, seconds=30, rows=1_000, bytes=size)


async def _shown(queries: Queries, world: World, query: str) -> str:
    """Give all that a caller sees; nothing when the query is refused."""
    given: dict[str, object] = {
        "foreign": world.foreign_id,
        "foreign_memory": f"{world.foreign_id}m1",
        "foreign_entity": f"{world.foreign_id}Ada",
        "foreign_scope": f"{world.foreign_id}mira",
    }
    try:
        # a key of its own for each, because a key may have few queries running
        access = replace(world.access, key_id=query)
        return _text(await queries.ask(access, Query(text=query, parameters=given)))
    except (QueryRefusedError, QueryFailedError) as error:
        return str(error)


def _text(result: Result) -> str:
    drawing = result.answer.drawing
    seen = (result.answer.rows, list(drawing.nodes.values()), list(drawing.relations.values()))
    return msgspec.json.encode(seen).decode()


def _is_leak(text: str, world: World) -> bool:
    marks = (FOREIGN, SEALED, str(MARK_OF_VECTOR), world.foreign_id, "rl-")
    return any(mark in text for mark in marks)


class _State(msgspec.Struct, frozen=True, kw_only=True):
    nodes: list[dict[str, object]]


async def _state(tx: Tx, world: World) -> list[str]:
    ids = [world.access.project.id, world.foreign_id]
    found = await tx.first(STATE, _State, project_ids=ids)
    assert found is not None
    assert len(found.nodes) > 40
    return sorted(str(node) for node in found.nodes)

"""Runs what a caller asked in Cypher, after the service proved it harmless and wrote it anew.

The one place where Cypher that is no constant runs (tests/architecture/test_queries.py).
"""

import re
from collections.abc import Iterator
from time import perf_counter
from typing import Final

import msgspec
from neo4j import AsyncResult, AsyncSession, Query
from neo4j.exceptions import Neo4jError

from graph.answers import Drawing, plain
from graph.errors import QueryFailedError
from graph.session import Graph

LANGUAGE: Final = "CYPHER 25 "
EXPLAIN: Final = "EXPLAIN "
TIMED_OUT: Final = "TransactionTimedOut"
OUT_OF_MEMORY: Final = ("MemoryPoolOutOfMemory", "TransactionOutOfMemory", "MemoryLimit")
BY_ZERO: Final = "/ by zero"
# refers to the query as it was written anew
PLACE: Final = re.compile(r"\s*\(line \d+, column \d+ \(offset: \d+\)\).*", re.DOTALL)
CALLERS_FAULT: Final = "Neo.ClientError."


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A query that was proved harmless, its parameters, and how much it may take."""

    text: str
    parameters: dict[str, object]
    project_id: str | None
    seconds: float
    rows: int
    bytes: int


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of plain values, and what of them can be drawn."""

    columns: list[str]
    rows: list[list[object]]
    drawing: Drawing
    is_truncated: bool
    milliseconds: int


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One operator of a plan, how many rows the planner expects, and how deep it stands."""

    operator: str
    details: str
    expected_rows: float
    depth: int


class _Arguments(msgspec.Struct, frozen=True, kw_only=True):
    details: str = msgspec.field(name="Details", default="")
    rows: float = msgspec.field(name="EstimatedRows", default=0)


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    operator: str = msgspec.field(name="operatorType")
    arguments: _Arguments = msgspec.field(name="args", default=_Arguments())
    children: "list[_Plan]" = []


async def explain(graph: Graph, question: Question) -> list[Step]:
    """Give the plan's operators, the last one first; raises QueryFailedError."""
    return await graph.ask(_explained, question)


async def ask(graph: Graph, question: Question) -> Answer:
    """Run the query; raises QueryFailedError."""
    return await graph.ask(_answered, question)


async def _explained(session: AsyncSession, question: Question) -> list[Step]:
    try:
        result = await _run(session, EXPLAIN + LANGUAGE + question.text, question)
        plan = (await result.consume()).plan
    except Neo4jError as error:
        raise _failed(error) from error
    return list(_steps(msgspec.convert(plan, _Plan), 0))


async def _answered(session: AsyncSession, question: Question) -> Answer:
    began = perf_counter()
    drawing, rows, left = Drawing(question.project_id), list[list[object]](), question.bytes
    try:
        result = await _run(session, LANGUAGE + question.text, question)
        is_truncated = False
        async for record in result:
            row = [plain(value, drawing) for value in record.values()]
            left -= len(msgspec.json.encode(row))
            is_truncated = left < 0 or len(rows) == question.rows
            if is_truncated:
                break
            rows.append(row)
        columns = list(result.keys())
    except Neo4jError as error:
        raise _failed(error) from error
    return Answer(
        columns=columns,
        rows=rows,
        drawing=drawing,
        is_truncated=is_truncated,
        milliseconds=round((perf_counter() - began) * 1000),
    )


async def _run(session: AsyncSession, text: str, question: Question) -> AsyncResult:
    query = Query(text, timeout=question.seconds)  # pyright: ignore[reportArgumentType] - written anew by app/services/cypher, no caller's text
    return await session.run(query, question.parameters)


def _steps(plan: "_Plan", depth: int) -> Iterator[Step]:
    yield Step(
        operator=plan.operator.partition("@")[0],
        details=plan.arguments.details,
        expected_rows=plan.arguments.rows,
        depth=depth,
    )
    for child in plan.children:
        yield from _steps(child, depth + 1)


def _failed(error: Neo4jError) -> Exception:
    code, message = error.code or "", PLACE.sub("", error.message or "").partition("\n")[0]
    if TIMED_OUT in code or "timeout" in message:
        return QueryFailedError(
            "The query took too long. Start from a name, an id or a short period, "
            "bound its paths and its results."
        )
    if any(word in code for word in OUT_OF_MEMORY):
        return QueryFailedError("The query needs too much memory: cut it with WHERE and LIMIT.")
    if BY_ZERO in message:
        return QueryFailedError(
            "A division by zero, a list of more than 10,000 elements (50 inside of another "
            "list), or a text too long to be put together with others (20,000 characters, 2,000 "
            "inside of a list): use UNWIND, LIMIT before collect(), left() of a text."
        )
    return QueryFailedError(message) if code.startswith(CALLERS_FAULT) else error

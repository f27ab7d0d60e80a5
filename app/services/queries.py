"""Cypher for analysts: proved, written anew, planned, run and logged; the only wall there is."""

import asyncio
import logging
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from msgspec import Struct, field

from app.services.cypher.allowed import OPERATORS
from app.services.cypher.writing import written
from app.services.errors import ForbiddenError, LimitExceededError, QueryRefusedError
from app.services.limits import check_json, check_text
from graph import queries
from graph.model import Access
from graph.queries import Answer, Question, Step
from graph.session import Graph

logger: Final = logging.getLogger(__name__)

SECONDS: Final = 10.0
MOST_BYTES: Final = 8_000_000
MOST_OF_KEY: Final = 2
MOST_AT_ONCE: Final = 6
SECONDS_UNTIL_FREE: Final = 1
OPERATORS_ONLY: Final = "Only an operator's key may ask over all projects."


class Query(Struct, frozen=True, kw_only=True):
    """What a caller asks, and how many rows are enough."""

    text: str
    parameters: dict[str, object] = field(default_factory=dict)
    rows: int = 1_000
    all_projects: bool = False


class Result(Struct, frozen=True, kw_only=True):
    """The answer and the plan that it was found by."""

    answer: Answer
    steps: list[Step]


class Queries:
    """Answers Cypher within a project."""

    def __init__(
        self, graph: Graph, seconds: float = SECONDS, operators: frozenset[str] = OPERATORS
    ) -> None:
        """Take the database, how long a query may run and what its plan may hold."""
        self._graph = graph
        self._operators = operators
        self._seconds = seconds
        self._running: Counter[str] = Counter()

    async def ask(self, access: Access, query: Query) -> Result:
        """Answer the query, or refuse it with the place and the reason.

        Raises QueryRefusedError, QueryFailedError, LimitExceededError or ForbiddenError.
        """
        _check(access, query)
        with self._turn(access), _logged(access) as entry:
            project_id = None if query.all_projects else access.project.id
            question = await self._question(query, project_id)
            steps = await queries.explain(self._graph, question)
            _check_plan(steps, self._operators)
            answer = await queries.ask(self._graph, question)
            entry["rows"] = len(answer.rows)
            return Result(answer=answer, steps=steps)

    async def check(self, access: Access, query: Query) -> None:
        """Raise what `ask` would raise before anything runs."""
        _check(access, query)
        question = await self._question(query, access.project.id)
        _check_plan(await queries.explain(self._graph, question), self._operators)

    async def _question(self, query: Query, project_id: str | None) -> Question:
        ready = await asyncio.to_thread(written, query.text, query.parameters, project_id)
        return Question(
            text=ready.text,
            parameters=ready.parameters,
            project_id=project_id,
            seconds=self._seconds,
            rows=query.rows,
            bytes=MOST_BYTES,
        )

    @contextmanager
    def _turn(self, access: Access) -> Generator[None]:
        """Let a key run few queries at once, so that it can't take the server for itself."""
        if self._running[access.key_id] >= MOST_OF_KEY:
            message = f"This key has {MOST_OF_KEY} queries running: wait for one of them."
            raise LimitExceededError(SECONDS_UNTIL_FREE, message)
        if self._running.total() >= MOST_AT_ONCE:
            message = "Too many queries are running: try again."
            raise LimitExceededError(SECONDS_UNTIL_FREE, message)
        self._running[access.key_id] += 1
        try:
            yield
        finally:
            self._running[access.key_id] -= 1


def _check(access: Access, query: Query) -> None:
    if query.all_projects and not access.is_operator:
        raise ForbiddenError(OPERATORS_ONLY)
    check_text(query.text, "query")
    check_json(query.parameters, "parameters")


def _check_plan(steps: list[Step], operators: frozenset[str]) -> None:
    """Refuse a plan with an operator that is not known to be harmless: the second wall."""
    for step in steps:
        if step.operator.partition("(")[0] not in operators:
            raise QueryRefusedError(f"The plan would use {step.operator}, which is not open here.")


@contextmanager
def _logged(access: Access) -> Generator[dict[str, int]]:
    """Log who asked, for how long and how many rows came: never the query nor its values."""
    began, outcome = perf_counter(), "failed"
    entry = {"rows": 0}
    try:
        yield entry
        outcome = "answered"
    except QueryRefusedError:
        outcome = "refused"
        raise
    finally:
        milliseconds = round((perf_counter() - began) * 1000)
        logger.info(
            "query key=%s project=%s outcome=%s milliseconds=%d rows=%d",
            access.key_id,
            access.project.id,
            outcome,
            milliseconds,
            entry["rows"],
        )

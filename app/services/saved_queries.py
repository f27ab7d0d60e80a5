"""Queries with names: kept in versions, checked before they are kept, run with values."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import uuid4

import msgspec
from msgspec import UNSET, Struct, UnsetType

from app.services.arguments import Parameter, checked, examples, given
from app.services.errors import InvalidRequestError
from app.services.limits import check_text
from app.services.queries import Queries, Query, Result
from graph import saved_queries
from graph.errors import NotFoundError
from graph.model import Access
from graph.saved_queries import Draft, SavedQuery
from graph.session import Graph
from graph.starters import starters

MOST: Final = 500
MOST_EARLIER: Final = 20
LONGEST_NAME: Final = 200
LONGEST_DESCRIPTION: Final = 2_000
STARTERS_STAY: Final = "Queries that every project has can't be changed: save a copy of it."


class Chart(Struct, frozen=True, kw_only=True):
    """How to show an answer: `table`, `graph`, `bar` or `line`, and of which columns."""

    kind: str = "table"
    x: str | None = None
    y: str | None = None


class Wording(Struct, frozen=True, kw_only=True):
    """What a caller says of a query; on a change, what is to be other than before."""

    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    parameters: Sequence[Parameter] | UnsetType = UNSET
    chart: Chart | UnsetType = UNSET


class Saved(Struct, frozen=True, kw_only=True):
    """A saved query, read."""

    id: str
    name: str
    description: str
    text: str
    parameters: list[Parameter]
    chart: Chart
    version: int
    is_starter: bool
    author: str | None
    created_at: str
    updated_at: str


class Run(Struct, frozen=True, kw_only=True):
    """With which values to run a query, and which version of it, the present one when none."""

    parameters: Mapping[str, object]
    rows: int
    version: int | None = None


class SavedQueries:
    """Keeps and runs queries."""

    def __init__(self, graph: Graph, queries: Queries) -> None:
        """Take the database and what answers Cypher."""
        self._graph = graph
        self._queries = queries

    async def list(self, access: Access) -> "list[Saved]":
        """Give the starters and the project's own queries."""
        own = await self._graph.read(saved_queries.find, access.project.id)
        return [_read(one) for one in (*starters(), *own)]

    async def get(self, access: Access, query_id: str) -> Saved:
        """Give one; raises NotFoundError."""
        return _read(await self._find(access, query_id))

    async def add(self, access: Access, wording: Wording) -> Saved:
        """Save a query after a look at it; raises InvalidRequestError or ConflictError."""
        draft = _draft(wording, None, access)
        await self._check(access, draft)
        query_id = str(uuid4())
        project_id = access.project.id
        return _read(
            await self._graph.write(saved_queries.create, project_id, query_id, draft, most=MOST)
        )

    async def update(self, access: Access, query_id: str, wording: Wording) -> Saved:
        """Add a version; raises NotFoundError, InvalidRequestError or ConflictError."""
        before = await self._find(access, query_id)
        if before.id in _starters():
            raise InvalidRequestError(STARTERS_STAY, "query_id")
        draft = _draft(wording, before, access)
        await self._check(access, draft)
        return _read(
            await self._graph.write(
                saved_queries.update,
                access.project.id,
                before,
                draft,
                as_json=msgspec.json.encode(before).decode(),
                most_earlier=MOST_EARLIER,
            )
        )

    async def delete(self, access: Access, query_id: str) -> None:
        """Delete one with all its versions; raises NotFoundError."""
        if query_id in _starters():
            raise InvalidRequestError(STARTERS_STAY, "query_id")
        await self._graph.write(saved_queries.delete, access.project.id, query_id)

    async def versions(self, access: Access, query_id: str) -> "list[Saved]":
        """Give the last versions of a query, the present one first; raises NotFoundError."""
        present = await self._find(access, query_id)
        return [_read(one) for one in (present, *await self._earlier(access, present))]

    async def run(self, access: Access, query_id: str, run: Run) -> Result:
        """Answer with these values; raises NotFoundError or what `Queries.ask` raises."""
        saved = await self._find(access, query_id)
        if run.version not in {None, saved.version}:
            earlier = await self._earlier(access, saved)
            saved = next((one for one in earlier if one.version == run.version), None) or saved
            if saved.version != run.version:
                raise NotFoundError("saved query", f"{query_id} version {run.version}")
        read = _read(saved)
        values = given(read.parameters, run.parameters)
        query = Query(text=read.text, parameters=values, rows=run.rows)
        return await self._queries.ask(access, query)

    async def _find(self, access: Access, query_id: str) -> SavedQuery:
        if query_id in _starters():
            return _starters()[query_id]
        return await self._graph.read(saved_queries.get, access.project.id, query_id)

    async def _earlier(self, access: Access, present: SavedQuery) -> "list[SavedQuery]":
        if present.id in _starters():
            return []
        kept = await self._graph.read(saved_queries.find_earlier, access.project.id, present.id)
        return [msgspec.json.decode(one, type=SavedQuery) for one in reversed(kept)]

    async def _check(self, access: Access, draft: Draft) -> None:
        parameters = msgspec.json.decode(draft.parameters, type=list[Parameter])
        query = Query(text=draft.text, parameters=examples(parameters))
        await self._queries.check(access, query)


def _starters() -> dict[str, SavedQuery]:
    return {one.id: one for one in starters()}


def _draft(wording: Wording, before: SavedQuery | None, access: Access) -> Draft:
    """Put what is said over what was; raises InvalidRequestError."""
    name = _other(wording.name, before.name if before else "")
    text = _other(wording.text, before.text if before else "")
    description = _other(wording.description, before.description if before else "")
    _check_length("name", name, LONGEST_NAME)
    _check_length("description", description, LONGEST_DESCRIPTION)
    if not name.strip():
        raise InvalidRequestError("name must not be blank", "name")
    if not text.strip():
        raise InvalidRequestError("query must not be blank", "query")
    parameters, chart = wording.parameters, wording.chart
    return Draft(
        name=name.strip(),
        text=text,
        description=description,
        parameters=(before.parameters if before else "[]")
        if isinstance(parameters, UnsetType)
        else msgspec.json.encode(checked(parameters)).decode(),
        chart=(before.chart if before else "{}")
        if isinstance(chart, UnsetType)
        else msgspec.json.encode(chart).decode(),
        author=access.email,
    )


def _other(said: str | UnsetType, before: str) -> str:
    return before if isinstance(said, UnsetType) else said


def _check_length(field: str, text: str, most: int) -> None:
    check_text(text, field)
    if len(text) > most:
        raise InvalidRequestError(f"{field} may have {most} characters at most", field)


def _read(saved: SavedQuery) -> Saved:
    return Saved(
        id=saved.id,
        name=saved.name,
        description=saved.description,
        text=saved.text,
        parameters=msgspec.json.decode(saved.parameters, type=list[Parameter]),
        chart=msgspec.json.decode(saved.chart, type=Chart),
        version=saved.version,
        is_starter=saved.id in _starters(),
        author=saved.author,
        created_at=saved.created_at,
        updated_at=saved.updated_at,
    )

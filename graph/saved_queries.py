"""Queries that were given a name, each with its earlier versions."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import ConflictError, NotFoundError
from graph.model import Instant
from graph.session import Tx

# A fragment, and no LiteralString by name, because whole queries are what is called so.
SAVED_QUERY: Final = """saved_query {
  .id, .name, .description, .text, .parameters, .chart, .version, .author,
  created_at: toString(saved_query.created_at), updated_at: toString(saved_query.updated_at)
}"""


class SavedQuery(Struct, frozen=True, kw_only=True):
    """A query with its name. `parameters` and `chart` are JSON."""

    id: str
    name: str
    text: str
    version: int
    created_at: Instant
    updated_at: Instant
    description: str = ""
    parameters: str = "[]"
    chart: str = "{}"
    author: str | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """What a version of a saved query says, and who wrote it."""

    name: str
    text: str
    description: str = ""
    parameters: str = "[]"
    chart: str = "{}"
    author: str | None = None


class _Total(Struct):
    total: int


# the project's node is the lock: no two writers see the same number of queries
CREATE_SAVED_QUERY: Final[LiteralString] = (
    """
CYPHER 25
MATCH (project:Project {id: $project_id})
SET project.locked = 'saved queries'
WITH project
WHERE COUNT {
  MATCH (other:SavedQuery)
  WHERE other.project_id = $project_id AND other.created_at IS NOT NULL
} < $most
REMOVE project.locked
MERGE (saved_query:SavedQuery {id: $query_id})
SET saved_query += $draft, saved_query.project_id = $project_id, saved_query.version = 1,
  saved_query.earlier = [], saved_query.created_at = datetime(),
  saved_query.updated_at = datetime()
RETURN collect("""
    + SAVED_QUERY
    + """) AS saved
"""
)


async def create(tx: Tx, project_id: str, query_id: str, draft: Draft, *, most: int) -> SavedQuery:
    """Save a query; raises ConflictError when the project has as many as it may have."""
    found = await tx.all(
        CREATE_SAVED_QUERY,
        SavedQuery,
        project_id=project_id,
        query_id=query_id,
        draft=draft,
        most=most,
    )
    if not found:
        raise ConflictError(f"A project has at most {most} saved queries: delete one first.")
    return found[0]


FIND_SAVED_QUERIES: Final[LiteralString] = (
    """
CYPHER 25
MATCH (saved_query:SavedQuery)
// created_at makes the composite index usable and gives its order
WHERE saved_query.project_id = $project_id AND saved_query.created_at IS NOT NULL
WITH saved_query ORDER BY saved_query.project_id, saved_query.created_at, saved_query.id
RETURN collect("""
    + SAVED_QUERY
    + """) AS saved
"""
)


async def find(tx: Tx, project_id: str) -> list[SavedQuery]:
    """Give the project's queries, the oldest first."""
    return await tx.all(FIND_SAVED_QUERIES, SavedQuery, project_id=project_id)


GET_SAVED_QUERY: Final[LiteralString] = (
    """
CYPHER 25
MATCH (saved_query:SavedQuery {id: $query_id})
WHERE saved_query.project_id = $project_id
RETURN collect("""
    + SAVED_QUERY
    + """) AS saved
"""
)


async def get(tx: Tx, project_id: str, query_id: str) -> SavedQuery:
    """Give one; raises NotFoundError."""
    found = await tx.all(GET_SAVED_QUERY, SavedQuery, project_id=project_id, query_id=query_id)
    if not found:
        raise NotFoundError("saved query", query_id)
    return found[0]


EARLIER_VERSIONS: Final[LiteralString] = """
CYPHER 25
MATCH (saved_query:SavedQuery {id: $query_id})
WHERE saved_query.project_id = $project_id
RETURN saved_query.earlier AS earlier
"""


async def find_earlier(tx: Tx, project_id: str, query_id: str) -> list[str]:
    """Give the versions before the present one as JSON, the oldest first."""
    return await tx.all(EARLIER_VERSIONS, str, project_id=project_id, query_id=query_id)


UPDATE_SAVED_QUERY: Final[LiteralString] = (
    """
CYPHER 25
MATCH (saved_query:SavedQuery {id: $query_id})
WHERE saved_query.project_id = $project_id AND saved_query.version = $version
SET saved_query += $draft,
  saved_query.earlier = (saved_query.earlier + [$before])[-$most_earlier..],
  saved_query.version = $version + 1,
  saved_query.updated_at = datetime()
RETURN collect("""
    + SAVED_QUERY
    + """) AS saved
"""
)


async def update(
    tx: Tx, project_id: str, before: SavedQuery, draft: Draft, *, as_json: str, most_earlier: int
) -> SavedQuery:
    """Add a version and keep the one before as JSON; raises ConflictError for a second writer."""
    found = await tx.all(
        UPDATE_SAVED_QUERY,
        SavedQuery,
        project_id=project_id,
        query_id=before.id,
        version=before.version,
        draft=draft,
        before=as_json,
        most_earlier=most_earlier,
    )
    if not found:
        raise ConflictError("Somebody else changed this query at the same time: read it again.")
    return found[0]


DELETE_SAVED_QUERY: Final[LiteralString] = """
CYPHER 25
MATCH (saved_query:SavedQuery {id: $query_id})
WHERE saved_query.project_id = $project_id
DELETE saved_query
RETURN count(*) AS total
"""


async def delete(tx: Tx, project_id: str, query_id: str) -> None:
    """Delete one with its versions; raises NotFoundError."""
    found = await tx.first(DELETE_SAVED_QUERY, _Total, project_id=project_id, query_id=query_id)
    if found is None or not found.total:
        raise NotFoundError("saved query", query_id)

"""API keys: what a caller shows, kept as SHA-256."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec
from msgspec import Struct

from graph.model import Access, ApiKey, Role
from graph.projects import PROJECT
from graph.session import Tx

_ACCESS: LiteralString = (
    """
RETURN
  key.id AS key_id,
  member.id AS member_id,
  member.email AS email,
  // a key is at most as strong as its member is in the project
  CASE WHEN key.role = 'OWNER' AND membership.role = 'OWNER' THEN 'OWNER' ELSE 'READER' END AS role,
  key.is_operator AS is_operator,
  key.is_bound AS is_bound,
  """
    + PROJECT
    + """ AS project
"""
)

CREATE_API_KEY: Final[LiteralString] = """
CYPHER 25
MATCH (member:Member {email: $email})
MATCH (project:Project {id: $project_id})
CREATE (member)<-[:BELONGS_TO]-(key:ApiKey {
  id: $row.id,
  hash: $row.hash,
  name: $row.name,
  prefix: $row.prefix,
  role: $row.role,
  is_bound: $row.is_bound,
  is_operator: $row.is_operator,
  project_id: $project_id,
  created_at: $at
})-[:OPENS]->(project)
"""

FIND_ACCESS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (key:ApiKey {hash: $hash})-[:OPENS]->(project:Project)
MATCH (key)-[:BELONGS_TO]->(member:Member)-[membership:MEMBER_OF]->(project)
"""
    + _ACCESS
)

FIND_ACCESS_ELSEWHERE: Final[LiteralString] = (
    """
CYPHER 25
MATCH (project:Project {id: $project_id})
MATCH (key:ApiKey {id: $key_id})-[:BELONGS_TO]->(member:Member)-[membership:MEMBER_OF]->(project)
WHERE NOT key.is_bound
"""
    + _ACCESS
)

_KEY: LiteralString = """key {
  .id, .name, .prefix, .role, .is_bound, .is_operator,
  email: member.email, project: project.name, created_at: toString(key.created_at),
  last_used_at: toString(key.last_used_at)
}"""

LIST_API_KEYS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (member:Member)<-[:BELONGS_TO]-(key:ApiKey)-[:OPENS]->(project:Project)
WITH key, member, project
ORDER BY key.created_at, key.id
RETURN collect("""
    + _KEY
    + """) AS keys
"""
)

LIST_API_KEYS_OF_PROJECT: Final[LiteralString] = (
    """
CYPHER 25
MATCH (member:Member)<-[:BELONGS_TO]-(key:ApiKey)-[:OPENS]->(project:Project {id: $project_id})
WITH key, member, project
ORDER BY key.created_at, key.id
RETURN collect("""
    + _KEY
    + """) AS keys
"""
)

COUNT_API_KEYS: Final[LiteralString] = """
CYPHER 25
// the lock lets one service at a time decide whether the database is new
MATCH (schema:Schema {key: 'schema'})
SET schema.locked_at = datetime()
WITH schema
RETURN COUNT { MATCH (:ApiKey) } AS number
"""

DELETE_API_KEY: Final[LiteralString] = """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})
DETACH DELETE key
RETURN count(*) AS number
"""

DELETE_API_KEY_OF_PROJECT: Final[LiteralString] = """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})
WHERE key.project_id = $project_id
DETACH DELETE key
RETURN count(*) AS number
"""

USE_API_KEY: Final[LiteralString] = """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})
SET key.last_used_at = $at
"""

FIND_ROLE: Final[LiteralString] = """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})-[:BELONGS_TO]->(member:Member)
OPTIONAL MATCH (member)-[membership:MEMBER_OF]->(organization:Organization)
WHERE organization.id = $organization_id
WITH key, member, membership.role AS own
WITH key, own, COLLECT {
  MATCH (member)-[membership:MEMBER_OF]->(project:Project)
  WHERE project.organization_id = $organization_id
    AND (NOT key.is_bound OR project.id = key.project_id)
  RETURN membership.role
} AS in_projects
WHERE own IS NOT NULL OR size(in_projects) > 0
RETURN CASE
  // a key that is bound to its project is no more than a guest beside it
  WHEN key.role <> 'OWNER' OR key.is_bound THEN 'READER'
  WHEN own = 'OWNER' OR ($counts_projects AND 'OWNER' IN in_projects) THEN 'OWNER'
  ELSE 'READER'
END AS role
"""


class ApiKeyRow(Struct, frozen=True, kw_only=True):
    """A key to create; `is_bound` ties it to its project whatever else its member may open."""

    id: str
    hash: str
    prefix: str
    role: Role
    is_bound: bool
    is_operator: bool
    name: str | None = None


class Held(msgspec.Struct, frozen=True):
    """A role that somebody has."""

    role: Role


class Count(msgspec.Struct, frozen=True):
    """How many."""

    number: int


async def create(tx: Tx, row: ApiKeyRow, *, email: str, project_id: str, at: datetime) -> None:
    """Create a key of a member who is there, for a project that is there."""
    await tx.run(CREATE_API_KEY, row=row, email=email, project_id=project_id, at=at)


async def find_access(tx: Tx, digest: str) -> Access | None:
    """Give what the key with this SHA-256 opens by default, None when it opens nothing."""
    return await tx.first(FIND_ACCESS, Access, hash=digest)


async def find_access_elsewhere(tx: Tx, key_id: str, project_id: str) -> Access | None:
    """Give what the key opens in another project, None when its member has no role there."""
    return await tx.first(FIND_ACCESS_ELSEWHERE, Access, key_id=key_id, project_id=project_id)


async def find_all(tx: Tx) -> list[ApiKey]:
    """Give every key of the database, oldest first."""
    return await tx.all(LIST_API_KEYS, ApiKey)


async def count_alone(tx: Tx) -> int:
    """Count the keys of the database and let nobody else count until the transaction ends."""
    found = await tx.first(COUNT_API_KEYS, Count)
    return 0 if found is None else found.number


async def delete(tx: Tx, key_id: str) -> bool:
    """Delete a key; from now on it opens nothing. False when there was none."""
    found = await tx.first(DELETE_API_KEY, Count, key_id=key_id)
    return found is not None and found.number > 0


async def find_of_project(tx: Tx, project_id: str) -> list[ApiKey]:
    """Give the keys whose default is the project, oldest first."""
    return await tx.all(LIST_API_KEYS_OF_PROJECT, ApiKey, project_id=project_id)


async def delete_of_project(tx: Tx, project_id: str, key_id: str) -> bool:
    """Delete a key of the project. False when there was none."""
    found = await tx.first(DELETE_API_KEY_OF_PROJECT, Count, project_id=project_id, key_id=key_id)
    return found is not None and found.number > 0


async def use(tx: Tx, key_id: str, at: datetime) -> None:
    """Write down when a key was used last."""
    await tx.run(USE_API_KEY, key_id=key_id, at=at)


async def find_role(
    tx: Tx, key_id: str, organization_id: str, *, counts_projects: bool
) -> Role | None:
    """Give a key's role in an organization: a guest's when its member has only a project there.

    With `counts_projects` an OWNER of one of its projects is an OWNER.
    """
    found = await tx.first(
        FIND_ROLE,
        Held,
        key_id=key_id,
        organization_id=organization_id,
        counts_projects=counts_projects,
    )
    return None if found is None else found.role

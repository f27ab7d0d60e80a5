"""Organizations: they own projects."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec

from graph.errors import NotFoundError
from graph.model import Instant
from graph.session import Tx

CREATE_ORGANIZATION: Final[LiteralString] = """
CYPHER 25
CREATE (:Organization {id: $organization_id, name: $name, created_at: $at, updated_at: $at})
"""

_ORGANIZATION: LiteralString = """organization {
  .id, .name,
  created_at: toString(organization.created_at),
  // the first ones were made when nothing of them could change
  updated_at: toString(coalesce(organization.updated_at, organization.created_at))
}"""

FIRST_ORGANIZATION: Final[LiteralString] = """
CYPHER 25
MATCH (organization:Organization)
ORDER BY organization.created_at, organization.id
LIMIT 1
RETURN organization.id AS id
"""

FIND_ORGANIZATIONS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})-[:BELONGS_TO]->(member:Member)
CALL (key, member) {
  MATCH (member)-[:MEMBER_OF]->(organization:Organization)
  RETURN organization
  UNION
  MATCH (member)-[:MEMBER_OF]->(project:Project)<-[:OWNS]-(organization:Organization)
  WHERE NOT key.is_bound OR project.id = key.project_id
  RETURN organization
}
WITH organization ORDER BY organization.created_at, organization.id
RETURN collect("""
    + _ORGANIZATION
    + """) AS organizations
"""
)

GET_ORGANIZATION: Final[LiteralString] = (
    """
CYPHER 25
MATCH (organization:Organization {id: $organization_id})
RETURN collect("""
    + _ORGANIZATION
    + """) AS organizations
"""
)

FIND_PROJECT_IDS: Final[LiteralString] = """
CYPHER 25
MATCH (:Organization {id: $organization_id})-[:OWNS]->(project:Project)
RETURN collect(project.id) AS project_ids
"""

DELETE_ORGANIZATION: Final[LiteralString] = """
CYPHER 25
MATCH (organization:Organization {id: $organization_id})
DETACH DELETE organization
"""


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    """Who owns projects."""

    id: str
    name: str
    created_at: Instant
    updated_at: Instant


class OrganizationId(msgspec.Struct, frozen=True):
    """Which organization it is."""

    id: str


async def create(tx: Tx, organization_id: str, *, name: str, at: datetime) -> None:
    """Create an organization without projects."""
    await tx.run(CREATE_ORGANIZATION, organization_id=organization_id, name=name, at=at)


async def first_id(tx: Tx) -> str | None:
    """Give the id of the oldest organization, None in a new database."""
    found = await tx.first(FIRST_ORGANIZATION, OrganizationId)
    return None if found is None else found.id


async def find(tx: Tx, key_id: str) -> list[Organization]:
    """Give the organizations that a key's member belongs to or has a project in, oldest first."""
    return await tx.all(FIND_ORGANIZATIONS, Organization, key_id=key_id)


async def get(tx: Tx, organization_id: str) -> Organization:
    """Give an organization; raises NotFoundError."""
    found = await tx.all(GET_ORGANIZATION, Organization, organization_id=organization_id)
    if not found:
        raise NotFoundError("organization", organization_id)
    return found[0]


async def project_ids(tx: Tx, organization_id: str) -> list[str]:
    """Give the ids of all its projects."""
    return await tx.all(FIND_PROJECT_IDS, str, organization_id=organization_id)


async def delete(tx: Tx, organization_id: str) -> None:
    """Delete an organization whose projects are gone; its members stay where else they are."""
    await tx.run(DELETE_ORGANIZATION, organization_id=organization_id)

"""Organizations: they own projects."""

from datetime import datetime
from typing import Final, LiteralString

import msgspec

from graph.session import Tx

CREATE_ORGANIZATION: Final[LiteralString] = """
CYPHER 25
CREATE (:Organization {id: $organization_id, name: $name, created_at: $at, updated_at: $at})
"""

FIRST_ORGANIZATION: Final[LiteralString] = """
CYPHER 25
MATCH (organization:Organization)
ORDER BY organization.created_at, organization.id
LIMIT 1
RETURN organization.id AS id
"""


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

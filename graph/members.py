"""Members: people and programs with a role in a project or an organization."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import LastOwnerError, NotFoundError
from graph.model import Role
from graph.session import Tx

# the ids of projects and organizations begin differently: one of the two is there at most
_PLACE: LiteralString = """
CALL () {
  MATCH (project:Project {id: $place_id})
  RETURN project AS place
  UNION
  MATCH (organization:Organization {id: $place_id})
  RETURN organization AS place
}
"""

MERGE_MEMBER: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
MERGE (member:Member {email: $email})
ON CREATE SET member.id = $member_id, member.created_at = $at
MERGE (member)-[membership:MEMBER_OF]->(place)
ON CREATE SET membership.role = $role, membership.created_at = $at
// a role is raised here and never lowered: a key can be weaker than its member
SET membership.role = CASE WHEN $role = 'OWNER' THEN 'OWNER' ELSE membership.role END
"""
)

FIND_MEMBERS: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
MATCH (place)<-[membership:MEMBER_OF]-(member:Member)
WITH member, membership
ORDER BY membership.created_at, member.email
RETURN collect(member {.id, .email, role: membership.role}) AS members
"""
)

LOCK_MEMBERS: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
// of two OWNERs who remove each other, the second finds the first one gone
SET place.locked = 'members'
"""
)

SET_ROLE: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
MATCH (place)<-[membership:MEMBER_OF]-(member:Member {email: $email})
SET membership.role = $role
RETURN count(*) AS number
"""
)

DELETE_MEMBER: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
MATCH (place)<-[membership:MEMBER_OF]-(member:Member {email: $email})
DELETE membership
// keys would open the place again if the member came back
WITH place, member
CALL (place, member) {
  MATCH (member)<-[:BELONGS_TO]-(key:ApiKey)-[:OPENS]->(place)
  DETACH DELETE key
}
RETURN count(*) AS number
"""
)

COUNT_OWNERS: Final[LiteralString] = (
    """
CYPHER 25"""
    + _PLACE
    + """
REMOVE place.locked
RETURN COUNT { (place)<-[membership:MEMBER_OF]-() WHERE membership.role = 'OWNER' } AS number
"""
)


class Member(Struct, frozen=True, kw_only=True):
    """Somebody with a role in a project or an organization."""

    id: str
    email: str
    role: Role


class Count(Struct, frozen=True):
    """How many."""

    number: int


async def merge(
    tx: Tx, email: str, *, member_id: str, place_id: str, role: Role, at: datetime
) -> None:
    """Make the member if there is none of that e-mail, and give it at least the role."""
    await tx.run(
        MERGE_MEMBER, email=email, member_id=member_id, place_id=place_id, role=role, at=at
    )


async def find(tx: Tx, place_id: str) -> list[Member]:
    """Give the members of a project or an organization, the first one first."""
    return await tx.all(FIND_MEMBERS, Member, place_id=place_id)


async def set_role(tx: Tx, place_id: str, email: str, role: Role) -> None:
    """Change a role; raises NotFoundError, or LastOwnerError when no OWNER would be left."""
    await tx.run(LOCK_MEMBERS, place_id=place_id)
    changed = await tx.first(SET_ROLE, Count, place_id=place_id, email=email, role=role)
    await _check(tx, place_id, email, changed)


async def delete(tx: Tx, place_id: str, email: str) -> None:
    """Remove a member and its keys of the project; raises as `set_role`."""
    await tx.run(LOCK_MEMBERS, place_id=place_id)
    deleted = await tx.first(DELETE_MEMBER, Count, place_id=place_id, email=email)
    await _check(tx, place_id, email, deleted)


async def _check(tx: Tx, place_id: str, email: str, changed: Count | None) -> None:
    if changed is None or not changed.number:
        raise NotFoundError("member", email)
    left = await tx.first(COUNT_OWNERS, Count, place_id=place_id)
    if left is None or not left.number:
        raise LastOwnerError

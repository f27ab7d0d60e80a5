"""Members: people and programs with a role in a project."""

from datetime import datetime
from typing import Final, LiteralString

from graph.model import Role
from graph.session import Tx

MERGE_MEMBER: Final[LiteralString] = """
CYPHER 25
MATCH (project:Project {id: $project_id})
MERGE (member:Member {email: $email})
ON CREATE SET member.id = $member_id, member.created_at = $at
MERGE (member)-[membership:MEMBER_OF]->(project)
ON CREATE SET membership.role = $role, membership.created_at = $at
// a role is raised here and never lowered: a key can be weaker than its member
SET membership.role = CASE WHEN $role = 'OWNER' THEN 'OWNER' ELSE membership.role END
"""


async def merge(
    tx: Tx, email: str, *, member_id: str, project_id: str, role: Role, at: datetime
) -> None:
    """Make the member if there is none of that e-mail, and give it at least the role."""
    await tx.run(
        MERGE_MEMBER, email=email, member_id=member_id, project_id=project_id, role=role, at=at
    )

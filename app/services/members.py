"""Members of projects and organizations: who they are and what they may do."""

from datetime import UTC, datetime
from uuid import uuid4

from app.services.errors import InvalidRequestError
from app.services.limits import check_id
from graph import members
from graph.members import Member
from graph.model import Role
from graph.session import Graph, Tx


class Members:
    """Adds, changes and removes members; a place is a project or an organization, by its id."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def list(self, place_id: str) -> list[Member]:
        """Give the members, the first one first."""
        return await self._graph.read(members.find, place_id)

    async def add(self, place_id: str, email: str, role: Role) -> None:
        """Give somebody a role, who need not be known; raises LastOwnerError."""
        await self._graph.write(
            _add, place_id, checked_email(email), role=role, at=datetime.now(UTC)
        )

    async def update(self, place_id: str, email: str, role: Role) -> None:
        """Change a member's role; raises NotFoundError, LastOwnerError."""
        await self._graph.write(members.set_role, place_id, checked_email(email), role)

    async def remove(self, place_id: str, email: str) -> None:
        """Remove a member and its keys, at once; raises NotFoundError, LastOwnerError."""
        await self._graph.write(members.delete, place_id, checked_email(email))


def checked_email(email: str) -> str:
    """Give an e-mail address without blanks; raises InvalidRequestError."""
    cleaned = email.strip()
    if "@" not in cleaned.strip("@ "):
        raise InvalidRequestError(f"{email!r} is not an e-mail address", field="email")
    check_id(cleaned, "email")
    return cleaned


async def _add(tx: Tx, place_id: str, email: str, *, role: Role, at: datetime) -> None:
    await members.merge(tx, email, member_id=str(uuid4()), place_id=place_id, role=role, at=at)
    await members.set_role(tx, place_id, email, role)

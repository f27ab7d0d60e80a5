"""Organizations: seen by their members and by those of their projects."""

from datetime import UTC, datetime

from msgspec import Struct

from app.services.errors import ForbiddenError
from app.services.keys import create_organization
from app.services.project_erasures import ProjectErasures
from app.services.project_settings import checked_name
from graph import members, organizations
from graph.members import Member
from graph.model import Access, Role
from graph.organizations import Organization
from graph.session import Graph, Tx


class Seen(Struct, frozen=True, kw_only=True):
    """An organization with its members, and what the caller's member is in it."""

    organization: Organization
    members: list[Member]
    role: Role


class Organizations:
    """Makes, shows and deletes organizations."""

    def __init__(self, graph: Graph, erasures: ProjectErasures) -> None:
        """Take the database and what erases projects."""
        self._graph = graph
        self._erasures = erasures

    async def list(self, access: Access) -> list[Seen]:
        """Give the organizations in which the caller's member is, or has a project."""
        return await self._graph.read(_seen_by, access)

    async def get(self, access: Access, organization_id: str) -> Seen:
        """Give one organization; raises NotFoundError."""
        return await self._graph.read(_seen, access, organization_id)

    async def create(self, access: Access, name: str | None) -> str:
        """Make an organization whose OWNER the caller's member is; give its id."""
        if access.is_bound or access.email is None:
            raise ForbiddenError("This key is for one project and no other.")
        return await self._graph.write(
            create_organization, checked_name(name), owner=access.email, at=datetime.now(UTC)
        )

    async def delete(self, organization_id: str) -> int:
        """Erase an organization with all its projects; gives how many nodes of data went."""
        erased = 0
        for project_id in await self._graph.read(organizations.project_ids, organization_id):
            erased += await self._erasures.delete(project_id)
        await self._graph.write(organizations.delete, organization_id)
        return erased


async def _seen_by(tx: Tx, access: Access) -> list[Seen]:
    return [await _shown(tx, access, one) for one in await organizations.find(tx, access.key_id)]


async def _seen(tx: Tx, access: Access, organization_id: str) -> Seen:
    return await _shown(tx, access, await organizations.get(tx, organization_id))


async def _shown(tx: Tx, access: Access, organization: Organization) -> Seen:
    found = await members.find(tx, organization.id)
    own: list[Role] = [member.role for member in found if member.id == access.member_id]
    own.append("READER")
    return Seen(organization=organization, members=found, role=own[0])

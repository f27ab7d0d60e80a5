"""Projects: the first one, those that members make, and their settings."""

from datetime import UTC, datetime
from typing import Final, Literal
from uuid import uuid4

from msgspec import Struct

from app.services.errors import ForbiddenError
from app.services.keys import KeyRequest, create_key, digest, new_project_id
from app.services.limits import check_text
from app.services.project_settings import Changes, changed, checked_name
from graph import api_keys, members, projects
from graph.members import Member
from graph.model import Access, Project, Role
from graph.projects import NewProject
from graph.session import Graph, Tx

FIRST: Final = KeyRequest(email="owner@localhost", project="default", role="OWNER")


class FirstStart(Struct, frozen=True, kw_only=True):
    """How the key of this home and the database fit together.

    `made`: the database was new and has the key now. `known`: the key opens a project. `unknown`:
    the database does not know the home's key. `elsewhere`: the database has keys, the home none.
    """

    outcome: Literal["made", "known", "unknown", "elsewhere"]
    secret: str | None


class Seen(Struct, frozen=True, kw_only=True):
    """A project with its members, and what the caller's member is in it."""

    project: Project
    members: list[Member]
    role: Role


class Projects:
    """Makes and changes projects."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def first_start(self, kept: str | None, proposed: str) -> FirstStart:
        """Make the first key when the database has none, out of the one that the home kept.

        So a home whose database was wiped goes on with its key; a new home gets the proposed one.
        Keys are never added to a database that has some: whoever set it up decides who gets one.
        """
        secret = kept or proposed
        if await self._graph.write(_create_first, secret):
            return FirstStart(outcome="made", secret=secret)
        if kept is None:
            return FirstStart(outcome="elsewhere", secret=None)
        access = await self._graph.read(api_keys.find_access, digest(kept))
        return FirstStart(outcome="known" if access else "unknown", secret=kept)

    async def create(
        self, access: Access, organization_id: str, *, name: str | None, description: str | None
    ) -> str:
        """Make a project whose OWNER the caller's member is, and give its id."""
        if access.is_bound or access.email is None:
            raise ForbiddenError("This key is for one project and no other.")
        check_text(description or "", "description")
        new = NewProject(
            project_id=new_project_id(),
            organization_id=organization_id,
            name=checked_name(name),
            description=description or None,
            at=datetime.now(UTC),
        )
        await self._graph.write(_create, new, access.email)
        return new.project_id

    async def list(self, access: Access, organization_id: str) -> list[Seen]:
        """Give the organization's projects in which the caller's member has a role."""
        return await self._graph.read(_seen_by, access, organization_id)

    async def get(self, access: Access) -> Seen:
        """Give the caller's project with its members."""
        return await self._graph.read(_seen, access, access.project)

    async def update(self, access: Access, changes: Changes) -> None:
        """Change a project's settings, for requests that begin from now on."""
        await self._graph.write(_update, access.project.id, changes, datetime.now(UTC))


async def _seen_by(tx: Tx, access: Access, organization_id: str) -> list[Seen]:
    found = await projects.find(tx, organization_id, access.key_id)
    return [await _seen(tx, access, project) for project in found]


async def _seen(tx: Tx, access: Access, project: Project) -> Seen:
    found = await members.find(tx, project.id)
    own: list[Role] = [member.role for member in found if member.id == access.member_id]
    own.append("READER")
    return Seen(project=project, members=found, role=own[0])


async def _create(tx: Tx, new: NewProject, email: str) -> None:
    await projects.create(tx, new)
    await members.merge(
        tx, email, member_id=str(uuid4()), place_id=new.project_id, role="OWNER", at=new.at
    )


async def _update(tx: Tx, project_id: str, changes: Changes, at: datetime) -> None:
    project = await projects.lock(tx, project_id)
    await projects.update(tx, project_id, changed(project, changes), at)


async def _create_first(tx: Tx, secret: str) -> bool:
    if await api_keys.count_alone(tx):
        return False
    await create_key(tx, FIRST, secret, at=datetime.now(UTC))
    return True

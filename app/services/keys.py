"""API keys: made, listed, revoked, and turned into what they open."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import uuid4

from msgspec import Struct

from app.services.deadlines import in_time
from app.services.errors import ForbiddenError, InvalidRequestError, UnauthenticatedError
from graph import api_keys, members, organizations, projects
from graph.api_keys import ApiKeyRow
from graph.errors import GraphError, NotFoundError
from graph.model import BEGINNING, Access, ApiKey, Role
from graph.projects import NewProject
from graph.session import Graph, Tx

MARK: Final = "rl-"
SECRET_BYTES: Final = 32
SHOWN_CHARACTERS: Final = 9
BETWEEN_NOTES: Final = timedelta(minutes=10)
NO_ACCESS: Final = "This key may not use that organization or project."


class KeyRequest(Struct, frozen=True, kw_only=True):
    """Whose key to make, for which project, and how strong."""

    email: str
    project: str
    role: Role
    is_bound: bool = False
    is_operator: bool = False


class KeyForm(Struct, frozen=True, kw_only=True):
    """A key to make in a project; without an e-mail it is the caller's own."""

    role: Role = "OWNER"
    name: str | None = None
    email: str | None = None
    is_bound: bool = False


class Made(Struct, frozen=True, kw_only=True):
    """A new key, with what is shown of it only now."""

    key: ApiKey
    secret: str


class Selection(Struct, frozen=True, kw_only=True):
    """The organization and project that a request names; empty strings name nothing."""

    org_id: str | None = None
    project_id: str | None = None


class Keys:
    """Who may do what, decided by the key that is shown."""

    def __init__(self, graph: Graph) -> None:
        """Take the database that keeps the keys' hashes."""
        self._graph = graph
        self._noted: dict[str, datetime] = {}

    async def access(self, secret: str) -> Access:
        """Give what the key opens by default; raises UnauthenticatedError."""
        found = await in_time(self._graph.read(api_keys.find_access, digest(secret)))
        if found is None:
            raise UnauthenticatedError
        await self._note(found.key_id)
        return found

    async def _note(self, key_id: str) -> None:
        """Write down now and then that a key is in use; that it can't be is no reason to refuse."""
        now = datetime.now(UTC)
        if now - self._noted.get(key_id, BEGINNING) > BETWEEN_NOTES:
            self._noted[key_id] = now
            with suppress(GraphError):
                await self._graph.write(api_keys.use, key_id, now)

    async def selected(self, access: Access, selection: Selection) -> Access:
        """Give the access to the selected project; raises ForbiddenError, never widens."""
        project_id = selection.project_id or access.project.id
        found = await self.in_project(access, project_id)
        if found is None:
            raise ForbiddenError(NO_ACCESS)
        organization_id = found.project.organization_id
        if (selection.org_id or organization_id) != organization_id:
            raise ForbiddenError(NO_ACCESS)
        return found

    async def in_project(self, access: Access, project_id: str) -> Access | None:
        """Give the access to another project of the key's member, None where it has no role."""
        if project_id == access.project.id:
            return access
        return await self._graph.read(api_keys.find_access_elsewhere, access.key_id, project_id)

    async def create(self, request: KeyRequest) -> str:
        """Make a key, and its member and project if need be; give the key, once."""
        if "@" not in request.email.strip("@ "):
            raise InvalidRequestError(f"{request.email!r} is not an e-mail address", field="email")
        if not request.project.strip():
            raise InvalidRequestError("A project needs a name", field="project")
        secret = new_secret()
        await self._graph.write(create_key, request, secret, at=datetime.now(UTC))
        return secret

    async def list(self) -> list[ApiKey]:
        """Give all keys of the database, without the keys themselves."""
        return await self._graph.read(api_keys.find_all)

    async def revoke(self, key_id: str) -> None:
        """Make a key open nothing any more, at once and everywhere; raises NotFoundError."""
        if not await self._graph.write(api_keys.delete, key_id):
            raise NotFoundError("API key", key_id)

    async def add(self, access: Access, form: KeyForm) -> Made:
        """Make a key of the caller's project, never one that opens more than the caller may.

        A key for another member is bound to the project, and so is one that a bound key makes.
        Raises NotFoundError when no such member is there.
        """
        secret, email = new_secret(), form.email or access.email or ""
        row = ApiKeyRow(
            id=str(uuid4()),
            hash=digest(secret),
            prefix=secret[:SHOWN_CHARACTERS],
            role=form.role,
            is_bound=form.is_bound or access.is_bound or email != access.email,
            is_operator=False,
            name=form.name,
        )
        key = await self._graph.write(_add, row, access.project.id, email, at=datetime.now(UTC))
        return Made(key=key, secret=secret)

    async def of_project(self, access: Access) -> Sequence[ApiKey]:
        """Give the keys of the caller's project, without the keys themselves."""
        return await self._graph.read(api_keys.find_of_project, access.project.id)

    async def revoke_in(self, access: Access, key_id: str) -> None:
        """Make a key of the caller's project useless at once; raises NotFoundError."""
        if not await self._graph.write(api_keys.delete_of_project, access.project.id, key_id):
            raise NotFoundError("API key", key_id)


async def _add(tx: Tx, row: ApiKeyRow, project_id: str, email: str, *, at: datetime) -> ApiKey:
    if email not in {member.email for member in await members.find(tx, project_id)}:
        raise NotFoundError("member", email)
    await api_keys.create(tx, row, email=email, project_id=project_id, at=at)
    found = await api_keys.find_of_project(tx, project_id)
    return next(key for key in found if key.id == row.id)


async def create_key(tx: Tx, request: KeyRequest, secret: str, *, at: datetime) -> None:
    """Write the key and what it needs: organization, project and member, where missing."""
    project_id = await _project_id(tx, request, at)
    await members.merge(
        tx,
        request.email,
        member_id=str(uuid4()),
        place_id=project_id,
        role=request.role,
        at=at,
    )
    row = _row(request, secret)
    await api_keys.create(tx, row, email=request.email, project_id=project_id, at=at)


async def _project_id(tx: Tx, request: KeyRequest, at: datetime) -> str:
    organization_id = await organizations.first_id(tx)
    if organization_id is None:
        organization_id = await create_organization(tx, request.project, owner=request.email, at=at)
    for project in await projects.find_by_name(tx, organization_id, request.project):
        return project.id
    project_id = new_project_id()
    new = NewProject(
        project_id=project_id, organization_id=organization_id, name=request.project, at=at
    )
    await projects.create(tx, new)
    return project_id


async def create_organization(tx: Tx, name: str, *, owner: str, at: datetime) -> str:
    """Make an organization with its first OWNER and give its id."""
    organization_id = f"org_{secrets.token_hex(8)}"
    await organizations.create(tx, organization_id, name=name, at=at)
    await members.merge(
        tx, owner, member_id=str(uuid4()), place_id=organization_id, role="OWNER", at=at
    )
    return organization_id


def new_project_id() -> str:
    """Give an id for a project."""
    return f"proj_{secrets.token_hex(8)}"


def _row(request: KeyRequest, secret: str) -> ApiKeyRow:
    return ApiKeyRow(
        id=str(uuid4()),
        hash=digest(secret),
        prefix=secret[:SHOWN_CHARACTERS],
        role=request.role,
        is_bound=request.is_bound,
        is_operator=request.is_operator,
    )


def new_secret() -> str:
    """Give a key nobody can guess."""
    return MARK + secrets.token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> str:
    """Give the SHA-256 under which a key is kept; a key is too random to need salt."""
    return sha256(secret.encode(errors="surrogateescape")).hexdigest()

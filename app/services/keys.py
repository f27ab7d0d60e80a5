"""API keys: made, listed, revoked, and turned into what they open."""

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import uuid4

from msgspec import Struct

from app.services.deadlines import in_time
from app.services.errors import ForbiddenError, InvalidRequestError, UnauthenticatedError
from graph import api_keys, members, organizations, projects
from graph.errors import NotFoundError
from graph.model import Access, ApiKey, Role
from graph.session import Graph, Tx

MARK: Final = "rl-"
SECRET_BYTES: Final = 32
SHOWN_CHARACTERS: Final = 9
NO_ACCESS: Final = "This key may not use that organization or project."


class KeyRequest(Struct, frozen=True, kw_only=True):
    """Whose key to make, for which project, and how strong."""

    email: str
    project: str
    role: Role
    is_bound: bool = False
    is_operator: bool = False


class Selection(Struct, frozen=True, kw_only=True):
    """The organization and project that a request names; empty strings name nothing."""

    org_id: str | None = None
    project_id: str | None = None


class Keys:
    """Who may do what, decided by the key that is shown."""

    def __init__(self, graph: Graph) -> None:
        """Take the database that keeps the keys' hashes."""
        self._graph = graph

    async def access(self, secret: str) -> Access:
        """Give what the key opens by default; raises UnauthenticatedError."""
        found = await in_time(self._graph.read(api_keys.find_access, digest(secret)))
        if found is None:
            raise UnauthenticatedError
        return found

    async def selected(self, access: Access, selection: Selection) -> Access:
        """Give the access to the selected project; raises ForbiddenError, never widens."""
        project_id = selection.project_id or access.project.id
        if project_id != access.project.id:
            access = await self._elsewhere(access, project_id)
        if (selection.org_id or access.project.organization_id) != access.project.organization_id:
            raise ForbiddenError(NO_ACCESS)
        return access

    async def _elsewhere(self, access: Access, project_id: str) -> Access:
        found = await self._graph.read(api_keys.find_access_elsewhere, access.key_id, project_id)
        if found is None:
            raise ForbiddenError(NO_ACCESS)
        return found

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


async def create_key(tx: Tx, request: KeyRequest, secret: str, *, at: datetime) -> None:
    """Write the key and what it needs: organization, project and member, where missing."""
    project_id = await _project_id(tx, request.project, at)
    await members.merge(
        tx,
        request.email,
        member_id=str(uuid4()),
        project_id=project_id,
        role=request.role,
        at=at,
    )
    row = _row(request, secret)
    await api_keys.create(tx, row, email=request.email, project_id=project_id, at=at)


async def _project_id(tx: Tx, name: str, at: datetime) -> str:
    organization_id = await organizations.first_id(tx)
    if organization_id is None:
        organization_id = f"org_{secrets.token_hex(8)}"
        await organizations.create(tx, organization_id, name=name, at=at)
    for project in await projects.find_by_name(tx, organization_id, name):
        return project.id
    project_id = f"proj_{secrets.token_hex(8)}"
    await projects.create(tx, project_id, organization_id=organization_id, name=name, at=at)
    return project_id


def _row(request: KeyRequest, secret: str) -> api_keys.ApiKeyRow:
    return api_keys.ApiKeyRow(
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

"""Which project or organization a path names, and what the key may do there."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.services.errors import ForbiddenError
from app.services.keys import Keys, Selection
from graph import api_keys, webhooks
from graph.errors import NotFoundError
from graph.model import Access
from graph.session import Graph

NO_PROJECT: Final = "You don't have access to this project"


class Place(Struct, frozen=True, kw_only=True):
    """The ids in a path that say where it leads; `makes_projects` when it adds one there."""

    organization_id: str | None = None
    project_id: str | None = None
    webhook_id: str | None = None
    makes_projects: bool = False

    @classmethod
    def from_path(cls, template: str, parameters: Mapping[str, object]) -> "Place":
        """Read a path's parameters."""
        return cls(
            organization_id=_text(parameters, "org_id"),
            project_id=_text(parameters, "project_id"),
            webhook_id=_text(parameters, "webhook_id"),
            makes_projects=template.endswith("/projects"),
        )

    def beside(self, selection: Selection) -> Selection:
        """Give what a request names elsewhere: clients say again there what their path says."""
        is_same_project = selection.project_id == self.project_id
        is_same_organization = selection.org_id == self.organization_id
        return Selection(
            org_id=None if is_same_organization else selection.org_id,
            project_id=None if is_same_project else selection.project_id,
        )


class Places:
    """Follows paths to where they lead."""

    def __init__(self, graph: Graph, keys: Keys) -> None:
        """Take the database and what knows the keys."""
        self._graph = graph
        self._keys = keys

    async def at(self, access: Access, place: Place) -> Access:
        """Give the access there; what is foreign looks like what is unknown.

        Raises NotFoundError where the path begins with an organization or ends in an id of
        something, else ForbiddenError.
        """
        match place:
            case Place(organization_id=str(organization_id), project_id=str(project_id)):
                return await self._in_project(access, organization_id, project_id)
            case Place(organization_id=str(organization_id)):
                return await self._in_organization(access, organization_id, place)
            case Place(project_id=str(project_id)):
                found = await self._keys.in_project(access, project_id)
                if found is None:
                    raise ForbiddenError(NO_PROJECT)
                return found
            case Place(webhook_id=str(webhook_id)):
                return await self._of_webhook(access, webhook_id)
            case _:
                return access

    async def _in_project(self, access: Access, organization_id: str, project_id: str) -> Access:
        found = await self._keys.in_project(access, project_id)
        if found is None or found.project.organization_id != organization_id:
            raise NotFoundError("project", project_id)
        return found

    async def _of_webhook(self, access: Access, webhook_id: str) -> Access:
        webhook = await self._graph.read(webhooks.get, webhook_id)
        found = await self._keys.in_project(access, webhook.project_id)
        if found is None:
            raise NotFoundError("webhook", webhook_id)
        return found

    async def _in_organization(self, access: Access, organization_id: str, place: Place) -> Access:
        role = await self._graph.read(
            api_keys.find_role,
            access.key_id,
            organization_id,
            counts_projects=place.makes_projects,
        )
        if role is None:
            raise NotFoundError("organization", organization_id)
        return replace(access, role=role)


def _text(parameters: Mapping[str, object], name: str) -> str | None:
    return str(parameters[name]) if name in parameters else None

"""Organizations: made, listed, shown and deleted."""

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from app.errors import SENTENCE_OF_403
from app.roles import ORGANIZATION
from app.routes.documentation import ERRORS, WRITE_ERRORS
from app.routes.instants import shown
from app.routes.members import MemberOut
from app.services.organizations import Organizations, Seen
from graph.model import Access, Role

ALL = ORGANIZATION.removesuffix("/{org_id}")
ONE = ORGANIZATION.replace("{org_id}", "{org_id:str}")


class OrganizationBody(Struct, frozen=True, kw_only=True):
    """A new organization."""

    name: str | None = None


class OrganizationOut(Struct, frozen=True, kw_only=True):
    """An organization, and what the caller's member is in it."""

    org_id: str
    name: str
    created_at: str
    updated_at: str
    members: list[MemberOut]
    is_owner: bool
    user_role: Role
    is_default: bool
    byok_enabled: bool = False
    invitations: list[str] = []
    owner_pricing_plan: str | None = None

    @classmethod
    def from_seen(cls, seen: Seen, access: Access) -> "OrganizationOut":
        """Show an organization."""
        organization = seen.organization
        return cls(
            org_id=organization.id,
            name=organization.name,
            created_at=shown(organization.created_at),
            updated_at=shown(organization.updated_at),
            members=[MemberOut.from_member(member) for member in seen.members],
            is_owner=seen.role == "OWNER",
            user_role=seen.role,
            is_default=organization.id == access.project.organization_id,
        )


class OrganizationMade(Struct, frozen=True, kw_only=True):
    """A new organization's id."""

    org_id: str
    message: str = "Organization created successfully."


class OrganizationGone(Struct, frozen=True, kw_only=True):
    """An organization that was deleted, and how many nodes of data went with it."""

    deleted: int
    message: str = "Organization deleted successfully!"


@get(
    ALL,
    status_code=200,
    responses=ERRORS,
    summary="List organizations",
    tags=["organizations"],
)
async def list_organizations(
    access: NamedDependency[Access], organizations: NamedDependency[Organizations]
) -> list[OrganizationOut]:
    """List the organizations in which the key's member is, or has a project."""
    return [OrganizationOut.from_seen(one, access) for one in await organizations.list(access)]


@post(
    ALL,
    status_code=201,
    responses=WRITE_ERRORS,
    summary="Make an organization",
    tags=["organizations"],
)
async def create_organization(
    data: JSONBody[OrganizationBody],
    access: NamedDependency[Access],
    organizations: NamedDependency[Organizations],
) -> OrganizationMade:
    """Make an organization; the key's member becomes its OWNER."""
    return OrganizationMade(org_id=await organizations.create(access, data.name))


@get(
    ONE,
    status_code=200,
    responses=ERRORS,
    summary="Show an organization",
    tags=["organizations"],
)
async def get_organization(
    org_id: FromPath[str],
    access: NamedDependency[Access],
    organizations: NamedDependency[Organizations],
) -> OrganizationOut:
    """Show an organization with its members."""
    return OrganizationOut.from_seen(await organizations.get(access, org_id), access)


@delete(
    ONE,
    status_code=200,
    responses=WRITE_ERRORS,
    opt={SENTENCE_OF_403: "Unauthorized"},
    summary="Delete an organization",
    tags=["organizations"],
)
async def delete_organization(
    org_id: FromPath[str], organizations: NamedDependency[Organizations]
) -> OrganizationGone:
    """Delete an organization with its projects and everything in them, for ever."""
    return OrganizationGone(deleted=await organizations.delete(org_id))


HANDLERS = [list_organizations, create_organization, get_organization, delete_organization]

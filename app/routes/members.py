"""Members of projects and organizations."""

from typing import Annotated, Final

from litestar import Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct

from app.errors import SENTENCE_OF_403
from app.roles import ORGANIZATION, PROJECT
from app.routes.documentation import ERRORS, WRITE_ERRORS
from app.services.errors import InvalidRequestError
from app.services.members import Members
from graph.members import Member
from graph.model import Role

OF_PROJECT: Final = f"{PROJECT}/members".replace("_id}", "_id:str}")
OF_ORGANIZATION: Final = f"{ORGANIZATION}/members".replace("_id}", "_id:str}")
Email = Annotated[str | None, QueryParameter(description="Who; may stand in the body instead")]


class MemberBody(Struct, frozen=True, kw_only=True):
    """Somebody and a role."""

    email: str
    role: Role = "READER"


class MemberName(Struct, frozen=True, kw_only=True):
    """Somebody."""

    email: str | None = None


class MemberOut(Struct, frozen=True, kw_only=True):
    """A member; mem0 shows it under several names."""

    user_id: str
    username: str
    email: str
    role: Role

    @classmethod
    def from_member(cls, member: Member) -> "MemberOut":
        """Show a member."""
        return cls(
            user_id=member.email, username=member.email, email=member.email, role=member.role
        )


class MembersOut(Struct, frozen=True, kw_only=True):
    """The members, the first one first."""

    members: list[MemberOut]


class MemberChanged(Struct, frozen=True, kw_only=True):
    """What was done."""

    message: str


@get(
    "/",
    status_code=200,
    responses=ERRORS,
    summary="List a project's members",
    tags=["projects"],
)
async def list_project_members(
    project_id: FromPath[str], members: NamedDependency[Members]
) -> MembersOut:
    """List who has a role in the project."""
    return await _listed(members, project_id)


@post(
    "/",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Add a member to a project",
    tags=["projects"],
)
async def add_project_member(
    project_id: FromPath[str], data: JSONBody[MemberBody], members: NamedDependency[Members]
) -> MemberChanged:
    """Give somebody a role in the project, who need not be known yet."""
    await members.add(project_id, data.email, data.role)
    return MemberChanged(message="User added to the project successfully.")


@put(
    "/",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Change a member's role in a project",
    tags=["projects"],
)
async def update_project_member(
    project_id: FromPath[str], data: JSONBody[MemberBody], members: NamedDependency[Members]
) -> MemberChanged:
    """Change a role; the last OWNER keeps it."""
    await members.update(project_id, data.email, data.role)
    return MemberChanged(message="User role updated successfully.")


@delete(
    "/",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Remove a member from a project",
    tags=["projects"],
)
async def remove_project_member(
    project_id: FromPath[str],
    members: NamedDependency[Members],
    email: Email = None,
    data: JSONBody[MemberName | None] = None,
) -> MemberChanged:
    """Remove a member and its keys of the project, at once; the last OWNER stays."""
    await members.remove(project_id, _named(email, data))
    return MemberChanged(message="Member removed from the project")


@get(
    "/",
    status_code=200,
    responses=ERRORS,
    summary="List an organization's members",
    tags=["organizations"],
)
async def list_organization_members(
    org_id: FromPath[str], members: NamedDependency[Members]
) -> MembersOut:
    """List who has a role in the organization itself."""
    return await _listed(members, org_id)


@post(
    "/",
    status_code=201,
    responses=WRITE_ERRORS,
    summary="Add a member to an organization",
    tags=["organizations"],
)
async def add_organization_member(
    org_id: FromPath[str], data: JSONBody[MemberBody], members: NamedDependency[Members]
) -> MemberChanged:
    """Give somebody a role in the organization; projects have roles of their own."""
    await members.add(org_id, data.email, data.role)
    return MemberChanged(message="User added to the organization.")


@put(
    "/",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Change a member's role in an organization",
    tags=["organizations"],
)
async def update_organization_member(
    org_id: FromPath[str], data: JSONBody[MemberBody], members: NamedDependency[Members]
) -> MemberChanged:
    """Change a role; the last OWNER keeps it."""
    await members.update(org_id, data.email, data.role)
    return MemberChanged(message="User role updated successfully")


@delete(
    "/",
    status_code=200,
    responses=WRITE_ERRORS,
    summary="Remove a member from an organization",
    tags=["organizations"],
)
async def remove_organization_member(
    org_id: FromPath[str],
    members: NamedDependency[Members],
    email: Email = None,
    data: JSONBody[MemberName | None] = None,
) -> MemberChanged:
    """Remove a member from the organization, not from its projects; the last OWNER stays."""
    await members.remove(org_id, _named(email, data))
    return MemberChanged(message="User removed from organization.")


async def _listed(members: Members, place_id: str) -> MembersOut:
    return MembersOut(members=[MemberOut.from_member(one) for one in await members.list(place_id)])


def _named(email: str | None, body: MemberName | None) -> str:
    """Give who is meant: clients say it in the address, mem0's description in a body."""
    named = email or (body and body.email)
    if not named:
        raise InvalidRequestError("email: This field is required.", "email")
    return named


HANDLERS = [
    Router(
        OF_PROJECT,
        route_handlers=[
            list_project_members,
            add_project_member,
            update_project_member,
            remove_project_member,
        ],
        opt={SENTENCE_OF_403: "Unauthorized to modify project members."},
    ),
    Router(
        OF_ORGANIZATION,
        route_handlers=[
            list_organization_members,
            add_organization_member,
            update_organization_member,
            remove_organization_member,
        ],
        opt={SENTENCE_OF_403: "Unauthorized"},
    ),
]

"""Projects: made, shown, set and deleted."""

from typing import Annotated, Final

from litestar import delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from app.errors import ERROR_OF_400, SENTENCE_OF_403
from app.roles import PROJECT, PROJECTS
from app.routes.documentation import ERRORS, SETTINGS, WRITE_ERRORS
from app.routes.instants import shown
from app.routes.members import MemberOut
from app.services.project_erasures import ProjectErasures
from app.services.project_settings import Changes, Settings, settings_of
from app.services.projects import Projects, Seen
from graph.model import Access, Role

ALL: Final = PROJECTS.replace("_id}", "_id:str}")
ONE: Final = PROJECT.replace("_id}", "_id:str}")
CLOSED: Final = {SENTENCE_OF_403: "Unauthorized to modify this project."}
Fields = Annotated[
    list[str] | None, QueryParameter(description="Only these; what does not exist is left out")
]


class ProjectBody(Struct, frozen=True, kw_only=True):
    """A new project."""

    name: str | None = None
    description: str | None = None


class SettingsBody(Changes, frozen=True, kw_only=True):
    """What to change; what is absent stays, an empty text or null removes."""


class ProjectOut(Settings, frozen=True, kw_only=True, omit_defaults=False):
    """A project with all its settings, and what the caller's member is in it."""

    project_id: str
    org_id: str
    name: str
    description: str | None
    created_at: str
    updated_at: str
    user_role: Role
    members: list[MemberOut]
    enable_graph: bool
    custom_instructions: str | None
    usecase: str | int | None
    # a key has a default project, an organization has none
    is_default: bool = False
    update_custom_instructions: str | None = None
    summary_custom_instructions: str | None = None
    summary_batch_size: int | None = None
    summary_max_tokens: int | None = None
    expiration_date: str | None = None
    active_prompt_profile: str | None = None

    @classmethod
    def from_seen(cls, seen: Seen) -> "ProjectOut":
        """Show a project."""
        project, settings = seen.project, settings_of(seen.project)
        return cls(
            **asdict(settings),
            project_id=project.id,
            org_id=project.organization_id,
            name=project.name,
            description=project.description,
            created_at=shown(project.created_at),
            updated_at=shown(project.updated_at),
            user_role=seen.role,
            members=[MemberOut.from_member(member) for member in seen.members],
            enable_graph=project.enable_graph,
            custom_instructions=project.custom_instructions,
            usecase=settings.usecase_setting,
        )


class ProjectMade(Struct, frozen=True, kw_only=True):
    """A new project's id."""

    project_id: str
    message: str = "Project created successfully."


class ProjectChanged(Struct, frozen=True, kw_only=True):
    """What was done."""

    message: str = "Project updated successfully"


class ProjectGone(Struct, frozen=True, kw_only=True):
    """A project that was deleted, and how many nodes of data went with it."""

    deleted: int
    message: str = "Project and related data deleted successfully."


@get(ALL, status_code=200, responses=ERRORS, summary="List projects", tags=["projects"])
async def list_projects(
    org_id: FromPath[str], access: NamedDependency[Access], projects: NamedDependency[Projects]
) -> list[ProjectOut]:
    """List the organization's projects in which the key's member has a role."""
    return [ProjectOut.from_seen(seen) for seen in await projects.list(access, org_id)]


@post(
    ALL,
    status_code=200,
    responses=WRITE_ERRORS,
    opt={**CLOSED, ERROR_OF_400: "Project could not be created."},
    summary="Make a project",
    tags=["projects"],
)
async def create_project(
    org_id: FromPath[str],
    data: JSONBody[ProjectBody],
    access: NamedDependency[Access],
    projects: NamedDependency[Projects],
) -> ProjectMade:
    """Make a project; the key's member becomes its OWNER, and the same key opens it."""
    project_id = await projects.create(access, org_id, name=data.name, description=data.description)
    return ProjectMade(project_id=project_id)


@get(ONE, status_code=200, responses=ERRORS, summary="Show a project", tags=["projects"])
async def get_project(
    access: NamedDependency[Access],
    projects: NamedDependency[Projects],
    fields: Fields = None,
) -> dict[str, object]:
    """Show a project with its settings and members; with `fields` only those."""
    return narrowed(ProjectOut.from_seen(await projects.get(access)), fields)


@patch(
    ONE,
    status_code=200,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Change a project's settings",
    tags=["projects"],
)
async def update_project(
    data: Annotated[SettingsBody, SETTINGS],
    access: NamedDependency[Access],
    projects: NamedDependency[Projects],
) -> ProjectChanged:
    """Change settings; what is absent stays, an empty text or null removes."""
    await projects.update(access, data)
    return ProjectChanged()


@delete(
    ONE,
    status_code=200,
    responses=WRITE_ERRORS,
    opt=CLOSED,
    summary="Delete a project",
    tags=["projects"],
)
async def delete_project(
    project_id: FromPath[str], project_erasures: NamedDependency[ProjectErasures]
) -> ProjectGone:
    """Delete a project with its keys and everything that is stored in it, for ever."""
    return ProjectGone(deleted=await project_erasures.delete(project_id))


def narrowed(project: ProjectOut, fields: list[str] | None) -> dict[str, object]:
    """Give the fields that were asked for, the whole project when none of them exists."""
    whole: dict[str, object] = to_builtins(project)
    return {name: whole[name] for name in fields or () if name in whole} or whole


HANDLERS = [list_projects, create_project, get_project, update_project, delete_project]

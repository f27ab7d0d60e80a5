"""Projects: the boundary that no read and no write crosses."""

from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.model import Project
from graph.session import Tx

PROJECT: Final = """project {
  .id, .organization_id, .name, .description, .enable_graph, .custom_instructions, .settings,
  .profile_settings,
  created_at: toString(project.created_at), updated_at: toString(project.updated_at)
}"""

CREATE_PROJECT: Final[LiteralString] = """
CYPHER 25
MATCH (organization:Organization {id: $organization_id})
CREATE (organization)-[:OWNS]->(:Project {
  id: $project_id,
  organization_id: $organization_id,
  name: $name,
  description: $description,
  enable_graph: true,
  created_at: $at,
  updated_at: $at
})
"""

FIND_PROJECT_BY_NAME: Final[LiteralString] = (
    """
CYPHER 25
MATCH (:Organization {id: $organization_id})-[:OWNS]->(project:Project)
WHERE project.name = $name
WITH project
ORDER BY project.created_at, project.id
LIMIT 1
RETURN collect("""
    + PROJECT
    + """) AS projects
"""
)

FIND_PROJECTS: Final[LiteralString] = (
    """
CYPHER 25
MATCH (key:ApiKey {id: $key_id})-[:BELONGS_TO]->(:Member)-[:MEMBER_OF]->(project:Project)
WHERE project.organization_id = $organization_id
  AND (NOT key.is_bound OR project.id = key.project_id)
WITH DISTINCT project
ORDER BY project.created_at, project.id
RETURN collect("""
    + PROJECT
    + """) AS projects
"""
)

LOCK_PROJECT: Final[LiteralString] = (
    """
CYPHER 25
MATCH (project:Project {id: $project_id})
// read under the lock: of two changes at once the second sees the first
SET project.locked = 'settings'
RETURN collect("""
    + PROJECT
    + """) AS projects
"""
)

UPDATE_PROJECT: Final[LiteralString] = """
CYPHER 25
MATCH (project:Project {id: $project_id})
SET
  project += $row,
  project.updated_at = $at
REMOVE project.locked
"""


SET_PROFILES: Final[LiteralString] = """
CYPHER 25
MATCH (project:Project {id: $project_id})
SET project.profile_settings = $settings, project.updated_at = $at
REMOVE project.locked
"""


class ProjectRow(Struct, frozen=True, kw_only=True):
    """What an OWNER may change of a project; `settings` is JSON."""

    name: str
    description: str | None
    enable_graph: bool
    custom_instructions: str | None
    settings: str | None


class NewProject(Struct, frozen=True, kw_only=True):
    """A project to create, with the settings of a new one: the graph is on."""

    project_id: str
    organization_id: str
    name: str
    at: datetime
    description: str | None = None


async def create(tx: Tx, new: NewProject) -> None:
    """Create a project in an organization that is there."""
    await tx.run(
        CREATE_PROJECT,
        project_id=new.project_id,
        organization_id=new.organization_id,
        name=new.name,
        description=new.description,
        at=new.at,
    )


async def find_by_name(tx: Tx, organization_id: str, name: str) -> list[Project]:
    """Give the oldest project of that name in a list, or an empty list."""
    return await tx.all(FIND_PROJECT_BY_NAME, Project, organization_id=organization_id, name=name)


async def find(tx: Tx, organization_id: str, key_id: str) -> list[Project]:
    """Give the projects of an organization that a key opens, the oldest first."""
    return await tx.all(FIND_PROJECTS, Project, organization_id=organization_id, key_id=key_id)


async def lock(tx: Tx, project_id: str) -> Project:
    """Give a project that nobody else changes until the transaction ends; raises NotFoundError."""
    found = await tx.all(LOCK_PROJECT, Project, project_id=project_id)
    if not found:
        raise NotFoundError("project", project_id)
    return found[0]


async def update(tx: Tx, project_id: str, row: ProjectRow, at: datetime) -> None:
    """Replace what may be changed; a null removes."""
    await tx.run(UPDATE_PROJECT, project_id=project_id, row=row, at=at)


async def set_profiles(tx: Tx, project_id: str, settings: str, at: datetime) -> None:
    """Replace the settings of profiles, which are JSON."""
    await tx.run(SET_PROFILES, project_id=project_id, settings=settings, at=at)

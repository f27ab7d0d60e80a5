"""Projects: the boundary that no read and no write crosses."""

from datetime import datetime
from typing import Final, LiteralString

from graph.model import Project
from graph.session import Tx

CREATE_PROJECT: Final[LiteralString] = """
CYPHER 25
MATCH (organization:Organization {id: $organization_id})
CREATE (organization)-[:OWNS]->(:Project {
  id: $project_id,
  organization_id: $organization_id,
  name: $name,
  enable_graph: true,
  created_at: $at,
  updated_at: $at
})
"""

FIND_PROJECT_BY_NAME: Final[LiteralString] = """
CYPHER 25
MATCH (:Organization {id: $organization_id})-[:OWNS]->(project:Project)
WHERE project.name = $name
WITH project
ORDER BY project.created_at, project.id
LIMIT 1
RETURN collect(project {
  .id, .organization_id, .name, .description, .enable_graph, .custom_instructions,
  created_at: toString(project.created_at), updated_at: toString(project.updated_at)
}) AS projects
"""


async def create(tx: Tx, project_id: str, *, organization_id: str, name: str, at: datetime) -> None:
    """Create a project with the settings of a new one: the graph is on."""
    await tx.run(
        CREATE_PROJECT,
        project_id=project_id,
        organization_id=organization_id,
        name=name,
        at=at,
    )


async def find_by_name(tx: Tx, organization_id: str, name: str) -> list[Project]:
    """Give the oldest project of that name in a list, or an empty list."""
    return await tx.all(FIND_PROJECT_BY_NAME, Project, organization_id=organization_id, name=name)

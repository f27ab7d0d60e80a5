"""The one table of who may do what: closed by default, a test walks all routes along it."""

from typing import Final

from graph.model import Role

ORGANIZATION: Final = "/api/v1/orgs/organizations/{org_id}"
PROJECTS: Final = f"{ORGANIZATION}/projects"
PROJECT: Final = f"{PROJECTS}/{{project_id}}"

# a READER may ask everything and change nothing; these ask in another way than their method says
ROLES: Final[dict[tuple[str, str], Role]] = {
    ("POST", "/v1/memories/search"): "READER",
    ("POST", "/v2/memories"): "READER",
    ("POST", "/v2/memories/search"): "READER",
    ("POST", "/v3/memories"): "READER",
    ("POST", "/v3/memories/search"): "READER",
    ("POST", "/v1/graph/query"): "READER",
    ("POST", "/v1/graph/saved-queries/{query_id}/run"): "READER",
    ("POST", "/v1/exports/get"): "READER",
    ("POST", "/v1/summary"): "READER",
    # who may make keys may see whose there are
    ("GET", f"{PROJECT}/keys"): "OWNER",
}
OF_METHOD: Final[dict[str, Role]] = {"GET": "READER", "HEAD": "READER", "OPTIONS": "READER"}


def role_for(method: str, template: str) -> Role:
    """Give the role that a route asks for, in the project or the organization of its path."""
    return ROLES.get((method, template), OF_METHOD.get(method, "OWNER"))

"""Two keys of two projects on every route: what is another's looks like what does not exist."""

import re
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from litestar.routes import HTTPRoute
from msgspec import Struct

from app.roles import role_for
from app.services.keys import Keys
from graph.model import Access, ScopeIds
from graph.session import Graph
from scripts.openapi import unconnected_app
from tests.services.working import Desk

# ids that stand in a body: what to send there
BODIES: Final = {"/v1/batch": "memories", "/v1/feedback": "memory", "/v1/graph/merges": "node"}
# what anybody may see
OPEN: Final = re.compile(r"/|/dashboard/.*|/health(/live|/ready)?|/schema(/.*)?")
# they make something new, or delete by names in the caller's own project: they name no id
NAMING_NOTHING: Final = {
    ("POST", "/memory/add"),
    ("POST", "/v1/memories"),
    ("POST", "/v3/memories/add"),
    ("DELETE", "/v1/memories"),
    ("POST", "/api/v1/orgs/organizations"),
    ("POST", "/v1/graph/saved-queries"),
    ("POST", "/v1/exports"),
    ("POST", "/v2/profiles/jobs"),
    ("POST", "/v2/profiles/settings"),
    # a user's id may have slashes: tests/api/test_scope_exports.py asks as a stranger
    ("GET", "/v1/entities/{entity_type}/{entity_id}/{rest}"),
    # no id has a slash: always a 400
    ("PUT", "/v1/memories/{entity_type}/{entity_name}"),
    ("DELETE", "/v1/memories/{entity_type}/{entity_name}"),
}
NAMED: Final = {"memories": "memory_id", "memory": "memory_id", "node": "node_id"}
# a list of what there is not is empty
NOTHING: Final = "'results': []"
BODY: Final = {"text": "mine now", "email": "a@example.org", "role": "OWNER", "name": "n"}


class Call(Struct, frozen=True, kw_only=True):
    """A route by its method and template; `varies` is the last id in its path."""

    method: str
    template: str

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"\{(\w+)\}", self.template)


class Things(Struct, frozen=True, kw_only=True):
    """One id of everything that a path can name."""

    org_id: str
    project_id: str
    memory_id: str
    event_id: str
    entity_name: str
    entity_id: str
    key_id: str
    webhook_id: str
    job_id: str
    node_id: str
    query_id: str
    relation_id: str
    merge_id: str
    entity_type: str = "user"


def _every() -> list[Call]:
    """Give every route that wants a key."""
    return [
        Call(method=str(method), template=route.path_format)
        for route in unconnected_app().routes
        if isinstance(route, HTTPRoute) and not OPEN.fullmatch(route.path_format)
        for method in sorted(set(route.methods) - {"OPTIONS"})
    ]


def _names_one(call: Call) -> bool:
    is_one = bool(call.parameters) and (call.method, call.template) not in NAMING_NOTHING
    return call.template in BODIES or is_one


def _asks(call: Call) -> bool:
    """Tell whether it asks without an id in its path."""
    return "{" not in call.template and role_for(call.method, call.template) == "READER"


EVERY: Final = _every()
CALLS: Final = [call for call in EVERY if _names_one(call)]
LISTS: Final = [call for call in EVERY if _asks(call)]
# a place that no other test and no example knows
PLACE: Final = f"Oslo {uuid4()}"
NOBODYS: Final = Things(
    org_id="org_0123456789abcdef",
    project_id="proj_0123456789abcdef",
    memory_id=str(uuid4()),
    event_id=str(uuid4()),
    entity_name=f"nobody-{uuid4()}",
    entity_id="4503599627370495",
    key_id=str(uuid4()),
    webhook_id=str(uuid4()),
    job_id=str(uuid4()),
    node_id=str(uuid4()),
    query_id=str(uuid4()),
    relation_id=str(uuid4()),
    merge_id=str(uuid4()),
)


@pytest.fixture
async def theirs(
    graph: Graph, foreign: Access, stranger: httpx.AsyncClient, tmp_path: Path
) -> Things:
    """One of everything in another project."""
    desk = Desk(graph, foreign.project.id, tmp_path)
    name = f"mira-{uuid4()}"
    await desk.add("I likes Tea. I likes Chai", ids=ScopeIds(user_id=name))
    event = await desk.add(f"I lives_in {PLACE}", ids=ScopeIds(user_id=name))
    made = await stranger.post("/api/v1/orgs/organizations/", json={"name": "theirs"})
    scopes = (await stranger.get("/v1/entities/")).json()["results"]
    return Things(
        org_id=made.json()["org_id"],
        project_id=foreign.project.id,
        memory_id=(await desk.memories())[0].id,
        event_id=event.id,
        entity_name=name,
        entity_id=scopes[0]["id"],
        key_id=foreign.key_id,
        webhook_id=await _webhook(stranger, foreign.project.id),
        job_id=str(uuid4()),
        query_id=await _query(stranger),
        node_id=await _first(stranger, "entities", name),
        relation_id=await _first(stranger, "relations", name),
        merge_id=await _merge(stranger),
    )


async def _query(stranger: httpx.AsyncClient) -> str:
    body = {"name": "theirs", "query": "RETURN 1 AS one"}
    return (await stranger.post("/v1/graph/saved-queries", json=body)).json()["id"]


async def _first(stranger: httpx.AsyncClient, kind: str, user_id: str) -> str:
    found = await stranger.get(f"/v1/graph/{kind}", params={"user_id": user_id})
    return found.json()["results"][0]["id"]


async def _merge(stranger: httpx.AsyncClient) -> str:
    query = {"query": "MATCH (e:Entity) WHERE e.name IN ['Tea', 'Chai'] RETURN e.id"}
    rows = (await stranger.post("/v1/graph/query", json=query)).json()["rows"]
    body = {"kept_id": rows[0][0], "absorbed_id": rows[1][0]}
    return (await stranger.post("/v1/graph/merges", json=body)).json()["id"]


async def _webhook(stranger: httpx.AsyncClient, project_id: str) -> str:
    body = {"url": "http://example.org", "name": "hook", "event_types": ["memory_add"]}
    made = await stranger.post(f"/api/v1/webhooks/projects/{project_id}/", json=body)
    return made.json().get("webhook_id", str(uuid4()))


async def test_a_foreign_id_looks_like_an_unknown_one_on_every_route(
    client: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
    access: Access,
    theirs: Things,
    keys: Keys,
):
    before = await _state(stranger, theirs)
    different: dict[str, Any] = {}
    for call in CALLS:
        foreign = await _asked(client, call, access, theirs)
        unknown = await _asked(client, call, access, NOBODYS)
        if foreign != unknown or not (foreign[0] in {403, 404} or NOTHING in foreign[1]):
            different[f"{call.method} {call.template}"] = (foreign, unknown)

    assert {} == different
    assert before == await _state(stranger, theirs)
    assert await keys.in_project(access, theirs.project_id) is None


async def test_nothing_foreign_is_in_any_list(
    client: httpx.AsyncClient, theirs: Things, foreign: Access
):
    body = {"query": "Oslo", "filters": {"user_id": theirs.entity_name}}
    query = {"user_id": theirs.entity_name}
    answers = {
        f"{call.method} {call.template}": await client.request(
            call.method, call.template, json=body, params=query
        )
        for call in LISTS
    }
    words = [theirs.memory_id, theirs.event_id, theirs.project_id, foreign.email or "", PLACE]
    leaks = {
        name: word for name, answer in answers.items() for word in words if word in answer.text
    }

    assert {} == leaks
    assert {200} == {answer.status_code for name, answer in answers.items() if "search" in name}


def test_every_operation_of_the_description_has_a_case():
    described = {
        (method.upper(), path)
        for path, operations in unconnected_app().openapi_schema.to_schema()["paths"].items()
        for method in operations
        if not OPEN.fullmatch(path)
    }
    asked = {(call.method, call.template) for call in (*CALLS, *LISTS)}

    assert NAMING_NOTHING == described - asked


@pytest.mark.parametrize("path", ["/v3/memories/", "/v2/memories/", "/v3/memories/search/"])
async def test_a_foreign_memory_that_a_filter_names_is_not_there(
    client: httpx.AsyncClient, theirs: Things, path: str
):
    filters = {"AND": [{"user_id": "*"}, {"memory_ids": [theirs.memory_id]}]}
    answer = await client.post(path, json={"query": "Oslo", "filters": filters})
    found = answer.json()

    assert 200 == answer.status_code
    assert [] == (found if isinstance(found, list) else found["results"])


def test_there_is_an_id_for_every_parameter():
    parameters = {name for call in CALLS for name in call.parameters}

    assert set() == parameters - set(Things.__struct_fields__)


async def _asked(
    client: httpx.AsyncClient, call: Call, access: Access, things: Things
) -> tuple[int, str]:
    """Ask for one thing, in the caller's own places as far as the path leads through them."""
    own = {"org_id": access.project.organization_id, "project_id": access.project.id}
    varies = call.parameters[-1] if call.parameters else NAMED[BODIES[call.template]]
    named = str(getattr(things, varies))
    ids = {"entity_type": "user", **own, varies: named}
    path = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], call.template)
    answer = await client.request(call.method, path, json=_body(call, named))
    said = {name: one for name, one in answer.json().items() if name != "request_id"}
    return answer.status_code, str(said).replace(named, "ID")


def _body(call: Call, named: str) -> dict[str, Any]:
    match BODIES.get(call.template):
        case "memories":
            return {"memories": [{"memory_id": named, "text": "mine now"}]}
        case "node":
            return {"kept_id": named, "absorbed_id": NOBODYS.node_id}
        case "memory":
            return {"memory_id": named, "feedback": "POSITIVE"}
        case _:
            return BODY


async def _state(stranger: httpx.AsyncClient, theirs: Things) -> list[Any]:
    paths = (
        f"/v1/memories/{theirs.memory_id}/",
        f"/v1/memories/{theirs.memory_id}/history/",
        f"/v1/event/{theirs.event_id}/",
        "/v1/entities/",
        "/v1/events/",
        f"/api/v1/orgs/organizations/{theirs.org_id}/",
    )
    return [(await stranger.get(path)).json() for path in paths]

"""What was said of somebody who is erased: looked for in everything that is stored."""

from typing import Any, Final, LiteralString

import httpx
import pytest

from app.services.events import Events
from graph.model import Access
from graph.session import Graph, Tx
from tests.api.conftest import Add
from tests.services.working import Desk

NODES: Final[LiteralString] = """
CYPHER 25
MATCH (node) WHERE node.project_id = $project_id AND NOT node:ApiKey
RETURN collect(labels(node)[0] + ' ' + reduce(told = '', name IN keys(node) |
  told + name + '=' + coalesce(toStringOrNull(node[name]),
    reduce(all = '', one IN CASE WHEN node[name] IS :: LIST<ANY> THEN node[name] ELSE [] END |
      all + coalesce(toStringOrNull(one), '') + ' ')) + ' '))
"""
EDGES: Final[LiteralString] = """
CYPHER 25
MATCH ()-[edge]->() WHERE edge.project_id = $project_id
RETURN collect(type(edge) + ' ' + reduce(told = '', name IN keys(edge) |
  told + name + '=' + coalesce(toStringOrNull(edge[name]), '') + ' '))
"""
SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "description": "Where they live"},
        "likes": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What they like",
        },
    },
}
WORDS: Final = ("ottilie", "Zwolle", "quinces", "Harpsichord")


async def _stored(graph: Graph, access: Access) -> list[str]:
    return [
        *await graph.read(_told, NODES, access.project.id),
        *await graph.read(_told, EDGES, access.project.id),
    ]


async def _told(tx: Tx, query: LiteralString, project_id: str) -> list[str]:
    return await tx.all(query, str, project_id=project_id)


def _with(stored: list[str], *words: str) -> list[str]:
    return [one for one in stored for word in words if word.casefold() in one.casefold()]


@pytest.fixture
async def told(add: Add, client: httpx.AsyncClient, desk: Desk) -> str:
    """Somebody of whom everything is stored that can be; gives a memory's id."""
    user = {"user_id": "ottilie", "enable_graph": True}
    added = await add("I lives_in Zwolle. I likes quinces", **user)
    gone = await add("I likes Harpsichord", **user)
    await client.delete(f"/v1/memories/{gone['results'][0]['id']}/")
    memory_id = added["results"][0]["id"]
    body = {"memory_id": memory_id, "feedback": "POSITIVE", "feedback_reason": "quinces!"}
    await client.post("/v1/feedback/", json=body)
    for filters in ({"user_id": "ottilie"}, {"user_id": "*"}, {"user_id": {"in": ["ottilie"]}}):
        await client.post("/v1/exports/", json={"schema": SCHEMA, "filters": filters})
    settings = {"enabled": True, "entities": {"user": {"schema": SCHEMA}}}
    await client.post("/v2/profiles/settings/", json=settings)
    job = {"operation": "trigger", "entity_type": "user", "entity_id": "ottilie"}
    made = (await client.post("/v2/profiles/jobs/", json=job)).json()
    await Events(desk.graph, desk.signals).wait(desk.access, made["event_id"])
    await add("I lives_in Oslo", user_id="noor")
    return memory_id


async def test_the_words_are_everywhere_before(told: str, graph: Graph, access: Access):
    del told
    labels = {one.split()[0] for one in _with(await _stored(graph, access), *WORDS)}

    assert {
        "Memory", "Message", "Change", "Event", "Entity", "Scope", "Feedback", "Export", "Profile",
    } <= labels  # fmt: skip


async def test_no_word_of_an_erased_user_is_left_anywhere(
    told: str, client: httpx.AsyncClient, graph: Graph, access: Access
):
    del told
    await client.delete("/v2/entities/user/ottilie/")
    left = await _stored(graph, access)

    assert [] == _with(left, *WORDS)
    assert _with(left, "Oslo")


async def test_no_word_of_an_erased_user_is_found(told: str, client: httpx.AsyncClient):
    del told
    await client.delete("/v2/entities/user/ottilie/")
    found = [
        await client.post("/v3/memories/search/", json={"query": word, "filters": filters})
        for word in WORDS
        for filters in ({"user_id": "*"}, {"user_id": "ottilie"})
    ]

    assert [200] * len(found) == [answer.status_code for answer in found]
    # the question itself is not in an answer
    assert [] == [answer.text for answer in found if _with([answer.text], *WORDS)]


async def test_no_word_of_a_deleted_memory_is_left_anywhere(
    told: str, client: httpx.AsyncClient, graph: Graph, access: Access
):
    lived = (await client.get(f"/v1/memories/{told}/")).json()
    await client.delete(f"/v1/memories/{told}/")
    labels = {one.split()[0] for one in _with(await _stored(graph, access), "Zwolle")}

    assert "Zwolle" in lived["memory"]
    # the history tells what was deleted, and the message says more than this
    assert labels <= {"Change", "Message"}


async def test_no_word_of_an_erased_project_is_left_anywhere(
    told: str, client: httpx.AsyncClient, graph: Graph, access: Access
):
    del told
    project = access.project
    await client.delete(
        f"/api/v1/orgs/organizations/{project.organization_id}/projects/{project.id}/"
    )

    assert [] == _with(await _stored(graph, access), *WORDS, "Oslo")

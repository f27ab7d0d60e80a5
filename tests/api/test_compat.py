from typing import Any

import httpx
import pytest

from extraction.model import Conversation, Findings, MemoryType, Usage
from tests.api.conftest import Add
from tests.services.working import Desk

FIRST = "/v1/memories/"
BODY = {"messages": [{"role": "user", "content": "I likes tea"}], "user_id": "mira"}


async def _posted(client: httpx.AsyncClient, path: str, **body: Any) -> Any:
    answer = await client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_first_add_answers_an_object_by_default(client: httpx.AsyncClient):
    (item,) = (await _posted(client, FIRST, **BODY))["results"]

    assert {"message", "status", "event_id"} == set(item)
    assert "PENDING" == item["status"]


@pytest.mark.parametrize(
    ("change", "headers", "kind"),
    [
        ({}, {}, dict),
        ({"output_format": "v1.1"}, {}, dict),
        ({"output_format": "v1.0"}, {}, list),
        ({}, {"Mem0-User-ID": ""}, list),
        ({}, {"Mem0-User-ID": "me@example.org"}, list),
        ({"output_format": "v1.1"}, {"Mem0-User-ID": "me@example.org"}, dict),
    ],
)
async def test_the_shape_of_a_first_add_is_chosen(
    client: httpx.AsyncClient, change: dict[str, Any], headers: dict[str, str], kind: type
):
    answer = await client.post(FIRST, json={**BODY, **change}, headers=headers)

    assert kind is type(answer.json())


async def test_the_second_version_of_a_first_add_has_relations(client: httpx.AsyncClient):
    assert [] == (await _posted(client, FIRST, **BODY, version="v2"))["relations"]


async def test_a_first_add_that_is_waited_for_has_items(add: Add, client: httpx.AsyncClient):
    del add
    body = {**BODY, "messages": "I likes jazz", "async_mode": False}
    answer = await _posted(client, FIRST, **body)

    assert ["mira likes jazz"] == [item["data"]["memory"] for item in answer["results"]]
    assert ["likes"] == [relation["relationship"] for relation in answer["relations"]]


async def test_a_bare_memory_is_stored_as_it_is(add: Add, client: httpx.AsyncClient):
    del add
    answer = await _posted(client, FIRST, memory="Mira: likes! tea", user_id="mira")

    assert ["Mira: likes! tea"] == [item["memory"] for item in answer["results"]]


@pytest.mark.parametrize(
    ("path", "change", "shape"),
    [
        ("/v2/memories/", {}, None),
        ("/v2/memories/", {"enable_graph": True}, {"results", "relations"}),
        ("/v2/memories/", {"output_format": "v1.1"}, {"results", "relations"}),
        ("/v2/memories/", {"page": 1}, {"count", "next", "previous", "results", "relations"}),
        ("/v2/memories/search/", {"query": "tea"}, None),
        ("/v2/memories/search/", {"query": "tea", "enable_graph": True}, {"results", "relations"}),
        ("/v1/memories/search/", {"query": "tea"}, None),
        ("/v1/memories/search/", {"query": "tea", "limit": 1}, None),
        ("/v1/memories/search/", {"query": "t", "output_format": "v1.1"}, {"results", "relations"}),
    ],
)
async def test_older_reads_choose_their_shape(
    client: httpx.AsyncClient, path: str, change: dict[str, Any], shape: set[str] | None
):
    answer = await _posted(client, path, user_id="mira", **change)

    assert ([] if shape is None else shape) == (answer if shape is None else set(answer))


async def test_older_reads_find_what_was_added(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    texts = [
        (await _posted(client, "/v2/memories/", filters={"AND": [{"user_id": "mira"}]})),
        (await _posted(client, "/v2/memories/search/", query="tea", user_id="mira")),
        (await _posted(client, "/v1/memories/search/", query="tea", user_id="mira")),
        (await client.get(FIRST, params={"user_id": "mira"})).json(),
    ]

    assert [["mira likes tea"]] * 4 == [[item["memory"] for item in found] for found in texts]


@pytest.mark.parametrize(
    ("query", "shape"),
    [
        ("", None),
        ("&page=1", None),
        ("&page=1&page_size=5", {"count", "next", "previous", "results", "relations"}),
        ("&output_format=v1.1", {"results", "relations"}),
        ("&enable_graph=true", {"results", "relations"}),
    ],
)
async def test_a_first_list_chooses_its_shape(
    client: httpx.AsyncClient, query: str, shape: set[str] | None
):
    answer = (await client.get(f"{FIRST}?user_id=mira{query}")).json()

    assert ([] if shape is None else shape) == (answer if shape is None else set(answer))


async def test_a_first_list_is_narrowed_by_the_address(add: Add, client: httpx.AsyncClient):
    await add("I likes tea", metadata={"k": "v"})
    found = [
        len((await client.get(f"{FIRST}?user_id=mira&{query}")).json())
        for query in ("metadata[k]=v", 'metadata={"k":"v"}', "metadata[k]=w", "keywords=tea")
    ]

    assert [1, 1, 0, 1] == found


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("GET", FIRST, None, "One of the filters: app_id, user_id, agent_id, run_id is required!"),
        ("GET", f"{FIRST}?user_id=mira&limit=201", None, "limit must be <= 200"),
        (
            "POST",
            "/v2/memories/",
            {},
            "One of the filters: app_id, user_id, agent_id, run_id is required!",
        ),
        (
            "POST",
            "/v1/memories/search/",
            {"query": "tea"},
            "At least one of the filters: agent_id, user_id, app_id, run_id is required!",
        ),
    ],
)
async def test_older_errors_keep_their_words(
    client: httpx.AsyncClient, method: str, path: str, body: dict[str, Any] | None, message: str
):
    answer = await client.request(method, path, json=body)

    assert (400, message) == (answer.status_code, answer.json()["message"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", FIRST),
        ("GET", f"{FIRST}?user_id=mira"),
        ("DELETE", f"{FIRST}?user_id=mira"),
        ("POST", "/v2/memories/"),
        ("POST", "/v1/memories/search/"),
        ("POST", "/v2/memories/search/"),
        ("POST", "/memory/add"),
    ],
)
async def test_older_routes_need_a_key_and_their_own_project(
    nobody: httpx.AsyncClient, stranger: httpx.AsyncClient, method: str, path: str
):
    body = {**BODY, "query": "tea", "project_id": "proj_foreign"}
    denied = await nobody.request(method, path, json=body)
    forbidden = await stranger.request(method, path, json=body)

    assert [401, 403] == [denied.status_code, forbidden.status_code]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "LONG_TERM"),
        ({"metadata": {"memory_type": "episodic"}}, "EPISODIC"),
        ({"metadata": {"memory_type": "SEMANTIC"}, "auto_classify": False}, None),
    ],
)
async def test_a_wrapper_s_add_names_the_type(
    add: Add, client: httpx.AsyncClient, change: dict[str, Any], expected: str | None
):
    del add
    answer = await _posted(client, "/memory/add", **BODY, **change)

    assert answer["success"]
    assert ["ADD"] == [item["event"] for item in answer["result"]["results"]]
    assert expected == answer.get("classified_type")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("I fell down the stairs last week", "EPISODIC"),
        ("Open the lid, then press the green key", "PROCEDURAL"),
        ("I teach Latin", "LONG_TERM"),
    ],
)
async def test_a_wrapper_s_add_finds_the_type_out(
    add: Add, client: httpx.AsyncClient, said: str, expected: str
):
    del add
    options = {"infer": False, "enable_graph": False, "metadata": {"k": 1}}
    answer = await _posted(client, "/memory/add", messages=said, user_id="mira", **options)
    memory_id = answer["result"]["results"][0]["id"]
    memory = (await client.get(f"/v1/memories/{memory_id}/")).json()

    assert expected == answer["classified_type"] == memory["memory_type"]
    assert {"k": 1, "memory_type": expected} == memory["metadata"]


async def test_the_type_is_told_though_nothing_is_remembered(
    add: Add, client: httpx.AsyncClient, desk: Desk
):
    del add
    desk.extractor = SilentExtractor("PROCEDURAL")
    answer = await _posted(client, "/memory/add", messages="...", user_id="mira")

    assert ([], "PROCEDURAL") == (answer["result"]["results"], answer["classified_type"])


class SilentExtractor:
    """Finds nothing worth remembering, and tells the type when it is asked for."""

    def __init__(self, memory_type: MemoryType) -> None:
        self._memory_type: MemoryType = memory_type

    async def extract(self, conversation: Conversation) -> Findings:
        told: MemoryType | None = self._memory_type if conversation.wants_type else None
        return Findings(usage=Usage(extractor="silent"), memory_type=told)


async def test_the_same_key_gives_the_same_type(add: Add, client: httpx.AsyncClient):
    del add
    body = {"messages": "I fell last week", "user_id": "mira", "infer": False}
    body["enable_graph"] = False
    answers = [
        await client.post("/memory/add", json=body, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]

    assert ["EPISODIC", "EPISODIC"] == [one.json()["classified_type"] for one in answers]


async def test_the_type_is_kept_with_the_memory(add: Add, client: httpx.AsyncClient):
    del add
    metadata = {"memory_type": "procedural"}
    answer = await _posted(client, "/memory/add", **BODY, metadata=metadata)
    memory_id = answer["result"]["results"][0]["id"]
    memory = (await client.get(f"/v1/memories/{memory_id}/")).json()

    assert ("PROCEDURAL", "PROCEDURAL") == (
        memory["memory_type"],
        memory["metadata"]["memory_type"],
    )


@pytest.mark.parametrize(
    "change", [{"user_id": None}, {"messages": None}, {"metadata": {"memory_type": "FOREVER"}}]
)
async def test_a_wrapper_s_add_that_makes_no_sense_is_refused(
    client: httpx.AsyncClient, change: dict[str, Any]
):
    answer = await client.post("/memory/add", json={**BODY, **change})

    assert 400 == answer.status_code
    assert isinstance(answer.json()["detail"], str)

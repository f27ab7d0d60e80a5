from typing import Any, Final
from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Add

PATH: Final = "/v1/entities/user/mira/export"
SECTIONS: Final = {
    "scope", "memories", "relations", "entities", "history", "feedback", "events", "messages",
    "exports", "profiles",
}  # fmt: skip
SCHEMA: Final[dict[str, Any]] = {"type": "object", "properties": {"city": {"type": "string"}}}


async def exported(client: httpx.AsyncClient, path: str = PATH) -> dict[str, Any]:
    answer = await client.get(path)
    assert 200 == answer.status_code, answer.text
    return answer.json()


async def test_everything_about_a_user_is_told(add: Add, client: httpx.AsyncClient):
    added = await add("I lives_in Oslo. I likes tea", metadata={"from": "chat"}, enable_graph=True)
    kept, gone = [one["id"] for one in added["results"]]
    await client.post("/v1/feedback/", json={"memory_id": kept, "feedback": "POSITIVE"})
    await client.delete(f"/v1/memories/{gone}/")
    await client.post("/v1/exports/", json={"schema": SCHEMA, "user_id": "mira"})
    told = await exported(client)

    assert set(told) == SECTIONS
    assert ("user", "mira") == (told["scope"]["type"], told["scope"]["name"])
    assert [(kept, {"from": "chat"})] == [(one["id"], one["metadata"]) for one in told["memories"]]
    assert [("mira", "lives_in", "Oslo", [kept])] == [
        (one["source"], one["predicate"], one["target"], one["memory_ids"])
        for one in told["relations"]
    ]
    assert {"mira", "Oslo"} == {one["name"] for one in told["entities"]}
    assert {(kept, "ADD"), (gone, "ADD"), (gone, "DELETE")} == {
        (one["memory_id"], one["op"]) for one in told["history"]
    }
    assert [(kept, "POSITIVE")] == [(one["memory_id"], one["value"]) for one in told["feedback"]]
    assert {"ADD", "EXPORT"} == {one["kind"] for one in told["events"]}
    assert ["user"] == [one["role"] for one in told["messages"]]
    assert [{"city": "Oslo"}] == [one["fields"] for one in told["exports"]]


async def test_a_user_of_whom_little_is_known_has_every_section(
    add: Add, client: httpx.AsyncClient
):
    await add("I likes tea", infer=False, enable_graph=False)
    told = await exported(client)

    assert SECTIONS == set(told)
    assert ([], [], []) == (told["relations"], told["profiles"], told["feedback"])


async def test_attachments_are_named_with_what_became_of_them(add: Add, client: httpx.AsyncClient):
    image = {"type": "image_url", "image_url": {"url": "https://example.org/a.png"}}
    await add([{"role": "user", "content": [{"type": "text", "text": "I likes tea"}, image]}])
    (event,) = (await exported(client))["events"]

    assert [("image_url", "skipped")] == [
        (one["type"], one["outcome"]) for one in event["attachments"]
    ]


async def test_nothing_of_anybody_else_is_told(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    await add("I lives_in Oslo", user_id="noor", enable_graph=True)
    await add("I lives_in Rome", enable_graph=True)
    await client.post("/v1/exports/", json={"schema": SCHEMA, "user_id": "noor"})
    answer = await client.get(PATH)

    assert "Rome" in answer.text
    assert "Oslo" not in answer.text
    assert "noor" not in answer.text
    assert 404 == (await stranger.get(PATH)).status_code


async def test_more_than_a_chunk_comes_whole(add: Add, client: httpx.AsyncClient):
    await add([{"role": "user", "content": "x" * 60_000}] * 3, infer=False, enable_graph=False)

    assert 3 == len((await exported(client))["messages"])


@pytest.mark.parametrize("kind", ["user", "agent", "app", "run"])
async def test_every_kind_of_scope_is_exported(add: Add, client: httpx.AsyncClient, kind: str):
    await add("I likes tea", **{"user_id": None, f"{kind}_id": "one"}, infer=False)
    told = await exported(client, f"/v1/entities/{kind}/one/export/")

    assert [1, 1, 1] == [len(told[name]) for name in ("memories", "messages", "events")]


@pytest.mark.parametrize("name", ["a/export", "a/b c", "100%", "export", "\u00fcn\u00ef@#?"])
async def test_a_name_may_contain_anything(add: Add, client: httpx.AsyncClient, name: str):
    await add("I likes tea", user_id=name, infer=False)
    told = await exported(client, f"/v1/entities/user/{quote(name, safe='')}/export")

    assert name == told["scope"]["name"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/entities/user/nobody/export", 404),
        ("/v1/entities/pet/rex/export", 400),
        ("/v1/entities/user/mira/import", 404),
    ],
)
async def test_what_is_no_scope_is_not_exported(client: httpx.AsyncClient, path: str, status: int):
    assert status == (await client.get(path)).status_code


async def test_an_erased_scope_is_not_exported(add: Add, client: httpx.AsyncClient):
    await add("I likes tea")
    await client.delete("/v2/entities/user/mira/")

    assert 404 == (await client.get(PATH)).status_code

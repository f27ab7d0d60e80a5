import csv
from io import StringIO
from typing import Any

import httpx
import pytest

from tests.api.conftest import Add

QUERY = "/v1/graph/query"
NAMES = "MATCH (e:Entity) RETURN e.name AS name, e.type AS type ORDER BY name"


async def test_a_query_gives_a_table_and_a_drawing(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    text = "MATCH (a:Entity)-[r:RELATES_TO]->(b) RETURN a, r, b.name"
    answer = await client.post(QUERY, json={"query": text})
    found = answer.json()

    assert 200 == answer.status_code
    assert ["a", "r", "b.name"] == found["columns"]
    assert ["Oslo"] == [row[2] for row in found["rows"]]
    assert ["lives_in"] == [one["properties"]["predicate"] for one in found["graph"]["relations"]]
    assert 1 == len(found["graph"]["nodes"])
    assert "ProduceResults" == found["plan"][0]["operator"]
    assert found["milliseconds"] >= 0
    assert not found["is_truncated"]


async def test_a_query_gives_lines(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    answer = await client.post(QUERY, json={"query": NAMES, "format": "ndjson"})

    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert '{"name":"Oslo","type":"concept"}' in answer.text.splitlines() or "Oslo" in answer.text
    assert "false" == answer.headers["x-relata-truncated"]


async def test_a_query_gives_a_sheet(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo")
    text = "RETURN 'a,b' AS text, [1, 2] AS list, null AS nothing, 'say \"x\"' AS said"
    answer = await client.post(QUERY, json={"query": text, "format": "csv"})

    assert answer.headers["content-type"].startswith("text/csv")
    assert [["text", "list", "nothing", "said"], ["a,b", "[1,2]", "", 'say "x"']] == list(
        csv.reader(StringIO(answer.text))
    )


async def test_a_reader_may_ask(reader: httpx.AsyncClient):
    answer = await reader.post(QUERY, json={"query": NAMES})

    assert (200, []) == (answer.status_code, answer.json()["rows"])


async def test_a_refusal_names_the_place(client: httpx.AsyncClient):
    answer = await client.post(QUERY, json={"query": "MATCH (n:Memory)\nRETURN n.embedding"})
    problem = answer.json()

    assert 400 == answer.status_code
    assert "Line 2, column 10: embedding can't be read here." == problem["message"]
    assert ("query", 2, 10) == tuple(
        problem["details"][name] for name in ("field", "line", "column")
    )
    assert "query_refused" == problem["code"]


async def test_what_neo4j_refuses_is_the_callers_fault(client: httpx.AsyncClient):
    answer = await client.post(QUERY, json={"query": "RETURN date('no day') AS x"})

    assert (400, "query_failed") == (answer.status_code, answer.json()["code"])


async def test_a_stranger_sees_nothing_of_it(
    add: Add, stranger: httpx.AsyncClient, client: httpx.AsyncClient
):
    await add("I lives_in Oslo")
    own = await client.post(QUERY, json={"query": NAMES})
    foreign = await stranger.post(QUERY, json={"query": NAMES})

    assert own.json()["rows"]
    assert [] == foreign.json()["rows"]


@pytest.mark.parametrize(
    "change",
    [
        {"query": ""},
        {"query": None},
        {"query": 5},
        {"limit": 0},
        {"limit": 10_001},
        {"format": "xml"},
        {"parameters": []},
        {"parameters": {"x": 2**70}},
    ],
    ids=str,
)
async def test_a_body_that_makes_no_sense_is_refused(
    client: httpx.AsyncClient, change: dict[str, Any]
):
    answer = await client.post(QUERY, json={"query": NAMES, **change})

    assert 400 == answer.status_code


async def test_only_an_operator_asks_over_all_projects(client: httpx.AsyncClient):
    answer = await client.post(QUERY, json={"query": NAMES, "all_projects": True})

    assert 403 == answer.status_code


async def test_a_query_without_a_key_is_denied(nobody: httpx.AsyncClient):
    assert 401 == (await nobody.post(QUERY, json={"query": NAMES})).status_code

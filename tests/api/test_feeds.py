from typing import Any

import httpx
import pytest

from tests.api.conftest import Add

CHANGES = "/v1/graph/changes"
MIRA = {"user_id": "mira"}


async def changes(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get(CHANGES, params=MIRA | query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def told(page: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(one["kind"], one["relation"] and one["relation"]["target"]) for one in page["results"]]


async def test_what_came_and_what_it_replaced_is_told_in_order(add: Add, client: httpx.AsyncClient):
    await add("I lives_in Oslo since 2019.")
    await add("I lives_in Bergen since 2021.")

    assert [
        ("memory_added", None),
        ("relation_added", "Oslo"),
        ("memory_superseded", None),
        ("relation_added", "Bergen"),
        ("relation_superseded", "Oslo"),
    ] == told(await changes(client))


async def test_pages_go_on_where_the_one_before_ended(add: Add, client: httpx.AsyncClient):
    for city in ("Oslo", "Bergen", "Rome"):
        await add(f"I likes {city}.")
    whole = await changes(client)
    pages, cursor = [await changes(client, limit=1)], None
    while cursor := pages[-1]["next"]:
        pages.append(await changes(client, limit=1, cursor=cursor))

    assert whole["results"] == [one for page in pages for one in page["results"]]
    assert whole["next"] is None
    assert len(pages) >= 3


async def test_only_the_window_is_told(add: Add, client: httpx.AsyncClient):
    await add("I likes Oslo.")
    (first, *_) = (await changes(client))["results"]

    assert [] == (await changes(client, until=first["at"]))["results"]
    assert first == (await changes(client, since=first["at"]))["results"][0]


async def test_others_see_nothing_of_it(
    add: Add, client: httpx.AsyncClient, stranger: httpx.AsyncClient
):
    await add("I likes Oslo.")

    assert [] == (await changes(client, user_id="somebody"))["results"]
    assert [] == (await changes(stranger))["results"]


@pytest.mark.parametrize(
    ("query", "field"),
    [({"since": "soon"}, "since"), ({"cursor": "x"}, "cursor"), ({"limit": "0"}, "limit")],
    ids=str,
)
async def test_bad_windows_name_their_field(
    client: httpx.AsyncClient, query: dict[str, str], field: str
):
    answer = await client.get(CHANGES, params=MIRA | query)

    assert (400, field) == (answer.status_code, answer.json()["details"]["field"])

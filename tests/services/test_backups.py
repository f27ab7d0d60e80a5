"""A project goes out of one database and into another, and comes out of that one the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from app.services.backups import Backups
from app.services.errors import InvalidRequestError
from app.services.keys import KeyRequest, Keys
from graph.model import Access
from graph.session import Graph
from tests.services.working import Desk, addition


@pytest.fixture
async def access(graph: Graph) -> Access:
    """Who has a project that no other test knows."""
    keys = Keys(graph)
    email, project = f"{uuid4()}@example.org", str(uuid4())
    return await keys.access(
        await keys.create(KeyRequest(email=email, project=project, role="OWNER"))
    )


@pytest.fixture
async def told(graph: Graph, access: Access, tmp_path: Path) -> None:
    desk = Desk(graph, access.project.id, tmp_path)
    await desk.add("I lives_in Oslo since 2019. I likes tea.")
    await desk.add("I lives_in Bergen since 2021. Mia works_at Orbit.")


async def exported(graph: Graph, access: Access) -> list[bytes]:
    parts = [part async for part in Backups(graph, page=2).lines(access.project)]
    return b"".join(parts).splitlines()


async def restored(graph: Graph, lines: Sequence[bytes]) -> dict[str, int]:
    counts: dict[str, int] = {}
    async for done in Backups(graph, page=3).restore(lines):
        counts = done.lines
    return counts


def without_organization(lines: Sequence[bytes]) -> list[Any]:
    first, *rest = [msgspec.json.decode(line) for line in lines]
    return [first["project"] | {"organization_id": ""}, *sorted(rest, key=repr)]


@pytest.mark.usefixtures("told")
async def test_what_is_imported_is_exported_the_same(graph: Graph, lone: Graph, access: Access):
    lines = await exported(graph, access)
    await Keys(lone).create(KeyRequest(email="a@example.org", project="first", role="OWNER"))
    counts = await restored(lone, lines)
    again = await exported(lone, access)

    assert without_organization(lines) == without_organization(again)
    assert {"scope", "event", "message", "entity", "memory", "relation", "change"} <= set(counts)


@pytest.mark.usefixtures("told")
async def test_an_import_can_be_done_twice(graph: Graph, access: Access):
    lines = await exported(graph, access)
    await restored(graph, lines)

    assert lines == await exported(graph, access)


@pytest.mark.parametrize(
    ("number", "line"),
    [(0, b"no JSON"), (0, b"{}"), (1, b'{"kind": "ApiKey", "id": "x"}'), (1, b'{"kind": 1}')],
    ids=str,
)
async def test_what_is_no_export_is_refused(graph: Graph, access: Access, number: int, line: bytes):
    lines = await exported(graph, access)
    with pytest.raises(InvalidRequestError):
        await restored(graph, [*lines[:number], line])


async def test_a_request_that_was_not_worked_off_can_be_replayed_where_it_is_read(
    graph: Graph, access: Access, tmp_path: Path
):
    desk = Desk(graph, access.project.id, tmp_path)
    await desk.additions.add(desk.access, addition("I lives_in Oslo."))
    entries = [msgspec.json.decode(line) for line in await exported(graph, access)][1:]
    (event,) = [one for one in entries if one["kind"] == "event"]

    assert "FAILED" == event["properties"]["state"]
    assert "queue_key" not in event["properties"]

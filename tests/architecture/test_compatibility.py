"""docs/compatibility.md leaves nothing out: every route and every option is there."""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import pytest

from scripts.openapi import FILE
from tests.compatibility import NOTHING, WORD, options, rows

DESCRIPTION: Final[dict[str, Any]] = msgspec.json.decode(FILE.read_bytes())
STATES: Final = {"supported", "differs", "not"}


OURS: Final = {WORD.findall(cells[0])[0]: cells[1:] for cells in rows("Routes", 2)}
THEIRS: Final = {WORD.findall(cells[0])[0]: cells[1:] for cells in rows("Routes", 4)}
DESCRIBED: Final = {
    f"{method.upper()} {path}": operation
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
}


def test_every_route_is_in_a_table():
    there = {route for route, (_, state, _) in THEIRS.items() if state != "not"}

    assert set(DESCRIBED) == there | set(OURS)


def test_what_is_said_not_to_be_there_is_not():
    assert set() == {route for route, cells in THEIRS.items() if cells[1] == "not"} & set(DESCRIBED)


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Routes", 4),
        ("Options of an add", 3),
        ("Options of lists and searches", 3),
        ("Options of a delete", 3),
        ("Updates", 3),
        ("Projects, members and keys", 3),
    ],
)
def test_every_row_has_a_state_and_what_differs_a_reason(heading: str, columns: int):
    wrong = [
        cells[0]
        for cells in rows(heading, columns)
        if cells[-2] not in STATES or (cells[-2] != "supported" and cells[-1] == NOTHING)
    ]

    assert [] == wrong


def test_every_option_of_an_add_is_in_the_table():
    bodies = [
        DESCRIBED[f"POST {path}"] for path in ("/v3/memories/add", "/v1/memories", "/memory/add")
    ]

    assert set() == {name for body in bodies for name in _properties(body)} - set(
        options("Options of an add")
    )


def test_every_option_of_a_list_or_a_search_is_in_the_table():
    asked = [
        operation
        for route, operation in DESCRIBED.items()
        if re.fullmatch(r"POST /v[123]/memories(/search)?|GET /v1/memories(/\{memory_id\})?", route)
        and route != "POST /v1/memories"
    ]

    assert set() == {
        name for operation in asked for name in (*_properties(operation), *_parameters(operation))
    } - set(options("Options of lists and searches"))


def test_every_setting_of_a_project_is_in_the_table():
    settings = DESCRIBED["PATCH /api/v1/orgs/organizations/{org_id}/projects/{project_id}"]

    assert set() == set(_properties(settings)) - set(options("Projects, members and keys"))


def _properties(operation: dict[str, Any]) -> Iterator[str]:
    for media in operation.get("requestBody", {}).get("content", {}).values():
        (body,) = (one for one in media["schema"]["allOf"] if "$ref" in one)
        name = body["$ref"].rpartition("/")[2]
        yield from DESCRIPTION["components"]["schemas"][name]["properties"]


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            yield parameter["name"]

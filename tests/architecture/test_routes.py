import ast
import re
from typing import Final

import httpx
import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from msgspec import Struct

from scripts.openapi import FILE, document, unconnected_app
from tests.architecture.sources import sources

VERBS: Final = {"get", "post", "put", "patch", "delete"}
# what anybody may see: the page and its files, health, the description of the routes
OPEN: Final = re.compile(r"/|/dashboard/.*|/health(/live|/ready)?|/schema(/.*)?")
NO_CONTENT: Final = 204
APP: Final = unconnected_app()


class Call(Struct, frozen=True, kw_only=True):
    """A method and a path that the service answers."""

    method: str
    path: str

    @property
    def is_open(self) -> bool:
        return bool(OPEN.fullmatch(self.path))


def _calls(app: Litestar) -> list[Call]:
    return [
        Call(method=str(method), path=re.sub(r"\{[^}]*\}", "x", route.path_format))
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for method in sorted(set(route.methods) - {"OPTIONS"})
    ]


CALLS: Final = _calls(APP)


async def _answer(call: Call, headers: dict[str, str]) -> httpx.Response:
    transport = httpx.ASGITransport(APP)  # pyright: ignore[reportArgumentType] - a wider word for the same
    async with httpx.AsyncClient(transport=transport, base_url="http://relata") as client:
        return await client.request(call.method, call.path, headers=headers)


def test_there_are_routes():
    assert {"/", "/v1/ping"} <= {call.path for call in CALLS}


@pytest.mark.parametrize("call", [call for call in CALLS if not call.is_open], ids=str)
async def test_a_route_wants_a_key(call: Call):
    answer = await _answer(call, {})

    assert 401 == answer.status_code
    assert isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize("call", [call for call in CALLS if not call.is_open], ids=str)
async def test_a_route_wants_a_key_with_an_empty_header_too(call: Call):
    answer = await _answer(call, {"Authorization": "Token "})

    assert 401 == answer.status_code


@pytest.mark.parametrize("call", [call for call in CALLS if call.is_open], ids=str)
async def test_an_open_route_wants_no_key(call: Call):
    answer = await _answer(call, {})

    assert 401 != answer.status_code


def test_every_route_says_its_status():
    silent = {
        f"{source.name}:{decorator.lineno}"
        for source in sources("app")
        for function in source.functions
        for decorator in function.decorator_list
        if _is_route(decorator) and "status_code" not in _keywords(decorator)
    }

    assert set() == silent


def test_no_route_answers_without_a_body():
    empty = {
        route.path
        for route in APP.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.status_code == NO_CONTENT and handler.http_methods != {"OPTIONS"}
    }

    assert set() == empty


def test_every_route_is_described():
    silent = {
        f"{method} {path}"
        for path, operations in APP.openapi_schema.to_schema()["paths"].items()
        for method, operation in operations.items()
        if method in VERBS and not (operation.get("summary") and operation.get("description"))
    }

    assert set() == {name for name in silent if "/schema" not in name}


def test_the_description_in_the_repository_is_the_service_s():
    assert FILE.read_bytes() == document(), "write it anew: make openapi"


def _is_route(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Name)
        and decorator.func.id in VERBS
    )


def _keywords(decorator: ast.expr) -> set[str | None]:
    is_call = isinstance(decorator, ast.Call)
    return {keyword.arg for keyword in decorator.keywords} if is_call else set()

"""Who asks, in which project, and whether they may: decided before any handler runs."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final, TypeVar, cast

import msgspec
from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from app.roles import role_for
from app.services.errors import ForbiddenError, InvalidRequestError, UnauthenticatedError
from app.services.keys import Keys, Selection
from app.services.places import Place, Places
from app.services.rates import Rates
from graph.model import Access

OPEN: Final = "exclude_from_auth"
SCHEMES: Final = frozenset({"token", "bearer"})
READERS_ONLY_READ: Final = "A READER may not change anything in this project."
NUL_ESCAPE: Final = rb"\u0000"

T = TypeVar("T")
Asked = Request[Any, Access, Any]


class Authentication(ASGIMiddleware):
    """Denies every route that does not say it is open."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = OPEN

    def __init__(self, keys: Keys, places: Places, rates: Rates) -> None:
        """Take what knows the keys, what knows where paths lead, and what counts."""
        self._keys = keys
        self._places = places
        self._rates = rates

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Put the caller's access where handlers find it, or raise what answers 4xx."""
        request: Asked = Request(scope, receive, send)
        scope["auth"] = await self._access(request)
        await next_app(scope, receive, send)

    async def _access(self, request: Asked) -> Access:
        access = await self._first_known(secrets_of(request))
        request.state.rate = self._rates.count(access.key_id)
        self._rates.check(request.state.rate)
        template = request.scope["path_template"]
        place = Place.from_path(template, request.scope["path_params"])
        selection = place.beside(selection_of(request, await body_of(request)))
        access = await self._keys.selected(access, selection)
        access = await self._places.at(access, place)
        if access.role != "OWNER" and role_for(request.method, template) == "OWNER":
            raise ForbiddenError(READERS_ONLY_READ)
        return access

    async def _first_known(self, secrets: Iterator[str]) -> Access:
        for secret in secrets:
            with suppress(UnauthenticatedError):
                return await self._keys.access(secret)
        raise UnauthenticatedError


def secrets_of(request: Asked) -> Iterator[str]:
    """Give the keys that a request shows, in every form that clients use."""
    scheme, _, value = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.casefold() in SCHEMES and value.strip():
        yield value.strip()
    if scheme.casefold() == "basic":
        yield from _halves(value.strip())
    if own := request.headers.get("x-api-key", "").strip():
        yield own


def _halves(encoded: str) -> Iterator[str]:
    """Both halves of `user:password`: either may be the key."""
    try:
        user, _, password = b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return
    yield from (half for half in (password, user) if half)


async def body_of(request: Asked) -> bytes:
    """Read the body, which the handler then finds read; raises InvalidRequestError on a NUL.

    Neo4j stores NUL, but Lucene and half of the clients' languages end their strings there.
    """
    body = await request.body()
    scope = request.scope
    is_escaped = b"%00" in scope["query_string"] or b"%00" in scope["raw_path"]
    if is_escaped or (NUL_ESCAPE in body and _has_nul(_decoded(body, object))):
        raise InvalidRequestError("NUL characters are not allowed")
    return body


def _has_nul(value: object) -> bool:
    match value:
        case str():
            return "\0" in value
        case list():
            return any(map(_has_nul, cast("list[object]", value)))
        case dict():
            pairs = cast("dict[str, object]", value).items()
            return any(_has_nul(name) or _has_nul(inner) for name, inner in pairs)
        case _:
            return False


def selection_of(request: Asked, body: bytes) -> Selection:
    """Give the one organization and project that body, query and header name together."""
    query = request.query_params
    named = [_decoded(body, Selection)] if body else []
    named.append(Selection(org_id=query.get("org_id"), project_id=query.get("project_id")))
    named.append(Selection(project_id=request.headers.get("x-project-id")))
    return Selection(
        org_id=_agreed("org_id", {selection.org_id for selection in named}),
        project_id=_agreed("project_id", {selection.project_id for selection in named}),
    )


def _agreed(field: str, values: set[str | None]) -> str | None:
    given = {value for value in values if value}
    if len(given) > 1:
        raise InvalidRequestError(f"The request names more than one {field}", field=field)
    return next(iter(given), None)


def _decoded(body: bytes, kind: type[T]) -> T:
    try:
        # as text: msgspec does not look into the strings that it skips, later readers do
        return msgspec.json.decode(body.decode(), type=kind)
    except msgspec.ValidationError as error:
        raise InvalidRequestError(f"The body does not fit: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidRequestError(f"The body is not JSON: {error}") from error

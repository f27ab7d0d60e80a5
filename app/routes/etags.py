"""Answers that did not change are not sent again: `ETag` and `If-None-Match` on reads."""

from hashlib import sha256
from typing import Any, Final

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

OK: Final = 200
NOT_MODIFIED: Final = 304


class ETags(ASGIMiddleware):
    """Marks every whole answer to a GET with the hash of its body."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Send 304 without a body when the caller has it already."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
            await next_app(scope, receive, send)
            return
        asked = _header(scope["headers"], b"if-none-match")
        begun: list[Message] = []

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                begun.append(message)
                return
            # a stream is sent as it comes
            if begun and message["type"] == "http.response.body" and not message.get("more_body"):
                start, body = _tagged(begun.pop(), message, asked)
                await send(start)
                await send(body)
                return
            if begun:
                await send(begun.pop())
            await send(message)

        await next_app(scope, receive, held)


def _tagged(start: Message, body: Message, asked: bytes) -> tuple[Message, Message]:
    tag = b'"' + sha256(body.get("body", b"")).hexdigest()[:32].encode() + b'"'
    caching = [(b"etag", tag), (b"cache-control", b"private, no-cache")]
    headers: list[tuple[bytes, bytes]] = [*start.get("headers", []), *caching]
    if tag not in asked.replace(b"W/", b"").split(b", "):
        return _message(start, headers=headers), body
    kept = [pair for pair in headers if pair[0] not in {b"content-length", b"content-type"}]
    return _message(start, headers=kept, status=NOT_MODIFIED), _message(body, body=b"")


def _message(message: Message, **changes: object) -> Any:
    return {**message, **changes}


def _header(headers: Any, name: bytes) -> bytes:
    return next((value for key, value in headers if key == name), b"")

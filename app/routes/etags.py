"""Answers that did not change are not sent again: `ETag` and `If-None-Match` on reads."""

from hashlib import sha256
from typing import Final

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import (
    ASGIApp,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    Message,
    Receive,
    Scope,
    Send,
)

OK: Final = 200
NOT_MODIFIED: Final = 304
OF_A_BODY: Final = frozenset({b"content-length", b"content-type"})


class ETags(ASGIMiddleware):
    """Marks every whole answer to a GET with the hash of its body."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Send 304 without a body when the caller has it already."""
        if scope["type"] != ScopeType.HTTP or scope["method"] != "GET":
            await next_app(scope, receive, send)
            return
        asked = dict(scope["headers"]).get(b"if-none-match", b"")
        begun: list[HTTPResponseStartEvent] = []

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == OK:
                begun.append(message)
                return
            # a stream is sent as it comes
            if begun and message["type"] == "http.response.body" and not message["more_body"]:
                await _send_tagged(send, begun.pop(), message, asked)
                return
            if begun:
                await send(begun.pop())
            await send(message)

        await next_app(scope, receive, held)


async def _send_tagged(
    send: Send, start: HTTPResponseStartEvent, body: HTTPResponseBodyEvent, asked: bytes
) -> None:
    tag = b'"' + sha256(body["body"]).hexdigest()[:32].encode() + b'"'
    headers = [*start["headers"], (b"etag", tag), (b"cache-control", b"private, no-cache")]
    if tag in asked.replace(b"W/", b"").split(b", "):
        start["status"], body["body"] = NOT_MODIFIED, b""
        headers = [pair for pair in headers if pair[0] not in OF_A_BODY]
    start["headers"] = headers
    await send(start)
    await send(body)

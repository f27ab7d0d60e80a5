"""Answers that did not change are not sent again."""

from typing import Any

import pytest

from app.routes.etags import ETags


class Sender:
    """Takes what a server would send."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def __call__(self, message: Any) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        return self.messages[0]["status"]

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.messages[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.messages[1:])


async def sent(
    *parts: bytes, method: str = "GET", status: int = 200, known: bytes | None = None
) -> Sender:
    """Send a body in parts through the middleware to a caller who knows an ETag."""

    async def answer(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        for number, part in enumerate(parts, 1):
            is_last = number == len(parts)
            await send({"type": "http.response.body", "body": part, "more_body": not is_last})

    headers = [] if known is None else [(b"if-none-match", known)]
    scope: Any = {"type": "http", "method": method, "headers": headers}
    sender = Sender()
    # nothing is received of a GET
    nobody: Any = sender
    await ETags().handle(scope, nobody, sender, answer)
    return sender


async def test_an_answer_is_marked():
    found = await sent(b"{}")

    assert (200, b"{}") == (found.status, found.body)
    assert found.headers[b"etag"].startswith(b'"')
    assert b"private, no-cache" == found.headers[b"cache-control"]


async def test_one_body_has_one_mark_and_another_body_another():
    one, same, other = [await sent(body) for body in (b"{}", b"{}", b"[]")]

    assert one.headers[b"etag"] == same.headers[b"etag"] != other.headers[b"etag"]


@pytest.mark.parametrize("form", [b"%s", b"W/%s", b'"x", %s', b'"x", W/%s'])
async def test_what_is_known_is_not_sent_again(form: bytes):
    tag = (await sent(b"{}")).headers[b"etag"]
    found = await sent(b"{}", known=form % tag)

    assert (304, b"") == (found.status, found.body)
    assert tag == found.headers[b"etag"]
    assert not {b"content-length", b"content-type"} & set(found.headers)


async def test_what_was_known_and_changed_is_sent():
    tag = (await sent(b"{}")).headers[b"etag"]
    found = await sent(b"[]", known=tag)

    assert (200, b"[]") == (found.status, found.body)


async def test_a_stream_is_sent_as_it_comes():
    found = await sent(b"a", b"b", b"")

    assert b"ab" == found.body
    assert b"etag" not in found.headers


@pytest.mark.parametrize(("method", "status"), [("POST", 200), ("GET", 404), ("GET", 500)])
async def test_only_good_reads_are_marked(method: str, status: int):
    found = await sent(b"{}", method=method, status=status)

    assert (status, b"{}") == (found.status, found.body)
    assert b"etag" not in found.headers

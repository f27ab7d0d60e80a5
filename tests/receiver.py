"""A receiver of webhooks on loopback, which notes what comes and answers as it is told."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import msgspec


class Receiver:
    """What came, in order; `answers` are used up first, then everything is accepted."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes] = []

    @property
    def told(self) -> list[tuple[str, str]]:
        """What happened to which words."""
        found: list[dict[str, Any]] = [msgspec.json.decode(body) for body in self.bodies]
        details = [one["event_details"] for one in found]
        return [(one["event"], one["data"]["memory"]) for one in details]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request and answer it."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {line.split(": ")[0].lower(): line.split(": ", 1)[1] for line in head}
        self.headers.append(headers)
        self.bodies.append(await reader.readexactly(int(headers["content-length"])))
        status = self.answers.pop(0) if self.answers else "204 No Content"
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving() -> AsyncGenerator[Receiver]:
    """Receive on a free port while the block runs."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    receiver.url = f"http://localhost:{port}/hook?a=1"
    try:
        yield receiver
    finally:
        server.close()
        await server.wait_closed()

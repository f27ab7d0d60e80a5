"""A local HTTP server that speaks the OpenAI protocol and answers as told, badly included."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Reply:
    """What the server sends back: a status and the raw body."""

    body: bytes
    status: int = 200


@dataclass
class ModelServer:
    """The server's address, what it will answer in turn, and what it was asked."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    requests: list[dict] = field(default_factory=list)

    def will_say(self, content: str | None, **message: object) -> None:
        """Queue a chat completion with this content."""
        body = {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "stub",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": content, **message},
                }
            ],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
        }
        self.replies.append(Reply(json.dumps(body).encode()))

    def will_embed(self, *vectors: list[float]) -> None:
        """Queue an embeddings answer."""
        rows = [{"object": "embedding", "index": i, "embedding": v} for i, v in enumerate(vectors)]
        body = {"object": "list", "data": rows, "model": "stub", "usage": {}}
        self.replies.append(Reply(json.dumps(body).encode()))

    def will_fail(self, status: int) -> None:
        """Queue an error."""
        self.replies.append(Reply(b'{"error": {"message": "as told"}}', status))

    def will_send(self, body: bytes) -> None:
        """Queue raw bytes with status 200."""
        self.replies.append(Reply(body))


@contextmanager
def running() -> Generator[ModelServer]:
    """Serve on a free loopback port until the block ends; no reply left is a 500."""
    model = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            model.requests.append(json.loads(self.rfile.read(length)))
            reply = model.replies.pop(0) if model.replies else Reply(b"{}", 500)
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its signature
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

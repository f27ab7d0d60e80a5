"""A local HTTP server that stands for Maven Central and misbehaves as told."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread

from graph.local.artefacts import Artefact
from graph.local.downloads import Repository


@dataclass
class MavenRepository:
    """The files it has, by path, what was asked of it, and how the next answers go wrong."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    """Bytes after which the next answers break off, one entry an answer."""
    failures: list[int] = field(default_factory=list)
    """Statuses of the next answers."""
    knows_ranges: bool = True
    meeting: Barrier | None = None
    """Where answers wait for each other."""

    def holds(self, artefact: Artefact, content: bytes) -> None:
        """Have a file to send."""
        self.files["/" + artefact.path] = content

    @property
    def client_view(self) -> Repository:
        """The repository for `downloads`, with pauses too short to notice."""
        return Repository(address=self.address, attempts=3, pause=0.001)

    @property
    def ranges(self) -> list[str | None]:
        """The Range header of each request, in order."""
        return [requested for _, requested in self.asked]


@contextmanager
def running_repository() -> Generator[MavenRepository]:
    """Serve on a free port of the loopback address until the block ends."""
    repository = MavenRepository()
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Handler", (_Handler,), {"repository": repository})
    )
    repository.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield repository
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    repository: MavenRepository

    def do_GET(self) -> None:
        repository = self.repository
        repository.asked.append((self.path, self.headers["Range"]))
        if repository.meeting:
            repository.meeting.wait()
        if repository.failures:
            self._refuse(repository.failures.pop(0))
        elif self.path not in repository.files:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._answer(repository.files[self.path])

    def _answer(self, content: bytes) -> None:
        requested = self.headers["Range"] if self.repository.knows_ranges else None
        start = int(requested.removeprefix("bytes=").removesuffix("-")) if requested else 0
        if requested and start >= len(content):
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        else:
            self._send(content[start:], HTTPStatus.PARTIAL_CONTENT if requested else HTTPStatus.OK)

    def _send(self, content: bytes, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        breaks = self.repository.breaks
        self.wfile.write(content[: breaks.pop(0)] if breaks else content)

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Be silent."""

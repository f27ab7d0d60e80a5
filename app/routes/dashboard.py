"""The built-in page and its files: everything it loads comes from here."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get
from litestar.params import PathParameter

import app.dashboard
from app.dashboard import scripts
from graph.errors import NotFoundError

FOLDER: Final = Path(app.dashboard.__file__).parent
PAGE: Final = "index.html"
KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "worker-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

FileName = Annotated[Path, PathParameter(description="A file of the page")]


@get("/", status_code=200, exclude_from_auth=True, include_in_schema=False)
async def get_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give the page."""
    return file_response(PAGE, request)


@get("/dashboard/{name:path}", status_code=200, exclude_from_auth=True, include_in_schema=False)
async def get_page_file(name: FileName, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give a file of the page."""
    return file_response(name.as_posix().strip("/"), request)


def file_response(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give a file of our own or a third-party script; raises NotFoundError for anything else."""
    content = _content(name)
    if content is None:
        raise NotFoundError("File", name)
    headers = {**HEADERS, "ETag": f'"{sha256(content).hexdigest()[:32]}"'}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return Response(b"", status_code=304, media_type=KINDS[Path(name).suffix], headers=headers)
    return Response(content, media_type=KINDS[Path(name).suffix], headers=headers)


def _content(name: str) -> bytes | None:
    own = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*")}
    path = own.get(name)
    if path is not None:
        return path.read_bytes() if path.suffix in KINDS else None
    return scripts.content(name)


router = Router(path="/", route_handlers=[get_page, get_page_file])

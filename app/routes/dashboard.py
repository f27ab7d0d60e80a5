"""The built-in page and its files: everything it loads comes from here."""

from pathlib import Path
from typing import Annotated, Final

from litestar import Response, Router, get
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
# the graph library brings its styles as elements: these texts, and the empty ones they start as
STYLES: Final = (
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' "
    "'sha256-jtRRMYY2VbEXuBKbHvqM1/fPT8vazFrEooXdvwUK4y8=' "
    "'sha256-9xjtvxMT1ApHlgn9ohbh2FNfvK5Tqtzy94BjfXBeMSY='"
)
HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; img-src 'self'; "
        f"style-src 'self' {STYLES}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

FileName = Annotated[str, PathParameter(description="A file of the page")]


@get("/", status_code=200, exclude_from_auth=True, include_in_schema=False)
async def get_page() -> Response[bytes]:
    """Give the page."""
    return file_response(PAGE)


@get("/dashboard/{name:str}", status_code=200, exclude_from_auth=True, include_in_schema=False)
async def get_page_file(name: FileName) -> Response[bytes]:
    """Give a file of the page."""
    return file_response(name)


def file_response(name: str) -> Response[bytes]:
    """Give a file of our own or a third-party script; raises NotFoundError for anything else."""
    own = {path.name: path for path in FOLDER.iterdir() if path.suffix in KINDS}
    content = own[name].read_bytes() if name in own else scripts.content(name)
    if content is None:
        raise NotFoundError("File", name)
    return Response(content, media_type=KINDS[Path(name).suffix], headers=HEADERS)


router = Router(path="/", route_handlers=[get_page, get_page_file])

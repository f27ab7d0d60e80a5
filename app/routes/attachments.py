"""Parts of messages that come by address: text inside the address is read, nothing is fetched."""

import binascii
from base64 import b64decode
from typing import Final, cast
from urllib.parse import unquote_to_bytes

ADDRESSED: Final = ("txt_url", "mdx_url", "pdf_url", "image_url")
UNREAD: Final = {
    "pdf_url": "PDF documents are not read",
    "image_url": "images are not read",
}
NOT_FETCHED: Final = "addresses are not fetched: send the text as a data: URI or in base64"
NO_TEXT: Final = "it is neither a data: URI nor base64 of UTF-8 text"
NO_URL: Final = "it has no url"


def read(kind: str, given: object) -> tuple[str, str | None]:
    """Give a part's text, and why there is none where there is none."""
    if kind in UNREAD:
        return "", UNREAD[kind]
    url = cast("dict[str, object]", given).get("url") if isinstance(given, dict) else given
    if not isinstance(url, str) or not url.strip():
        return "", NO_URL
    if url.lower().startswith(("http:", "https:", "file:", "ftp:")):
        return "", NOT_FETCHED
    text = _decoded(url.strip())
    return ("", NO_TEXT) if text is None else (text, None)


def _decoded(url: str) -> str | None:
    head, comma, body = url.partition(",")
    is_uri = head.lower().startswith("data:")
    if is_uri and not comma:
        return None
    try:
        if is_uri and not head.lower().endswith(";base64"):
            return unquote_to_bytes(body).decode()
        packed = unquote_to_bytes(body if is_uri else url)
        return b64decode(b"".join(packed.split()), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None

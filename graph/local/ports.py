"""Finds the port Neo4j listens on and remembers it."""

import socket
from pathlib import Path


def remembered(file: Path) -> int | None:
    """Return the port written in the file, or None."""
    text = file.read_text().strip() if file.is_file() else ""
    return int(text) if text.isdecimal() else None


def chosen(file: Path) -> int:
    """Return the remembered port when it is free, else a free one, remembered from now on."""
    port = remembered(file)
    if port is None or not is_free(port):
        port = _any_free()
        file.write_text(f"{port}\n")
    return port


def is_free(port: int) -> bool:
    """Tell whether this machine's loopback address lets the port be listened on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _any_free() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]

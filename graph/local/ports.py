"""Finds a port for Neo4j to listen on."""

import random
import socket
from typing import Final

# Below what Linux and macOS give to outgoing connections: a client that tries to reach a Neo4j
# that is away must not be given that very port, or it would be connected to itself.
RANGE: Final = range(20_000, 30_000)


def chosen(remembered: int | None) -> int:
    """Return the remembered port when it is free, else a free one."""
    if remembered is not None and is_free(remembered):
        return remembered
    return next(filter(is_free, random.sample(RANGE, len(RANGE))))


def is_free(port: int) -> bool:
    """Tell whether this machine's loopback address lets the port be listened on."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True

"""A child process ends when its parent does: a pipe that nobody writes to says so by closing."""

import os
import signal
import sys
import threading
import time
from typing import Final

SECONDS_TO_END: Final = 15


def hold() -> None:
    """End this process, gently and then at once, when standard input closes."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    # not `sys.stdin.read`: its lock, held here, is a fatal error for an interpreter that ends
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_END)
    os._exit(1)

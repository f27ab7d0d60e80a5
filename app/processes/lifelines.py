"""A child process and its parent: a pipe says by a word when to begin, by closing when to end."""

import os
import signal
import sys
import threading
import time
from typing import Final

SECONDS_TO_END: Final = 15
_word: Final = threading.Event()


def hold() -> None:
    """End this process, gently and then at once, when standard input closes."""
    threading.Thread(target=_watch, daemon=True).start()


def wait() -> None:
    """Wait for the parent's word that all this process needs is there."""
    _word.wait()


def _watch() -> None:
    # not `sys.stdin.read`: its lock, held here, is a fatal error for an interpreter that ends
    while os.read(sys.stdin.fileno(), 1024):
        _word.set()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_END)
    os._exit(1)

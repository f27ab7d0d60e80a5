"""The processes that `serve` starts, and starts again when they die."""

import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

logger = logging.getLogger(__name__)

SECONDS_TO_END: Final = 20
SECONDS_OF_HEALTH: Final = 10.0
FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 10.0


class Child:
    """One process with one task; after quick deaths it is started again only after a pause.

    It may load what it needs at once, but begins only when it is told.
    """

    def __init__(self, words: Sequence[str], descriptors: Sequence[int] = ()) -> None:
        """Take what follows `python -m app`, and the sockets to hand down."""
        self.name = words[0]
        self.deaths = 0
        self._words = words
        self._descriptors = descriptors
        self._pause = FIRST_PAUSE
        self._again_at: float | None = None
        self._may_begin = False
        self._start()

    @property
    def pid(self) -> int:
        """The process as it runs now."""
        return self._process.pid

    def begin(self) -> None:
        """Let the process begin, and whatever is started in its place."""
        self._may_begin = True
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(b"begin\n")
                self._process.stdin.flush()

    def watch(self) -> None:
        """Start the process again when it has died and its pause is over."""
        if self._process.poll() is None:
            return
        if self._again_at is None:
            self._mourn()
        elif time.monotonic() >= self._again_at:
            self._start()

    def stop(self) -> None:
        """Ask the process to finish what it does and end."""
        if self._process.poll() is None:
            self._process.terminate()

    def wait(self) -> None:
        """Wait for the end; after a while, make it."""
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._close_pipe()

    def _start(self) -> None:
        self._again_at = None
        self._started_at = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "app", *self._words, "--with-parent"],
            stdin=subprocess.PIPE,
            pass_fds=self._descriptors,
            start_new_session=True,  # the terminal's Ctrl-C reaches `serve` alone
        )
        if self._may_begin:
            self.begin()

    def _mourn(self) -> None:
        self._close_pipe()
        self.deaths += 1
        now = time.monotonic()
        was_healthy = now - self._started_at > SECONDS_OF_HEALTH
        self._pause = FIRST_PAUSE if was_healthy else min(self._pause * 2, LONGEST_PAUSE)
        self._again_at = now + self._pause
        logger.warning(
            "process %s (%s) ended with %s and starts again",
            self._process.pid,
            self.name,
            self._process.returncode,
        )

    def _close_pipe(self) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()

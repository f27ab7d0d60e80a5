"""The local Neo4j while `serve` runs: started or adopted, started again, stopped in the end."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from app.processes import homes
from app.settings import Settings
from graph.local import instance

SECONDS_BETWEEN_LOOKS: Final = 1.0


class Keeper:
    """Starts the home's Neo4j again when it dies, unless somebody stopped it on purpose."""

    def __init__(self, settings: Settings) -> None:
        """Take where it lives; a foreign Neo4j is somebody else's to keep."""
        self._settings = settings
        self._home = settings.home_path
        self._is_local = settings.neo4j_uri is None
        self._look_at = 0.0

    def start(self) -> None:
        """Start the home's Neo4j, or adopt it; remember when it is ours to stop."""
        if not self._is_local:
            return
        was_running = instance.find(self._home) is not None
        running = instance.start(self._home, self._settings.java)
        (self._home / homes.STOPPED).unlink(missing_ok=True)
        if not was_running:
            (self._home / homes.STARTED).write_text(str(running.pid))

    def watch(self) -> None:
        """Look now and then whether it lives."""
        if not self._is_local or time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + SECONDS_BETWEEN_LOOKS
        if instance.find(self._home) is None and not (self._home / homes.STOPPED).exists():
            self.start()

    def stop(self) -> None:
        """Stop it if a `serve` of this home started it, this one or one that was killed."""
        started = self._home / homes.STARTED
        running = instance.find(self._home) if self._is_local else None
        if running is not None and started.exists() and started.read_text() == str(running.pid):
            instance.stop(self._home)
            started.unlink()


@contextmanager
def kept_neo4j(settings: Settings) -> Generator[Keeper]:
    """Give what can start the Neo4j, and stop it after the block."""
    keeper = Keeper(settings)
    try:
        yield keeper
    finally:
        keeper.stop()

"""Reading what another Relata exported, for `python -m app import`."""

import asyncio
import sys
from pathlib import Path
from typing import Final

from app.database import address
from app.services.backups import Backups, Restored
from app.services.errors import SetupError
from app.services.health import MIGRATIONS
from app.settings import Settings
from graph import migrate
from graph.session import Graph, connected

NOT_MIGRATED: Final = "The database is not migrated: run `python -m app migrate`."
PATIENCE: Final = 30.0


def run(settings: Settings, name: str) -> None:
    """Write what the file holds, with the progress on stderr; what is there already stays."""
    file = Path(name)
    if not file.is_file():
        raise SetupError(f"There is no file {file}.")
    asyncio.run(_read(settings, file))


async def _read(settings: Settings, file: Path) -> None:
    where = address(settings)
    async with connected(where.uri, where.user, where.password, seconds=PATIENCE) as driver:
        graph = Graph(driver)
        if not await graph.read(migrate.is_current, MIGRATIONS):
            raise SetupError(NOT_MIGRATED)
        done: Restored | None = None
        with file.open("rb") as lines:
            async for done in Backups(graph).restore(lines):
                sys.stderr.write(f"{_told(done)}\n")
    if done is None:
        sys.stdout.write("The export has a project and nothing in it.\n")
        return
    sys.stdout.write(f"Project {done.project.name} ({done.project.id}): {_told(done)}\n")


def _told(done: Restored) -> str:
    return ", ".join(f"{number} {kind} lines" for kind, number in done.lines.items())

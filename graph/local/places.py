"""Where a home folder keeps what belongs to its Neo4j."""

from pathlib import Path

import msgspec


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """The files and folders of one home."""

    home: Path

    @property
    def folder(self) -> Path:
        """Neo4j's own home folder."""
        return self.home / "neo4j"

    @property
    def configuration(self) -> Path:
        """The folder of Neo4j's settings."""
        return self.folder / "conf"

    @property
    def console(self) -> Path:
        """What Neo4j says while it starts and stops."""
        return self.folder / "logs" / "console.log"

    @property
    def password(self) -> Path:
        """The password's file."""
        return self.home / "neo4j_password"

    @property
    def lock(self) -> Path:
        """The file that a start holds, so that two at once start one server."""
        return self.folder / "start.lock"

    @property
    def was_started(self) -> bool:
        """Whether there is a store, and with it a password that can no longer be set from here."""
        return (self.folder / "data" / "databases" / "system").exists()


def of(home: Path) -> Places:
    """Return the places of a home; the same ones by whatever path the home is named."""
    return Places(home=home.resolve())

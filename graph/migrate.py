"""Applies migrations/*.cypher once each, in order, one process at a time."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Final, LiteralString, cast

from msgspec import Struct

from graph.errors import MigrationError
from graph.session import Graph, Tx

FILE_NAME: Final = re.compile(r"V(\d{3})__[a-z0-9_]+\.cypher")
STATEMENT_END: Final = re.compile(r";[ \t]*$", re.MULTILINE)
COMMENT: Final = re.compile(r"^[ \t]*//.*$", re.MULTILINE)

UNIQUE_VERSION: Final[LiteralString] = """
CYPHER 25
CREATE CONSTRAINT migration_version_unique IF NOT EXISTS
FOR (migration:Migration) REQUIRE migration.version IS UNIQUE
"""

LOCK: Final[LiteralString] = """
CYPHER 25
// held until the transaction ends: a second process waits here until the first has migrated
MERGE (migration:Migration {version: '000'})
SET migration.locked_at = datetime()
"""

APPLIED: Final[LiteralString] = """
CYPHER 25
MATCH (migration:Migration)
WHERE migration.version > '000'
WITH migration ORDER BY migration.version
RETURN collect(migration {.version, .name, .checksum}) AS migrations
"""

RECORD: Final[LiteralString] = """
CYPHER 25
CREATE (migration:Migration)
SET migration = $migration, migration.applied_at = datetime()
"""


class Migration(Struct, frozen=True, kw_only=True):
    """An applied file; the checksum covers the file and all before it."""

    version: str
    name: str
    checksum: str


class MigrationFile(Struct, frozen=True, kw_only=True):
    """A file of the folder with its statements."""

    migration: Migration
    statements: tuple[str, ...]


async def migrate(graph: Graph, folder: Path, dimensions: int) -> list[str]:
    """Apply what is new in the folder and give its names; `dimensions` is that of embeddings.

    Raises MigrationError when an applied file was changed or is missing, or a number is.
    """
    files = read(folder)
    await graph.write(_make_lockable)
    return await graph.write(_apply_new, graph, files, dimensions)


async def is_current(tx: Tx, folder: Path) -> bool:
    """Tell whether every file of the folder is applied; raises MigrationError as `migrate`."""
    return not new(read(folder), await tx.all(APPLIED, Migration))


def read(folder: Path) -> list[MigrationFile]:
    """Read the folder's files in order; raises MigrationError for a wrong or missing number."""
    checksum = ""
    files: list[MigrationFile] = []
    for number, path in enumerate(sorted(folder.glob("*.cypher")), start=1):
        version = _version(path, number)
        text = path.read_text(encoding="utf-8")
        checksum = sha256((checksum + text).encode()).hexdigest()
        migration = Migration(version=version, name=path.stem, checksum=checksum)
        files.append(MigrationFile(migration=migration, statements=statements(text)))
    return files


def statements(text: str) -> tuple[str, ...]:
    """Split at semicolons that end a line, without comments and empty statements."""
    parts = (part.strip() for part in STATEMENT_END.split(COMMENT.sub("", text)))
    return tuple(part for part in parts if part)


def _version(path: Path, number: int) -> str:
    match = FILE_NAME.fullmatch(path.name)
    if match is None:
        raise MigrationError(f"{path.name} is not named V001__snake_case.cypher")
    if int(match[1]) != number:
        raise MigrationError(f"{path.name} stands where V{number:03}__… should be")
    return match[1]


def new(files: list[MigrationFile], applied: list[Migration]) -> list[MigrationFile]:
    """Give the files that come after the applied ones; raises MigrationError if those differ."""
    if len(applied) > len(files):
        name = applied[len(files)].name
        raise MigrationError(
            f"the database has {name}, which this folder lacks: a newer Relata has written here"
        )
    for file, done in zip(files, applied, strict=False):
        if file.migration != done:
            raise MigrationError(
                f"{file.migration.name} is not the {done.name} that was applied: "
                "restore the file and put the change into a new one"
            )
    return files[len(applied) :]


async def _make_lockable(tx: Tx) -> None:
    await tx.run(UNIQUE_VERSION)


async def _apply_new(
    tx: Tx, graph: Graph, files: list[MigrationFile], dimensions: int
) -> list[str]:
    await tx.run(LOCK)
    todo = new(files, await tx.all(APPLIED, Migration))
    for file in todo:
        # schema and data can't share a transaction, so neither can a file and its record
        await graph.write(_apply, file, dimensions)
        await tx.run(RECORD, migration=file.migration)
    return [file.migration.name for file in todo]


async def _apply(tx: Tx, file: MigrationFile, dimensions: int) -> None:
    for statement in file.statements:
        await tx.run(cast("LiteralString", statement), dimensions=dimensions)

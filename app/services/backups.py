"""A project as JSON lines: written without loss, and read again into any Relata."""

from collections.abc import AsyncIterator, Iterable
from itertools import groupby, islice
from typing import Final, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.services.errors import InvalidRequestError
from graph import backups, organizations, projects, restores, schema
from graph.backups import Line, ordered
from graph.model import Project, instant
from graph.projects import NewProject, ProjectRow
from graph.restores import LinkRow, Row
from graph.schema import Embedding
from graph.session import Graph, Tx

T = TypeVar("T")
VERSION: Final = 1
PAGE: Final = 500
LABELS: Final = frozenset(
    {
        "Person", "Organization", "Place", "Happening", "Product", "Work", "Animal", "Food",
        "Activity", "Condition", "Concept", "Time", "Literal", "User", "Agent", "App", "Run",
    }
)  # fmt: skip
MEDIA_TYPE: Final = "application/x-ndjson"
FILE_NAME: Final = "project.jsonl"
# of a request that was not worked off yet, nothing may be leased where it is read again
UNFINISHED: Final = {"state": "FAILED", "error": "It was exported before it was worked off."}
OF_A_QUEUE: Final = frozenset({"queue_key", "lease_token", "idempotency_key"})


class Header(Struct, frozen=True, kw_only=True):
    """The first line: what follows, of which project, with whose vectors."""

    relata: int
    project: Project
    embedding: Embedding | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """Any other line."""

    kind: str
    id: str
    labels: list[str] = []
    properties: dict[str, object] = {}
    links: list[tuple[str, str, dict[str, object]]] = []
    source: str | None = None
    target: str | None = None


class Restored(Struct, frozen=True, kw_only=True):
    """How many lines of each kind were read, into which project."""

    project: Project
    lines: dict[str, int]


class Backups:
    """Writes and reads projects."""

    def __init__(self, graph: Graph, page: int = PAGE) -> None:
        """Take the database and how much is read or written at once."""
        self._graph = graph
        self._page = page

    async def lines(self, project: Project) -> AsyncIterator[bytes]:
        """Give the lines of a project in parts, whatever its size."""
        embedding = await self._graph.read(schema.find_embedding)
        header = Header(relata=VERSION, project=project, embedding=embedding)
        yield msgspec.json.encode(header) + b"\n"
        for kind, query in backups.QUERIES.items():
            last: Line | None = None
            while page := await self._graph.read(
                backups.find, query, project.id, last, limit=self._page
            ):
                last = page[-1]
                entries = (_entry(kind, line) for line in page)
                yield b"".join(msgspec.json.encode(one) + b"\n" for one in entries if one)

    async def restore(self, lines: Iterable[bytes]) -> AsyncIterator[Restored]:
        """Write lines, and tell after each batch how far it is; a second time changes nothing.

        Raises InvalidRequestError for what is no export of this version, or of other vectors.
        """
        numbered = enumerate(lines, 1)
        header = _decoded(next(numbered, (1, b"")), Header)
        await self._check(header)
        project = await self._graph.write(_project, header.project)
        counts: dict[str, int] = {}
        entries = (_decoded(line, Entry) for line in numbered)
        for kind, group in groupby(entries, key=lambda entry: entry.kind):
            statement = restores.STATEMENTS.get(kind)
            if statement is None:
                raise InvalidRequestError(f"{kind!r} is no kind of line", "kind")
            while batch := list(islice(group, self._page)):
                rows = [_row(entry) for entry in batch]
                await self._graph.write(restores.write, statement, project.id, rows)
                counts[kind] = counts.get(kind, 0) + len(batch)
                yield Restored(project=project, lines=dict(counts))

    async def _check(self, header: Header) -> None:
        here = await self._graph.read(schema.find_embedding)
        if header.relata != VERSION:
            raise InvalidRequestError(f"The export is of version {header.relata}", "relata")
        if here is not None and header.embedding is not None and header.embedding != here:
            raise InvalidRequestError(
                f"The vectors of the export are of {header.embedding.model}, those here of "
                f"{here.model}: they can't be compared.",
                "embedding",
            )


async def _project(tx: Tx, wanted: Project) -> Project:
    """Give the project of that id, made with its settings if there is none."""
    if found := await restores.find_project(tx, wanted.id):
        return found[0]
    organization_id = await organizations.first_id(tx)
    if organization_id is None:
        raise InvalidRequestError("Start the service once before you import", "project")
    at = instant(wanted.created_at)
    new = NewProject(project_id=wanted.id, organization_id=organization_id, name=wanted.name, at=at)
    await projects.create(tx, new)
    row = ProjectRow(
        name=wanted.name,
        description=wanted.description,
        enable_graph=wanted.enable_graph,
        custom_instructions=wanted.custom_instructions,
        settings=wanted.settings,
    )
    await projects.update(tx, wanted.id, row, instant(wanted.updated_at))
    return replace(wanted, organization_id=organization_id)


def _entry(kind: str, line: Line) -> Entry | None:
    if kind == "supersession" and not line.links:
        return None
    properties = ordered(line.properties)
    if kind == "event":
        properties = _settled(properties)
    return Entry(
        kind=kind,
        id=line.id,
        labels=sorted(line.labels),
        properties=properties,
        links=sorted(
            ((link.type, link.target, ordered(link.properties)) for link in line.links), key=repr
        ),
        source=line.source,
        target=line.target,
    )


def _settled(properties: dict[str, object]) -> dict[str, object]:
    is_open = "queue_key" in properties
    kept = {name: value for name, value in properties.items() if name not in OF_A_QUEUE}
    return dict(sorted((kept | UNFINISHED).items())) if is_open else kept


def _row(entry: Entry) -> Row:
    links: dict[str, list[LinkRow]] = {}
    for type_, target, properties in entry.links:
        links.setdefault(type_, []).append(LinkRow(target=target, properties=_read(properties)))
    label = next((name for name in entry.labels if name in LABELS), None)
    if entry.kind in {"entity", "scope"} and label is None:
        raise InvalidRequestError(f"{entry.kind} {entry.id} has no known label", "labels")
    return Row(
        id=entry.id,
        properties=_read(entry.properties),
        links=links,
        label=label,
        source=entry.source,
        target=entry.target,
    )


def _read(properties: dict[str, object]) -> dict[str, object]:
    return {name: restores.read(value) for name, value in properties.items()}


def _decoded(numbered: tuple[int, bytes], kind: type[T]) -> T:
    number, line = numbered
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise InvalidRequestError(f"Line {number} does not fit: {error}", "lines") from error

"""Exports of the graph: pages in, a stream out, whatever the graph's size."""

from collections.abc import AsyncIterator, Iterable
from typing import Final, Literal

from msgspec import Struct

from app.services import backups
from app.services.backups import Backups
from app.services.errors import ForbiddenError, InvalidRequestError
from app.services.filters import EVERYTHING
from app.services.formats import sheets
from app.services.formats.rows import Row, entity_row, relation_row
from app.services.formats.texts import CYPHER, GRAPHML, NODE_LINK, Format
from graph import dumps
from graph.model import Access, Visibility
from graph.session import Graph

PAGE: Final = 500

FormatName = Literal["jsonl", "graphml", "node-link", "cypher", "csv"]
ONLY_OWNERS: Final = "Only an OWNER may export a project with everything in it."
ONLY_WHOLE: Final = "jsonl is of a whole project: send whole_project=true and no filter."
TEXTS: Final[dict[str, Format]] = {
    "graphml": GRAPHML,
    "node-link": NODE_LINK,
    "cypher": CYPHER,
}


class Dump(Struct, frozen=True):
    """What to send, as what, and how the file is called."""

    parts: AsyncIterator[bytes]
    media_type: str
    file_name: str


class Dumps:
    """Writes the visible graph in the formats of other programs."""

    def __init__(self, graph: Graph, page: int = PAGE) -> None:
        """Take the database and how many rows a read gives."""
        self._graph = graph
        self._page = page

    def of(self, access: Access, visibility: Visibility, name: FormatName) -> Dump:
        """Begin an export; the graph is read while it is sent.

        Raises ForbiddenError or InvalidRequestError when all of a project is asked for wrongly.
        """
        if name == "jsonl":
            if access.role != "OWNER":
                raise ForbiddenError(ONLY_OWNERS)
            if visibility.filter != EVERYTHING:
                raise InvalidRequestError(ONLY_WHOLE, "format")
            lines = Backups(self._graph, self._page).lines(access.project)
            return Dump(lines, backups.MEDIA_TYPE, backups.FILE_NAME)
        entities, relations = self._entities(visibility), self._relations(visibility)
        if name == "csv":
            parts = sheets.archive(entities, relations)
            return Dump(parts, sheets.MEDIA_TYPE, sheets.FILE_NAME)
        form = TEXTS[name]
        return Dump(_text(form, entities, relations), form.media_type, form.file_name)

    async def _entities(self, visibility: Visibility) -> AsyncIterator[list[Row]]:
        after = ""
        while page := await self._graph.read(
            dumps.find_entities, visibility, after=after, limit=self._page
        ):
            after = page[-1].id
            yield [entity_row(one) for one in page]

    async def _relations(self, visibility: Visibility) -> AsyncIterator[list[Row]]:
        after = ""
        while page := await self._graph.read(
            dumps.find_relations, visibility, after=after, limit=self._page
        ):
            after = page[-1].id
            yield [relation_row(one) for one in page]


async def _text(
    form: Format, entities: AsyncIterator[list[Row]], relations: AsyncIterator[list[Row]]
) -> AsyncIterator[bytes]:
    yield form.opening.encode()
    is_first = True
    async for page in entities:
        yield _joined((form.entity(row) for row in page), form, is_first=is_first)
        is_first = False
    yield form.middle.encode()
    is_first = True
    async for page in relations:
        yield _joined((form.relation(row) for row in page), form, is_first=is_first)
        is_first = False
    yield form.closing.encode()


def _joined(texts: Iterable[str], form: Format, *, is_first: bool) -> bytes:
    lead = "" if is_first else form.separator
    return (lead + form.separator.join(texts)).encode()

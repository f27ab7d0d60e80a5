"""All that is stored about one user, agent, app or run, as one JSON object that is never held."""

from collections.abc import AsyncGenerator
from typing import Final, cast

import msgspec

from app.services.scoping import scope_key
from graph import scope_exports, scopes
from graph.model import Access, Scope, ScopeKind
from graph.scope_exports import SECTIONS, Row, ScopeRef
from graph.session import Graph

# what is stored as JSON is shown as what it means
ENCODED: Final = frozenset(
    {"metadata", "snapshot", "request", "results", "fields", "schema", "filter"}
)
BYTES_A_CHUNK: Final = 65_536


class ScopeExports:
    """Tells everything about a scope."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def open(
        self, access: Access, kind: ScopeKind, external_id: str
    ) -> AsyncGenerator[bytes]:
        """Give the object in chunks; raises NotFoundError before the first one."""
        project_id = access.project.id
        scope = await self._graph.read(scopes.get, project_id, kind, external_id)
        key = scope_key(project_id, kind, external_id)
        ref = ScopeRef(project_id=project_id, scope_key=key, kind=kind, external_id=external_id)
        return _chunked(self._told(scope, ref))

    async def _told(self, scope: Scope, ref: ScopeRef) -> AsyncGenerator[bytes]:
        yield b'{"scope":' + msgspec.json.encode(_head(scope))
        for section in SECTIONS:
            async for part in self._section(section, ref):
                yield part
        yield b"}"

    async def _section(self, section: str, ref: ScopeRef) -> AsyncGenerator[bytes]:
        separator = f',"{section}":['.encode()
        async for row in self._graph.stream(scope_exports.rows, ref, section):
            yield separator + msgspec.json.encode(readable(row))
            separator = b","
        yield b"]" if separator == b"," else separator + b"]"


def readable(row: Row) -> Row:
    """Give a row with its JSON opened, and an event with what became of its attachments."""
    opened = {
        name: msgspec.Raw(value.encode()) if name in ENCODED and isinstance(value, str) else value
        for name, value in row.items()
    }
    request = row.get("request")
    if isinstance(request, str):
        opened["attachments"] = _parts(request)
    return opened


def _parts(request: str) -> list[object]:
    parts = msgspec.json.decode(request, type=dict[str, object]).get("parts")
    return cast("list[object]", parts) if isinstance(parts, list) else []


def _head(scope: Scope) -> Row:
    head: Row = {
        "type": scope.kind,
        "name": scope.external_id,
        "id": str(scope.number),
        "created_at": scope.created_at,
        "metadata": scope.metadata,
    }
    return readable(head)


async def _chunked(parts: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    """Join small parts: each chunk costs a write to the socket."""
    chunk = bytearray()
    async for part in parts:
        chunk += part
        if len(chunk) >= BYTES_A_CHUNK:
            yield bytes(chunk)
            chunk.clear()
    yield bytes(chunk)

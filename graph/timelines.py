"""What visible memories say of an entity, by their times."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.model import Instant, Visibility
from graph.session import Tx

_ENTITY: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (entity:Entity {id: $entity_id})<-[:MENTIONS]-(memory:Memory)
  WHERE entity.project_id = $project_id AND """
_SAID: Final[LiteralString] = """
  WITH DISTINCT memory ORDER BY memory.created_at DESC, memory.id LIMIT $limit
  RETURN collect({
    id: memory.id, text: memory.text, state: memory.state,
    created_at: toString(memory.created_at)
  }) AS said
}
RETURN said"""


class Said(Struct, frozen=True, kw_only=True):
    """A memory and when it was said."""

    id: str
    text: str
    state: str
    created_at: Instant


async def find(tx: Tx, visibility: Visibility, entity_id: str, *, limit: int) -> list[Said]:
    """Give the memories that mention an entity, the newest first."""
    seen = compiled(visibility)
    query = timeline_query(seen)
    return await tx.all(query, Said, **seen.parameters, entity_id=entity_id, limit=limit)


def timeline_query(seen: Compiled) -> LiteralString:
    """Give the query of an entity's memories."""
    return seen.opening + _ENTITY + seen.where + _SAID

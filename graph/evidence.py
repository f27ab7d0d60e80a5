"""The memories behind relations, and those that have the same text, as planning needs them."""

from collections.abc import Sequence
from typing import Final, Literal, LiteralString

from msgspec import Struct

from graph.model import Instant
from graph.session import Tx

FIND_EVIDENCE: Final[LiteralString] = """
CYPHER 25
UNWIND $asked.memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
RETURN collect(memory {
  .id, .hash, .state, .user_id, .agent_id, .app_id, .run_id, .relation_ids,
  created_at: toString(memory.created_at), expires_at: toString(memory.expires_at)
}) AS memories
"""


class Evidence(Struct, frozen=True, kw_only=True):
    """A living memory: whose it is, when its message was sent, what it attests."""

    id: str
    hash: str
    state: Literal["active", "superseded", "merged"]
    created_at: Instant
    expires_at: Instant
    user_id: str | None = None
    agent_id: str | None = None
    app_id: str | None = None
    run_id: str | None = None
    relation_ids: list[str] = []


async def find(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> list[Evidence]:
    """Give those of the memories that are there."""
    # a map, because Neo4j makes a plan for each size of a list that is a parameter itself
    asked = {"memory_ids": memory_ids}
    return await tx.all(FIND_EVIDENCE, Evidence, project_id=project_id, asked=asked)

"""What may be one entity: proposals (SAME_AS) and what was decided about them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.filters import Compiled, compiled
from graph.model import Instant, Visibility
from graph.plan import ProposalRow
from graph.session import Tx

MergeState = Literal["pending", "accepted", "rejected"]

_END: LiteralString = """{.id, .owner_key, .name, .type, .is_self, .key,
    created_at: toString(end.created_at),
    mentions: COUNT { (end)<-[:MENTIONS]-() }
  }"""
_MERGE: LiteralString = (
    """CALL (one) {
  WITH one AS end
  RETURN end """
    + _END
    + """ AS one_end
}
CALL (other) {
  WITH other AS end
  RETURN end """
    + _END
    + """ AS other_end
}
RETURN collect(same {
  .id, .owner_key, .state, .score, .method, .kept_id,
  created_at: toString(same.created_at),
  decided_at: toString(same.decided_at),
  one: one_end,
  other: other_end
}) AS merges
"""
)

# locked first: what is read after this nobody else changes before the transaction ends
LOCK: Final[LiteralString] = """
CYPHER 25
UNWIND $owner_keys AS owner_key
MATCH (lane:Lane {key: owner_key})
SET lane.locked = $token
SET lane.version = lane.version + 1
"""

GET: Final[LiteralString] = (
    """
CYPHER 25
MATCH (one)-[same:SAME_AS {id: $merge_id}]->(other)
WHERE same.project_id = $project_id
"""
    + _MERGE
)

BETWEEN: Final[LiteralString] = (
    """
CYPHER 25
MATCH (one:Entity {id: $entity_id})-[same:SAME_AS]-(other:Entity {id: $other_id})
WHERE same.project_id = $project_id
"""
    + _MERGE
)

ENTITIES: Final[LiteralString] = (
    """
CYPHER 25
UNWIND $entity_ids AS entity_id
MATCH (end:Entity {id: entity_id})
WHERE end.project_id = $project_id
RETURN collect(end """
    + _END
    + """) AS ends
"""
)

CREATE: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (one:Entity {id: row.one_id})
WHERE one.project_id = $project_id
MATCH (other:Entity {id: row.other_id})
WHERE other.owner_key = one.owner_key AND NOT EXISTS { (one)-[:SAME_AS]-(other) }
CREATE (one)-[same:SAME_AS]->(other)
SET same = row {
  .id, .state, .score, .method, .created_at,
  project_id: $project_id,
  owner_key: one.owner_key
}
"""

DECIDE: Final[LiteralString] = """
CYPHER 25
MATCH ()-[same:SAME_AS {id: $merge_id}]->()
WHERE same.project_id = $project_id
SET same.state = $state, same.decided_at = $at
"""

_QUEUE: Final[LiteralString] = """
MATCH (one)-[same:SAME_AS]->(other)
WHERE same.project_id = $project_id AND same.created_at IS NOT NULL
  AND ($state IS NULL OR same.state = $state)
  // both ends have words that the caller may see; of two that are one by now the one that is left
  AND (one:Absorbed OR EXISTS {
    MATCH (one)<-[:MENTIONS]-(memory:Memory) WHERE """
_OTHER: Final[LiteralString] = """
  })
  AND (other:Absorbed OR EXISTS {
    MATCH (other)<-[:MENTIONS]-(memory:Memory) WHERE """
_END_QUEUE: Final[LiteralString] = """
  })
"""
_PAGE: Final[LiteralString] = (
    """
WITH one, same, other
ORDER BY same.project_id DESC, same.created_at DESC, same.id SKIP $skip LIMIT $limit
"""
    + _MERGE
)
_COUNT: Final[LiteralString] = "RETURN count(same) AS total"


class End(Struct, frozen=True, kw_only=True):
    """One of two that may be one entity."""

    id: str
    owner_key: str
    key: str
    name: str
    type: str
    is_self: bool
    created_at: Instant
    mentions: int


class Merge(Struct, frozen=True, kw_only=True):
    """Two that may be one, how sure that is and by what, and what was decided."""

    id: str
    owner_key: str
    state: MergeState
    score: float
    method: str
    created_at: Instant
    one: End
    other: End
    decided_at: Instant | None = None
    kept_id: str | None = None


class Page(Struct, frozen=True, kw_only=True):
    """A page of the queue and how many there are in all."""

    merges: list[Merge]
    total: int


class _Total(Struct, frozen=True):
    total: int


async def lock(tx: Tx, owner_keys: Sequence[str], token: str) -> None:
    """Lock the owners' lanes, sorted by key, and tell plans under way that they are stale."""
    await tx.run(LOCK, owner_keys=sorted(set(owner_keys)), token=token)


async def get(tx: Tx, project_id: str, merge_id: str) -> Merge:
    """Give a merge by its id; raises NotFoundError."""
    found = await tx.all(GET, Merge, project_id=project_id, merge_id=merge_id)
    if not found:
        raise NotFoundError("merge", merge_id)
    return found[0]


async def between(tx: Tx, project_id: str, *, entity_id: str, other_id: str) -> Merge | None:
    """Give what is known about two entities, in either direction."""
    found = await tx.all(
        BETWEEN, Merge, project_id=project_id, entity_id=entity_id, other_id=other_id
    )
    return found[0] if found else None


async def ends(tx: Tx, project_id: str, entity_ids: Sequence[str]) -> dict[str, End]:
    """Give the entities of the ids that the project has, by id."""
    found = await tx.all(ENTITIES, End, project_id=project_id, entity_ids=list(entity_ids))
    return {end.id: end for end in found}


async def create(tx: Tx, project_id: str, rows: Sequence[ProposalRow]) -> None:
    """Propose that entities of one owner are one; who have a proposal keep it."""
    if rows:
        await tx.run(CREATE, project_id=project_id, rows=list(rows))


async def decide(
    tx: Tx, project_id: str, merge_id: str, *, state: MergeState, at: datetime
) -> None:
    """Write down what was decided."""
    await tx.run(DECIDE, project_id=project_id, merge_id=merge_id, state=state, at=at)


async def find(
    tx: Tx, visibility: Visibility, *, state: MergeState | None, skip: int, limit: int
) -> Page:
    """Give a page of the queue, the newest first: pairs of which the caller may see both."""
    seen = compiled(visibility)
    given = {**seen.parameters, "state": state}
    merges = await tx.all(queue_query(seen), Merge, **given, skip=skip, limit=limit)
    count = await tx.first(queue_count_query(seen), _Total, **given)
    return Page(merges=merges, total=0 if count is None else count.total)


def queue_query(seen: Compiled) -> LiteralString:
    """Give the query of a page of the queue."""
    return seen.opening + _QUEUE + seen.where + _OTHER + seen.where + _END_QUEUE + _PAGE


def queue_count_query(seen: Compiled) -> LiteralString:
    """Give the query that counts the queue."""
    return seen.opening + _QUEUE + seen.where + _OTHER + seen.where + _END_QUEUE + _COUNT

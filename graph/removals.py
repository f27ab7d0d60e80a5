"""What goes with memories: evidence, ends they stated, messages' words, unmentioned entities."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph import chains, results, works
from graph.model import OPEN
from graph.session import Tx

LOCK: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
WITH DISTINCT memory.owner_key AS owner_key ORDER BY owner_key
MATCH (lane:Lane {key: owner_key})
// sorted by key: no deadlocks; the version tells plans under way that they are stale
SET lane.locked = $memory_ids[0]
SET lane.version = lane.version + 1
"""

GONE: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
RETURN collect(memory {
  .id,
  .relation_ids,
  .closes_ids,
  message_ids: COLLECT {
    MATCH (memory)-[:EXTRACTED_FROM|ONCE_EXTRACTED_FROM]->(message:Message)
    RETURN DISTINCT message.id
  },
  entity_ids: COLLECT { MATCH (memory)-[:MENTIONS]->(entity:Entity) RETURN entity.id }
}) AS memories
"""

EVIDENCE: Final[LiteralString] = """
CYPHER 25
UNWIND $relation_ids AS relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
WHERE relation.project_id = $project_id
WITH relation, relation.slot AS slot, relation.pair AS pair,
  [id IN relation.memory_ids WHERE NOT id IN $memory_ids] AS remaining
CALL (remaining) {
  UNWIND remaining AS memory_id
  MATCH (memory:Memory {id: memory_id})
  RETURN max(memory.expires_at) AS evidence_until
}
FOREACH (one IN CASE WHEN evidence_until IS NULL THEN [] ELSE [relation] END |
  SET one.memory_ids = remaining, one.evidence_until = evidence_until)
FOREACH (one IN CASE WHEN evidence_until IS NULL THEN [relation] ELSE [] END | DELETE one)
RETURN collect(DISTINCT slot) AS slots,
  collect(DISTINCT CASE WHEN slot IS NULL THEN pair END) AS pairs
"""

REOPENED: Final[LiteralString] = """
CYPHER 25
UNWIND $relation_ids AS relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
WHERE relation.project_id = $project_id
  AND NOT EXISTS {
    MATCH (other:Memory)
    WHERE other.owner_key = relation.owner_key AND other.created_at IS NOT NULL
      AND relation.id IN other.closes_ids AND NOT other.id IN $memory_ids
  }
SET
  relation.valid_to_stated = coalesce(relation.first_valid_to, $open),
  relation.valid_to_precision = coalesce(relation.first_valid_to_precision, 'none'),
  relation.ended_at = coalesce(relation.first_ended_at, $open),
  relation.retired_at = $open
RETURN collect(DISTINCT relation.slot) AS slots,
  collect(DISTINCT CASE WHEN relation.slot IS NULL THEN relation.pair END) AS pairs
"""

SUPERSEDED: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})-[:SUPERSEDES]->(older:Memory)
WHERE memory.project_id = $project_id
  AND older.state = 'superseded' AND NOT older.id IN $memory_ids
WITH DISTINCT older
WHERE NOT EXISTS {
  MATCH (other:Memory)-[:SUPERSEDES]->(older)
  WHERE NOT other.id IN $memory_ids
}
// deleting the middle of a chain: what had superseded it supersedes the older one
CALL (older) {
  OPTIONAL MATCH (older)
    (()<-[:SUPERSEDES]-(between:Memory WHERE between.id IN $memory_ids))+
    ()<-[link:SUPERSEDES]-(newer:Memory)
  WHERE NOT newer.id IN $memory_ids
  RETURN newer, link LIMIT 1
}
FOREACH (one IN CASE WHEN newer IS NULL THEN [older] ELSE [] END | SET one.state = 'active')
FOREACH (one IN CASE WHEN newer IS NULL THEN [] ELSE [newer] END |
  CREATE (one)-[:SUPERSEDES {
    project_id: $project_id, at: link.at, reason: link.reason
  }]->(older))
"""

DELETE_MEMORIES: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
CALL (memory) {
  MATCH (feedback:Feedback)-[:ABOUT]->(memory)
  DETACH DELETE feedback
}
DETACH DELETE memory
"""

# What an entity took in has words of its own: they go with the last memory that said them.
FORGET_MERGES: Final[LiteralString] = """
CYPHER 25
UNWIND $entity_ids AS entity_id
MATCH (entity:Entity {id: entity_id}) (()-[:SAME_AS]-(:Absorbed)){1,20} (shadow:Absorbed)
WHERE entity.project_id = $project_id
WITH DISTINCT entity, shadow
WHERE NOT EXISTS {
  MATCH (entity)<-[mention:MENTIONS]-(:Memory) WHERE shadow.merge_id IN mention.moved_by
}
MATCH (shadow)-[same:SAME_AS {id: shadow.merge_id}]-()
SET entity.aliases = [name IN entity.aliases WHERE NOT name IN same.added_aliases]
WITH DISTINCT shadow.merge_id AS merge_id
MATCH (gone:Absorbed)
WHERE gone.merge_id = merge_id
DETACH DELETE gone
"""

ORPHANS: Final[LiteralString] = """
CYPHER 25
CALL () {
  UNWIND $message_ids AS message_id
  MATCH (message:Message {id: message_id})
  WHERE message.project_id = $project_id
    AND NOT EXISTS { (message)<-[:EXTRACTED_FROM|ONCE_EXTRACTED_FROM]-() }
  SET message.redacted_at = datetime()
  REMOVE message.text, message.embedding, message.scope_terms
}
CALL () {
  UNWIND $entity_ids AS entity_id
  MATCH (entity:Entity {id: entity_id})
  WHERE entity.project_id = $project_id
    AND NOT EXISTS { (entity)<-[:MENTIONS]-() } AND NOT EXISTS { (entity)-[:RELATES_TO]-() }
  DETACH DELETE entity
}
"""


class Gone(Struct, frozen=True, kw_only=True):
    """A memory that is there to be deleted, and all it touches."""

    id: str
    relation_ids: list[str]
    closes_ids: list[str]
    message_ids: list[str]
    entity_ids: list[str]


class Touched(Struct, frozen=True, kw_only=True):
    """Slots and slotless pairs whose chains are to be made anew."""

    slots: list[str] = []
    pairs: list[str] = []


async def lock(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> list[Gone]:
    """Lock the lanes of the memories' owners; gives the memories that are there."""
    ids = {"project_id": project_id, "memory_ids": list(memory_ids)}
    await tx.run(LOCK, **ids)
    return await tx.all(GONE, Gone, **ids)


RENAMED: Final[LiteralString] = """
CYPHER 25
UNWIND $entity_ids AS entity_id
MATCH (owner:Entity {id: entity_id})
WHERE owner.project_id = $project_id AND owner.is_self
// the name that is still known, else the id, which is an owner's first alias
OPTIONAL MATCH (owner)-[relation:RELATES_TO {predicate: 'named'}]->(value:Entity)
WITH owner, head(collect(CASE WHEN relation.current_key IS NOT NULL THEN value.name END)) AS known
WITH owner, coalesce(known, owner.aliases[0], owner.name) AS name
WHERE name <> owner.name
SET owner.name = name, owner.name_norm = toLower(name), owner.updated_at = datetime()
"""


async def delete(tx: Tx, project_id: str, gone: Sequence[Gone]) -> None:
    """Delete memories whose lanes are locked, with all that nothing else needs."""
    if not gone:
        return
    memory_ids = [memory.id for memory in gone]
    await withdraw(tx, project_id, gone)
    await results.forget(tx, project_id, memory_ids)
    await works.forget(tx, project_id, memory_ids)
    await tx.run(DELETE_MEMORIES, project_id=project_id, memory_ids=memory_ids)
    await sweep(tx, project_id, gone, message_ids=_distinct([one.message_ids for one in gone]))


async def withdraw(tx: Tx, project_id: str, gone: Sequence[Gone]) -> None:
    """Take back what memories say: evidence, ends that they stated, what they superseded."""
    memory_ids = [memory.id for memory in gone]
    touched = [
        await _touch(tx, EVIDENCE, project_id, gone, [m.relation_ids for m in gone]),
        await _touch(tx, REOPENED, project_id, gone, [m.closes_ids for m in gone]),
    ]
    await tx.run(SUPERSEDED, project_id=project_id, memory_ids=memory_ids)
    slots = [slot for one in touched for slot in one.slots]
    await chains.update(tx, slots, [pair for one in touched for pair in one.pairs])


async def sweep(
    tx: Tx, project_id: str, gone: Sequence[Gone], *, message_ids: Sequence[str] = ()
) -> None:
    """Redact the messages and delete the entities that nothing needs any more."""
    entity_ids = _distinct([memory.entity_ids for memory in gone])
    await tx.run(RENAMED, project_id=project_id, entity_ids=entity_ids)
    await tx.run(FORGET_MERGES, project_id=project_id, entity_ids=entity_ids)
    await clear(tx, project_id, entity_ids, message_ids=message_ids)


async def clear(
    tx: Tx, project_id: str, entity_ids: Sequence[str], *, message_ids: Sequence[str] = ()
) -> None:
    """Redact those of the messages and delete those of the entities that nothing needs."""
    await tx.run(ORPHANS, project_id=project_id, message_ids=message_ids, entity_ids=entity_ids)


async def _touch(
    tx: Tx,
    query: LiteralString,
    project_id: str,
    gone: Sequence[Gone],
    relation_ids: Sequence[Sequence[str]],
) -> Touched:
    ids = _distinct(relation_ids)
    if not ids:
        return Touched()
    touched = await tx.first(
        query,
        Touched,
        project_id=project_id,
        memory_ids=[memory.id for memory in gone],
        relation_ids=ids,
        open=OPEN,
    )
    return touched or Touched()


def _distinct(lists: Sequence[Sequence[str]]) -> list[str]:
    return sorted({one for many in lists for one in many})

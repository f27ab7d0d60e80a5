"""One entity gives back what it took in, as it was."""

from collections.abc import Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph import absorptions, chains, removals
from graph.absorptions import Attesting, NodeRow
from graph.errors import NotFoundError
from graph.session import Tx

PAST: Final[LiteralString] = """
CYPHER 25
MATCH ()-[same:SAME_AS {id: $merge_id}]->()
WHERE same.project_id = $project_id
CALL (same) {
  MATCH (subject)-[was:WAS_RELATED]->(object)
  WHERE was.merge_id = same.id
  RETURN collect(was {
    .id, .pair, .slot, .new_pair, .memory_ids,
    // a later merge took an end in: that one is to be undone first
    is_buried: any(end IN [subject, object] WHERE end.merge_id <> same.id)
  }) AS relations
}
CALL (same) {
  MATCH (kept:Entity {id: same.kept_id})<-[mention:MENTIONS]-(memory:Memory)
  WHERE mention.moved_by[-1] = same.id
  RETURN collect(DISTINCT memory.id) AS moved
}
CALL (same) {
  MATCH (old:Absorbed)
  WHERE old.merge_id = same.id
  RETURN collect(old {.id, .into_id}) AS nodes
}
RETURN relations, moved, nodes, same.relation_ids AS relation_ids,
  EXISTS { (:Entity {id: same.kept_id}) } AS is_kept
"""

PRESENT: Final[LiteralString] = """
CYPHER 25
CALL () {
  UNWIND $asked.ids AS id
  MATCH ()-[relation:RELATES_TO {id: id}]->()
  RETURN relation
  UNION
  UNWIND $asked.pairs AS pair
  MATCH ()-[relation:RELATES_TO]->()
  WHERE relation.pair = pair AND relation.valid_from IS NOT NULL
  RETURN relation
}
WITH relation
WHERE relation.project_id = $project_id
RETURN collect(relation {.id, .pair, .slot, .memory_ids}) AS relations
"""

SHOW: Final[LiteralString] = """
CYPHER 25
MATCH (old:Absorbed)
WHERE old.merge_id = $merge_id AND old.project_id = $project_id
REMOVE old:Absorbed, old.merge_id, old.into_id
SET old:Entity
"""

RESTORE: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (subject)-[was:WAS_RELATED {id: row.id}]->(object)
WHERE was.merge_id = $merge_id AND was.project_id = $project_id
OPTIONAL MATCH ()-[now:RELATES_TO {id: row.id}]->()
// what was learned since stays with the relation; whose it is is as it was
WITH row, subject, object, was, now, properties(was) AS before,
  properties(coalesce(now, was)) AS kept
DELETE was, now
WITH row, subject, object, before, kept
WHERE size(row.memory_ids) > 0
CALL (row) {
  UNWIND row.memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  RETURN max(memory.expires_at) AS evidence_until
}
CREATE (subject)-[relation:RELATES_TO]->(object)
SET relation = kept
SET
  relation.pair = before.pair,
  relation.slot = before.slot,
  relation.memory_ids = row.memory_ids,
  relation.evidence_until = evidence_until
REMOVE relation.merge_id, relation.new_pair, relation.slot_key, relation.current_key
"""

RESTORE_MENTIONS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (into:Entity {id: row.into_id})
MATCH (old:Entity {id: row.id})
CALL (into, old) {
  MATCH (into)<-[moved:MENTIONS]-(memory:Memory)
  WHERE moved.project_id = $project_id AND moved.moved_by[-1] = $merge_id
  CREATE (memory)-[mention:MENTIONS]->(old)
  SET mention = properties(moved)
  SET mention.moved_by = CASE WHEN size(moved.moved_by) > 1 THEN moved.moved_by[..-1] END
  DELETE moved
}
"""

REOPEN: Final[LiteralString] = """
CYPHER 25
MATCH ()-[same:SAME_AS {id: $merge_id}]->()
WHERE same.project_id = $project_id
MATCH (kept:Entity {id: same.kept_id})
SET kept.aliases = [name IN kept.aliases WHERE NOT name IN same.added_aliases]
SET same.state = same.state_before, same.decided_at = same.decided_before
REMOVE same.kept_id, same.added_aliases, same.relation_ids, same.state_before, same.decided_before
// what nobody had proposed was merged by hand: nothing of it is left
FOREACH (one IN CASE same.method WHEN 'by hand' THEN [same] ELSE [] END | DELETE one)
"""


class Was(Struct, frozen=True, kw_only=True):
    """A relation as it was before a merge."""

    id: str
    pair: str
    slot: str | None
    new_pair: str
    memory_ids: list[str]
    is_buried: bool | None


class Past(Struct, frozen=True, kw_only=True):
    """What a merge left to go back to; `moved` are memories that mentioned what was absorbed."""

    relations: list[Was]
    moved: list[str]
    nodes: list[NodeRow]
    relation_ids: str
    is_kept: bool


class Standing(Struct, frozen=True, kw_only=True):
    """A relation as it is now."""

    id: str
    pair: str
    slot: str | None
    memory_ids: list[str]


class RestoreRow(Struct, frozen=True, kw_only=True):
    """A relation to bring back with this evidence; with none it does not come back."""

    id: str
    memory_ids: tuple[str, ...]


class Restoration(Struct, frozen=True, kw_only=True):
    """All that one undo writes."""

    project_id: str
    merge_id: str
    nodes: tuple[NodeRow, ...]
    relations: tuple[RestoreRow, ...]
    memories: tuple[Attesting, ...]
    slots: tuple[str, ...]
    pairs: tuple[str, ...]


async def past(tx: Tx, project_id: str, merge_id: str) -> Past:
    """Give what a merge left to go back to; raises NotFoundError."""
    found = await tx.first(PAST, Past, project_id=project_id, merge_id=merge_id)
    if found is None:
        raise NotFoundError("merge", merge_id)
    return found


async def present(tx: Tx, project_id: str, relations: Sequence[Was]) -> list[Standing]:
    """Give what these relations are by now, and what took their place."""
    asked = {
        "ids": sorted({one.id for one in relations}),
        "pairs": sorted({one.new_pair for one in relations}),
    }
    return await tx.all(PRESENT, Standing, project_id=project_id, asked=asked)


async def write(tx: Tx, done: Restoration) -> None:
    """Bring back what was; the owner's lane is locked.

    Raises ConflictError when something new has the name of what comes back.
    """
    ids = {"project_id": done.project_id, "merge_id": done.merge_id}
    await tx.run(SHOW, **ids)
    await tx.run(RESTORE, **ids, rows=done.relations)
    await tx.run(RESTORE_MENTIONS, **ids, rows=done.nodes)
    await absorptions.attest(tx, done.project_id, done.memories)
    await tx.run(REOPEN, **ids)
    await chains.update(tx, done.slots, done.pairs)
    entity_ids = [one for node in done.nodes for one in (node.id, node.into_id)]
    await removals.clear(tx, done.project_id, entity_ids)

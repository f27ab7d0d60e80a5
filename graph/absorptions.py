"""One entity takes another one in.

What was stays in the graph beside what is: the absorbed nodes under the label Absorbed, the
relations as they were as WAS_RELATED. So every property comes back whatever it is, and goes with
the memories that it came from.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, LiteralString

from msgspec import Struct

from graph import chains
from graph.session import Tx

# an entity with more than this is no duplicate, and one transaction could not hold it
MOST_EDGES: Final = 5_000

SCENE: Final[LiteralString] = """
CYPHER 25
MATCH (absorbed:Entity {id: $absorbed_id})
WHERE absorbed.project_id = $project_id
CALL (absorbed) {
  MATCH (absorbed)-[relation:RELATES_TO]-(:Entity)
  WITH DISTINCT relation LIMIT $limit
  RETURN collect(relation {
    .id, .predicate, .pair, .slot, .memory_ids,
    subject_id: startNode(relation).id,
    object_id: endNode(relation).id,
    object_type: endNode(relation).type,
    object_norm: endNode(relation).name_norm
  }) AS relations
}
RETURN relations, COUNT { (absorbed)<-[:MENTIONS]-() } AS mentions
"""

TWINS: Final[LiteralString] = """
CYPHER 25
UNWIND $keys AS key
MATCH (twin:Entity {key: key})
WHERE twin.project_id = $project_id
RETURN collect(twin {.key, .id}) AS twins
"""

PARTNERS: Final[LiteralString] = """
CYPHER 25
UNWIND $pairs AS pair
MATCH ()-[relation:RELATES_TO]->()
WHERE relation.pair = pair AND relation.valid_from IS NOT NULL AND relation.slot IS NULL
RETURN collect(relation {.id, .pair, .memory_ids}) AS partners
"""

MEMORIES: Final[LiteralString] = """
CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
RETURN collect(memory {.id, .relation_ids}) AS memories
"""

CREATE_TWINS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (value:Entity {id: row.id})
WHERE value.project_id = $project_id
MERGE (twin:Entity {key: row.key})
ON CREATE SET
  twin += value {
    .project_id, .owner_key, .name, .name_norm, .aliases, .type, .is_self, .created_at, .updated_at
  },
  twin.id = row.into_id
FOREACH (_ IN CASE value.type WHEN 'date' THEN [1] ELSE [] END | SET twin:Time)
FOREACH (_ IN CASE value.type WHEN 'literal' THEN [1] ELSE [] END | SET twin:Literal)
"""

REMEMBER: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (subject)-[relation:RELATES_TO {id: row.id}]->(object)
WHERE relation.project_id = $project_id
CREATE (subject)-[was:WAS_RELATED]->(object)
SET was = properties(relation)
SET was.merge_id = $merge_id, was.new_pair = row.new_pair
// what takes the place of this one may hold them when it comes back
REMOVE was.slot_key, was.current_key
"""

# an edge can't be pointed elsewhere: its copy keeps its id
MOVE: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (subject:Entity {id: row.subject_id})
MATCH (object:Entity {id: row.object_id})
CALL (row, subject, object) {
  MATCH ()-[relation:RELATES_TO {id: row.id}]->()
  WHERE relation.project_id = $project_id
  WITH relation, properties(relation) AS kept
  DELETE relation
  WITH kept
  WHERE subject <> object
  CREATE (subject)-[moved:RELATES_TO]->(object)
  SET moved = kept
  SET moved.pair = row.pair, moved.slot = row.slot
  // the chain sets them
  REMOVE moved.slot_key, moved.current_key
}
"""

MOVE_MENTIONS: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (old:Entity {id: row.id})
MATCH (into:Entity {id: row.into_id})
CALL (old, into) {
  MATCH (memory:Memory)-[mention:MENTIONS]->(old)
  WHERE mention.project_id = $project_id
  CREATE (memory)-[moved:MENTIONS]->(into)
  SET moved = properties(mention)
  SET moved.moved_by = coalesce(mention.moved_by, []) + [$merge_id]
  DELETE mention
}
"""

HIDE: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (old:Entity {id: row.id})
WHERE old.project_id = $project_id
REMOVE old:Entity
SET old:Absorbed, old.merge_id = $merge_id, old.into_id = row.into_id
"""

ACCEPT: Final[LiteralString] = """
CYPHER 25
MATCH (kept:Entity {id: $kept_id})
MATCH (old:Absorbed {id: $absorbed_id})
WITH kept, [
  name IN [old.name] + old.aliases WHERE name <> kept.name AND NOT name IN kept.aliases
] AS news
MATCH ()-[same:SAME_AS {id: $merge_id}]->()
WHERE same.project_id = $project_id
SET
  same.state_before = same.state,
  same.decided_before = same.decided_at,
  same.state = 'accepted',
  same.kept_id = kept.id,
  same.decided_at = $at,
  same.added_aliases = news,
  same.relation_ids = $relation_ids,
  kept.aliases = kept.aliases + news
"""

ATTEST: Final[LiteralString] = """
CYPHER 25
UNWIND $rows AS row
MATCH (memory:Memory {id: row.id})
WHERE memory.project_id = $project_id
SET memory.relation_ids = row.relation_ids
"""


class Touching(Struct, frozen=True, kw_only=True):
    """A relation of an entity, with both its ends."""

    id: str
    predicate: str
    pair: str
    slot: str | None
    memory_ids: list[str]
    subject_id: str
    object_id: str
    object_type: str
    object_norm: str


class Scene(Struct, frozen=True, kw_only=True):
    """What an entity would take along: its relations, and how many mentions."""

    relations: list[Touching]
    mentions: int


class Twin(Struct, frozen=True, kw_only=True):
    """A value that the entity that stays has already."""

    key: str
    id: str


class Partner(Struct, frozen=True, kw_only=True):
    """A relation that says the same as one that moves."""

    id: str
    pair: str
    memory_ids: list[str]


class Attesting(Struct, frozen=True, kw_only=True):
    """A memory and the relations that it attests."""

    id: str
    relation_ids: list[str]


class NodeRow(Struct, frozen=True, kw_only=True):
    """A node that goes into another one; a value's has the key that it has there."""

    id: str
    into_id: str
    key: str | None = None


class MoveRow(Struct, frozen=True, kw_only=True):
    """A relation with its new ends and the keys that follow from them."""

    id: str
    subject_id: str
    object_id: str
    pair: str
    slot: str | None


class RememberRow(Struct, frozen=True, kw_only=True):
    """A relation that is to be found again as it was."""

    id: str
    new_pair: str


class Absorption(Struct, frozen=True, kw_only=True):
    """All that one merge writes. `relation_ids` is JSON: what memories attested before, by id."""

    project_id: str
    merge_id: str
    kept_id: str
    absorbed_id: str
    at: datetime
    nodes: tuple[NodeRow, ...]
    moves: tuple[MoveRow, ...]
    remembered: tuple[RememberRow, ...]
    memories: tuple[Attesting, ...]
    relation_ids: str
    slots: tuple[str, ...]
    pairs: tuple[str, ...]


async def scene(tx: Tx, project_id: str, absorbed_id: str) -> Scene:
    """Give what an entity would take along; of more than `MOST_EDGES` relations only so many."""
    found = await tx.first(
        SCENE, Scene, project_id=project_id, absorbed_id=absorbed_id, limit=MOST_EDGES + 1
    )
    return found or Scene(relations=[], mentions=0)


async def twins(tx: Tx, project_id: str, keys: Sequence[str]) -> dict[str, str]:
    """Give the ids of the values that are there, by key."""
    found = await tx.all(TWINS, Twin, project_id=project_id, keys=list(keys))
    return {twin.key: twin.id for twin in found}


async def partners(tx: Tx, project_id: str, pairs: Sequence[str]) -> list[Partner]:
    """Give the relations without a slot that have one of the pairs."""
    return await tx.all(PARTNERS, Partner, project_id=project_id, pairs=list(pairs))


async def attesting(tx: Tx, project_id: str, memory_ids: Sequence[str]) -> list[Attesting]:
    """Give the memories that are there, with the relations that they attest."""
    return await tx.all(MEMORIES, Attesting, project_id=project_id, memory_ids=list(memory_ids))


async def write(tx: Tx, done: Absorption) -> None:
    """Let one entity take the other one in; the owner's lane is locked."""
    ids = {"project_id": done.project_id, "merge_id": done.merge_id}
    values = [node for node in done.nodes if node.key is not None]
    await tx.run(CREATE_TWINS, project_id=done.project_id, rows=values)
    await tx.run(REMEMBER, **ids, rows=done.remembered)
    await tx.run(MOVE, project_id=done.project_id, rows=done.moves)
    await tx.run(MOVE_MENTIONS, **ids, rows=done.nodes)
    await tx.run(HIDE, **ids, rows=done.nodes)
    await tx.run(
        ACCEPT,
        **ids,
        kept_id=done.kept_id,
        absorbed_id=done.absorbed_id,
        at=done.at,
        relation_ids=done.relation_ids,
    )
    await attest(tx, done.project_id, done.memories)
    await chains.update(tx, done.slots, done.pairs)


async def attest(tx: Tx, project_id: str, memories: Sequence[Attesting]) -> None:
    """Write down which relations memories attest."""
    await tx.run(ATTEST, project_id=project_id, rows=list(memories))

"""What planning must know of an owner's graph."""

from collections.abc import Iterator, Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.keys import ENTITY, hashed
from graph.model import Entity, Instant, Precision
from graph.session import Tx

# Lucene refuses more than 1,024 terms a query
PHRASES_A_QUERY: Final = 50
CANDIDATES_A_QUERY: Final = 200

_ENTITY: LiteralString = """entity {
    .id, .key, .owner_key, .name, .name_norm, .aliases, .type, .is_self
  }"""

# `$asked` is one map everywhere, because Neo4j makes a plan for each size of a list (of none, of 1,
# up to 10, up to 100) that is a parameter itself
KNOWN: Final[LiteralString] = (
    """
CYPHER 25
OPTIONAL MATCH (lane:Lane {key: $owner_key})
WITH coalesce(lane.version, 0) AS lane_version
CALL () {
  MATCH (entity:Entity {key: $self_key})
  RETURN collect("""
    + _ENTITY
    + """) AS selves
}
CALL () {
  UNWIND $asked.names AS name
  MATCH (entity:Entity {owner_key: $owner_key, name_norm: name})
  RETURN collect("""
    + _ENTITY
    + """) AS named
}
CALL () {
  UNWIND $asked.lucene AS lucene
  CALL db.index.fulltext.queryNodes('entity_name', lucene, {limit: $limit}) YIELD node AS entity
  WITH DISTINCT entity
  WHERE entity.owner_key = $owner_key AND NOT entity.name_norm IN $asked.names
  RETURN collect("""
    + _ENTITY
    + """) AS nicknamed
}
CALL () {
  UNWIND $asked.hashes AS hash
  MATCH (memory:Memory {owner_key: $owner_key, hash: hash})
  RETURN collect(memory {.id, .hash}) AS memories
}
RETURN lane_version, selves[0] AS self_entity, named + nicknamed AS entities, memories
"""
)

_RELATION: LiteralString = """
WITH subject, relation, object ORDER BY relation.valid_from, relation.recorded_at
RETURN collect(relation {
  .id, .predicate, .pair, .slot, .confidence, .memory_ids,
  .valid_from_precision, .valid_to_precision,
  subject_id: subject.id,
  subject_key: subject.key,
  subject_name: subject.name,
  object_id: object.id,
  object_key: object.key,
  object_name: object.name,
  valid_from: toString(relation.valid_from),
  valid_to: toString(relation.valid_to),
  valid_to_stated: toString(relation.valid_to_stated),
  ended_at: toString(relation.ended_at),
  recorded_at: toString(relation.recorded_at),
  retired_at: toString(relation.retired_at),
  evidence_until: toString(relation.evidence_until)
}) AS relations
"""

RELATIONS: Final[LiteralString] = (
    """
CYPHER 25
CALL () {
  UNWIND $asked.slots AS slot
  MATCH (subject)-[relation:RELATES_TO]->(object)
  WHERE relation.slot = slot AND relation.valid_from IS NOT NULL
  RETURN subject, relation, object
  UNION
  UNWIND $asked.pairs AS pair
  MATCH (subject)-[relation:RELATES_TO]->(object)
  WHERE relation.pair = pair AND relation.valid_from IS NOT NULL
  RETURN subject, relation, object
}
WITH subject, relation, object
WHERE relation.owner_key = $owner_key
"""
    + _RELATION
)

RELATIONS_OF: Final[LiteralString] = (
    """
CYPHER 25
UNWIND $asked.entity_keys AS entity_key
MATCH (entity:Entity {key: entity_key})-[relation:RELATES_TO]-()
WHERE relation.owner_key = $owner_key AND relation.predicate IN $asked.predicates
WITH DISTINCT relation, startNode(relation) AS subject, endNode(relation) AS object
"""
    + _RELATION
)


class KnownMemory(Struct, frozen=True, kw_only=True):
    """A memory of the owner whose text has the hash."""

    id: str
    hash: str


class Known(Struct, frozen=True, kw_only=True):
    """An owner as it is now; `lane_version` is 0 while nothing was ever accepted for it.

    `entities` are a superset: those of the names, and those with an alias that contains the words
    of one, so the caller compares the norms itself.
    """

    lane_version: int
    self_entity: Entity | None
    entities: list[Entity]
    memories: list[KnownMemory]


class StoredRelation(Struct, frozen=True, kw_only=True):
    """A relation as planning sees it, ended and retired ones too."""

    id: str
    predicate: str
    subject_id: str
    subject_key: str
    subject_name: str
    object_id: str
    object_key: str
    object_name: str
    pair: str
    slot: str | None
    valid_from: Instant
    valid_from_precision: Precision
    valid_to: Instant
    valid_to_precision: Precision
    valid_to_stated: Instant
    ended_at: Instant
    recorded_at: Instant
    retired_at: Instant
    evidence_until: Instant
    confidence: float
    memory_ids: list[str]


async def get(tx: Tx, owner_key: str, *, names: Sequence[str], hashes: Sequence[str]) -> Known:
    """Give lane version, self entity, the names' (normalised) entities and the hashes' memories."""
    known = await tx.first(
        KNOWN,
        Known,
        owner_key=owner_key,
        self_key=hashed(ENTITY, owner_key, "self"),
        asked={
            "names": sorted(set(names)),
            "hashes": sorted(set(hashes)),
            "lucene": list(_alias_queries(owner_key, sorted(set(names)))),
        },
        limit=CANDIDATES_A_QUERY,
    )
    return known or Known(lane_version=0, self_entity=None, entities=[], memories=[])


async def relations(
    tx: Tx, owner_key: str, *, slots: Sequence[str], pairs: Sequence[str]
) -> list[StoredRelation]:
    """Give the owner's relations in any of the slots or pairs, by start."""
    return await tx.all(
        RELATIONS,
        StoredRelation,
        owner_key=owner_key,
        asked={"slots": sorted(set(slots)), "pairs": sorted(set(pairs))},
    )


async def relations_of(
    tx: Tx, owner_key: str, *, entity_keys: Sequence[str], predicates: Sequence[str]
) -> list[StoredRelation]:
    """Give the relations of the predicates that start or end at one of the entities, by start."""
    return await tx.all(
        RELATIONS_OF,
        StoredRelation,
        owner_key=owner_key,
        asked={
            "entity_keys": sorted(set(entity_keys)),
            "predicates": sorted(set(predicates)),
        },
    )


def _alias_queries(owner_key: str, names: Sequence[str]) -> Iterator[str]:
    """Give Lucene queries for the owner's entities with an alias that contains a name's words."""
    # a phrase without a word would be left out, and all that remained would be the owner
    worded = [name for name in names if any(letter.isalnum() for letter in name)]
    for start in range(0, len(worded), PHRASES_A_QUERY):
        chunk = worded[start : start + PHRASES_A_QUERY]
        phrases = " ".join(f"aliases:{_phrase(name)}" for name in chunk)
        yield f"+owner_key:{_phrase(owner_key)} +({phrases})"


def _phrase(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

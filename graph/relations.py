"""Relations as a caller may see them: by the evidence that passes the filter, at two clocks."""

from collections.abc import Mapping, Sequence
from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, compiled
from graph.model import OPEN, Instant, Precision, Relation, Visibility
from graph.session import Tx

# A future start is shown ("I fly on Friday"); only as_of hides it.
_HELD_UNTIL_NOW: Final[LiteralString] = "relation.retired_at > $now"
_NOT_ENDED: Final[LiteralString] = " AND relation.valid_to > $now"
_NOT_EXPIRED: Final[LiteralString] = " AND relation.evidence_until > $now"

# What was believed at $known: neither an end nor a value that was learned later reaches back.
_BELIEVED: Final[LiteralString] = """relation.recorded_at <= $known
  AND relation.retired_at > $known"""
_STARTED: Final[LiteralString] = " AND relation.valid_from <= $at"
_NOT_ENDED_THEN: Final[LiteralString] = """
  AND (relation.ended_at > $known OR relation.valid_to_stated > $at)
  AND NOT EXISTS {
    MATCH ()-[later:RELATES_TO]->()
    WHERE later.slot = relation.slot AND later.valid_from >= relation.valid_from
      AND later.valid_from <= $at
      AND (later.valid_from > relation.valid_from OR later.recorded_at > relation.recorded_at)
      AND later.recorded_at <= $known AND later.retired_at > $known
  }"""

# The end of what a newer value replaced is as precise as that one's beginning.
_END_NOW: Final[LiteralString] = """
    OPTIONAL MATCH ()-[next:RELATES_TO {id: relation.superseded_by}]->()
    RETURN relation.valid_to AS valid_to,
      coalesce(next.valid_from_precision, relation.valid_to_precision) AS valid_to_precision"""
_END_THEN: Final[LiteralString] = """
    OPTIONAL MATCH ()-[next:RELATES_TO]->()
    WHERE next.slot = relation.slot AND next.valid_from >= relation.valid_from
      AND (next.valid_from > relation.valid_from OR next.recorded_at > relation.recorded_at)
      AND next.recorded_at <= $known AND next.retired_at > $known
    WITH relation, next,
      CASE WHEN relation.ended_at <= $known THEN relation.valid_to_stated
           ELSE $open END AS stated
      ORDER BY next.valid_from, next.recorded_at LIMIT 1
    WITH relation, next, stated, stated <= coalesce(next.valid_from, $open) AS was_stated
    RETURN CASE WHEN was_stated THEN stated ELSE next.valid_from END AS valid_to,
      CASE WHEN was_stated THEN relation.valid_to_precision
           ELSE next.valid_from_precision END AS valid_to_precision"""

# Relations share entities and evidence: each of those is looked at once, and told once.
_SEEN: Final[LiteralString] = """
CALL (held, is_erasing) {
  UNWIND held AS relation
  UNWIND relation.memory_ids AS memory_id
  WITH DISTINCT memory_id, is_erasing
  MATCH (memory:Memory {id: memory_id})
  WHERE """
_EVIDENCE: Final[LiteralString] = """
  WITH memory ORDER BY memory.recorded_at DESC, memory.id
  RETURN collect([memory.id, memory.text]) AS evidence
}
CALL (held) {
  UNWIND held AS relation
  UNWIND [startNode(relation), endNode(relation)] AS entity
  WITH DISTINCT entity
  RETURN collect([id(entity), entity.id, entity.name, entity.type, entity.is_self]) AS entities
}
CALL (held) {
  UNWIND held AS relation
  CALL (relation) {"""
_RELATION: Final[LiteralString] = """
  }
  RETURN collect([
    id(startNode(relation)), id(endNode(relation)), relation.memory_ids,
    relation.id, relation.owner_key, relation.predicate,
    toString(relation.valid_from), relation.valid_from_precision,
    // Of an end that has come nobody knows when, the instant by which it had is shown.
    toString(valid_to), CASE valid_to_precision WHEN 'none' THEN 'instant'
      ELSE valid_to_precision END,
    toString(relation.recorded_at), toString(relation.retired_at), relation.confidence
  ]) AS rows
}
"""
_DESCRIBED: Final[LiteralString] = "RETURN evidence, entities, rows"

_OF_MEMORIES: Final[LiteralString] = """
CALL () {
  UNWIND $memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  WHERE memory.project_id = $project_id
  UNWIND memory.relation_ids AS relation_id
  WITH DISTINCT relation_id LIMIT $limit
  MATCH (:Entity)-[relation:RELATES_TO {id: relation_id}]->(:Entity)
  WHERE relation.project_id = $project_id AND """
_HELD: Final[LiteralString] = """
  RETURN collect(relation) AS held
}"""


class _Row(Struct, frozen=True, array_like=True):
    source_number: int
    target_number: int
    memory_ids: list[str]
    id: str
    owner_key: str
    predicate: str
    valid_from: Instant
    valid_from_precision: Precision
    valid_to: Instant
    valid_to_precision: Precision
    recorded_at: Instant
    retired_at: Instant
    confidence: float


class _End(Struct, frozen=True, array_like=True):
    number: int
    id: str
    name: str
    type: str
    is_self: bool


class Described(Struct, frozen=True, kw_only=True):
    """What `described` returns: relations, both their ends, and visible memories, newest first."""

    evidence: list[tuple[str, str]] = []
    entities: list[_End] = []
    rows: list[_Row] = []


def told(described: Described) -> list[Relation]:
    """Put together the relations that have visible evidence."""
    texts, ends = dict(described.evidence), {end.number: end for end in described.entities}
    ages = {memory_id: age for age, memory_id in enumerate(texts)}
    found: list[Relation] = []
    for row in described.rows:
        memory_ids = [memory_id for memory_id in row.memory_ids if memory_id in texts]
        if memory_ids:
            memory_ids.sort(key=ages.__getitem__)
            found.append(_relation(row, ends, memory_ids, texts[memory_ids[0]]))
    return found


def _relation(row: _Row, ends: Mapping[int, _End], memory_ids: list[str], fact: str) -> Relation:
    source, target = ends[row.source_number], ends[row.target_number]
    return Relation(
        id=row.id,
        owner_key=row.owner_key,
        source=source.name,
        source_id=source.id,
        source_type=source.type,
        source_is_self=source.is_self,
        predicate=row.predicate,
        target=target.name,
        target_id=target.id,
        target_type=target.type,
        target_is_self=target.is_self,
        valid_from=row.valid_from,
        valid_from_precision=row.valid_from_precision,
        valid_to=row.valid_to,
        valid_to_precision=row.valid_to_precision,
        recorded_at=row.recorded_at,
        retired_at=row.retired_at,
        confidence=row.confidence,
        memory_ids=memory_ids,
        fact=fact,
    )


def believed(visibility: Visibility) -> LiteralString:
    """Give the condition on a `relation` under which it is shown at the asked times."""
    if visibility.known_at is None and visibility.as_of is None:
        held = _HELD_UNTIL_NOW + ("" if visibility.include_ended else _NOT_ENDED)
    else:
        started = "" if visibility.as_of is None else _STARTED
        held = _BELIEVED + started + ("" if visibility.include_ended else _NOT_ENDED_THEN)
    return held if visibility.show_expired else held + _NOT_EXPIRED


def described(visibility: Visibility, where: LiteralString) -> LiteralString:
    """Give what tells of the relations in the list `held` all that a `Described` has."""
    end = _END_NOW if visibility.known_at is None else _END_THEN
    return _SEEN + where + _EVIDENCE + end + _RELATION


def clocks(visibility: Visibility) -> dict[str, object]:
    """Give the parameters of `believed` and `described` beside those of the filter."""
    known = visibility.known_at or visibility.now
    return {"known": known, "at": visibility.as_of or known, "open": OPEN}


async def find_attested(
    tx: Tx, visibility: Visibility, memory_ids: Sequence[str], *, limit: int = 1000
) -> list[Relation]:
    """Give the relations that any of the memories attest, as far as the caller may see them."""
    seen = compiled(visibility)
    found = await tx.first(
        attested_query(visibility, seen),
        Described,
        **seen.parameters,
        **clocks(visibility),
        memory_ids=memory_ids,
        limit=limit,
    )
    return [] if found is None else told(found)


def attested_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of the relations of a page."""
    held: LiteralString = _OF_MEMORIES + believed(visibility) + _HELD
    return seen.opening + held + described(visibility, seen.where) + _DESCRIBED

"""Relations as a caller may see them: by the evidence that passes the filter, at two clocks."""

from collections.abc import Sequence
from typing import Final, LiteralString

from graph.filters import Compiled, compiled
from graph.model import OPEN, Relation, Visibility
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

_SEEN: Final[LiteralString] = """
CALL (relation) {
  UNWIND relation.memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  WHERE """
_EVIDENCE: Final[LiteralString] = """
  WITH memory ORDER BY memory.recorded_at DESC, memory.id
  RETURN collect(memory.id) AS memory_ids, head(collect(memory.text)) AS fact
}
WITH subject, relation, object, memory_ids, fact WHERE size(memory_ids) > 0
CALL (relation) {"""
_RELATION: Final[LiteralString] = """
}
RETURN collect({
  id: relation.id, owner_key: relation.owner_key, predicate: relation.predicate,
  source: subject.name, source_id: subject.id, source_type: subject.type,
  source_is_self: subject.is_self, target_is_self: object.is_self,
  target: object.name, target_id: object.id, target_type: object.type,
  valid_from: toString(relation.valid_from),
  valid_from_precision: relation.valid_from_precision,
  valid_to: toString(valid_to),
  // Of an end that has come nobody knows when, the instant by which it had is shown.
  valid_to_precision:
    CASE valid_to_precision WHEN 'none' THEN 'instant' ELSE valid_to_precision END,
  recorded_at: toString(relation.recorded_at), retired_at: toString(relation.retired_at),
  confidence: relation.confidence, memory_ids: memory_ids, fact: fact
}) AS relations"""

_OF_MEMORIES: Final[LiteralString] = """CYPHER 25
UNWIND $memory_ids AS memory_id
MATCH (memory:Memory {id: memory_id})
WHERE memory.project_id = $project_id
UNWIND memory.relation_ids AS relation_id
WITH DISTINCT relation_id LIMIT $limit
MATCH (subject:Entity)-[relation:RELATES_TO {id: relation_id}]->(object:Entity)
WHERE relation.project_id = $project_id AND """


def believed(visibility: Visibility) -> LiteralString:
    """Give the condition on a `relation` under which it is shown at the asked times."""
    if visibility.known_at is None and visibility.as_of is None:
        held = _HELD_UNTIL_NOW + ("" if visibility.include_ended else _NOT_ENDED)
    else:
        started = "" if visibility.as_of is None else _STARTED
        held = _BELIEVED + started + ("" if visibility.include_ended else _NOT_ENDED_THEN)
    return held if visibility.show_expired else held + _NOT_EXPIRED


def described(visibility: Visibility, where: LiteralString) -> LiteralString:
    """Give what turns rows of subject, relation and object into relations with visible evidence."""
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
    return await tx.all(
        attested_query(visibility, seen),
        Relation,
        **seen.parameters,
        **clocks(visibility),
        memory_ids=memory_ids,
        limit=limit,
    )


def attested_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of the relations of a page."""
    return _OF_MEMORIES + believed(visibility) + described(visibility, seen.where)

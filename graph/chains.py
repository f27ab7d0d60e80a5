"""Which relation of a slot is open: made anew from starts, stated ends and retirements."""

from collections.abc import Sequence
from typing import Final, LiteralString

from graph.model import OPEN
from graph.session import Tx

CHAINS: Final[LiteralString] = """
CYPHER 25
CALL () {
  UNWIND $slots.keys AS slot
  CALL (slot) {
    MATCH ()-[relation:RELATES_TO]->()
    WHERE relation.slot = slot AND relation.valid_from IS NOT NULL
    WITH relation ORDER BY relation.valid_from, relation.recorded_at
    WITH collect(relation) AS every
    // all keys off before one is on again: they are unique; a retired relation may have held them
    FOREACH (relation IN every | REMOVE relation.slot_key, relation.current_key)
    WITH [relation IN every WHERE relation.retired_at = $open] AS chain
    UNWIND range(0, size(chain) - 1) AS place
    WITH chain[place] AS relation, chain[place + 1] AS next
    WITH relation, next, next IS NULL OR relation.valid_to_stated <= next.valid_from AS is_as_stated
    SET
      relation.valid_to = CASE WHEN is_as_stated
        THEN relation.valid_to_stated ELSE next.valid_from END,
      relation.superseded_by = CASE WHEN NOT is_as_stated THEN next.id END
    WITH relation
    WHERE relation.valid_to = $open
    SET relation.slot_key = relation.slot, relation.current_key = relation.pair
  }
}
CALL () {
  UNWIND $slots.pairs AS pair
  CALL (pair) {
    MATCH ()-[relation:RELATES_TO]->()
    WHERE relation.pair = pair AND relation.valid_from IS NOT NULL AND relation.slot IS NULL
    WITH relation ORDER BY relation.valid_from, relation.recorded_at
    WITH collect(relation) AS every
    FOREACH (relation IN every |
      SET relation.valid_to = relation.valid_to_stated
      REMOVE relation.current_key)
    WITH [
      relation IN every WHERE relation.retired_at = $open AND relation.valid_to_stated = $open
    ] AS living
    WITH living[0] AS kept, living[1..] AS equals
    WHERE kept IS NOT NULL
    SET kept.current_key = pair
    WITH kept, equals
    // an end was deleted that stood between two: one fact again, with all its evidence
    UNWIND equals AS equal
    CALL (kept, equal) {
      UNWIND equal.memory_ids AS memory_id
      MATCH (memory:Memory {id: memory_id})
      SET memory.relation_ids =
        [id IN memory.relation_ids WHERE NOT id IN [equal.id, kept.id]] + [kept.id]
    }
    SET
      kept.memory_ids = kept.memory_ids + [id IN equal.memory_ids WHERE NOT id IN kept.memory_ids],
      kept.evidence_until = CASE WHEN equal.evidence_until > kept.evidence_until
        THEN equal.evidence_until ELSE kept.evidence_until END
    DELETE equal
  }
}
"""


async def update(tx: Tx, slots: Sequence[str], pairs: Sequence[str]) -> None:
    """Make the intervals and unique keys of relations anew, of slots and of pairs without one.

    Equal open ones of a pair become one with all evidence.
    """
    if slots or pairs:
        # one map: Neo4j makes a plan for each size of a list that is a parameter itself
        both = {"keys": sorted(set(slots)), "pairs": sorted(set(pairs))}
        await tx.run(CHAINS, slots=both, open=OPEN)

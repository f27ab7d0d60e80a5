"""Relations as a commit writes them: created, attested, ended, retired, shifted."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import RefusedError
from graph.model import OPEN
from graph.plan import Plan
from graph.session import Tx

RELATIONS: Final[LiteralString] = """
CYPHER 25
UNWIND $relations AS row
MATCH (subject:Entity {key: row.subject_key})
MATCH (object:Entity {key: row.object_key})
CREATE (subject)-[relation:RELATES_TO]->(object)
// without current_key and slot_key: the chain sets them
SET relation = row {
  .id, .owner_key, .predicate, .predicate_raw, .pair, .slot, .valid_from, .valid_from_precision,
  .valid_to_stated, .valid_to_precision, .ended_at, .recorded_at, .memory_ids, .evidence_until,
  .confidence, .extractor,
  project_id: $project_id,
  valid_to: row.valid_to_stated,
  retired_at: $open
}
// an end that came with the relation is the one to go back to when a later one is deleted
SET relation += CASE WHEN row.valid_to_stated = $open THEN {} ELSE {
  first_valid_to: row.valid_to_stated,
  first_valid_to_precision: row.valid_to_precision,
  first_ended_at: row.ended_at
} END
RETURN count(relation) AS total
"""

CHANGED_RELATIONS: Final[LiteralString] = """
CYPHER 25
CALL () {
  UNWIND $evidence AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET
    relation.memory_ids =
      relation.memory_ids + [id IN row.memory_ids WHERE NOT id IN relation.memory_ids],
    relation.evidence_until = CASE WHEN row.evidence_until > relation.evidence_until
      THEN row.evidence_until ELSE relation.evidence_until END
}
CALL () {
  UNWIND $endings AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.valid_to_stated, .valid_to_precision, .ended_at}
}
CALL () {
  UNWIND $retirements AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.retired_at}
}
CALL () {
  UNWIND $shifts AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.valid_from, .valid_from_precision}
}
UNWIND $relation_ids AS relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
WHERE relation.project_id = $project_id
RETURN collect(DISTINCT relation.slot) AS slots,
  collect(DISTINCT CASE WHEN relation.slot IS NULL THEN relation.pair END) AS pairs
"""


class Touched(Struct, frozen=True, kw_only=True):
    """Slots and slotless pairs whose chains are to be made anew."""

    slots: list[str] = []
    pairs: list[str] = []


class Total(Struct, frozen=True, kw_only=True):
    """How many were created."""

    total: int


async def create(tx: Tx, plan: Plan) -> None:
    """Write the new relations, without the keys that make them unique: the chains set those."""
    if not plan.relations:
        return
    created = await tx.first(
        RELATIONS, Total, project_id=plan.project_id, relations=plan.relations, open=OPEN
    )
    if created is None or created.total != len(plan.relations):
        raise RefusedError("a relation of the plan lacks an end")


async def update(tx: Tx, plan: Plan) -> Touched:
    """Add evidence, ends, retirements and starts to what is there; gives whose chains change."""
    changed = (*plan.evidence, *plan.endings, *plan.retirements, *plan.shifts)
    ids = {row.relation_id for row in changed} | {row.id for row in plan.relations}
    if not ids:
        return Touched()
    touched = await tx.first(
        CHANGED_RELATIONS,
        Touched,
        project_id=plan.project_id,
        evidence=plan.evidence,
        endings=plan.endings,
        retirements=plan.retirements,
        shifts=plan.shifts,
        relation_ids=sorted(ids),
    )
    return touched or Touched()

"""Relations as a commit writes them: created, attested, ended, retired, shifted."""

from collections.abc import Iterable
from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import RefusedError
from graph.model import OPEN
from graph.plan import Plan
from graph.session import Tx

WRITE: Final[LiteralString] = """
CYPHER 25
CALL () {
  UNWIND $rows.relations AS row
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
}
CALL () {
  UNWIND $rows.evidence AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET
    relation.memory_ids =
      relation.memory_ids + [id IN row.memory_ids WHERE NOT id IN relation.memory_ids],
    relation.evidence_until = CASE WHEN row.evidence_until > relation.evidence_until
      THEN row.evidence_until ELSE relation.evidence_until END
}
CALL () {
  UNWIND $rows.endings AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.valid_to_stated, .valid_to_precision, .ended_at}
}
CALL () {
  UNWIND $rows.retirements AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.retired_at}
}
CALL () {
  UNWIND $rows.shifts AS row
  MATCH ()-[relation:RELATES_TO {id: row.relation_id}]->()
  WHERE relation.project_id = $project_id
  SET relation += row {.valid_from, .valid_from_precision}
}
UNWIND $rows.relation_ids AS relation_id
MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
WHERE relation.project_id = $project_id
RETURN collect(relation.id) AS ids,
  collect(DISTINCT relation.slot) AS slots,
  collect(DISTINCT CASE WHEN relation.slot IS NULL THEN relation.pair END) AS pairs
"""


class Touched(Struct, frozen=True, kw_only=True):
    """Slots and slotless pairs whose chains are to be made anew."""

    slots: list[str] = []
    pairs: list[str] = []


class Written(Touched, frozen=True, kw_only=True):
    """The same, with which of the relations are there."""

    ids: list[str]


async def write(tx: Tx, plan: Plan) -> Touched:
    """Create relations and add evidence, ends, retirements and starts to what is there.

    The new ones lack the keys that make them unique: the chains of what is given set those.
    """
    changed = (*plan.evidence, *plan.endings, *plan.retirements, *plan.shifts)
    new = {row.id for row in plan.relations}
    ids = new | {row.relation_id for row in changed}
    if not ids:
        return Touched()
    written = await tx.first(
        WRITE, Written, project_id=plan.project_id, rows=_rows(plan, ids), open=OPEN
    )
    if written is None or not new.issubset(written.ids):
        raise RefusedError("a relation of the plan lacks an end")
    return written


def _rows(plan: Plan, ids: Iterable[str]) -> dict[str, object]:
    """Give one map: lists that are parameters themselves get a plan for each size."""
    return {
        "relations": plan.relations,
        "evidence": plan.evidence,
        "endings": plan.endings,
        "retirements": plan.retirements,
        "shifts": plan.shifts,
        "relation_ids": sorted(ids),
    }

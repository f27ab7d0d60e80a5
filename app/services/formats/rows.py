"""Pure: what an export says of an entity and of a relation, in every format alike."""

from typing import Final, TypeAlias

from graph.dumps import Dumped
from graph.model import JSON, OPEN, Instant, Precision, Relation, instant

Row: TypeAlias = dict[str, JSON]

ENTITY: Final = {"id": str, "name": str, "type": str, "is_self": bool, "owner_key": str}
RELATION: Final = {
    "id": str,
    "source": str,
    "target": str,
    "predicate": str,
    "fact": str,
    "valid_from": str,
    "valid_from_precision": str,
    "valid_to": str,
    "valid_to_precision": str,
    "recorded_at": str,
    "confidence": float,
    "memory_ids": list,
}


def entity_row(entity: Dumped) -> Row:
    """Describe an entity by the fields of `ENTITY`."""
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "is_self": entity.is_self,
        "owner_key": entity.owner_key,
    }


def relation_row(relation: Relation) -> Row:
    """Describe a relation by the fields of `RELATION`; what is not known or open is null."""
    return {
        "id": relation.id,
        "source": relation.source_id,
        "target": relation.target_id,
        "predicate": relation.predicate,
        "fact": relation.fact,
        "valid_from": _known(relation.valid_from, relation.valid_from_precision),
        "valid_from_precision": relation.valid_from_precision,
        "valid_to": _known(relation.valid_to, relation.valid_to_precision),
        "valid_to_precision": relation.valid_to_precision,
        "recorded_at": relation.recorded_at,
        "confidence": relation.confidence,
        "memory_ids": list(relation.memory_ids),
    }


def _known(at: Instant, precision: Precision) -> str | None:
    return None if precision == "none" or instant(at) >= OPEN else at

"""Relations on the wire: mem0's five words of each, and what Relata knows beyond them."""

from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType

from app.routes.instants import bound, shown
from app.services.relations import Hop, ShownRelation


class Step(Struct, frozen=True, kw_only=True):
    """One step of the walk that came to a relation; `forward` means from source to target."""

    relation_id: str
    source: str
    relationship: str
    target: str
    forward: bool
    memory_ids: list[str]

    @classmethod
    def from_hop(cls, hop: Hop) -> "Step":
        """Show a step in the direction of its relation."""
        ends = (hop.from_name, hop.to_name) if hop.is_forward else (hop.to_name, hop.from_name)
        return cls(
            relation_id=hop.relation_id,
            source=ends[0],
            relationship=hop.predicate,
            target=ends[1],
            forward=hop.is_forward,
            memory_ids=hop.memory_ids,
        )


class RelationOut(Struct, frozen=True, kw_only=True):
    """A typed, timed edge; `memory_ids` are the memories that attest it and that you may see.

    `valid_from` and `valid_to` are null, or as precise as they are known: `2019`, `2025-06`,
    `2025-06-01`, an instant. `score` and `path` are there on search only.
    """

    id: str
    source: str
    source_id: str
    source_type: str
    relationship: str
    target: str
    target_id: str
    target_type: str
    destination: str
    valid_from: str | None
    valid_to: str | None
    current: bool
    recorded_at: str
    confidence: float
    memory_ids: list[str]
    fact: str
    score: float | UnsetType = UNSET
    path: list[Step] | UnsetType = UNSET

    @classmethod
    def from_shown(cls, shown_relation: ShownRelation) -> "RelationOut":
        """Show a relation, with the way to it when a walk came to it."""
        relation, score = shown_relation.relation, shown_relation.score
        return cls(
            id=relation.id,
            source=relation.source,
            source_id=relation.source_id,
            source_type=relation.source_type,
            relationship=relation.predicate,
            target=relation.target,
            target_id=relation.target_id,
            target_type=relation.target_type,
            destination=relation.target,
            valid_from=bound(relation.valid_from, relation.valid_from_precision),
            valid_to=bound(relation.valid_to, relation.valid_to_precision),
            current=shown_relation.is_current,
            recorded_at=shown(relation.recorded_at),
            confidence=relation.confidence,
            memory_ids=relation.memory_ids,
            fact=relation.fact,
            score=UNSET if score is None else score,
            path=UNSET if score is None else [Step.from_hop(hop) for hop in shown_relation.path],
        )


def relations_out(found: Iterable[ShownRelation] | None) -> list[RelationOut]:
    """Show relations; where there are none to show, an empty list."""
    return [RelationOut.from_shown(one) for one in found or ()]

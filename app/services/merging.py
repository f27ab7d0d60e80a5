"""Pure: what changes when one entity takes another one in, and when it gives it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from app.services.registry import Registry
from app.services.resolution import VALUES, entity_id
from graph.absorptions import (
    Absorption,
    Attesting,
    MoveRow,
    NodeRow,
    Partner,
    RememberRow,
    Scene,
    Touching,
)
from graph.keys import ENTITY, PAIR, SLOT, hashed
from graph.merges import End
from graph.restorations import Past, Restoration, RestoreRow, Standing, Was


class Joining(Struct, frozen=True, kw_only=True):
    """Two that become one: `absorbed` goes into `kept`. `twins` are kept values' ids by key."""

    project_id: str
    merge_id: str
    kept: End
    absorbed: End
    at: datetime
    scene: Scene
    registry: Registry
    twins: Mapping[str, str]


def value_keys(kept: End, scene: Scene) -> dict[str, str]:
    """Give the keys that the absorbed one's values have at the one that stays, by id."""
    return {
        one.object_id: hashed(ENTITY, kept.owner_key, kept.id, one.predicate, one.object_norm)
        for one in scene.relations
        if one.object_type in VALUES
    }


def moves(joining: Joining) -> tuple[MoveRow, ...]:
    """Give every relation of what is absorbed its new ends, and the keys that follow."""
    ids = {node.id: node.into_id for node in _nodes(joining)}
    return tuple(_move(one, ids, joining) for one in joining.scene.relations)


def absorption(
    joining: Joining, partners: Sequence[Partner], memories: Sequence[Attesting]
) -> Absorption:
    """Give all that a merge writes; `memories` attest the relations that it touches."""
    moved = moves(joining)
    own = {row.id for row in moved}
    loops = {row.id for row in moved if row.subject_id == row.object_id}
    before = {one.id: one.relation_ids for one in memories}
    equal = [one for one in partners if one.id not in own]
    return Absorption(
        project_id=joining.project_id,
        merge_id=joining.merge_id,
        kept_id=joining.kept.id,
        absorbed_id=joining.absorbed.id,
        at=joining.at,
        nodes=_nodes(joining),
        moves=moved,
        remembered=(
            *(RememberRow(id=row.id, new_pair=row.pair) for row in moved),
            *(RememberRow(id=one.id, new_pair=one.pair) for one in equal),
        ),
        memories=_without(memories, loops),
        relation_ids=msgspec.json.encode(before).decode(),
        slots=_distinct([*(one.slot for one in joining.scene.relations), *(m.slot for m in moved)]),
        pairs=_distinct(row.pair for row in moved if row.slot is None),
    )


def restoration(
    past: Past,
    present: Sequence[Standing],
    memories: Sequence[Attesting],
    *,
    project_id: str,
    merge_id: str,
) -> Restoration:
    """Give all that an undo writes: evidence goes back to whom it was, what is new stays."""
    rows = tuple(
        RestoreRow(id=was.id, memory_ids=_evidence(was, past, present)) for was in past.relations
    )
    held = {row.id: row.memory_ids for row in rows}
    before = msgspec.json.decode(past.relation_ids, type=dict[str, list[str]])
    return Restoration(
        project_id=project_id,
        merge_id=merge_id,
        nodes=tuple(past.nodes),
        relations=rows,
        memories=tuple(_attesting(one, before.get(one.id, []), held) for one in memories),
        slots=_distinct([*(was.slot for was in past.relations), *(now.slot for now in present)]),
        pairs=_distinct(one.pair for one in (*past.relations, *present) if one.slot is None),
    )


def _nodes(joining: Joining) -> tuple[NodeRow, ...]:
    values = value_keys(joining.kept, joining.scene)
    return (
        NodeRow(id=joining.absorbed.id, into_id=joining.kept.id),
        *(
            NodeRow(id=value_id, key=key, into_id=joining.twins.get(key, entity_id(key)))
            for value_id, key in values.items()
        ),
    )


def _move(one: Touching, ids: Mapping[str, str], joining: Joining) -> MoveRow:
    subject, target = ids.get(one.subject_id, one.subject_id), ids.get(one.object_id, one.object_id)
    reading = joining.registry.reading(one.predicate)
    if reading is not None and reading.is_symmetric and target < subject:
        subject, target = target, subject
    owner = joining.kept.owner_key
    return MoveRow(
        id=one.id,
        subject_id=subject,
        object_id=target,
        pair=hashed(PAIR, owner, subject, one.predicate, target),
        slot=None if one.slot is None else hashed(SLOT, owner, subject, one.predicate),
    )


def _without(memories: Iterable[Attesting], dropped: set[str]) -> tuple[Attesting, ...]:
    return tuple(
        Attesting(id=one.id, relation_ids=[key for key in one.relation_ids if key not in dropped])
        for one in memories
        if dropped.intersection(one.relation_ids)
    )


def _evidence(was: Was, past: Past, present: Sequence[Standing]) -> tuple[str, ...]:
    """Give what a relation was attested by and still is, then what it has been attested by since.

    Of relations that became one the one that is left has all evidence, also what is new.
    """
    group = [one for one in past.relations if one.new_pair == was.new_pair]
    left = [one for one in present if one.id == was.id or one.pair == was.new_pair]
    alive = {key for one in left for key in one.memory_ids} | set(past.moved)
    known = {key for one in group for key in one.memory_ids}
    own = [one for one in left if one.id == was.id]
    later = [key for one in own for key in one.memory_ids if key not in known]
    return (*(key for key in was.memory_ids if key in alive), *later)


def _attesting(
    memory: Attesting, before: Sequence[str], held: Mapping[str, Sequence[str]]
) -> Attesting:
    every = dict.fromkeys([*before, *memory.relation_ids])
    now = set(memory.relation_ids)
    return Attesting(
        id=memory.id,
        relation_ids=[
            key for key in every if (memory.id in held[key] if key in held else key in now)
        ],
    )


def _distinct(keys: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key is not None))

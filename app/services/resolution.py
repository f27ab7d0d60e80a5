"""Pure: which mention is which entity."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from app.services.comparison import SURE
from app.services.namesakes import MOST_PROPOSALS, NOBODY, Kin, Likely, likely
from app.services.naming import agree, normalised
from extraction.model import EntityType, Mention
from graph.keys import ENTITY, hashed
from graph.model import Entity
from graph.owners import Known
from graph.plan import EntityRow

LABELS: Final[Mapping[str, str]] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Happening",
    "product": "Product",
    "work": "Work",
    "animal": "Animal",
    "food": "Food",
    "activity": "Activity",
    "condition": "Condition",
    "concept": "Concept",
    "date": "Time",
    "literal": "Literal",
}
VALUES: Final = frozenset({"date", "literal"})
# what is longer is no name, and no index of the database takes 8 kB
LONGEST_NAME: Final = 1000


class Doubt(Struct, frozen=True, kw_only=True):
    """A new entity, by key, that may be one that is there, by id."""

    key: str
    other_id: str
    score: float
    method: str


class Cast(Struct, frozen=True, kw_only=True):
    """Each mention's entity as a key into the rows; None for a date, which is only ever a value."""

    keys: tuple[str | None, ...]
    rows: Mapping[str, EntityRow]
    doubts: tuple[Doubt, ...] = ()

    def row(self, index: int) -> EntityRow | None:
        """Give the entity of the mention with this index."""
        key = self.keys[index]
        return None if key is None else self.rows[key]


def resolved(mentions: Sequence[Mention], known: Known, owner_key: str, kin: Kin = NOBODY) -> Cast:
    """Find each mention among the owner's entities and the mentions before it, or make it new.

    What has no entity of its name may be one of another name: surely, or in doubt.
    """
    rows = {row.key: row for row in map(_stored, _entities(known))}
    keys: list[str | None] = []
    doubts: dict[tuple[str, str], Doubt] = {}
    for index, mention in enumerate(mentions):
        row = None if mention.type == "date" else _entity(mention, rows, owner_key)
        if row is not None and row.key not in rows and not row.is_self:
            found = likely(mention, index, kin)
            row = _surely(mention, found, rows) or row
            doubts |= {(one.key, one.other_id): one for one in _doubts(row, found)}
        if row is not None:
            rows[row.key] = row
        keys.append(row.key if row else None)
    return Cast(keys=tuple(keys), rows=rows, doubts=tuple(doubts.values()))


def value_row(mention: Mention, key: str, owner_key: str, kind: EntityType) -> EntityRow:
    """Give the entity of a literal or a date: one for each subject and predicate, never merged."""
    return EntityRow(
        id=entity_id(key),
        key=key,
        owner_key=owner_key,
        name=mention.name,
        name_norm=normalised(mention.name),
        aliases=(),
        type=kind,
        label=LABELS[kind],
        is_self=False,
    )


def self_key(owner_key: str) -> str:
    """Give the key of the entity that the owner itself is."""
    return hashed(ENTITY, owner_key, "self")


def entity_id(key: str) -> str:
    """Give a new entity's id, which planning again gives again."""
    return str(uuid5(NAMESPACE_OID, key))


def names(mentions: Iterable[Mention]) -> list[str]:
    """Give every name of the mentions, normalised, once."""
    every = (normalised(name) for mention in mentions for name in (mention.name, *mention.aliases))
    return [name for name in dict.fromkeys(every) if name]


def _entities(known: Known) -> list[Entity]:
    if known.self_entity is None:
        return known.entities
    others = [entity for entity in known.entities if entity.key != known.self_entity.key]
    return [known.self_entity, *others]


def _stored(entity: Entity) -> EntityRow:
    return EntityRow(
        id=entity.id,
        key=entity.key,
        owner_key=entity.owner_key,
        name=entity.name,
        name_norm=entity.name_norm,
        aliases=tuple(entity.aliases),
        type=entity.type,
        label=LABELS[entity.type],
        is_self=entity.is_self,
    )


def _entity(mention: Mention, rows: Mapping[str, EntityRow], owner_key: str) -> EntityRow | None:
    found = rows.get(self_key(owner_key)) if mention.is_self else _same(mention, rows.values())
    if found is not None:
        return _joined(found, mention)
    is_name = len(mention.name) <= LONGEST_NAME and normalised(mention.name)
    return _new(mention, rows, owner_key) if is_name else None


def _same(mention: Mention, rows: Iterable[EntityRow]) -> EntityRow | None:
    """Find the one entity with the mention's name, else the only one with one of its names."""
    wanted = names([mention])
    things = (row for row in rows if row.type not in VALUES)
    agreeing = [row for row in things if agree(_kind(mention), row.type)]
    called = [row for row in agreeing if row.name_norm in wanted[:1]]
    if called:
        return min(called, key=lambda row: row.type != mention.type)
    known_as = [row for row in agreeing if not _forms(row).isdisjoint(wanted)]
    return known_as[0] if len(known_as) == 1 else None


def _surely(
    mention: Mention, found: Sequence[Likely], rows: Mapping[str, EntityRow]
) -> EntityRow | None:
    """Give the one entity that the mention is for sure; of two of them neither is."""
    sure = [
        one.entity for one in found if one.verdict.outcome == "same" and one.verdict.score >= SURE
    ]
    if len(sure) != 1:
        return None
    return _joined(rows.get(sure[0].key) or _stored(sure[0]), mention)


def _doubts(row: EntityRow, found: Sequence[Likely]) -> list[Doubt]:
    """Propose what a new entity may be; one that was found has nothing in doubt."""
    if any(one.entity.key == row.key for one in found):
        return []
    return [
        Doubt(
            key=row.key,
            other_id=one.entity.id,
            score=one.verdict.score,
            method=one.verdict.method,
        )
        for one in found[:MOST_PROPOSALS]
    ]


def _forms(row: EntityRow) -> set[str]:
    return {row.name_norm, *map(normalised, row.aliases)}


def _joined(row: EntityRow, mention: Mention) -> EntityRow:
    """Add the names that are news; a concept becomes what it turns out to be."""
    written = {row.name, *row.aliases}
    news = [name for name in (mention.name, *mention.aliases) if name not in written]
    kind = _kind(mention) if row.type == "concept" else row.type
    return replace(row, aliases=(*row.aliases, *news), type=kind, label=LABELS[kind])


def _new(mention: Mention, rows: Mapping[str, EntityRow], owner_key: str) -> EntityRow:
    norm, kind = normalised(mention.name), _kind(mention)
    key = hashed(ENTITY, owner_key, norm, "")
    if mention.is_self:
        key = self_key(owner_key)
    elif key in rows:
        key = hashed(ENTITY, owner_key, norm, kind)
    return EntityRow(
        id=entity_id(key),
        key=key,
        owner_key=owner_key,
        name=mention.name,
        name_norm=norm,
        aliases=tuple(name for name in mention.aliases if name != mention.name),
        type=kind,
        label=LABELS[kind],
        is_self=mention.is_self,
    )


def _kind(mention: Mention) -> EntityType:
    return "concept" if mention.type == "literal" else mention.type

"""Relations as they are shown: what holds at the asked time, and how a walk came to it."""

from collections.abc import Sequence

from msgspec import Struct

from graph.model import Relation, Visibility, instant


class Hop(Struct, frozen=True, kw_only=True):
    """One step of a path, read from the entity the path comes from.

    `is_forward` tells whether it goes the relation's own way, from its source to its target.
    """

    relation_id: str
    from_name: str
    predicate: str
    to_name: str
    is_forward: bool
    memory_ids: list[str]


class ShownRelation(Struct, frozen=True, kw_only=True):
    """A relation with what is true of it at the asked time.

    `score` and `path`, from what the question names or the first hits state, come from a walk.
    """

    relation: Relation
    is_current: bool
    score: float | None = None
    path: Sequence[Hop] = ()


def shown(
    relation: Relation,
    visibility: Visibility,
    *,
    score: float | None = None,
    path: Sequence[Hop] = (),
) -> ShownRelation:
    """Show a relation as it stands at the time that the caller asks about."""
    known = visibility.known_at or visibility.now
    at = visibility.as_of or known
    return ShownRelation(
        relation=relation,
        is_current=at < instant(relation.valid_to) and known < instant(relation.retired_at),
        score=score,
        path=path,
    )

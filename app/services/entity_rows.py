"""Pure: which entities a part's memories mention, under the names that are known by then."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from app.services.claims import Claim
from app.services.memory_rows import spoken
from app.services.naming import normalised
from app.services.notes import Part
from app.services.resolution import Cast, self_key
from app.services.scoping import Owner
from graph.plan import EntityRow


def entity_rows(part: Part, cast: Cast, claims: Sequence[Claim]) -> list[EntityRow]:
    """Give the entities that are spoken of or related, in the order they are merged in."""
    rows = {**_ends(claims), **cast.rows}
    mentioned = {
        cast.keys[item.mention] for note in part.notes for item in spoken(note, part, claims)
    }
    used = {key for key in (*mentioned, *_ends(claims)) if key is not None}
    return [_named(rows[key], part.owner, claims) for key in sorted(used)]


def _ends(claims: Iterable[Claim]) -> dict[str, EntityRow]:
    return {row.key: row for claim in claims for row in (claim.subject, claim.object)}


def _named(row: EntityRow, owner: Owner, claims: Iterable[Claim]) -> EntityRow:
    """Show the owner by its known name; its id stays its first alias (contract 2.16)."""
    if row.key != self_key(owner.key):
        return row
    said = [claim.object.name for claim in claims if _names(claim, row)]
    name = said[-1] if said else row.name
    by_id = (owner.external_id,) if owner.kind in {"user", "agent"} else ()
    others = (alias for alias in (*row.aliases, row.name) if alias != name)
    return replace(
        row,
        name=name,
        name_norm=normalised(name),
        aliases=tuple(dict.fromkeys((*by_id, *others))),
    )


def _names(claim: Claim, row: EntityRow) -> bool:
    return (claim.predicate, claim.state, claim.subject.key) == ("named", "current", row.key)

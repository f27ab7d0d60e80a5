"""Finds out which entities a part speaks of, by their names and by names like them."""

from collections.abc import Sequence

from app.services.namesakes import NOBODY, Kin, sought
from app.services.notes import Part, contexts
from app.services.resolution import Cast, names, resolved
from graph import namesakes, owners
from graph.owners import Known
from graph.session import Tx


async def known_to(tx: Tx, part: Part, hashes: Sequence[str]) -> Known:
    """Give what the owner's graph has of the mentions' own names, and of texts by their hashes."""
    return await owners.get(tx, part.owner.key, names=names(part.mentions), hashes=hashes)


async def cast_of(tx: Tx, part: Part, known: Known) -> Cast:
    """Give each mention of a part its entity; `known` has those of the mentions' own names."""
    return resolved(part.mentions, known, part.owner.key, await _kin(tx, part, known))


def own_names(part: Part) -> list[str]:
    """Give the names under which the owner's facts may have been written."""
    own = (mention for mention in part.mentions if mention.is_self)
    forms = [part.owner.external_id, *(name for one in own for name in (one.name, *one.aliases))]
    return list(dict.fromkeys(name for name in forms if name))


async def _kin(tx: Tx, part: Part, known: Known) -> Kin:
    """Give the entities whose names are like those that no entity has."""
    terms = sought(part.mentions, frozenset(entity.name_norm for entity in known.entities))
    if not terms:
        return NOBODY
    found = await namesakes.find(tx, part.owner.key, terms)
    return Kin(namesakes=tuple(found), contexts=contexts(part), own=_all_names(part, known))


def _all_names(part: Part, known: Known) -> tuple[str, ...]:
    """Give the owner's names, the stored ones too."""
    stored = known.self_entity
    return (*own_names(part), *((stored.name, *stored.aliases) if stored else ()))

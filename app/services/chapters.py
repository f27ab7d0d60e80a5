"""Reads an owner's graph as far as its part needs it, and settles the part on that reading."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from app.services.casting import cast_of, known_to, own_names
from app.services.claims import Claim, Saying, Terms, claimed, without_rivals
from app.services.differences import Before
from app.services.lines import Line, stored_line
from app.services.memory_rows import expires_at
from app.services.news import hashes, is_known, newsworthy
from app.services.notes import Note, Part
from app.services.planning import Chapter, Draft
from app.services.registry import built_in
from app.services.settlement import settled
from graph import evidence, owners
from graph.model import instant
from graph.session import Tx


async def chapter(
    tx: Tx, draft: Draft, *, part: Part, now: datetime, keeps_known: bool = False
) -> Chapter:
    """Read the owner and settle the part on it; what is known already is left out unless kept.

    The lane's version is read first: what another write changes meanwhile, the commit refuses.
    """
    forms = {note.memory_id: hashes(note.fact.text, own_names(part)) for note in part.notes}
    known = await known_to(
        tx, part, list({text: None for texts in forms.values() for text in texts})
    )
    same = await _evidence(tx, draft, (memory.id for memory in known.memories))
    cast = await cast_of(tx, part, known)
    terms = Terms(owner_key=part.owner.key, registry=built_in(), cast=cast, mentions=part.mentions)
    read = {
        note.memory_id: without_rivals(list(_claims(draft, note, terms))) for note in part.notes
    }
    said = {key: _kept(found) for key, found in read.items()}
    before = await _before(
        tx, draft, part.owner.key, claims=tuple(one for found in said.values() for one in found)
    )
    same = [memory for memory in same if instant(memory.expires_at) > now and not keeps_known]
    repeated = {
        note.memory_id for note in part.notes if is_known(note, forms[note.memory_id], same)
    }
    news = newsworthy(part.notes, said, known=repeated, lines=before.lines.values())
    claims = tuple(one for note in news for one in said[note.memory_id])
    return Chapter(
        part=Part(owner=part.owner, notes=news, mentions=part.mentions),
        lane_version=known.lane_version,
        cast=cast,
        claims=claims,
        rejected=sum(isinstance(one, str) for found in read.values() for one in found),
        book=settled(claims, before.lines.values(), event_id=draft.event_id, now=now),
        before=before,
    )


def _kept(found: Iterable[Claim | str]) -> tuple[Claim, ...]:
    return tuple(one for one in found if isinstance(one, Claim))


def _claims(draft: Draft, note: Note, terms: Terms) -> Iterator[Claim | str]:
    saying = Saying(
        memory_id=note.memory_id,
        said_at=note.said_at,
        expires_at=note.expires_at or expires_at(draft.addition.expiration_date),
    )
    return (claimed(link, saying=saying, terms=terms) for link in note.fact.links)


async def _before(tx: Tx, draft: Draft, owner_key: str, *, claims: Sequence[Claim]) -> Before:
    relations = await _relations(tx, owner_key, claims)
    memory_ids = (key for relation in relations for key in relation.memory_ids)
    found = {memory.id: memory for memory in await _evidence(tx, draft, memory_ids)}
    lines = (stored_line(relation, found) for relation in relations)
    return Before(lines=_living(lines), evidence=found)


def _living(lines: Iterable[Line]) -> dict[str, Line]:
    return {line.id: line for line in lines if not line.is_retired}


async def _relations(
    tx: Tx, owner_key: str, claims: Sequence[Claim]
) -> list[owners.StoredRelation]:
    """Give what shares a slot or a pair with a claim, and the rivals at both ends."""
    if not claims:
        return []
    found = await owners.relations(
        tx,
        owner_key,
        slots=list({claim.slot for claim in claims if claim.slot}),
        pairs=list({claim.pair for claim in claims}),
    )
    alone = [claim for claim in claims if claim.is_exclusive]
    if alone:
        found += await owners.relations_of(
            tx,
            owner_key,
            entity_keys=list({row.key for claim in alone for row in (claim.subject, claim.object)}),
            predicates=list({claim.predicate for claim in alone}),
        )
    return found


async def _evidence(tx: Tx, draft: Draft, memory_ids: Iterable[str]) -> list[evidence.Evidence]:
    wanted = list(dict.fromkeys(memory_ids))
    return await evidence.find(tx, draft.project_id, wanted) if wanted else []

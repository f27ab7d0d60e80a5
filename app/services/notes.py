"""Pure: facts become notes, each with its words' sources, its scope ids and its owner's part."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import md5
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from app.services.additions import Addition
from app.services.conversations import SPEAKERS, Script
from app.services.naming import normalised
from app.services.scoping import Owner, as_speaker, owner
from extraction.model import MOST_CATEGORIES, Fact, Findings, Mention, Span
from graph.model import Message, ScopeIds, instant


class Note(Struct, frozen=True, kw_only=True):
    """A fact that is to be a memory. `said_at` is its message's time plus its position in µs.

    `expires_at` is the memory's own when it is not the add's that decides.
    """

    memory_id: str
    ordinal: int
    fact: Fact
    hash: str
    ids: ScopeIds
    message: Message
    said_at: datetime
    expires_at: datetime | None = None


class Part(Struct, frozen=True, kw_only=True):
    """What goes to one owner's graph, with the mentions as that owner sees them."""

    owner: Owner
    notes: tuple[Note, ...]
    mentions: tuple[Mention, ...]


def parts(
    project_id: str, addition: Addition, *, event_id: str, script: Script, findings: Findings
) -> tuple[Part, ...]:
    """Sort the facts by owner: with a user and an agent, each goes to its speaker (contract 2.1).

    What was stored as it is carries both ids and goes to the user. The event's own owner comes
    first, even with nothing for it.
    """
    first = owner(project_id, addition.ids)
    sorted_notes: dict[str, list[Note]] = {first.key: []}
    owners = {first.key: first}
    for note in _notes(addition, event_id=event_id, script=script, findings=findings):
        whose = owner(project_id, note.ids)
        owners[whose.key] = whose
        sorted_notes.setdefault(whose.key, []).append(note)
    return tuple(
        Part(
            owner=owners[key],
            notes=tuple(notes),
            mentions=_seen_by(owners[key], findings.mentions, addition.ids),
        )
        for key, notes in sorted_notes.items()
    )


def verbatim(findings: Findings, script: Script) -> Findings:
    """Give every message that someone said as it is, with what was found in it (infer=false)."""
    count = len(script.messages)
    facts = (_verbatim(turn, findings.facts, script) for turn in range(count))
    return replace(findings, facts=tuple(fact for fact in facts if fact is not None))


def text_hash(text: str) -> str:
    """Give the hash that mem0's wire shows."""
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def _verbatim(turn: int, facts: Sequence[Fact], script: Script) -> Fact | None:
    said = script.conversation.turns[turn]
    if said.is_context or said.role not in SPEAKERS or not said.text.strip():
        return None
    found = [fact for fact in facts if fact.spans[-1].turn == turn]
    categories = dict.fromkeys(name for fact in found for name in fact.categories or ())
    return Fact(
        text=said.text,
        spans=(Span(turn=turn, start=0, end=len(said.text)),),
        appearances=tuple(item for fact in found for item in fact.appearances),
        links=tuple(link for fact in found for link in fact.links),
        categories=tuple(categories)[:MOST_CATEGORIES] or None,
    )


def _notes(
    addition: Addition, *, event_id: str, script: Script, findings: Findings
) -> Iterator[Note]:
    seen: set[tuple[str, ScopeIds]] = set()
    for ordinal, fact in enumerate(findings.facts):
        message = script.messages[fact.spans[-1].turn]
        ids = addition.ids
        if addition.infer:
            ids = as_speaker(ids, is_agent=fact.by_agent)
        if (fact.text, ids) in seen:
            continue
        seen.add((fact.text, ids))
        yield Note(
            memory_id=str(uuid5(UUID(event_id), f"memory {ordinal}")),
            ordinal=ordinal,
            fact=fact,
            hash=text_hash(fact.text),
            ids=ids,
            message=message,
            said_at=instant(message.sent_at) + timedelta(microseconds=message.position),
        )


def _seen_by(whose: Owner, mentions: Sequence[Mention], ids: ScopeIds) -> tuple[Mention, ...]:
    """In the graph of an agent that talks with a user, the agent is itself and the user is not."""
    if whose.kind == "agent" and ids.user_id is not None:
        return tuple(_from_agent(mention, whose, ids.user_id) for mention in mentions)
    return tuple(mentions)


def _from_agent(mention: Mention, agent: Owner, user_id: str) -> Mention:
    if mention.is_self:
        aliases = tuple(dict.fromkeys((*mention.aliases, user_id)))
        return replace(mention, is_self=False, aliases=aliases)
    is_agent = normalised(mention.name) == normalised(agent.external_id)
    return replace(mention, is_self=is_agent)


def contexts(part: Part) -> dict[int, str]:
    """Give the facts that each mention of a part appears in, as one text."""
    said: dict[int, list[str]] = {}
    for note in part.notes:
        for one in note.fact.appearances:
            said.setdefault(one.mention, []).append(note.fact.text)
    return {mention: " ".join(texts) for mention, texts in said.items()}

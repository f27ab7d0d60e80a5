"""New words of memories are read, each by itself, and put together for one commit."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import UNSET, Struct
from msgspec.structs import replace

from app.services.additions import Addition
from app.services.contexts import known_entities
from app.services.conversations import Context, Script, script
from app.services.memory_rows import expires_at
from app.services.notes import Note, Part, text_hash
from app.services.planning import Draft
from app.services.revisions import Revision, RevisionRequest
from app.services.scoping import owner
from app.services.understanding import Understanding, understood
from extraction.embedder import Embedder
from extraction.extractor import Extractor
from extraction.model import Fact, Usage
from graph import events, memories
from graph.errors import NotFoundError
from graph.lanes import LeasedEvent
from graph.model import Memory, Message, ScopeIds, instant
from graph.session import Tx


class Wording(Struct, frozen=True, kw_only=True):
    """A memory, the message that brings its new words, and what is told about them."""

    memory: Memory
    message: Message
    addition: Addition
    script: Script


class Reading(Struct, frozen=True, kw_only=True):
    """A wording and what the models made of it."""

    wording: Wording
    understanding: Understanding


async def wordings(
    tx: Tx, project_id: str, *, event: LeasedEvent, request: RevisionRequest
) -> list[Wording]:
    """Give the memories that get new words, with what is known where they belong."""
    ids = [revision.memory_id for revision in request.updates]
    found = {memory.id: memory for memory in await memories.get_many(tx, project_id, ids)}
    said = {one.position: one for one in await events.messages(tx, project_id, event.id)}
    told: list[Wording] = []
    for revision in request.updates:
        if revision.memory_id not in found:
            raise NotFoundError("memory", revision.memory_id)
        if revision.position is not None:
            memory, message = found[revision.memory_id], said[revision.position]
            told.append(await _wording(tx, project_id, memory, message=message, request=request))
    return told


async def read(wording: Wording, *, extractor: Extractor, embedder: Embedder) -> Reading:
    """Let the models read it; raises ExtractionError."""
    understanding = await understood(
        wording.script, wording.addition, extractor=extractor, embedder=embedder
    )
    return Reading(wording=wording, understanding=understanding)


def draft_of(
    project_id: str, event_id: str, *, request: RevisionRequest, readings: Sequence[Reading]
) -> Draft:
    """Give all that the new words say, as one event's draft."""
    first = readings[0].wording
    findings = [reading.understanding.findings for reading in readings]
    expiring = {revision.memory_id: revision for revision in request.updates}
    return Draft(
        project_id=project_id,
        event_id=event_id,
        owner=owner(project_id, ids_of(first.memory)),
        addition=Addition(ids=ScopeIds(), enable_graph=request.enable_graph),
        turns=tuple(reading.wording.message for reading in readings),
        vectors={text: v for one in readings for text, v in one.understanding.vectors.items()},
        parts=_parts(project_id, readings, expiring),
        usage=Usage(
            extractor=findings[0].usage.extractor,
            calls=sum(one.usage.calls for one in findings),
            tokens_in=sum(one.usage.tokens_in for one in findings),
            tokens_out=sum(one.usage.tokens_out for one in findings),
        ),
        rejected=sum(len(one.rejections) for one in findings),
    )


def ids_of(memory: Memory) -> ScopeIds:
    """Give the ids that a memory carries."""
    return ScopeIds(
        user_id=memory.user_id,
        agent_id=memory.agent_id,
        app_id=memory.app_id,
        run_id=memory.run_id,
    )


async def _wording(
    tx: Tx, project_id: str, memory: Memory, *, message: Message, request: RevisionRequest
) -> Wording:
    addition = Addition(ids=ids_of(memory), infer=False, enable_graph=request.enable_graph)
    whose, entities = owner(project_id, addition.ids), ()
    if request.enable_graph:
        entities = tuple(await known_entities(tx, whose.key, [message]))
    context = Context(messages=(message,), entities=entities)
    return Wording(
        memory=memory,
        message=message,
        addition=addition,
        script=script(addition, whose, context),
    )


def _parts(
    project_id: str, readings: Sequence[Reading], revisions: Mapping[str, Revision]
) -> tuple[Part, ...]:
    """Sort what was read by owner; every reading numbers its mentions from nought."""
    parts: dict[str, Part] = {}
    for ordinal, reading in enumerate(readings):
        memory, found = reading.wording.memory, reading.understanding.findings
        whose = owner(project_id, ids_of(memory))
        part = parts.get(whose.key) or Part(owner=whose, notes=(), mentions=())
        note = _note(reading, ordinal, revisions[memory.id], len(part.mentions))
        parts[whose.key] = replace(
            part, notes=(*part.notes, note), mentions=(*part.mentions, *found.mentions)
        )
    return tuple(parts.values())


def _note(reading: Reading, ordinal: int, revision: Revision, offset: int) -> Note:
    memory, message = reading.wording.memory, reading.wording.message
    (fact,) = reading.understanding.findings.facts
    day = revision.expires
    return Note(
        memory_id=memory.id,
        ordinal=ordinal,
        fact=_numbered(fact, ordinal, offset),
        hash=text_hash(fact.text),
        ids=ids_of(memory),
        message=message,
        said_at=instant(message.sent_at) + timedelta(microseconds=message.position),
        expires_at=instant(memory.expires_at) if day is UNSET else expires_at(day),
    )


def _numbered(fact: Fact, turn: int, offset: int) -> Fact:
    """Give turn and mentions the numbers that they have among all readings."""
    return replace(
        fact,
        spans=tuple(replace(span, turn=turn) for span in fact.spans),
        appearances=tuple(replace(one, mention=one.mention + offset) for one in fact.appearances),
        links=tuple(
            replace(link, subject=link.subject + offset, object=link.object + offset)
            for link in fact.links
        ),
    )

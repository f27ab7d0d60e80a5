"""Pure: what was read of new words, each by itself, becomes one event's draft."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import UNSET
from msgspec.structs import replace

from app.services.additions import Addition
from app.services.memory_rows import expires_at
from app.services.notes import Note, Part, text_hash
from app.services.planning import Draft
from app.services.revisions import Revision, RevisionRequest
from app.services.scoping import ids_of, owner
from app.services.wording import Reading
from extraction.model import Fact, Usage
from graph.model import ScopeIds, instant


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

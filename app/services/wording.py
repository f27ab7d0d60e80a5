"""Memories that are to get new words, and what the models make of each."""

from msgspec import Struct

from app.services.additions import Addition
from app.services.contexts import known_entities
from app.services.conversations import Context, Script, script
from app.services.models import Models
from app.services.revisions import RevisionRequest
from app.services.scoping import ids_of, owner
from app.services.understanding import Understanding, understood
from graph import events, memories
from graph.lanes import LeasedEvent
from graph.model import Memory, Message
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
    found = await memories.get_each(tx, project_id, ids)
    said = {one.position: one for one in await events.messages(tx, project_id, event.id)}
    told: list[Wording] = []
    for revision in request.updates:
        if revision.position is not None:
            memory, message = found[revision.memory_id], said[revision.position]
            told.append(await _wording(tx, project_id, memory, message=message, request=request))
    return told


async def read(wording: Wording, models: Models) -> Reading:
    """Let the models read it; raises ExtractionError."""
    understanding = await understood(wording.script, wording.addition, models)
    return Reading(wording=wording, understanding=understanding)


async def _wording(
    tx: Tx, project_id: str, memory: Memory, *, message: Message, request: RevisionRequest
) -> Wording:
    addition = Addition(
        ids=ids_of(memory),
        infer=False,
        enable_graph=request.enable_graph,
        custom_categories=request.custom_categories,
    )
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

"""Reads what the extractor is told beside the new messages."""

import re
from collections.abc import Iterable
from typing import Final

from app.services.additions import Addition
from app.services.conversations import Context
from app.services.scoping import owner
from graph import contexts, events
from graph.lanes import LeasedEvent
from graph.model import Entity, Message, instant
from graph.session import Tx

EARLIER_MESSAGES: Final = 10
KNOWN_ENTITIES: Final = 40
WORDS: Final = 100
_WORD: Final = re.compile(r"[^\W_]{2,40}")


async def context(tx: Tx, project_id: str, *, event: LeasedEvent, addition: Addition) -> Context:
    """Give the event's messages, what was said before them and who of them is known."""
    messages = await events.messages(tx, project_id, event.id)
    if not addition.infer and addition.enable_graph is False:
        return Context(messages=tuple(messages))
    earlier = await contexts.earlier_messages(
        tx,
        project_id,
        addition.ids,
        before=instant(event.accepted_at),
        limit=EARLIER_MESSAGES,
    )
    entities = await known_entities(tx, owner(project_id, addition.ids).key, [*messages, *earlier])
    return Context(messages=tuple(messages), earlier=tuple(earlier), entities=tuple(entities))


async def known_entities(tx: Tx, owner_key: str, messages: Iterable[Message]) -> list[Entity]:
    """Give who and what of the owner's the messages may speak of."""
    return await contexts.known_entities(
        tx, owner_key, words=_words(messages), limit=KNOWN_ENTITIES
    )


def _words(messages: Iterable[Message]) -> tuple[str, ...]:
    """Give the different words in lower case, those that may be names first: each costs time."""
    words = [word for message in messages for word in _WORD.findall(message.text or "")]
    named_first = sorted(words, key=str.islower)
    return tuple(dict.fromkeys(word.lower() for word in named_first))[:WORDS]

"""What an extractor is told beside the new messages: what was said before, and who is known."""

from datetime import datetime
from typing import Final, LiteralString

from graph.keys import ENTITY, hashed
from graph.model import Entity, Message, ScopeIds
from graph.session import Tx

OWNING: Final = ("user_id", "agent_id", "app_id", "owning_run_id")

FIND_EARLIER_MESSAGES: Final[LiteralString] = """
CYPHER 25
// One branch has an id, the owner's; the others compare with null and find nothing. What a young
// database holds must not lead to a plan that reads a whole project once there is more.
CALL () {
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, user_id, accepted_at)
  WHERE event.project_id = $project_id
    AND event.user_id = $ids.user_id
    AND event.accepted_at < $before
    AND ($ids.run_id IS NULL OR event.run_id = $ids.run_id)
  ORDER BY event.project_id DESC, event.user_id DESC, event.accepted_at DESC
  LIMIT $limit
  RETURN event
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, agent_id, accepted_at)
  WHERE event.project_id = $project_id
    AND event.agent_id = $ids.agent_id
    AND event.accepted_at < $before
    AND ($ids.run_id IS NULL OR event.run_id = $ids.run_id)
  ORDER BY event.project_id DESC, event.agent_id DESC, event.accepted_at DESC
  LIMIT $limit
  RETURN event
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, app_id, accepted_at)
  WHERE event.project_id = $project_id
    AND event.app_id = $ids.app_id
    AND event.accepted_at < $before
    AND ($ids.run_id IS NULL OR event.run_id = $ids.run_id)
  ORDER BY event.project_id DESC, event.app_id DESC, event.accepted_at DESC
  LIMIT $limit
  RETURN event
  UNION
  MATCH (event:Event)
  USING INDEX SEEK event:Event(project_id, run_id, accepted_at)
  WHERE event.project_id = $project_id
    AND event.run_id = $ids.owning_run_id
    AND event.accepted_at < $before
  ORDER BY event.project_id DESC, event.run_id DESC, event.accepted_at DESC
  LIMIT $limit
  RETURN event
}
MATCH (message:Message {event_id: event.id})
// A redacted message has no text: its memories were deleted, so it is not said any more.
WHERE message.position IS NOT NULL AND message.text IS NOT NULL
WITH event, message
ORDER BY event.accepted_at DESC, message.position DESC
LIMIT $limit
RETURN collect(message {
  .id, .event_id, .position, .role, .text, .name, .external_id,
  sent_at: toString(message.sent_at)
}) AS messages
"""

FIND_KNOWN_ENTITIES: Final[LiteralString] = """
CYPHER 25
CALL () {
  MATCH (entity:Entity {key: $self_key})
  RETURN entity, 0 AS place, 0.0 AS score
  UNION
  CALL db.index.fulltext.queryNodes('entity_name', $asked.words, {limit: $limit})
  YIELD node AS entity, score
  WHERE entity.owner_key = $owner_key AND NOT entity.is_self
    AND NOT entity.type IN ['literal', 'date']
  RETURN entity, 1 AS place, score
}
WITH entity
ORDER BY place, score DESC
RETURN collect(entity {
  .id, .key, .owner_key, .name, .name_norm, .aliases, .type, .is_self
}) AS entities
"""


async def earlier_messages(
    tx: Tx, project_id: str, ids: ScopeIds, *, before: datetime, limit: int
) -> list[Message]:
    """Give the owner's last messages before a time, oldest first; of one run when it is named."""
    kind, external_id = ids.named[0]
    owner = "owning_run_id" if kind == "run" else f"{kind}_id"
    owning = {key: external_id if key == owner else None for key in OWNING}
    found = await tx.all(
        FIND_EARLIER_MESSAGES,
        Message,
        project_id=project_id,
        # maps, here and below: texts that are parameters themselves get a plan for each size
        ids={"run_id": ids.run_id, **owning},
        before=before,
        limit=limit,
    )
    return found[::-1]


async def known_entities(
    tx: Tx, owner_key: str, *, words: tuple[str, ...], limit: int
) -> list[Entity]:
    """Give the owner itself first, then its entities whose names share most of the words.

    Words are letters and digits in lower case: nothing of Lucene's syntax.
    """
    return await tx.all(
        FIND_KNOWN_ENTITIES,
        Entity,
        owner_key=owner_key,
        self_key=hashed(ENTITY, owner_key, "self"),
        # without words Lucene needs one that nothing is called
        asked={"words": f"+owner_key:{owner_key} +({' '.join(words) or hashed('x', owner_key)})"},
        limit=limit,
    )

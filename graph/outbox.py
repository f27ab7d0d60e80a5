"""The outbox: what webhooks are to be told, written in the commit that it tells of.

A delivery holds no words: they are read from the history when it is sent, so what is erased there
is told to nobody. Only what waits has a `due_at`. Of one memory's deliveries to one webhook the
first goes first: one that comes due earlier is put off until then.
"""

from typing import Final, LiteralString

from msgspec import Struct

from graph.model import Instant
from graph.session import Tx

RECORD: Final[LiteralString] = """
CYPHER 25
MATCH (webhook:Webhook)
WHERE webhook.project_id = $project_id AND webhook.created_at IS NOT NULL AND webhook.is_active
CALL (webhook) {
  MATCH (event:Event {id: $event_id})-[:PRODUCED]->(change:Change)
  // what a memory is about is told right after the change that says so
  UNWIND [
    {mark: '', later: 0, event_type: CASE change.op
      WHEN 'ADD' THEN 'memory_add' WHEN 'UPDATE' THEN 'memory_update' ELSE 'memory_delete'
    END},
    {mark: ':categories', later: 1, event_type: CASE
      WHEN size(change.categories) > 0 THEN 'memory_categorize'
    END}
  ] AS call
  WITH change, call
  WHERE call.event_type IN webhook.event_types
  MERGE (delivery:Delivery {id: webhook.id + ':' + change.id + call.mark})
  ON CREATE SET
    delivery.project_id = $project_id,
    delivery.webhook_id = webhook.id,
    delivery.memory_id = change.memory_id,
    delivery.change_id = change.id,
    delivery.event_type = call.event_type,
    delivery.queue_key = webhook.id + ':' + change.memory_id,
    // the owner's lane is locked: what is written later has a later time
    delivery.position = datetime.realtime() + duration({microseconds: call.later}),
    delivery.created_at = datetime.realtime(),
    delivery.due_at = datetime.realtime().epochMillis,
    delivery.attempts = 0
}
"""

LEASE: Final[LiteralString] = """
CYPHER 25
MATCH (delivery:Delivery)
WHERE delivery.due_at <= $now_ms
WITH delivery ORDER BY delivery.due_at LIMIT 64
SET delivery.locked = $token
// locked now: look again, another process may have been first
WITH delivery
WHERE delivery.due_at <= $now_ms
CALL (delivery) {
  MATCH (earlier:Delivery)
  WHERE earlier.queue_key = delivery.queue_key AND earlier.position < delivery.position
    AND earlier.due_at IS NOT NULL
  RETURN max(earlier.due_at) AS behind
}
FOREACH (one IN CASE WHEN behind IS NULL THEN [] ELSE [delivery] END |
  SET one.due_at = behind + 1)
WITH delivery, behind
WHERE behind IS NULL
WITH delivery LIMIT $limit
SET delivery.due_at = $until_ms, delivery.token = $token, delivery.attempts = delivery.attempts + 1
WITH delivery
OPTIONAL MATCH (webhook:Webhook {id: delivery.webhook_id})
OPTIONAL MATCH (change:Change {id: delivery.change_id})
RETURN collect(delivery {
  .id, .project_id, .memory_id, .event_type, .attempts,
  url: webhook.url, secret: webhook.secret, text: coalesce(change.new_text, change.old_text),
  categories: change.categories
}) AS deliveries
"""

_HELD: LiteralString = """
CYPHER 25
MATCH (delivery:Delivery {id: $delivery_id})
WHERE delivery.project_id = $project_id
SET delivery.locked = $token
WITH delivery
WHERE delivery.token = $token
"""

_NEXT: LiteralString = """
CALL (queue_key, position) {
  MATCH (after:Delivery)
  WHERE after.queue_key = queue_key AND after.position > position AND after.due_at IS NOT NULL
  WITH after ORDER BY after.queue_key, after.position LIMIT 1
  SET after.due_at = $now_ms
}
"""

END: Final[LiteralString] = (
    _HELD
    + """
WITH delivery, delivery.queue_key AS queue_key, delivery.position AS position
DELETE delivery
WITH queue_key, position
"""
    + _NEXT
)

BURY: Final[LiteralString] = (
    _HELD
    + """
SET delivery.error = $error, delivery.died_at = datetime.realtime()
REMOVE delivery.due_at, delivery.token
WITH delivery
CALL (delivery) {
  // what nobody has looked after for a month is forgotten
  MATCH (old:Delivery)
  WHERE old.webhook_id = delivery.webhook_id AND old.position < datetime() - duration('P30D')
    AND old.died_at IS NOT NULL
  WITH old LIMIT 100
  DELETE old
}
WITH delivery.queue_key AS queue_key, delivery.position AS position
"""
    + _NEXT
)

PUT_OFF: Final[LiteralString] = (
    _HELD
    + """
SET delivery.due_at = $due_ms, delivery.error = $error
REMOVE delivery.token
"""
)

FIND: Final[LiteralString] = """
CYPHER 25
MATCH (delivery:Delivery)
WHERE delivery.webhook_id = $webhook_id AND delivery.position IS NOT NULL
  AND delivery.project_id = $project_id
WITH delivery ORDER BY delivery.webhook_id DESC, delivery.position DESC LIMIT $limit
RETURN collect(delivery {
  .id, .memory_id, .event_type, .attempts, .error, .due_at,
  created_at: toString(delivery.created_at), died_at: toString(delivery.died_at)
}) AS deliveries
"""


class Leased(Struct, frozen=True, kw_only=True):
    """A delivery to send; without webhook or words there is nothing to tell any more."""

    id: str
    project_id: str
    memory_id: str
    event_type: str
    attempts: int
    url: str | None = None
    secret: str | None = None
    text: str | None = None
    categories: list[str] | None = None


class Delivery(Struct, frozen=True, kw_only=True):
    """A delivery that waits, until `due_at` (epoch ms), or has died."""

    id: str
    memory_id: str
    event_type: str
    attempts: int
    created_at: Instant
    error: str | None = None
    due_at: int | None = None
    died_at: Instant | None = None


async def record(tx: Tx, project_id: str, event_id: str) -> None:
    """Write down what the project's webhooks are to be told of an event's changes."""
    await tx.run(RECORD, project_id=project_id, event_id=event_id)


async def lease(tx: Tx, *, token: str, now_ms: int, until_ms: int, limit: int) -> list[Leased]:
    """Take some of what is due, for whoever sends it until then."""
    return await tx.all(LEASE, Leased, token=token, now_ms=now_ms, until_ms=until_ms, limit=limit)


async def end(tx: Tx, delivery: Leased, *, token: str, now_ms: int) -> None:
    """Remove what was told, and let the memory's next one come."""
    await tx.run(
        END,
        project_id=delivery.project_id,
        delivery_id=delivery.id,
        token=token,
        now_ms=now_ms,
    )


async def put_off(tx: Tx, delivery: Leased, *, token: str, due_ms: int, error: str) -> None:
    """Try it again then."""
    await tx.run(
        PUT_OFF,
        project_id=delivery.project_id,
        delivery_id=delivery.id,
        token=token,
        due_ms=due_ms,
        error=error,
    )


async def bury(tx: Tx, delivery: Leased, *, token: str, now_ms: int, error: str) -> None:
    """Give it up but keep it to be seen, and let the memory's next one come."""
    await tx.run(
        BURY,
        project_id=delivery.project_id,
        delivery_id=delivery.id,
        token=token,
        now_ms=now_ms,
        error=error,
    )


async def find(tx: Tx, project_id: str, webhook_id: str, *, limit: int) -> list[Delivery]:
    """Give what waits for a webhook or could not be told it, the newest first."""
    return await tx.all(FIND, Delivery, project_id=project_id, webhook_id=webhook_id, limit=limit)

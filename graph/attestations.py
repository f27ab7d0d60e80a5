"""One relation with all that attests it: memories, the words they come from, its slot's others."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.errors import NotFoundError
from graph.filters import Compiled, compiled
from graph.model import Instant, Relation, Visibility
from graph.relations import Described, believed, clocks, described, told
from graph.session import Tx

MOST_EVIDENCE: Final = 200
MOST_OTHERS: Final = 50

_ONE: Final[LiteralString] = """
CALL () {
  MATCH (:Entity)-[relation:RELATES_TO {id: $relation_id}]->(:Entity)
  WHERE relation.project_id = $project_id
  RETURN collect(relation) AS held
}"""
# the values before and after it: what a person asks for next
_SLOT: Final[LiteralString] = """
CALL () {
  MATCH (:Entity)-[one:RELATES_TO {id: $relation_id}]->(:Entity)
  WHERE one.project_id = $project_id
  MATCH (:Entity)-[relation:RELATES_TO]->(:Entity)
  WHERE relation.slot = one.slot AND relation.valid_from IS NOT NULL
    AND relation.id <> one.id AND """
_OTHERS: Final[LiteralString] = """
  WITH relation ORDER BY relation.valid_from LIMIT $most_others
  RETURN collect(relation) AS held
}"""
_DESCRIBED: Final[LiteralString] = "RETURN evidence, entities, rows"

_OF_RELATION: Final[LiteralString] = """
CALL (is_erasing) {
  MATCH (:Entity)-[relation:RELATES_TO {id: $relation_id}]->(:Entity)
  WHERE relation.project_id = $project_id
  UNWIND relation.memory_ids AS memory_id
  MATCH (memory:Memory {id: memory_id})
  WHERE """
_CHAIN: Final[LiteralString] = """
  WITH memory ORDER BY memory.recorded_at DESC, memory.id LIMIT $most_evidence
  CALL (memory) {
    MATCH (memory)-[extracted:EXTRACTED_FROM]->(message:Message)
    WITH extracted, message ORDER BY message.event_id, message.position, extracted.start
    RETURN collect({
      message_id: message.id, event_id: message.event_id, index: message.position,
      role: message.role, name: message.name, text: message.text,
      sent_at: toString(message.sent_at), start: extracted.start, end: extracted.end
    }) AS said
  }
  RETURN collect({
    memory_id: memory.id, text: memory.text, state: memory.state,
    created_at: toString(memory.created_at), said: said
  }) AS links
}
RETURN links"""


class Words(Struct, frozen=True, kw_only=True):
    """A message; characters [start, end) of its text are what a memory states."""

    message_id: str
    event_id: str
    index: int
    role: str
    start: int
    end: int
    sent_at: Instant
    name: str | None = None
    text: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    """A memory that attests a relation, and the words that it comes from."""

    memory_id: str
    text: str
    state: str
    created_at: Instant
    said: list[Words]


async def get(tx: Tx, visibility: Visibility, relation_id: str) -> Relation:
    """Give one relation, also an ended or retired one; raises NotFoundError."""
    seen = compiled(visibility)
    query = relation_query(visibility, seen)
    found = await tx.first(
        query, Described, **seen.parameters, **clocks(visibility), relation_id=relation_id
    )
    visible = [] if found is None else told(found)
    if not visible:
        raise NotFoundError("relation", relation_id)
    return visible[0]


def relation_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of one relation."""
    return seen.opening + _ONE + described(visibility, seen.where) + _DESCRIBED


async def find_others(tx: Tx, visibility: Visibility, relation_id: str) -> list[Relation]:
    """Give the other values of its slot, the oldest first; none when it has no slot."""
    seen = compiled(visibility)
    found = await tx.first(
        others_query(visibility, seen),
        Described,
        **seen.parameters,
        **clocks(visibility),
        relation_id=relation_id,
        most_others=MOST_OTHERS,
    )
    return [] if found is None else told(found)


def others_query(visibility: Visibility, seen: Compiled) -> LiteralString:
    """Give the query of the other values."""
    return (
        seen.opening
        + (_SLOT + believed(visibility) + _OTHERS)
        + (described(visibility, seen.where) + _DESCRIBED)
    )


async def find_chain(tx: Tx, visibility: Visibility, relation_id: str) -> list[Link]:
    """Give the visible evidence, the newest first, down to the words of the messages."""
    seen = compiled(visibility)
    return await tx.all(
        chain_query(seen),
        Link,
        **seen.parameters,
        relation_id=relation_id,
        most_evidence=MOST_EVIDENCE,
    )


def chain_query(seen: Compiled) -> LiteralString:
    """Give the query of the evidence."""
    return seen.opening + _OF_RELATION + seen.where + _CHAIN

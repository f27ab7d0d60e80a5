"""Rows for the tests of the writing queries, and events that are leased to the test alone.

Events are accepted in the year 2100, so that no worker of another test takes them.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final, LiteralString
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from graph import commits, events
from graph.events import EventRow, NewMessage
from graph.keys import ENTITY, OWNER, PAIR, SCOPE, SLOT, hashed
from graph.model import OPEN
from graph.plan import (
    EntityRow,
    LaneVersion,
    MemoryRow,
    MentionRow,
    Outcome,
    Plan,
    RelationRow,
    ScopeRow,
    SourceRow,
)
from graph.session import Graph, Tx

THEN: Final = datetime(2100, 1, 1, tzinfo=UTC)
NOW: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)

LEASE_ONE: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
MATCH (lane:Lane {key: event.owner_key})
SET event.state = 'RUNNING', event.lease_token = $token, lane.token = $token
RETURN lane.version AS version
"""

RELATIONS: Final[LiteralString] = """
CYPHER 25
MATCH (subject:Entity)-[relation:RELATES_TO {project_id: $project_id}]->(object:Entity)
WITH subject, relation, object ORDER BY relation.valid_from, relation.recorded_at
RETURN collect(relation {
  .id, .slot_key, .current_key, .superseded_by, .memory_ids,
  subject: subject.name,
  object: object.name,
  valid_from: toString(relation.valid_from),
  valid_to: toString(relation.valid_to),
  retired_at: toString(relation.retired_at),
  evidence_until: toString(relation.evidence_until)
}) AS relations
"""


class Version(Struct):
    version: int


class Leased(Struct):
    event_id: str
    token: str
    version: int
    message_ids: list[str]


class Edge(Struct):
    """A relation as it lies in the store."""

    id: str
    subject: str
    object: str
    slot_key: str | None
    current_key: str | None
    superseded_by: str | None
    memory_ids: list[str]
    valid_from: str
    valid_to: str
    retired_at: str
    evidence_until: str


def new_id() -> str:
    return str(uuid4())


def days(number: float) -> datetime:
    return NOW + timedelta(days=number)


def text_of(at: datetime) -> str:
    """Give an instant as Neo4j's toString writes a whole one."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def owner_key(project_id: str, name: str = "mira") -> str:
    return hashed(OWNER, project_id, "user", name)


def event_row(project_id: str, **changes: Any) -> EventRow:
    row = EventRow(
        id=new_id(),
        project_id=project_id,
        owner_key=owner_key(project_id),
        kind="ADD",
        request="{}",
        request_hash="hash",
        accepted_at=THEN,
        user_id="mira",
    )
    return replace(row, **changes)


def message(position: int = 0, **changes: Any) -> NewMessage:
    row = NewMessage(
        id=new_id(), position=position, role="user", text="I live in Oslo.", sent_at=NOW
    )
    return replace(row, **changes)


async def leased(graph: Graph, project_id: str, messages: int = 1, **changes: Any) -> Leased:
    """Accept an event and lease it to this test."""
    event = event_row(project_id, **changes)
    rows = [message(position) for position in range(messages)]
    await graph.write(events.create, event, rows)
    token = new_id()
    version = await graph.write(_lease, event.id, token)
    return Leased(
        event_id=event.id, token=token, version=version, message_ids=[row.id for row in rows]
    )


async def _lease(tx: Tx, event_id: str, token: str) -> int:
    found = await tx.first(LEASE_ONE, Version, event_id=event_id, token=token)
    assert found is not None

    return found.version


def entity(owner: str, name: str, **changes: Any) -> EntityRow:
    row = EntityRow(
        id=new_id(),
        key=hashed(ENTITY, owner, name.lower(), ""),
        owner_key=owner,
        name=name,
        name_norm=name.lower(),
        aliases=(),
        type="place",
        label="Place",
        is_self=False,
    )
    return replace(row, **changes)


def self_entity(owner: str) -> EntityRow:
    key = hashed(ENTITY, owner, "self")
    return entity(owner, "Mira", key=key, is_self=True, type="person", label="Person")


def scope(project_id: str, name: str = "mira", **changes: Any) -> ScopeRow:
    key = hashed(SCOPE, project_id, "user", name)
    row = ScopeRow(key=key, kind="user", external_id=name, number=int(key[1:13], 16))
    return replace(row, **changes)


def memory(owner: str, text: str = "Mira lives in Oslo", **changes: Any) -> MemoryRow:
    memory_id = new_id()
    row = MemoryRow(
        id=memory_id,
        origin_key=memory_id,
        owner_key=owner,
        text=text,
        hash=text,
        metadata="{}",
        metadata_pairs=(),
        immutable=False,
        created_at=NOW,
        recorded_at=NOW,
        valid_from=NOW,
        valid_to=OPEN,
        expires_at=OPEN,
        scope_terms="",
        scope_keys=(),
        change_id=new_id(),
        snapshot="{}",
        user_id="mira",
    )
    return replace(row, **changes)


def relation(subject: EntityRow, target: EntityRow, **changes: Any) -> RelationRow:
    owner = subject.owner_key
    row = RelationRow(
        id=new_id(),
        owner_key=owner,
        subject_key=subject.key,
        object_key=target.key,
        predicate="lives_in",
        predicate_raw="lives in",
        pair=hashed(PAIR, owner, subject.key, "lives_in", target.key),
        slot=hashed(SLOT, owner, subject.key, "lives_in"),
        valid_from=NOW,
        valid_from_precision="day",
        valid_to_stated=OPEN,
        valid_to_precision="none",
        ended_at=OPEN,
        recorded_at=NOW,
        memory_ids=(),
        evidence_until=OPEN,
        confidence=1.0,
        extractor="test",
    )
    return replace(row, **changes)


def attested(row: RelationRow, said: MemoryRow, *ends: EntityRow) -> tuple[RelationRow, MemoryRow]:
    """Give the relation with the memory as evidence, and the memory that mentions both ends."""
    mentions = tuple(
        MentionRow(entity_key=end.key, role="subject", surface=end.name) for end in ends
    )
    return (
        replace(row, memory_ids=(said.id,)),
        replace(said, relation_ids=(row.id,), mentions=mentions),
    )


def sources(found: Leased) -> tuple[SourceRow, ...]:
    return tuple(SourceRow(message_id=one, start=0, end=5) for one in found.message_ids)


def plan(project_id: str, found: Leased, **changes: Any) -> Plan:
    row = Plan(
        project_id=project_id,
        event_id=found.event_id,
        token=found.token,
        lanes=(LaneVersion(key=owner_key(project_id), version=found.version),),
        outcome=Outcome(results="[]", extractor="test", graph_state="SUCCEEDED"),
    )
    return replace(row, **changes)


async def commit(graph: Graph, project_id: str, **changes: Any) -> Leased:
    """Accept, lease and commit an event with these parts of a plan."""
    found = await leased(graph, project_id)
    slots = tuple(row.slot for row in changes.get("relations", ()) if row.slot)
    done = plan(project_id, found, **{"slots": slots, **changes})

    assert await graph.write(commits.create, done)

    return found


async def edges(graph: Graph, project_id: str) -> list[Edge]:
    return await graph.read(_edges, project_id)


async def _edges(tx: Tx, project_id: str) -> list[Edge]:
    return await tx.all(RELATIONS, Edge, project_id=project_id)

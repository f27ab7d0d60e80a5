"""Takes adds through the whole write path on the real Neo4j, one event at a time."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import uuid4

import msgspec
from msgspec import Struct

from app.services.additions import Addition, Additions, Said
from app.services.attempts import Attempts
from app.services.contexts import context
from app.services.conversations import Context
from app.services.ingestion import Ingestion
from app.signals import Signals
from extraction.composer import Composer
from extraction.extractor import Extractor
from graph.events import get
from graph.lanes import LeasedEvent, Task
from graph.model import Access, Event, Project, ScopeIds
from graph.session import Graph, Tx
from tests.fakes import FakeEmbedder, FakeExtractor

TOKEN: Final = "the test's"

LEASE: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event {id: $event_id})
MATCH (lane:Lane {key: event.owner_key})
SET event.state = 'RUNNING', event.lease_token = $token, event.started_at = datetime(),
    event.attempts = event.attempts + 1, lane.token = $token, lane.ready_at = 9e15
RETURN collect(event {
  .id, .seq, .kind, .request, .attempts, accepted_at: toString(event.accepted_at),
  lane_key: lane.key
}) AS events
"""

MEMORIES: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory)
WHERE memory.project_id = $project_id AND memory.created_at IS NOT NULL
WITH memory ORDER BY memory.recorded_at
RETURN collect(memory {
  .id, .text, .hash, .user_id, .agent_id, .app_id, .run_id, .state, .metadata, .metadata_pairs,
  .memory_type, .actor_id, .role, .immutable, .relation_ids, .closes_ids, .scope_terms, .owner_key,
  has_vector: memory.embedding IS NOT NULL,
  created_at: toString(memory.created_at),
  expires_at: toString(memory.expires_at),
  valid_from: toString(memory.valid_from),
  valid_to: toString(memory.valid_to),
  supersedes: COLLECT { MATCH (memory)-[:SUPERSEDES]->(older) RETURN older.text },
  mentions: COLLECT { MATCH (memory)-[:MENTIONS]->(entity)
    RETURN entity.name ORDER BY entity.name },
  sources: COLLECT { MATCH (memory)-[source:EXTRACTED_FROM]->(message)
    RETURN substring(message.text, source.start, source.end - source.start)
    ORDER BY message.position },
  scopes: COLLECT { MATCH (memory)-[:IN_SCOPE]->(scope)
    RETURN scope.kind + ' ' + scope.external_id ORDER BY scope.kind }
}) AS memories
"""

RELATIONS: Final[LiteralString] = """
CYPHER 25
MATCH (subject:Entity)-[relation:RELATES_TO]->(object:Entity)
WHERE relation.project_id = $project_id
WITH subject, relation, object ORDER BY relation.valid_from, relation.recorded_at
RETURN collect(relation {
  .predicate, .memory_ids, .valid_from_precision, .valid_to_precision, .owner_key, .extractor,
  subject: subject.name,
  object: object.name,
  is_open: relation.current_key IS NOT NULL,
  is_retired: relation.retired_at < datetime('9999-12-31T00:00Z'),
  valid_from: toString(relation.valid_from),
  valid_to: toString(relation.valid_to)
}) AS relations
"""

ENTITIES: Final[LiteralString] = """
CYPHER 25
MATCH (entity:Entity)
WHERE entity.project_id = $project_id
WITH entity ORDER BY entity.name
RETURN collect(entity {.name, .type, .aliases, .is_self, .owner_key, labels: labels(entity)})
  AS entities
"""


class Leased(LeasedEvent, frozen=True, kw_only=True):
    """An event and its lane."""

    lane_key: str


class StoredMemory(Struct, kw_only=True):
    """A memory as it lies in the store, with the texts it is tied to."""

    id: str
    text: str
    hash: str
    state: str
    owner_key: str
    metadata: str | None
    metadata_pairs: list[str]
    memory_type: str | None
    actor_id: str | None
    role: str
    immutable: bool
    relation_ids: list[str]
    closes_ids: list[str]
    scope_terms: str
    has_vector: bool
    created_at: str
    expires_at: str
    valid_from: str
    valid_to: str
    supersedes: list[str]
    mentions: list[str]
    sources: list[str]
    scopes: list[str]
    user_id: str | None
    agent_id: str | None
    app_id: str | None
    run_id: str | None


class StoredEdge(Struct, kw_only=True):
    """A relation as it lies in the store."""

    predicate: str
    subject: str
    object: str
    memory_ids: list[str]
    owner_key: str
    extractor: str
    is_open: bool
    is_retired: bool
    valid_from: str
    valid_to: str
    valid_from_precision: str
    valid_to_precision: str

    @property
    def triple(self) -> tuple[str, str, str]:
        return self.subject, self.predicate, self.object


class StoredEntity(Struct, kw_only=True):
    """An entity as it lies in the store."""

    name: str
    type: str
    aliases: list[str]
    is_self: bool
    owner_key: str
    labels: list[str]


class Desk:
    """One project, with everything that writes to it."""

    def __init__(self, graph: Graph, project_id: str, folder: Path) -> None:
        self.graph = graph
        self.access = access(project_id)
        self.signals = Signals(folder, "api")
        self.additions = Additions(graph, self.signals)
        self.extractor: Extractor = FakeExtractor()
        self.composer: Composer | None = None

    async def add(self, *texts: str, **options: Any) -> Event:
        """Accept one message a text, work the event off and give it as it ended."""
        receipt = await self.additions.add(self.access, addition(*texts, **options))
        await self.work(receipt.event_id)
        return await self.event(receipt.event_id)

    async def work(self, event_id: str) -> bool:
        """Try a stored event once."""
        task = await self.leased(event_id)
        return await self.attempts().attempt(task)

    def attempts(self) -> Attempts:
        ingestion = Ingestion(self.graph, self.extractor, FakeEmbedder(), composer=self.composer)
        return Attempts(self.graph, self.signals, ingestion)

    async def leased(self, event_id: str) -> Task:
        """Lease the event to the test, whatever waits before it."""
        found = (await self.graph.write(_lease, event_id))[0]
        return Task(
            project_id=self.access.project.id, lane_key=found.lane_key, event=found, token=TOKEN
        )

    async def context(self, event_id: str) -> Context:
        """Give what the extractor would be told beside the event's messages."""
        event = (await self.leased(event_id)).event
        request = msgspec.json.decode(event.request, type=Addition)
        return await self.graph.read(context, self.access.project.id, event=event, addition=request)

    async def event(self, event_id: str) -> Event:
        return await self.graph.read(get, self.access.project.id, event_id)

    async def memories(self) -> list[StoredMemory]:
        return await self.graph.read(_all, MEMORIES, StoredMemory, self.access.project.id)

    async def relations(self) -> list[StoredEdge]:
        return await self.graph.read(_all, RELATIONS, StoredEdge, self.access.project.id)

    async def entities(self) -> list[StoredEntity]:
        return await self.graph.read(_all, ENTITIES, StoredEntity, self.access.project.id)

    async def open_triples(self) -> list[tuple[str, str, str]]:
        return sorted(edge.triple for edge in await self.relations() if edge.is_open)


def access(project_id: str) -> Access:
    """Give an OWNER of the project."""
    project = Project(
        id=project_id,
        organization_id=str(uuid4()),
        name="test",
        created_at="2026-01-01T00:00:00Z",
        updated_at="2026-01-01T00:00:00Z",
    )
    return Access(
        key_id=str(uuid4()), member_id=str(uuid4()), email=None, role="OWNER", project=project
    )


def addition(*texts: str, role: str = "user", name: str | None = None, **options: Any) -> Addition:
    """Give an add for the user `mira`, unless ids are given, at a noon of 2026."""
    said = tuple(Said(role=role, text=text, name=name) for text in texts)
    defaults: dict[str, Any] = {
        "ids": ScopeIds(user_id="mira"),
        "messages": said,
        "timestamp": datetime(2026, 6, 1, 12, tzinfo=UTC),
    }
    return Addition(**{**defaults, **options})


def results(event: Event) -> list[dict[str, Any]]:
    """Give an event's results as the wire shows them."""
    return msgspec.json.decode(event.results or "[]")


def texts(memories: Sequence[StoredMemory]) -> list[str]:
    """Give the memories' texts in their order."""
    return [memory.text for memory in memories]


async def _lease(tx: Tx, event_id: str) -> list[Leased]:
    return await tx.all(LEASE, Leased, event_id=event_id, token=TOKEN)


async def _all(tx: Tx, query: LiteralString, kind: type[Any], project_id: str) -> list[Any]:
    return await tx.all(query, kind, project_id=project_id)

"""Two projects for analysts' queries: one to ask about, and one that nobody may hear of."""

from datetime import UTC, datetime
from typing import Final, LiteralString
from uuid import uuid4

from msgspec import Struct

from graph.model import Access, Project
from graph.session import Graph, Tx

OPEN: Final = "9999-12-31T00:00:00Z"
# words of the other project and of what is hidden: no answer may hold one of them
FOREIGN: Final = "FOREIGN"
SEALED: Final = "SEALED"
MARK_OF_VECTOR: Final = 0.1234567
PEOPLE: Final = ("Ada", "Ben", "Cleo", "Dan")
ENTITIES: Final = {
    **dict.fromkeys(PEOPLE, "person"),
    "Orbit Labs": "organization",
    "Nimbus": "organization",
    "Oslo": "place",
    "Bergen": "place",
}
LABELS: Final = {"person": "Person", "organization": "Organization", "place": "Place"}
# subject, predicate, object, from, to, the number of its memory
RELATIONS: Final = (
    ("Ada", "works_at", "Orbit Labs", "2024-01-01", None, 1),
    ("Ben", "works_at", "Orbit Labs", "2023-05-01", None, 2),
    ("Cleo", "works_at", "Nimbus", "2022-03-01", None, 3),
    ("Ada", "works_at", "Nimbus", "2020-01-01", "2023-12-31", 4),
    ("Ada", "knows", "Ben", "2023-06-01", None, 2),
    ("Ben", "knows", "Cleo", "2023-07-01", None, 3),
    ("Cleo", "knows", "Dan", "2023-08-01", None, 5),
    ("Ada", "lives_in", "Oslo", "2024-02-01", None, 1),
    ("Ben", "lives_in", "Bergen", "2021-01-01", None, 2),
    ("Orbit Labs", "based_in", "Oslo", "2019-01-01", None, 1),
    ("Nimbus", "based_in", "Bergen", "2018-01-01", None, 4),
)
# text, user, day; the fourth is superseded by the first
MEMORIES: Final = (
    ("Ada works at Orbit Labs in Oslo", "mira", "2026-01-05", ["work", "home"]),
    ("Ben works at Orbit Labs and lives in Bergen", "mira", "2026-01-06", ["work"]),
    ("Cleo works at Nimbus", "noah", "2026-02-01", ["work"]),
    ("Ada worked at Nimbus", "mira", "2025-12-01", ["work"]),
    ("Cleo knows Dan", "noah", "2026-02-10", ["people"]),
    ("Dan likes tea", "noah", "2026-03-01", []),
)

MAKE: Final[LiteralString] = """
CYPHER 25
UNWIND $users AS user
CREATE (:Scope:User {
  key: $project_id + user, project_id: $project_id, kind: 'user', external_id: user,
  number: size($project_id + user) + $salt + CASE user WHEN 'mira' THEN 1 ELSE 2 END,
  metadata: '{}', created_at: datetime('2025-01-01T00:00Z')
})
WITH count(*) AS scopes
CREATE (event:Event {
  id: $project_id + 'event', project_id: $project_id, kind: 'ADD', state: 'SUCCEEDED',
  request: $sealed, request_hash: $sealed, lease_token: $sealed,
  idempotency_key: $sealed + $project_id,
  accepted_at: datetime('2026-01-05T10:00Z'), tokens_in: 120, milliseconds: 40
})
WITH event
UNWIND $memories AS row
MATCH (scope:Scope {key: $project_id + row.user})
CREATE (memory:Memory {
  id: $project_id + 'm' + row.number, origin_key: $project_id + 'm' + row.number,
  project_id: $project_id, user_id: row.user, text: row.text + $mark, state: row.state,
  categories: row.categories, created_at: row.at, recorded_at: row.at, embedding: $vector,
  scope_terms: $sealed, relation_ids: row.relation_ids
})-[:IN_SCOPE {project_id: $project_id}]->(scope)
CREATE (memory)-[:EXTRACTED_FROM {project_id: $project_id, start: 0, end: 3}]->(:Message {
  id: $project_id + 'message' + row.number, project_id: $project_id, position: row.number,
  role: 'user', text: 'I say: ' + row.text + $mark, sent_at: row.at, recorded_at: row.at
})-[:PART_OF {project_id: $project_id}]->(event)
WITH collect(memory) AS made
UNWIND $entities AS row
CREATE (entity:Entity:$(row.label) {
  id: $project_id + row.name, key: $project_id + row.name, project_id: $project_id,
  name: row.name + $mark, name_norm: toLower(row.name), type: row.type,
  aliases: [row.name, toUpper(row.name)], is_self: false, created_at: datetime('2026-01-05T10:00Z')
})
WITH count(*) AS entities
MATCH (first:Memory {id: $project_id + 'm1'})
MATCH (fourth:Memory {id: $project_id + 'm4'})
CREATE (first)-[:SUPERSEDES {
  project_id: $project_id, at: datetime('2026-01-05T10:00Z'), reason: 'newer'
}]->(fourth)
WITH first
UNWIND $relations AS row
MATCH (subject:Entity {key: $project_id + row.subject})
MATCH (object:Entity {key: $project_id + row.object})
MATCH (memory:Memory {id: $project_id + 'm' + row.memory})
CREATE (subject)-[:RELATES_TO {
  id: $project_id + 'r' + row.number, project_id: $project_id, predicate: row.predicate,
  memory_ids: [memory.id], confidence: 0.5 + row.number / 100.0, valid_from: row.valid_from,
  valid_to: row.valid_to, evidence_until: datetime($open), recorded_at: row.valid_from,
  retired_at: datetime($open), note: $mark
}]->(object)
MERGE (memory)-[one:MENTIONS]->(subject)
SET one.project_id = $project_id, one.role = 'subject'
MERGE (memory)-[other:MENTIONS]->(object)
SET other.project_id = $project_id, other.role = coalesce(other.role, 'object')
"""


class World(Struct, frozen=True, kw_only=True):
    """Who asks, and the project that must stay unknown to them."""

    access: Access
    foreign_id: str


async def made(graph: Graph) -> World:
    """Make both projects and give a key's access to the first."""
    own, foreign = f"own-{uuid4()}", f"foreign-{uuid4()}"
    await graph.write(_make, own, "")
    await graph.write(_make, foreign, f" {FOREIGN}")
    now = "2026-01-01T00:00:00Z"
    project = Project(id=own, name=own, organization_id="o", created_at=now, updated_at=now)
    access = Access(key_id=own, member_id="m", email=None, role="READER", project=project)
    return World(access=access, foreign_id=foreign)


async def _make(tx: Tx, project_id: str, mark: str) -> None:
    await tx.run(
        MAKE,
        project_id=project_id,
        mark=mark,
        salt=uuid4().int % 2**50,
        sealed=SEALED,
        open=OPEN,
        vector=[MARK_OF_VECTOR] * 256,
        users=["mira", "noah"],
        memories=[_memory(number, *row) for number, row in enumerate(MEMORIES, 1)],
        entities=[
            {"name": name, "type": kind, "label": LABELS[kind]} for name, kind in ENTITIES.items()
        ],
        relations=[_relation(number, *row) for number, row in enumerate(RELATIONS, 1)],
    )


def _memory(
    number: int, text: str, user: str, day: str, categories: list[str]
) -> dict[str, object]:
    return {
        "number": number,
        "text": text,
        "user": user,
        "at": _instant(day),
        "categories": categories,
        "state": "superseded" if number == 4 else "active",
        "relation_ids": [
            f"r{place}" for place, one in enumerate(RELATIONS, 1) if one[-1] == number
        ],
    }


def _relation(
    number: int,
    subject: str,
    predicate: str,
    object_: str,
    start: str,
    end: str | None,
    memory: int,
) -> dict[str, object]:
    return {
        "number": number,
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "valid_from": _instant(start),
        "valid_to": _instant(end or OPEN),
        "memory": memory,
    }


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=UTC)

"""What must hold whatever was killed: nothing accepted is lost, nothing is written twice."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final, LiteralString

from msgspec import Struct

from graph.integrity import Integrity, count
from graph.session import Tx
from tests.fakes import DIMENSIONS
from tests.services.working import Desk, texts

ONE_SIDED: Final[LiteralString] = """
CYPHER 25
CALL () {
  // a memory names a relation that does not know it
  MATCH (memory:Memory)
  WHERE memory.project_id = $project_id
  UNWIND memory.relation_ids AS relation_id
  OPTIONAL MATCH ()-[relation:RELATES_TO {id: relation_id}]->()
  WITH memory, relation
  WHERE relation IS NULL OR NOT memory.id IN relation.memory_ids
  RETURN memory.id AS found
  UNION ALL
  // a relation names a memory that does not know it
  MATCH ()-[relation:RELATES_TO]->()
  WHERE relation.project_id = $project_id
  UNWIND relation.memory_ids AS memory_id
  OPTIONAL MATCH (memory:Memory {id: memory_id})
  WITH relation, memory
  WHERE memory IS NULL OR NOT relation.id IN memory.relation_ids
  RETURN relation.id AS found
}
RETURN collect(found) AS found
"""

EVENT_STATES: Final[LiteralString] = """
CYPHER 25
MATCH (event:Event)
WHERE event.project_id = $project_id
RETURN collect(event {.id, .state, .attempts, .error}) AS events
"""

SOUND: Final = Integrity(
    nodes_without_project=0,
    edges_across_owners=0,
    relations_without_evidence=0,
    entities_without_evidence=0,
    embeddings_of_other_length=0,
)


class EventState(Struct):
    """How far an event is."""

    id: str
    state: str
    attempts: int
    error: str | None


async def settled(desk: Desk, seconds: float = 40) -> list[EventState]:
    """Wait until every event of the project has ended and give them."""

    async def have_ended() -> bool:
        found = await states(desk)
        return all(event.state in {"SUCCEEDED", "FAILED"} for event in found)

    await until(have_ended, seconds)
    return await states(desk)


async def until(holds: Callable[[], Awaitable[bool]], seconds: float = 40) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not await holds():
        assert time.monotonic() < deadline, "it never came true"
        await asyncio.sleep(0.02)


async def states(desk: Desk) -> list[EventState]:
    """Give the project's events."""
    return await desk.graph.read(_all, EVENT_STATES, EventState, desk.access.project.id)


async def assert_sound(desk: Desk) -> None:
    """No entity twice, no open value twice, evidence on both sides, nothing dangling."""
    entities = [(entity.owner_key, entity.name) for entity in await desk.entities()]
    relations = [(edge.owner_key, *edge.triple) for edge in await desk.relations() if edge.is_open]
    one_sided = await desk.graph.read(_all, ONE_SIDED, str, desk.access.project.id)

    assert [] == twice(entities)
    assert [] == twice(relations)
    assert [] == one_sided
    assert SOUND == await desk.graph.read(count, DIMENSIONS)


async def assert_written_once(desk: Desk, expected: list[str]) -> None:
    """Exactly these memories are there, and all around them is sound."""
    assert sorted(expected) == sorted(texts(await desk.memories()))
    await assert_sound(desk)


def twice(things: list[Any]) -> list[Any]:
    """Give what occurs more than once."""
    return [thing for thing, times in Counter(things).items() if times > 1]


async def _all(tx: Tx, query: LiteralString, kind: type[Any], project_id: str) -> list[Any]:
    return await tx.all(query, kind, project_id=project_id)

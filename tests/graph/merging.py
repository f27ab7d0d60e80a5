"""Small worlds to merge in, and the whole graph of a project as plain values."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, LiteralString

from hypothesis import strategies as st
from msgspec import Struct

from app.services.merges import Merges, Pair
from graph import removals
from graph.keys import ENTITY, PAIR, SLOT, hashed
from graph.model import OPEN, Access, Project
from graph.plan import EntityRow, MemoryRow, MentionRow, RelationRow
from graph.session import Graph, Tx
from tests.graph.writing import attested, commit, days, entity, memory, owner_key, relation

MEMORY_IDS: Final[LiteralString] = """
CYPHER 25
MATCH (memory:Memory)
WHERE memory.project_id = $project_id AND memory.created_at IS NOT NULL
RETURN collect(memory.id) AS ids
"""

NODES: Final[LiteralString] = """
CYPHER 25
MATCH (node:Entity|Memory|Absorbed)
WHERE node.project_id = $project_id
RETURN collect([labels(node), [key IN keys(node) | [key, CASE
  WHEN node[key] IS :: LIST<ANY> THEN toStringList(node[key])
  ELSE toString(node[key]) END]]]) AS rows
"""

EDGES: Final[LiteralString] = """
CYPHER 25
MATCH (one)-[edge:RELATES_TO|MENTIONS|SAME_AS|WAS_RELATED]->(other)
WHERE edge.project_id = $project_id
RETURN collect([[one.id, type(edge), other.id], [key IN keys(edge) | [key, CASE
  WHEN edge[key] IS :: LIST<ANY> THEN toStringList(edge[key])
  ELSE toString(edge[key]) END]]]) AS rows
"""

PEOPLE: Final = 4
SLOTTED: Final = frozenset({"lives_in", "has_age"})
SYMMETRIC: Final = frozenset({"knows", "married_to"})
PREDICATES: Final = ("lives_in", "knows", "married_to", "has_age", "likes")


class Saying(Struct, frozen=True):
    """Somebody, a predicate, somebody else or an age, from a day on, perhaps until another."""

    subject: int
    predicate: str
    object: int
    start: int
    end: int | None


class Told(Struct, frozen=True):
    """A saying as it is written."""

    row: RelationRow
    said: MemoryRow
    ends: tuple[EntityRow, EntityRow]


SAYINGS: Final = st.lists(
    st.builds(
        Saying,
        subject=st.integers(0, PEOPLE - 1),
        predicate=st.sampled_from(PREDICATES),
        object=st.integers(0, PEOPLE - 1),
        start=st.integers(0, 4),
        end=st.none() | st.integers(5, 6),
    ),
    min_size=1,
    max_size=9,
)
MERGES: Final = st.lists(
    st.permutations(range(PEOPLE)).map(lambda order: (order[0], order[1])), min_size=1, max_size=3
)


def access_to(project_id: str) -> Access:
    project = Project(id=project_id, organization_id="o", name="p", created_at="", updated_at="")
    return Access(key_id="k", member_id="m", email=None, role="OWNER", project=project)


async def people(graph: Graph, project_id: str, sayings: Sequence[Saying]) -> list[EntityRow]:
    """Write what is said of four people, and one memory that mentions them all."""
    owner = owner_key(project_id)
    names = [f"Person {number}" for number in range(PEOPLE)]
    cast = sorted((entity(owner, name, type="person") for name in names), key=lambda one: one.id)
    written = list(_once(_told(cast, order, saying) for order, saying in enumerate(sayings)))
    mentions = tuple(
        MentionRow(entity_key=one.key, role="subject", surface=one.name) for one in cast
    )
    ends = {end.key: end for one in written for end in one.ends} | {one.key: one for one in cast}
    await commit(
        graph,
        project_id,
        entities=tuple(ends.values()),
        relations=tuple(one.row for one in written),
        memories=(
            *(one.said for one in written),
            memory(owner, text="everybody", mentions=mentions),
        ),
    )
    return cast


def _once(every: Iterator[Told | None]) -> Iterator[Told]:
    """Leave out what no write path writes: itself, and a second open relation of a pair."""
    seen: set[str] = set()
    for one in every:
        if one is None:
            continue
        is_open = one.row.slot is None and one.row.valid_to_stated == OPEN
        if is_open and one.row.pair in seen:
            continue
        seen |= {one.row.pair} if is_open else set()
        yield one


def _told(cast: Sequence[EntityRow], order: int, saying: Saying) -> Told | None:
    subject, target = cast[saying.subject], cast[saying.object]
    if saying.predicate == "has_age":
        target = _age(subject, str(saying.object % 2))
    if saying.predicate in SYMMETRIC and target.id < subject.id:
        subject, target = target, subject
    if subject.id == target.id:
        return None
    owner, until = subject.owner_key, OPEN if saying.end is None else days(saying.end)
    is_slotted = saying.predicate in SLOTTED
    row = relation(
        subject,
        target,
        predicate=saying.predicate,
        pair=hashed(PAIR, owner, subject.id, saying.predicate, target.id),
        slot=hashed(SLOT, owner, subject.id, saying.predicate) if is_slotted else None,
        valid_from=days(saying.start),
        valid_to_stated=until,
        ended_at=until,
        recorded_at=days(10 + order),
    )
    said = memory(owner, text=f"saying {order}", recorded_at=days(10 + order))
    return Told(*attested(row, said, subject, target), (subject, target))


def _age(subject: EntityRow, years: str) -> EntityRow:
    key = hashed(ENTITY, subject.owner_key, subject.id, "has_age", years)
    return entity(
        subject.owner_key, years, id="value " + key, key=key, type="literal", label="Literal"
    )


async def picture(graph: Graph, project_id: str) -> list[str]:
    """Give every node and edge with every property."""
    return await graph.read(_picture, project_id)


async def _picture(tx: Tx, project_id: str) -> list[str]:
    nodes = await tx.all(NODES, list[Any], project_id=project_id)
    edges = await tx.all(EDGES, list[Any], project_id=project_id)
    return sorted(repr([row[0], sorted(row[1])]) for row in (*nodes, *edges))


async def merged(graph: Graph, project_id: str, kept: EntityRow, absorbed: EntityRow) -> str:
    pair = Pair(kept_id=kept.id, absorbed_id=absorbed.id)
    return (await Merges(graph).merge(access_to(project_id), pair)).id


async def forgotten(graph: Graph, project_id: str, memory_id: str) -> None:
    """Delete a memory as every deletion does."""
    await graph.write(_forget, project_id, memory_id)


async def _forget(tx: Tx, project_id: str, memory_id: str) -> None:
    await removals.delete(tx, project_id, await removals.lock(tx, project_id, [memory_id]))


async def memories(graph: Graph, project_id: str) -> list[str]:
    return await graph.read(_memories, project_id)


async def _memories(tx: Tx, project_id: str) -> list[str]:
    return await tx.all(MEMORY_IDS, str, project_id=project_id)

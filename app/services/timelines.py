"""An entity's life: what was said of it, and which relations began and ended, in order."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from app.services.relations import ShownRelation, shown
from graph import entities, nets, timelines
from graph.model import OPEN, Instant, Precision, Relation, Visibility, instant
from graph.session import Graph, Tx
from graph.timelines import Said

MOST_MEMORIES: Final = 1_000
MOST_RELATIONS: Final = 1_000

Kind = Literal["said", "began", "ended"]


class Moment(Struct, frozen=True, kw_only=True):
    """Something that happened: a memory was told, or a relation began or ended."""

    at: Instant
    precision: Precision
    kind: Kind
    text: str
    memory_ids: Sequence[str]
    relation: ShownRelation | None = None


class Timeline(Struct, frozen=True, kw_only=True):
    """A page of moments, the latest first, and how many there are in all."""

    moments: list[Moment]
    total: int


class Timelines:
    """Reads what happened."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def of(
        self, visibility: Visibility, entity_id: str, *, skip: int, limit: int
    ) -> Timeline:
        """Give an entity's timeline, ended relations too; raises NotFoundError."""
        moments = await self._graph.read(_moments, visibility, entity_id)
        return Timeline(moments=moments[skip : skip + limit], total=len(moments))


async def _moments(tx: Tx, visibility: Visibility, entity_id: str) -> list[Moment]:
    await entities.get(tx, visibility, entity_id)
    everything = replace(visibility, include_ended=True)
    wanted = nets.Wanted(limit=MOST_RELATIONS, fan=MOST_RELATIONS)
    relations = await nets.find_around(tx, everything, [entity_id], wanted)
    said = await timelines.find(tx, visibility, entity_id, limit=MOST_MEMORIES)
    moments = [*_told(said), *_turns(relations, visibility)]
    return sorted(moments, key=lambda one: (instant(one.at), one.kind), reverse=True)


def _told(said: Sequence[Said]) -> Iterator[Moment]:
    for one in said:
        yield Moment(
            at=one.created_at,
            precision="instant",
            kind="said",
            text=one.text,
            memory_ids=[one.id],
        )


def _turns(relations: Sequence[Relation], visibility: Visibility) -> Iterator[Moment]:
    for one in relations:
        relation = shown(one, visibility)
        began = Moment(
            at=one.valid_from,
            precision=one.valid_from_precision,
            kind="began",
            text=one.fact,
            memory_ids=one.memory_ids,
            relation=relation,
        )
        # of a start that nobody told, the time of telling is shown as "said"
        if one.valid_from_precision != "none":
            yield began
        if instant(one.valid_to) < OPEN:
            yield replace(began, at=one.valid_to, precision=one.valid_to_precision, kind="ended")

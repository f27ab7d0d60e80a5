"""What is known under a filter, for whoever writes of it: bounded, and how much it is of all."""

from collections import Counter
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from app.services.filling import Known
from extraction.composer import Notes
from graph import memories, relations
from graph.model import Filter, Memory, Relation, Visibility
from graph.session import Tx

MOST_MEMORIES: Final = 1_000
# what a model is told at once
MOST_LETTERS: Final = 60_000
DAY: Final = 10


class Knowledge(Struct, frozen=True, kw_only=True):
    """The newest memories that hold, of so many in all, and the relations that they attest."""

    known: Known
    total: int

    @property
    def memory_ids(self) -> tuple[str, ...]:
        """The memories."""
        return tuple(memory.id for memory in self.known.memories)


async def find(tx: Tx, project_id: str, tree: Filter, *, limit: int = MOST_MEMORIES) -> Knowledge:
    """Read what is known now of what passes the filter."""
    seen = Visibility(project_id=project_id, filter=tree, now=datetime.now(UTC), latest_only=True)
    page = await memories.find_page(tx, seen, limit=limit)
    ids = [memory.id for memory in page.memories]
    found = await relations.find_attested(tx, seen, ids)
    found.sort(key=lambda relation: relation.recorded_at, reverse=True)
    return Knowledge(known=Known(memories=page.memories, relations=found), total=page.total)


def readable(knowledge: Knowledge) -> Knowledge:
    """Leave as many of the newest memories as a model can be told, and their relations."""
    kept: list[Memory] = []
    left, letters = MOST_LETTERS, Counter[str]()
    for relation in knowledge.known.relations:
        letters[relation.memory_ids[0]] += len(_words(relation))
    for memory in knowledge.known.memories:
        left -= len(memory.text) + letters[memory.id]
        if left < 0 and kept:
            break
        kept.append(memory)
    ids = {memory.id for memory in kept}
    attested = [one for one in knowledge.known.relations if ids.intersection(one.memory_ids)]
    return Knowledge(known=Known(memories=kept, relations=attested), total=knowledge.total)


def notes(knowledge: Knowledge, instructions: str | None = None) -> Notes:
    """Write down what is known for a model."""
    known = knowledge.known
    return Notes(
        facts=tuple(f"{memory.created_at[:DAY]}: {memory.text}" for memory in known.memories),
        relations=tuple(map(_words, known.relations)),
        instructions=instructions,
    )


def _words(relation: Relation) -> str:
    return f"{relation.source} {relation.predicate} {relation.target}"

"""What is known under a filter in a few sentences."""

from typing import Final, Literal

from msgspec import Struct

from app.services.choices import Choice
from app.services.knowledge import Knowledge, find, notes, readable
from extraction.composer import Composer
from graph.model import Access
from graph.session import Graph

SENTENCES: Final = 20
NOTHING: Final = "Nothing is known."


class Summary(Struct, frozen=True, kw_only=True):
    """A summary made of `used` of the `memories` that there are."""

    text: str
    memories: int
    used: int
    method: Literal["model", "offline"]


class Summaries:
    """Sums up."""

    def __init__(self, graph: Graph, composer: Composer | None) -> None:
        """Take the database, and the model when there is one."""
        self._graph = graph
        self._composer = composer

    async def sum_up(self, access: Access, choice: Choice) -> Summary:
        """Sum up what passes the filter; raises InvalidRequestError or ExtractionError."""
        knowledge = await self._graph.read(find, access.project.id, choice.tree())
        if self._composer is None or not knowledge.memory_ids:
            return gathered(knowledge)
        told = readable(knowledge)
        composed = await self._composer.sum_up(notes(told))
        return Summary(
            text=composed.text,
            memories=knowledge.total,
            used=len(told.memory_ids),
            method="model",
        )


def gathered(knowledge: Knowledge) -> Summary:
    """Sum up without a model: the facts in their own words, first those that attest relations."""
    attesting = {key for one in knowledge.known.relations for key in one.memory_ids}
    ranked = sorted(knowledge.known.memories, key=lambda memory: memory.id not in attesting)
    facts = list(dict.fromkeys(_sentence(memory.text) for memory in ranked))[:SENTENCES]
    used = len(facts)
    return Summary(
        text=" ".join(facts) if facts else NOTHING,
        memories=knowledge.total,
        used=used,
        method="offline",
    )


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "!", "?")) else f"{bare}."

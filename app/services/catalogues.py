"""What an analyst can ask for: labels, types, properties, predicates, and queries to begin with."""

from typing import Final

from msgspec import Struct

from graph import catalogues
from graph.catalogues import PredicateUse, TypeCount
from graph.session import Graph
from graph.starters import starters
from graph.vocabulary import LabelMeaning, TypeMeaning, vocabulary

READY: Final = 10


class CountedLabel(Struct, frozen=True, kw_only=True):
    """A label, what its properties mean, and how many nodes have it."""

    meaning: LabelMeaning
    count: int


class ReadyQuery(Struct, frozen=True, kw_only=True):
    """A query to paste."""

    id: str
    name: str
    description: str
    query: str


class Catalogue(Struct, frozen=True, kw_only=True):
    """All of it."""

    labels: list[CountedLabel]
    types: list[TypeMeaning]
    entity_types: list[TypeCount]
    predicates: list[PredicateUse]
    queries: list[ReadyQuery]


class Catalogues:
    """Describes a project's graph as it is."""

    def __init__(self, graph: Graph) -> None:
        """Take the database."""
        self._graph = graph

    async def get(self, project_id: str) -> Catalogue:
        """Describe a project."""
        found = await self._graph.read(catalogues.get, project_id)
        counts = {
            "Memory": found.memories,
            "Entity": sum(one.count for one in found.types),
            "Message": found.messages,
            "Scope": found.scopes,
            "Event": found.events,
        }
        known = vocabulary()
        return Catalogue(
            labels=[CountedLabel(meaning=one, count=counts[one.name]) for one in known.label],
            types=known.type,
            entity_types=found.types,
            predicates=found.predicates,
            queries=_ready(),
        )


def _ready() -> list[ReadyQuery]:
    """Give starters that can be pasted: those that need no values."""
    pasted = [one for one in starters() if one.parameters == "[]"]
    others = [one for one in starters() if one.parameters != "[]"]
    return [
        ReadyQuery(id=one.id, name=one.name, description=one.description, query=one.text)
        for one in (pasted + others)[:READY]
    ]

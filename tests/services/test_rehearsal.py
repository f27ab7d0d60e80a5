"""An add that is gone through and undone."""

from typing import Final, LiteralString

from msgspec import Struct

from app.services.additions import Addition
from app.services.conversations import Context
from app.services.drafting import Drafting
from app.services.models import Models
from app.services.planning import Draft
from app.services.rehearsal import ROUNDS, TEXT, rehearse
from graph.session import Graph, Tx
from tests.fakes import FakeEmbedder, FakeExtractor

LEFT: Final[LiteralString] = """
CYPHER 25
MATCH (node)
WHERE node.project_id IN $project_ids OR node.text = $text
RETURN count(node) AS total
"""


class Left(Struct):
    """What is there after all."""

    total: int


class Watched(Drafting):
    """Remembers for which projects it drafted."""

    def __init__(self) -> None:
        super().__init__(Models(FakeExtractor(), FakeEmbedder()))
        self.project_ids: list[str] = []

    async def draft(
        self, project_id: str, event_id: str, *, addition: Addition, context: Context
    ) -> Draft:
        self.project_ids.append(project_id)
        return await super().draft(project_id, event_id, addition=addition, context=context)


async def left(tx: Tx, project_ids: list[str]) -> int:
    found = await tx.first(LEFT, Left, project_ids=project_ids, text=TEXT)
    return found.total if found else -1


async def test_a_rehearsal_leaves_nothing(graph: Graph):
    drafting = Watched()
    await rehearse(graph, drafting)

    assert drafting.project_ids
    assert 0 == await graph.read(left, drafting.project_ids)


async def test_a_rehearsal_goes_through_to_the_commit(graph: Graph):
    assert ROUNDS == await rehearse(graph, Watched())

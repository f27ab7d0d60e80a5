import math
from collections.abc import Sequence

import pytest

from app.services.models import Models
from app.services.understanding import understood
from extraction.errors import ModelUnavailableError
from graph.model import ScopeIds
from tests.fakes import FailingExtractor, FakeEmbedder, FakeExtractor
from tests.unit.conversing import adding, conversation, told

TEXTS = ("I likes tea. Hm", "Ann works_at Orbit")


class OddEmbedder:
    """Gives the vectors that it was made with, one for each text."""

    model = "odd"
    dimensions = 2

    def __init__(self, vector: list[float] | None) -> None:
        self._vector = vector

    async def embed(self, texts: Sequence[str]) -> list[list[float] | None]:
        return [self._vector for _ in texts]


async def test_facts_and_their_messages_are_embedded_at_once():
    made = await understood(
        told(*conversation(*TEXTS)),
        adding(),
        Models(FakeExtractor(), FakeEmbedder()),
    )

    assert {"mira likes tea", "Hm", "Ann works_at Orbit", "I likes tea. Hm"} == set(made.vectors)
    assert all(vector is not None for vector in made.vectors.values())


async def test_without_the_graph_facts_have_no_links():
    made = await understood(
        told(*conversation(*TEXTS)),
        adding(enable_graph=False),
        Models(FakeExtractor(), FakeEmbedder()),
    )

    assert [((), ())] * 3 == [(fact.links, fact.appearances) for fact in made.findings.facts]


async def test_verbatim_without_the_graph_asks_no_extractor():
    extractor = FakeExtractor()
    made = await understood(
        told(*conversation(*TEXTS)),
        adding(infer=False, enable_graph=False),
        Models(extractor, FakeEmbedder()),
    )

    assert [] == extractor.asked
    assert list(TEXTS) == [fact.text for fact in made.findings.facts]


async def test_verbatim_with_the_graph_keeps_the_links():
    made = await understood(
        told(*conversation(*TEXTS)),
        adding(infer=False),
        Models(FakeExtractor(), FakeEmbedder()),
    )

    assert [1, 1] == [len(fact.links) for fact in made.findings.facts]
    assert list(TEXTS) == [fact.text for fact in made.findings.facts]


async def test_an_extractors_error_is_passed_on():
    with pytest.raises(ModelUnavailableError):
        await understood(
            told(*conversation("hi"), addition=adding(ids=ScopeIds(run_id="r"))),
            adding(),
            Models(FailingExtractor(ModelUnavailableError()), FakeEmbedder()),
        )


@pytest.mark.parametrize(
    "vector", [None, [], [1.0], [1.0, 0.0, 0.0], [0.0, 0.0], [math.nan, 1.0], [math.inf, 0.0]]
)
async def test_a_vector_that_would_never_be_found_is_left_out(vector: list[float] | None):
    made = await understood(
        told(*conversation("hi")),
        adding(),
        Models(FakeExtractor(), OddEmbedder(vector)),
    )

    assert [None] == list(made.vectors.values())


async def test_a_good_vector_is_kept():
    made = await understood(
        told(*conversation("hi")),
        adding(),
        Models(FakeExtractor(), OddEmbedder([0.6, 0.8])),
    )

    assert {"hi": [0.6, 0.8]} == made.vectors

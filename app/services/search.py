"""Search: candidates of vectors and words, the walk when it is asked for, one order, the rows."""

from typing import Final

from msgspec import Struct

from app.services.naming import normalised
from app.services.questions import meaning
from app.services.ranking import Ranked, ranked
from app.services.relations import ShownRelation
from app.services.walking import FIRST_HITS, Walked, walked
from extraction.embedder import Embedder
from graph import memories, search, walks
from graph.lucene import words
from graph.model import Memory, Source, Visibility
from graph.search import Candidates, Question, Reach
from graph.session import Graph, Tx

LEAST_CANDIDATES: Final = 50
MOST_CANDIDATES: Final = 5000
# What is longer is no question; reading it whole would hold everybody up.
LONGEST_QUESTION: Final = 20_000


class Query(Struct, frozen=True, kw_only=True):
    """What a caller searches for. Without a threshold everything that was found may be given."""

    text: str
    visibility: Visibility
    limit: int = 10
    threshold: float | None = None
    enable_graph: bool = False
    explain: bool = False


class Result(Struct, frozen=True, kw_only=True):
    """A memory that was found; the parts add up to what its score was made of."""

    memory: Memory
    score: float
    parts: dict[str, float]
    sources: list[Source] | None = None


class SearchResult(Struct, frozen=True, kw_only=True):
    """The best memories, and with the graph on the relations that a walk came to.

    `is_exact` is False when a filter left too few although not everything was looked at.
    """

    results: list[Result]
    relations: list[ShownRelation] | None = None
    is_exact: bool = True


class Search:
    """Finds memories by meaning, by words and by walking the graph."""

    def __init__(self, graph: Graph, embedder: Embedder) -> None:
        """Take the database and what makes vectors of questions."""
        self._graph = graph
        self._embedder = embedder

    async def search(self, query: Query) -> SearchResult:
        """Give the memories that answer the query best."""
        text = query.text[:LONGEST_QUESTION]
        (vector,) = await self._embedder.embed([meaning(text)])
        return await self._graph.read(_found, query, Question(text=text, vector=vector))


async def _found(tx: Tx, query: Query, question: Question) -> SearchResult:
    candidates, is_exact = await _candidates(tx, query, question)
    names = _names(question.text)
    order = ranked(candidates, frozenset(names))
    walk = await _walk(tx, query, candidates, order=order, names=names)
    if walk is not None:
        order = ranked(candidates, frozenset(names), walk.memories)
    least = query.threshold or 0
    best = [one for one in order if one.score >= least][: query.limit]
    return SearchResult(
        results=await _rows(tx, query, best),
        relations=None if walk is None else walk.relations,
        is_exact=is_exact,
    )


async def _candidates(tx: Tx, query: Query, question: Question) -> tuple[Candidates, bool]:
    """Ask for more until there are enough, or nothing is left that was not looked at."""
    limit = max(LEAST_CANDIDATES, query.limit)
    reaches = (
        Reach(memories=limit, messages=limit),
        Reach(memories=10 * limit, messages=limit),
        Reach(memories=MOST_CANDIDATES, messages=limit, is_scan=True),
    )
    found, is_starved = Candidates(), True
    for reach in reaches:
        found = await search.find(tx, query.visibility, question, reach=reach)
        is_starved = found.is_starved(reach.memories, query.limit)
        if not is_starved:
            break
    return found, not is_starved


async def _walk(
    tx: Tx, query: Query, candidates: Candidates, *, order: list[Ranked], names: list[str]
) -> Walked | None:
    if not query.enable_graph:
        return None
    start = walks.Start(
        words=names,
        memory_ids=[one.id for one in order[:FIRST_HITS]],
        owner_keys=candidates.owner_keys,
    )
    reached = await walks.find(tx, query.visibility, start)
    return walked(reached, query.visibility, {one.id: one.score for one in order})


async def _rows(tx: Tx, query: Query, best: list[Ranked]) -> list[Result]:
    project_id, ids = query.visibility.project_id, [one.id for one in best]
    rows = {memory.id: memory for memory in await memories.get_many(tx, project_id, ids)}
    sources = await memories.sources(tx, project_id, ids) if query.explain else None
    return [
        Result(
            memory=rows[one.id],
            score=one.score,
            parts=one.parts,
            sources=None if sources is None else sources.get(one.id, []),
        )
        for one in best
        if one.id in rows
    ]


def _names(text: str) -> list[str]:
    """Give the words as names are compared: in lower case, without accents and possessives."""
    return list(dict.fromkeys(form for word in words(text) for form in (word, normalised(word))))

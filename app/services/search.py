"""Search: candidates of vectors and words, the walk when it is asked for, one order, the rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from app.services.questions import meaning, names_in
from app.services.ranking import Ranked, ranked
from app.services.refining import chosen, dated, looked_at_again, vocabulary
from app.services.relations import ShownRelation
from app.services.walking import FIRST_HITS, Walked, walked
from extraction.embedder import Embedder
from graph import memories, search, walks
from graph.model import Memory, Source, Visibility
from graph.search import Candidates, Question, Reach
from graph.session import Graph, Tx

LEAST_CANDIDATES: Final = 50
MOST_CANDIDATES: Final = 5000
LOOKED_AT_AGAIN: Final = 50
# What is longer is no question; reading it whole would hold everybody up.
LONGEST_QUESTION: Final = 20_000


class Query(Struct, frozen=True, kw_only=True):
    """What a caller searches for. Without a threshold everything that was found may be given.

    `keeps_words` gives what has the words whatever its score, `drops_weak` only what is not far
    below the best, `looks_again` compares word by word what was found, `is_unranked` lists what
    passes the filter. The question's relative dates count from `reference`.
    """

    text: str
    visibility: Visibility
    limit: int = 10
    threshold: float | None = None
    enable_graph: bool = False
    explain: bool = False
    keeps_words: bool = False
    drops_weak: bool = False
    looks_again: bool = False
    is_unranked: bool = False
    reference: datetime | None = None


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
        if query.is_unranked:
            return await self._graph.read(_listed, query)
        text = query.text[:LONGEST_QUESTION]
        if query.reference is not None:
            text = dated(text, query.reference)
        (vector,) = await self._embedder.embed([meaning(text)])
        limit = max(query.limit, LOOKED_AT_AGAIN) if query.looks_again else query.limit
        wider = replace(query, limit=limit)
        found = await self._graph.read(_found, wider, Question(text=text, vector=vector))
        if not query.looks_again:
            return found
        return replace(found, results=await self._again(text, found.results, query.limit))

    async def _again(self, text: str, results: Sequence[Result], limit: int) -> list[Result]:
        """Give the best of the results after a second look at them."""
        texts = [result.memory.text for result in results]
        known = vocabulary(text, texts)
        vectors = dict(zip(known, await self._embedder.embed(known) if known else [], strict=True))
        scores = looked_at_again(text, [result.score for result in results], texts, vectors)
        again = [
            replace(result, score=score, parts={**result.parts, "rerank": score})
            for result, score in zip(results, scores, strict=True)
        ]
        return sorted(again, key=lambda result: -result.score)[:limit]


async def _listed(tx: Tx, query: Query) -> SearchResult:
    """Give the newest of what passes the filter."""
    found = await memories.find(tx, query.visibility, limit=query.limit)
    every = [Ranked(id=memory.id, score=1.0, parts={}) for memory in found]
    return SearchResult(
        results=await _rows(tx, query, every), relations=[] if query.enable_graph else None
    )


async def _found(tx: Tx, query: Query, question: Question) -> SearchResult:
    candidates, is_exact = await _candidates(tx, query, question)
    names = names_in(question.text)
    order = ranked(candidates, frozenset(names))
    walk = await _walk(tx, query, candidates, order=order, names=names)
    if walk is not None:
        order = ranked(candidates, frozenset(names), walk.memories)
    by_words = frozenset(hit.id for hit in candidates.words if query.keeps_words)
    best = chosen(
        order, least=query.threshold or 0, by_words=by_words, drops_weak=query.drops_weak
    )[: query.limit]
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

"""Search, by meaning, by words and by walking the graph."""

from typing import Annotated

from litestar import post
from litestar.di import NamedDependency
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from app.routes.documentation import ERRORS, SEARCH
from app.routes.memory_items import MemoryOut, narrowed
from app.routes.moments import Timestamp, moment
from app.routes.read_bodies import V1_1, ReadBody
from app.routes.relations import RelationOut, relations_out
from app.services.errors import InvalidRequestError
from app.services.search import Query, Result, Search, SearchResult
from graph.model import Access, Visibility

DEFAULT_RESULTS = 10
MOST_RESULTS = 1000
DEFAULT_THRESHOLD = 0.1
ALWAYS_SHOWN = ("semantic", "bm25", "entity")


class SearchBody(ReadBody, frozen=True, kw_only=True):
    """A question. `limit` is an older word for `top_k`.

    `keyword_search` also gives what has the question's words and scores below the threshold,
    `filter_memories` drops what scores less than 0.7 of the best, `rerank` compares the best
    fifty word by word, `only_metadata_based_search` lists what passes the filters. Relative dates
    count from `reference_date`: Unix seconds, a day or ISO 8601.
    """

    query: str
    top_k: int | None = None
    limit: int | None = None
    threshold: float | None = None
    rerank: bool | None = None
    keyword_search: bool | None = None
    filter_memories: bool | None = None
    only_metadata_based_search: bool | None = None
    reference_date: Timestamp | None = None

    def question(self, visibility: Visibility, *, threshold: float | None, walks: bool) -> Query:
        """Give the question in domain values; raises InvalidRequestError."""
        return Query(
            text=_text(self.query),
            visibility=visibility,
            limit=_limit(self.top_k if self.top_k is not None else self.limit),
            threshold=threshold if self.threshold is None else _threshold(self.threshold),
            enable_graph=walks,
            explain=bool(self.explain),
            keeps_words=bool(self.keyword_search),
            drops_weak=bool(self.filter_memories),
            looks_again=bool(self.rerank),
            is_unranked=bool(self.only_metadata_based_search),
            reference=None
            if self.reference_date is None
            else moment(self.reference_date, "reference_date"),
        )


class Found(Struct, frozen=True, kw_only=True):
    """Memories with their scores, best first, and the relations that a walk came to.

    `is_exact` is false when the filter left fewer than asked for, although there may be more.
    """

    results: list[MemoryOut]
    relations: list[RelationOut] | UnsetType = UNSET
    is_exact: bool | UnsetType = UNSET


@post("/v3/memories/search", status_code=200, responses=ERRORS, summary="Search", tags=["search"])
async def search_memories(
    data: Annotated[SearchBody, SEARCH],
    access: NamedDependency[Access],
    search: NamedDependency[Search],
) -> Found:
    """Give the memories that answer a question best."""
    walks = data.walks(access, is_envelope=True)
    visibility = data.strict_visibility(access)
    query = data.question(visibility, threshold=DEFAULT_THRESHOLD, walks=walks)
    found = await search.search(query)
    has_relations = walks or data.output_format == V1_1
    return Found(
        results=items_of(found, data, is_explained=True),
        relations=relations_out(found.relations) if has_relations else UNSET,
        is_exact=found.is_exact,
    )


def items_of(found: SearchResult, body: SearchBody, *, is_explained: bool) -> list[MemoryOut]:
    """Show what was found, on older routes without the parts of the score unless asked for."""
    items = (
        _item(result, is_explained=is_explained or bool(body.explain)) for result in found.results
    )
    return narrowed(items, body.shown_fields)


def _item(result: Result, *, is_explained: bool) -> MemoryOut:
    item = MemoryOut.from_memory(result.memory, result.sources)
    parts = dict.fromkeys(ALWAYS_SHOWN, 0.0) | result.parts
    return replace(item, score=result.score, score_breakdown=parts if is_explained else UNSET)


def _text(given: str) -> str:
    if not given.strip():
        raise InvalidRequestError("query must not be blank", "query")
    return given.strip()


def _limit(given: int | None) -> int:
    limit = DEFAULT_RESULTS if given is None else given
    if not 1 <= limit <= MOST_RESULTS:
        raise InvalidRequestError(f"top_k must be from 1 to {MOST_RESULTS}", "top_k")
    return limit


def _threshold(given: float) -> float:
    if not 0 <= given <= 1:
        raise InvalidRequestError("threshold must be from 0 to 1", "threshold")
    return given


HANDLERS = [search_memories]

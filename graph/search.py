"""The candidates of a search: what vectors and words find, in one round trip."""

from typing import Final, LiteralString

from msgspec import Struct

from graph.filters import Compiled, Seek, compiled
from graph.lucene import scoped, words
from graph.model import Visibility
from graph.session import Tx

# Beside how many of the best messages of each list to look: 20 find as much as all 50.
BESIDE: Final = 20


class Hit(Struct, frozen=True, kw_only=True):
    """A memory that a list found; cosine similarities are scaled to 0 to 1 by Neo4j.

    The id of one that is not visible begins with `#`.
    """

    id: str
    score: float


class MessageHit(Struct, frozen=True, kw_only=True):
    """A message that a list found, at its position in its event's conversation."""

    event_id: str
    position: int
    score: float


class Statement(Struct, frozen=True, array_like=True):
    """A memory states words of a message that was found, or of one beside it."""

    memory_id: str
    event_id: str
    position: int


class Candidate(Struct, frozen=True, kw_only=True, array_like=True):
    """A visible memory that some list found itself, or by a message or its neighbour.

    `number` is Neo4j's own and means nothing outside of one answer.
    """

    id: str
    event_id: str
    created_ms: int
    actor_id: str | None = None
    number: int = 0


class Candidates(Struct, frozen=True, kw_only=True):
    """What each list found, best first, and the visible memories behind all of it.

    `said` tells which of the memories were taken from the messages found or beside them.
    """

    memories: list[Candidate] = []
    owner_keys: list[str] = []
    vectors: list[Hit] = []
    words: list[Hit] = []
    message_vectors: list[MessageHit] = []
    message_words: list[MessageHit] = []
    said: list[Statement] = []

    def is_starved(self, limit: int, enough: int) -> bool:
        """Tell whether a list was full, up to its limit, of what the filter then took away."""
        visible = {memory.id for memory in self.memories}
        return any(
            len(hits) >= limit and sum(hit.id in visible for hit in hits) < enough
            for hits in (self.vectors, self.words)
        )


class Question(Struct, frozen=True, kw_only=True):
    """What is looked for: the words of a text, and its vector unless it has no meaning."""

    text: str
    vector: list[float] | None = None


class Reach(Struct, frozen=True, kw_only=True):
    """How far the lists go; a scan compares every visible memory, and needs no index."""

    memories: int = 50
    messages: int = 50
    is_scan: bool = False


_NOTHING: Final[LiteralString] = "\n  RETURN [] AS "
_MEMORY_SEEK: Final[LiteralString] = """
  MATCH (memory:Memory)
  SEARCH memory IN (VECTOR INDEX memory_vector FOR $vector WHERE """
_MESSAGE_SEEK: Final[LiteralString] = """
  MATCH (message:Message)
  SEARCH message IN (VECTOR INDEX message_vector FOR $vector WHERE """
_MEMORY_HIT: Final[LiteralString] = """ LIMIT $limit) SCORE AS score
  RETURN memory AS node, score"""
_MESSAGE_HIT: Final[LiteralString] = """ LIMIT $message_limit) SCORE AS score
  RETURN message AS node, score"""
# For filters that no index can serve, when they let next to nothing through.
_SCAN: Final[LiteralString] = """
  MATCH (memory:Memory)
  WHERE memory.created_at IS NOT NULL AND memory.embedding IS NOT NULL AND """
_SCANNED: Final[LiteralString] = """
  WITH memory AS node, vector.similarity.cosine(memory.embedding, $vector) AS score
  ORDER BY score DESC LIMIT $limit
  RETURN collect({node: node, score: score}) AS """
_OF_ARMS: Final[LiteralString] = """
  WITH DISTINCT node, score ORDER BY score DESC LIMIT $limit
  RETURN collect({node: node, score: score}) AS """
# Words of no weight only, such as stop words, leave the scope alone: everything with a score of 0.
_MEMORY_WORDS: Final[LiteralString] = """
  CALL db.index.fulltext.queryNodes('memory_text', $memory_words, {limit: $limit})
  YIELD node, score
  WITH node, score WHERE score > 0
  RETURN collect({node: node, score: score}) AS """
_MESSAGE_WORDS: Final[LiteralString] = """
  CALL db.index.fulltext.queryNodes('message_text', $message_words, {limit: $message_limit})
  YIELD node, score
  WITH node, score WHERE score > 0
  RETURN collect({node: node, score: score}) AS """

# An answer to a question often stands beside the message that has its words: so look beside the
# best. What stands at an end of EXTRACTED_FROM needs no label to say what it is.
_SAID: Final[LiteralString] = """
CALL (message_vectors, message_words) {
  UNWIND message_vectors[..$beside] + message_words[..$beside] AS hit
  WITH DISTINCT hit.node AS message
  MATCH (near:Message)
  WHERE near.event_id = message.event_id
    AND near.position IN [message.position - 1, message.position + 1]
  RETURN collect(near) AS beside
}
CALL (message_vectors, message_words, beside) {
  UNWIND [hit IN message_vectors + message_words | hit.node] + beside AS message
  WITH DISTINCT message
  RETURN collect(message) AS near_messages,
    collect([id(message), message.event_id, message.position]) AS messages
}
CALL (near_messages) {
  UNWIND near_messages AS message
  MATCH (message)<-[:EXTRACTED_FROM]-(memory)
  RETURN collect(DISTINCT memory) AS near_memories,
    collect([id(memory), id(message)]) AS said
}
CALL (vectors, words, near_memories, is_erasing) {
  UNWIND [hit IN vectors | hit.node] + [hit IN words | hit.node] + near_memories AS memory
  WITH DISTINCT memory
  WHERE """
# A property costs more to read and to send than all else of a hit: each is asked for once, and what
# the lists have in common is told by Neo4j's own numbers, which mean nothing after this answer.
_LISTS: Final[LiteralString] = """
  RETURN collect([
    memory.id, memory.event_id, memory.created_at.epochMillis, memory.actor_id, id(memory)
  ]) AS memories, collect(DISTINCT memory.owner_key) AS owner_keys
}
RETURN memories, owner_keys, messages, said,
  [hit IN vectors | [id(hit.node), hit.score]] AS vectors,
  [hit IN words | [id(hit.node), hit.score]] AS words,
  [hit IN message_vectors | [id(hit.node), hit.score]] AS message_vectors,
  [hit IN message_words | [id(hit.node), hit.score]] AS message_words"""


class _Numbered(Struct, frozen=True, kw_only=True):
    """The candidates as Neo4j tells them: nodes by their numbers, messages at their positions."""

    memories: list[Candidate]
    owner_keys: list[str]
    messages: list[tuple[int, str, int]]
    said: list[tuple[int, int]]
    vectors: list[tuple[int, float]]
    words: list[tuple[int, float]]
    message_vectors: list[tuple[int, float]]
    message_words: list[tuple[int, float]]


async def find(tx: Tx, visibility: Visibility, question: Question, *, reach: Reach) -> Candidates:
    """Give the candidates of every list, as far as the lists are to reach."""
    seen = compiled(visibility)
    wanted = words(question.text)
    query = candidates_query(
        seen,
        has_vector=question.vector is not None,
        has_words=bool(wanted),
        is_scan=reach.is_scan,
    )
    found = await tx.first(
        query,
        _Numbered,
        **seen.parameters,
        vector=question.vector,
        memory_words=scoped(wanted, seen.memories.terms),
        message_words=scoped(wanted, seen.messages.terms),
        limit=reach.memories,
        message_limit=reach.messages,
        beside=BESIDE,
    )
    return Candidates() if found is None else _named(found)


def _named(found: _Numbered) -> Candidates:
    """Name everything by what it is known as outside of this one answer."""
    ids = {memory.number: memory.id for memory in found.memories}
    spots = {number: (event_id, position) for number, event_id, position in found.messages}
    return Candidates(
        memories=found.memories,
        owner_keys=found.owner_keys,
        vectors=_hits(found.vectors, ids),
        words=_hits(found.words, ids),
        message_vectors=_message_hits(found.message_vectors, spots),
        message_words=_message_hits(found.message_words, spots),
        said=[
            Statement(ids[memory], *spots[message])
            for memory, message in found.said
            if memory in ids
        ],
    )


def _hits(pairs: list[tuple[int, float]], ids: dict[int, str]) -> list[Hit]:
    # what is not visible stays in the list, without its name: the others' scores are measured by it
    return [Hit(id=ids.get(node) or f"#{node}", score=score) for node, score in pairs]


def _message_hits(
    pairs: list[tuple[int, float]], spots: dict[int, tuple[str, int]]
) -> list[MessageHit]:
    return [
        MessageHit(event_id=spots[node][0], position=spots[node][1], score=score)
        for node, score in pairs
    ]


def candidates_query(
    seen: Compiled, *, has_vector: bool, has_words: bool, is_scan: bool = False
) -> LiteralString:
    """Give the query of the candidates."""
    by_vector = _list("vectors", _memory_arms(seen.memories) if has_vector else _NOTHING)
    scanned: LiteralString = "\nCALL (is_erasing) {" + _SCAN + seen.where + _SCANNED + "vectors\n}"
    return (
        seen.opening
        + (scanned if is_scan and has_vector else by_vector)
        + _list("words", _MEMORY_WORDS if has_words else _NOTHING)
        + _list("message_vectors", _message_arms(seen.messages) if has_vector else _NOTHING)
        + _list("message_words", _MESSAGE_WORDS if has_words else _NOTHING)
        + _SAID
        + seen.where
        + _LISTS
    )


def _list(name: LiteralString, query: LiteralString) -> LiteralString:
    return "\nCALL () {" + query + name + "\n}"


def _memory_arms(seek: Seek) -> LiteralString:
    return _united([_MEMORY_SEEK + arm + _MEMORY_HIT for arm in seek.predicates])


def _message_arms(seek: Seek) -> LiteralString:
    return _united([_MESSAGE_SEEK + arm + _MESSAGE_HIT for arm in seek.predicates])


def _united(arms: list[LiteralString]) -> LiteralString:
    return "\n  CALL () {" + "\n  UNION".join(arms) + "\n  }" + _OF_ARMS

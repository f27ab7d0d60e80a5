"""Pure: the lists of a search become one order, and one score between 0 and 1.

Words and vectors each find memories themselves and by the messages that they were taken from. The
scores of a list are put on one scale and added (standardised scores, not ranks: a list's clear
winner stays one). What else was measured to help: the message beside the one with the words, the
one person whom the question names, and what else the same conversation says.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from heapq import nlargest
from typing import Final, TypeVar

from msgspec import Struct

from graph.search import Candidate, Candidates, MessageHit

OWN_WORDS: Final = 0.6
MESSAGE_WORDS: Final = 0.5
OWN_VECTOR: Final = 0.5
MESSAGE_VECTOR: Final = 0.5
SPEAKER: Final = 0.6
SESSION: Final = 0.1
GRAPH: Final = 0.3
NEIGHBOUR: Final = 0.5
BEST_OF_SESSION: Final = 3
SAME_MESSAGE: Final = 0.6
# The last hit of a list is better than all that the list left out.
BELOW_THE_LAST: Final = 0.1
HALF_WAY: Final = 1.0
# The cosine of the best hit tells how much of an answer is there at all: questions to a
# conversation of somebody else reach 0.28 in the middle, to the right one 0.47.
STRANGE: Final = 0.15
ALIKE: Final = 0.45
LEAST_TRUST: Final = 0.4

_Spot = tuple[str, int]
_Key = TypeVar("_Key", str, _Spot)


class Ranked(Struct, frozen=True, kw_only=True):
    """A memory with its score from 0 to 1, made of the sum of its parts."""

    id: str
    score: float
    parts: dict[str, float]


class _Lists(Struct, frozen=True, kw_only=True):
    """The four lists, each on a scale of 0 to 1; what stands beside a message counts for it."""

    words: Mapping[str, float]
    vectors: Mapping[str, float]
    message_words: Mapping[_Spot, float]
    message_vectors: Mapping[_Spot, float]
    spots: Mapping[str, list[_Spot]]


def ranked(
    candidates: Candidates, words: AbstractSet[str], graph: Mapping[str, float] | None = None
) -> list[Ranked]:
    """Order the candidates, best first; `graph` scores the memories that a walk came to."""
    lists = _lists(candidates)
    parts = _parts(candidates, lists, words)
    for memory_id, score in (graph or {}).items():
        parts.setdefault(memory_id, {})["entity"] = GRAPH * score
    age = {memory.id: memory.created_ms for memory in candidates.memories}
    sums = {memory_id: sum(part.values()) for memory_id, part in parts.items()}
    order = sorted(sums, key=lambda one: (-sums[one], -age.get(one, 0), one))
    spread = _spread(order, sums, lists.spots)
    trust = _trust(candidates)
    return [
        Ranked(id=memory_id, score=trust * total / (total + HALF_WAY), parts=parts[memory_id])
        for memory_id, total in sorted(spread.items(), key=lambda pair: -pair[1])
    ]


def _lists(candidates: Candidates) -> _Lists:
    spots: defaultdict[str, list[_Spot]] = defaultdict(list)
    for statement in candidates.said:
        spots[statement.memory_id].append((statement.event_id, statement.position))
    return _Lists(
        words=_of_best({hit.id: hit.score for hit in candidates.words}),
        vectors=_of_range({hit.id: hit.score for hit in candidates.vectors}),
        message_words=_with_neighbours(_of_best(_by_spot(candidates.message_words))),
        message_vectors=_with_neighbours(_of_range(_by_spot(candidates.message_vectors))),
        spots=spots,
    )


def _parts(
    candidates: Candidates, lists: _Lists, words: AbstractSet[str]
) -> dict[str, dict[str, float]]:
    speaker = _named_speaker(candidates.memories, words)
    parts: dict[str, dict[str, float]] = {}
    for memory in candidates.memories:
        part = parts[memory.id] = _found(memory.id, lists)
        part["speaker"] = SPEAKER if memory.actor_id == speaker else 0.0
    _add_sessions(parts, candidates.memories)
    return parts


def _found(memory_id: str, lists: _Lists) -> dict[str, float]:
    words = vector = 0.0
    for spot in lists.spots.get(memory_id, ()):
        words = max(words, lists.message_words.get(spot, 0))
        vector = max(vector, lists.message_vectors.get(spot, 0))
    return {
        "semantic": OWN_VECTOR * lists.vectors.get(memory_id, 0) + MESSAGE_VECTOR * vector,
        "bm25": OWN_WORDS * lists.words.get(memory_id, 0) + MESSAGE_WORDS * words,
    }


def _add_sessions(parts: dict[str, dict[str, float]], memories: Sequence[Candidate]) -> None:
    """Add what else a conversation says: the mean of its best three, of fewer the less."""
    totals: defaultdict[str, list[float]] = defaultdict(list)
    for memory in memories:
        totals[memory.event_id].append(sum(parts[memory.id].values()))
    means = {
        event_id: sum(nlargest(BEST_OF_SESSION, found)) / BEST_OF_SESSION
        for event_id, found in totals.items()
    }
    for memory in memories:
        parts[memory.id]["session"] = SESSION * means[memory.event_id]


def _named_speaker(memories: Sequence[Candidate], words: AbstractSet[str]) -> str:
    """Give the one speaker whose first name is in the question; two name nobody."""
    speakers = {memory.actor_id for memory in memories if memory.actor_id}
    named = [name for name in speakers if _first_name(name) in words]
    return named[0] if len(named) == 1 else ""


def _first_name(name: str) -> str:
    return next(iter(name.lower().split()), "")


def _of_best(scores: Mapping[_Key, float]) -> dict[_Key, float]:
    best = max(scores.values(), default=1)
    return {key: score / best for key, score in scores.items()}


def _of_range(scores: Mapping[_Key, float]) -> dict[_Key, float]:
    """Scale cosines to what the list spans, for all cosines of a model lie close together."""
    cosines = {key: 2 * score - 1 for key, score in scores.items()}
    best, least = max(cosines.values(), default=1), min(cosines.values(), default=0)
    floor = least - BELOW_THE_LAST * abs(least)
    span = best - floor
    return {key: (cosine - floor) / span if span > 0 else 1 for key, cosine in cosines.items()}


def _by_spot(hits: Sequence[MessageHit]) -> dict[_Spot, float]:
    return {(hit.event_id, hit.position): hit.score for hit in hits}


def _with_neighbours(scores: Mapping[_Spot, float]) -> dict[_Spot, float]:
    smooth: defaultdict[_Spot, float] = defaultdict(float, scores)
    for (event_id, position), score in scores.items():
        smooth[event_id, position - 1] += NEIGHBOUR * score
        smooth[event_id, position + 1] += NEIGHBOUR * score
    return smooth


def _spread(
    order: Sequence[str], sums: Mapping[str, float], spots: Mapping[str, list[_Spot]]
) -> dict[str, float]:
    """Let each further memory of one message count for less: an answer needs other messages too."""
    taken: defaultdict[_Spot, int] = defaultdict(int)
    spread: dict[str, float] = {}
    for memory_id in order:
        before = 0
        for spot in spots.get(memory_id, ()):
            before = max(before, taken[spot])
            taken[spot] += 1
        spread[memory_id] = sums[memory_id] * SAME_MESSAGE**before
    return spread


def _trust(candidates: Candidates) -> float:
    hits = [*candidates.vectors[:1], *candidates.message_vectors[:1]]
    if not hits:
        return 1
    cosine = 2 * max(hit.score for hit in hits) - 1
    share = min(max((cosine - STRANGE) / (ALIKE - STRANGE), 0), 1)
    return LEAST_TRUST + (1 - LEAST_TRUST) * share

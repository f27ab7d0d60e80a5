"""Pure: what the options of a search make of its order: wider, narrower, or looked at again."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final, TypeAlias

import numpy as np

from app.services.ranking import Ranked
from extraction.calendars import spoken
from extraction.temporal import time_phrases
from graph.lucene import words

# what scores less than this share of the best is only weakly relevant
WEAK: Final = 0.7
# how much of a score the second look may take away
SECOND_LOOK: Final = 0.5
WORDS_A_TEXT: Final = 60
COMING: Final = re.compile(r"\b(will|shall|going to|plan|planning|next|upcoming)\b", re.IGNORECASE)

Matrix: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Vectors: TypeAlias = Mapping[str, Sequence[float] | None]


def chosen(
    order: Sequence[Ranked], *, least: float, by_words: AbstractSet[str], drops_weak: bool
) -> list[Ranked]:
    """Give what reaches a score, and what the words found without it; weak ones may be dropped."""
    kept = [one for one in order if one.score >= least or one.id in by_words]
    if not kept or not drops_weak:
        return kept
    return [one for one in kept if one.score >= WEAK * kept[0].score]


def dated(question: str, now: datetime) -> str:
    """Write the times that a question tells from now as the dates that memories have."""
    direction = 1 if COMING.search(question) else -1
    for phrase in reversed(time_phrases(question, now.date())):
        meant = phrase.meant(direction) or phrase.meant(-direction)
        if meant is not None:
            told = spoken(meant, phrase.bound)
            question = f"{question[: phrase.start]}{told}{question[phrase.end :]}"
    return question


def vocabulary(question: str, texts: Sequence[str]) -> list[str]:
    """Give every word that a second look compares, once."""
    return list(dict.fromkeys(word for text in (question, *texts) for word in _words(text)))


def looked_at_again(
    question: str, scores: Sequence[float], texts: Sequence[str], vectors: Vectors
) -> list[float]:
    """Give the scores by how well each word of the question has a counterpart in the text.

    The mean of the best cosines of the question's words (late interaction: Khattab and Zaharia,
    ColBERT, 2020) takes away up to half of a score.
    """
    asked = _matrix(_words(question), vectors)
    return [
        score * (1 - SECOND_LOOK + SECOND_LOOK * _match(asked, _matrix(_words(text), vectors)))
        for score, text in zip(scores, texts, strict=True)
    ]


def _words(text: str) -> list[str]:
    return words(text)[:WORDS_A_TEXT]


def _matrix(found: Sequence[str], vectors: Vectors) -> Matrix:
    rows = [vector for word in found if (vector := vectors.get(word)) is not None]
    if not rows:
        return np.zeros((0, 0))
    matrix = np.array(rows, dtype=np.float64)
    return matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)


def _match(asked: Matrix, told: Matrix) -> float:
    if not asked.size or not told.size:
        return 0.0
    return float(np.clip((asked @ told.T).max(axis=1).mean(), 0, 1))

"""Says what facts are about without asking a model: by their vectors and their words."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, TypeAlias, cast

import numpy as np
import snowballstemmer
from msgspec import Struct

from extraction.categories import MISC, built_in, entry_of
from extraction.embedder import Embedder
from extraction.model import MOST_CATEGORIES, Category
from extraction.wordlists import wordlist

# how many deviations of chance one word of a category counts as much as
WORD: Final = 2.0
WORDS: Final = 3
# how many deviations above chance a meaning tells a category without a word of it: callers' own
# categories have few words, so that meaning has to do more
CLEAR: Final = 1.5
OWN_CLEAR: Final = 1.0
# a second category has a word of its own, and this share of the best one's score
SECOND: Final = 0.5
# a catalogue of a caller's own may be long, and each of its texts costs time to embed
LONGEST: Final = 2000
KEPT: Final = 64
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_STEMMER: Final = snowballstemmer.stemmer("english")

Matrix: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Row: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]


class Catalogue(Struct, frozen=True, kw_only=True, eq=False):
    """Categories ready to be compared, by number: rows of vectors, and the weights of words."""

    names: tuple[str, ...]
    vectors: Matrix
    owners: np.ndarray[tuple[int], np.dtype[np.int64]]
    words: dict[str, dict[int, float]]
    clear: float
    has_misc: bool


class Chance(Struct, frozen=True, kw_only=True):
    """How near texts about different things come to each other in the embedder's eyes."""

    mean: float
    deviation: float


class Labeller:
    """Chooses categories; it embeds a catalogue once and then keeps it."""

    def __init__(self, embedder: Embedder) -> None:
        """Take what the facts are embedded with."""
        self._embedder = embedder
        self._catalogues: dict[tuple[Category, ...], Catalogue] = {}
        self._chance: Chance | None = None

    async def labelled(
        self,
        texts: Sequence[str],
        vectors: Sequence[Sequence[float] | None],
        categories: tuple[Category, ...],
    ) -> list[tuple[str, ...]]:
        """Give each text's categories, the best one first; raises ExtractionError."""
        if not texts or not categories:
            return [()] * len(texts)
        catalogue = await self._catalogue(categories)
        likeness = _likeness(_matrix(vectors, catalogue.vectors.shape[1]), catalogue)
        chance = await self._measured()
        clear = (likeness - chance.mean) / chance.deviation
        return [_chosen(text, row, catalogue) for text, row in zip(texts, clear, strict=True)]

    async def _catalogue(self, categories: tuple[Category, ...]) -> Catalogue:
        known = self._catalogues.get(categories)
        if known is None:
            if len(self._catalogues) >= KEPT:
                self._catalogues.pop(next(iter(self._catalogues)))
            known = self._catalogues[categories] = await self._prepared(categories)
        return known

    async def _prepared(self, categories: tuple[Category, ...]) -> Catalogue:
        named = [category for category in categories if category.name != MISC]
        entries = [entry_of(category) for category in named]
        pairs = [
            (number, about[:LONGEST])
            for number, entry in enumerate(entries)
            for about in entry.about
        ]
        vectors = await self._embedder.embed([about for _, about in pairs])
        return Catalogue(
            names=tuple(category.name for category in named),
            vectors=_matrix(vectors, self._embedder.dimensions),
            owners=np.array([number for number, _ in pairs], dtype=np.int64),
            words=_weights([entry.words for entry in entries]),
            clear=CLEAR if categories == built_in() else OWN_CLEAR,
            has_misc=len(named) < len(categories),
        )

    async def _measured(self) -> Chance:
        """Learn from the built-in categories what no likeness at all looks like."""
        if self._chance is None:
            catalogue = await self._catalogue(built_in())
            likeness = catalogue.vectors @ catalogue.vectors.T
            strange = likeness[catalogue.owners[:, None] != catalogue.owners[None, :]]
            deviation = float(strange.std()) or 1.0
            self._chance = Chance(mean=float(strange.mean()), deviation=deviation)
        return self._chance


def _matrix(vectors: Sequence[Sequence[float] | None], dimensions: int) -> Matrix:
    """Give one row a vector; nothing is like what has none, or none of this model's."""
    nothing = (0.0,) * dimensions
    rows = [
        nothing if vector is None or len(vector) != dimensions else vector for vector in vectors
    ]
    return np.nan_to_num(
        np.array(rows, dtype=np.float64).reshape(len(rows), dimensions), posinf=0, neginf=0
    )


def _likeness(facts: Matrix, catalogue: Catalogue) -> Matrix:
    """Give for each fact and category the cosine with the nearest of the category's texts."""
    cosines = facts @ catalogue.vectors.T
    if not cosines.size:
        return np.zeros((len(facts), 0))
    starts = np.flatnonzero(np.diff(catalogue.owners, prepend=-1))
    return np.maximum.reduceat(cosines, starts, axis=1)


def _weights(lists: Sequence[str]) -> dict[str, dict[int, float]]:
    """Give each word's weight for each category: what many categories share tells little."""
    stems = [_stems(words) for words in lists]
    shared = Counter(stem for owned in stems for stem in owned)
    weights: dict[str, dict[int, float]] = {}
    for number, owned in enumerate(stems):
        for stem in owned:
            weights.setdefault(stem, {})[number] = 1 / shared[stem]
    return weights


def _stems(text: str) -> set[str]:
    found = _WORD.findall(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    empty = wordlist("labelling", "empty")
    return {_stem(word) for word in found if word not in empty}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return cast("str", _STEMMER.stemWord(word))


def _chosen(text: str, near: Row, catalogue: Catalogue) -> tuple[str, ...]:
    """Take what is near enough or has words in the text; what fits nowhere is misc."""
    told = _told(text, catalogue)
    scores = [float(near[n]) + WORD * min(WORDS, told[n]) for n in range(len(told))]
    fitting = [n for n in range(len(told)) if told[n] or near[n] >= catalogue.clear]
    fitting.sort(key=lambda n: -scores[n])
    best = scores[fitting[0]] if fitting else 0.0
    others = [n for n in fitting[1:MOST_CATEGORIES] if told[n] and scores[n] >= SECOND * best]
    names = tuple(catalogue.names[n] for n in (*fitting[:1], *others))
    return names or ((MISC,) if catalogue.has_misc else ())


def _told(text: str, catalogue: Catalogue) -> list[float]:
    """Give how much the words of a text tell of each category."""
    told = [0.0] * len(catalogue.names)
    for stem in _stems(text):
        for number, weight in catalogue.words.get(stem, {}).items():
            told[number] += weight
    return told

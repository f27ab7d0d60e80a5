"""Says by rules which of five types of memory a conversation is, without asking a model."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

from extraction.model import MemoryType, Turn
from extraction.preparing import irregular_forms

FILE: Final = Path(__file__).parent / "language" / "memory_types.toml"
# of equal weights the first wins; what says nothing of the kind is kept for long
ORDER: Final[tuple[MemoryType, ...]] = (
    "PROCEDURAL",
    "SHORT_TERM",
    "EPISODIC",
    "SEMANTIC",
    "LONG_TERM",
)
FALLBACK: Final[MemoryType] = "LONG_TERM"
ORDERED: Final = 2.0
HAPPENED: Final = 1.0
_END: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD: Final = re.compile(r"[\w']+")
_CONDITION: Final = re.compile(r"^(when|whenever|if|before|after|once|until)\b[^,]*, (\w+)")
_SHORTEST_PAST: Final = 4
# whoever writes without an end is not read to it: patterns take more than their share of time
LONGEST: Final = 400
MOST: Final = 100


class Cues(Struct, frozen=True, kw_only=True):
    """Patterns of one weight, with what a sentence must have for them to count."""

    weight: float
    cues: tuple[str, ...]
    asks: str = ""


class Vocabulary(Struct, frozen=True, kw_only=True):
    """Who can be spoken of, verbs that begin an order, and what makes a participle of a past."""

    self: str
    people: str
    orders: str
    perfect: str
    between: str


class Table(Struct, frozen=True, kw_only=True):
    """The cues of each type, and the words that they ask for."""

    cues: dict[MemoryType, tuple[Cues, ...]]
    words: Vocabulary


@cache
def table() -> Table:
    """Read the file once."""
    return convert(tomllib.loads(FILE.read_text("utf-8")), Table)


def memory_type(turns: Sequence[Turn]) -> MemoryType:
    """Give the type of what the user says in the turns that are not context; else of all of it."""
    new = [turn for turn in turns if not turn.is_context]
    said = [turn for turn in new if turn.role == "user"] or new
    found = [_weights(sentence) for turn in said for sentence in _sentences(turn.text)]
    weights = {kind: sum(one[kind] for one in found) for kind in ORDER}
    best = max(ORDER, key=weights.__getitem__)
    return best if weights[best] else FALLBACK


def _sentences(text: str) -> list[str]:
    """Cut into sentences; a question says nothing, unless there is nothing else."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = [part.strip() for part in _END.split(plain) if part.strip()]
    told = [part for part in found if not part.endswith("?")] or found
    return [part[:LONGEST] for part in told[:MOST]]


def _weights(sentence: str) -> defaultdict[MemoryType, float]:
    words = _WORD.findall(sentence)
    is_order = _is_order(sentence, words)
    has = set(_traits(words)) - ({"nobody"} if is_order else set())
    weights: defaultdict[MemoryType, float] = defaultdict(float)
    for kind, groups in table().cues.items():
        for group in groups:
            if has.issuperset(group.asks.split()):
                weights[kind] += group.weight * sum(_found(cue, sentence) for cue in group.cues)
    if is_order:
        weights["PROCEDURAL"] += ORDERED
    if has >= {"past", "self"}:
        weights["EPISODIC"] += HAPPENED
    return weights


@cache
def _pattern(cue: str) -> re.Pattern[str]:
    return re.compile(cue)


def _found(cue: str, sentence: str) -> bool:
    return _pattern(cue).search(sentence) is not None


def _traits(words: Sequence[str]) -> Iterator[str]:
    """Tell whether it is told of the past, of the speaker, of nobody at all."""
    if any(_is_past(words, place) for place in range(len(words))):
        yield "past"
    if not _words("self").isdisjoint(words):
        yield "self"
    if _words("people").isdisjoint(words) and _words("self").isdisjoint(words):
        yield "nobody"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(table().words, name).split())


def _is_past(words: Sequence[str], place: int) -> bool:
    """Whether the word is a past tense: no participle after "have" or "am"."""
    word = words[place]
    is_form = irregular_forms().get(word, word) != word
    if not is_form and not (word.endswith("ed") and len(word) >= _SHORTEST_PAST):
        return False
    before = [other for other in words[max(0, place - 4) : place] if other not in _words("between")]
    return not before or before[-1] not in _words("perfect")


def _is_order(sentence: str, words: Sequence[str]) -> bool:
    """Whether it begins by telling what to do, also under a condition."""
    condition = _CONDITION.match(sentence)
    first = condition[2] if condition else words[0] if words else ""
    return first in _words("orders") or (condition is not None and first in {"first", "always"})

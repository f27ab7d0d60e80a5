"""Makes a stretch of chat easier to parse, and keeps track of where each character came from."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

from extraction.frames import frames
from extraction.temporal import time_phrases

_FILE: Final = Path(__file__).parent / "language" / "spellings.toml"
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COPULA: Final = re.compile(
    r"(?:\b(?:is|was|are|were|be|been|it|that|of|the|than)"
    r"|['\N{RIGHT SINGLE QUOTATION MARK}]s)\s*$",
    re.IGNORECASE,
)
_IS: Final = re.compile(r"(?:\b(?:is|was|are|were)|'s|\N{RIGHT SINGLE QUOTATION MARK}s)\s+$")
_ANY_DAY: Final = date(2000, 1, 1)
_FEWEST: Final = 8
_MARKUP: Final = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>")
_OPENER: Final = re.compile(
    r"(?:(?:oh|ok|okay|so|and|but|yeah|yep|hey|hi|hello|haha|lol|btw|ah|aw|aww|wow|ooh|omg|um|uh|hmm|anyway|honestly|plus)\b[,.!\s]+"
    r"|(?:well|yes|no|nah|nope|sure|right|actually|sorry|also|thanks)[,:]\s+)+",
    re.IGNORECASE,
)


class Piece(Struct, frozen=True):
    """Characters [new, new_end) of the prepared text, and where they stand in the original."""

    new: int
    new_end: int
    start: int
    end: int

    @property
    def is_same(self) -> bool:
        """Whether the characters are unchanged."""
        return self.new_end - self.new == self.end - self.start


class Prepared(Struct, frozen=True, kw_only=True):
    """Text for the parser; `left_out` are the times taken out, in characters of the original."""

    text: str
    pieces: tuple[Piece, ...]
    left_out: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where characters of the prepared text stand in the original."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, at: int, *, is_end: bool) -> int:
        for piece in self.pieces:
            if piece.new <= at < piece.new_end or (is_end and piece.new < at <= piece.new_end):
                if piece.is_same:
                    return piece.start + at - piece.new
                return (
                    piece.end
                    if is_end and at == piece.new_end
                    else min(piece.start + at - piece.new, piece.end - 1 + is_end)
                )
        return self.pieces[-1].end


class _Spellings(Struct, frozen=True):
    words: dict[str, str]
    fillers: dict[str, tuple[str, ...]]
    irregular: dict[str, str]


@cache
def _table() -> _Spellings:
    return convert(tomllib.loads(_FILE.read_text("utf-8")), _Spellings)


@cache
def _fillers() -> "re.Pattern[str]":
    phrases = "|".join(_table().fillers["phrases"])
    return re.compile(rf",?\s*\b(?:{phrases})\b(?=\s+\w|,\s+\w),?", re.IGNORECASE)


@cache
def irregular_forms() -> dict[str, str]:
    """Give the verb of each irregular past and participle."""
    listed = _table().irregular["forms"]
    rows = [row.split() for row in listed.split(";")]
    return {
        form: row[0]
        for row in rows
        for form in row[1:]
        if form not in {"found", "felt", "saw", "left"}
        or row[0] in {"find", "feel", "see", "leave"}
    }


@cache
def irregular_bases() -> frozenset[str]:
    """Give the irregular verbs whose base form is no past: "run", not "cut"."""
    listed = _table().irregular["forms"]
    rows = [row.split() for row in listed.split(";")]
    return frozenset(base for base, past, _ in rows if base != past)


@cache
def openers() -> frozenset[str]:
    """Give the verb forms that can begin a message without a subject: "went", "visiting"."""
    listed = _table().irregular["forms"]
    forms = {form for row in listed.split(";") for form in row.split()[1:]}
    irregular = {row.split()[0] for row in listed.split(";")}
    for verb in {key.partition(":")[0] for key in frames().verbs}:
        stem = verb.removesuffix("e")
        forms.add(stem + "ing")
        forms |= set() if verb in irregular else {stem + "ed", re.sub("y$", "i", stem) + "ed"}
    return frozenset(forms | {"just", "also", "finally", "already", "recently", "still"})


def prepared(text: str) -> Prepared:
    """Write out chat spellings, begin with a small letter where a verb begins, leave times out.

    Openers such as "oh," are dropped for good, and so is markup.
    """
    opener = _OPENER.match(text)
    start = opener.end() if opener and opener.end() < len(text) - _FEWEST else 0
    times = [span for span in _bare_times(text) if span[0] >= start and _leaves_enough(text, span)]
    pieces: list[Piece] = []
    out = ""
    for first, end, new in _changes(text, times, start):
        pieces.append(Piece(len(out), len(out) + len(new), first, end))
        out += new
    return Prepared(text=out, pieces=tuple(pieces), left_out=tuple(times))


def _leaves_enough(text: str, span: tuple[int, int]) -> bool:
    return len(text) - (span[1] - span[0]) > _FEWEST


def _changes(text: str, times: list[tuple[int, int]], start: int) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the text in order with what becomes of each."""
    said = [one.span() for sort in (_fillers(), _MARKUP) for one in sort.finditer(text, start)]
    times = sorted([*times, *(span for span in said if not _overlaps(span, times))])
    gone = [(first, end, "") for first, end in times]
    stated = [one for one in _stated_times(text) if one[0] >= start]
    kept = [*times, *((first, end) for first, end, _ in stated)]
    last = start
    for first, end, new in sorted([*gone, *stated, *_respelled(text, kept, start)]):
        if first > last:
            yield last, first, text[last:first]
        if new:
            yield first, end, new
        last = end
        if not new and first <= start:
            last += len(text[end:]) - len(text[end:].lstrip(" ,"))
    if last < len(text):
        yield last, len(text), text[last:]


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and first < span[1] for first, end in others)


def _respelled(
    text: str, times: list[tuple[int, int]], start: int
) -> Iterator[tuple[int, int, str]]:
    is_first = True
    for found in _WORD.finditer(text, start):
        if any(first <= found.start() < end for first, end in times):
            continue
        new = _respelling(found, text, is_first=is_first)
        is_first = False
        if new is not None and new != found[0]:
            yield found.start(), found.end(), new


def _respelling(found: "re.Match[str]", text: str, *, is_first: bool) -> str | None:
    word = found[0]
    if is_first and word.lower() in openers():
        return word.lower()
    if word.lower() == "its" and re.match(
        r"\s+(?:an?|the|called|so|my|been|not|really|very)\b", text[found.end() :]
    ):
        return "it's"
    if word.isupper() and len(word) > 1:
        return None
    is_glued = text[found.end() : found.end() + 1] in {
        "'",
        "\N{RIGHT SINGLE QUOTATION MARK}",
        "/",
        "@",
    } or text[: found.start()][-1:] in {"'", "\N{RIGHT SINGLE QUOTATION MARK}", "/", "@", "&"}
    return None if is_glued else _table().words.get(word.lower())


def _bare_times(text: str) -> Iterator[tuple[int, int]]:
    """Yield the times that can be left out without harm; they mislead the parser."""
    for phrase in time_phrases(text, _ANY_DAY):
        before = text[: phrase.start].rstrip()
        is_name = re.match(r"\s*(?:'s|\N{RIGHT SINGLE QUOTATION MARK}s)", text[phrase.end :])
        if phrase.past is None or is_name or _COPULA.search(before + " "):
            continue
        yield len(before), phrase.end


def _stated_times(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the days that something is said to be on, as the parser knows best: "is tomorrow"."""
    for phrase in time_phrases(text, _ANY_DAY):
        words = text[phrase.start : phrase.end]
        is_day = phrase.past is not None and phrase.past.day is not None
        if (
            is_day
            and _IS.search(text[: phrase.start])
            and words[:3].lower() in {"thi", "nex", "las"}
        ):
            yield phrase.start, phrase.end, "tomorrow"

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
    r"(?:\b(?:is|was|are|were|be|been|it|that|of|the|than|'s|\N{RIGHT SINGLE QUOTATION MARK}s)|^)\s*$",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"(?:since|as of|starting|beginning|from|until|till|til|through|up to|by|on|in|at|of|for|over|during|around|about|back in|back on|early|late|the)\b",
    re.IGNORECASE,
)
_ANY_DAY: Final = date(2000, 1, 1)


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
    """Text for the parser. `left_out` are the times, in characters of the original, taken out of it."""

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
    irregular: dict[str, str]


@cache
def _spellings() -> dict[str, str]:
    return convert(tomllib.loads(_FILE.read_text("utf-8")), _Spellings).words


@cache
def irregular_forms() -> dict[str, str]:
    """Give the verb of each irregular past and participle."""
    listed = convert(tomllib.loads(_FILE.read_text("utf-8")), _Spellings).irregular["forms"]
    rows = [row.split() for row in listed.split(";")]
    return {
        form: row[0]
        for row in rows
        for form in row[1:]
        if form not in {"found", "felt", "saw", "left"}
        or row[0] in {"find", "feel", "see", "leave"}
    }


@cache
def openers() -> frozenset[str]:
    """Give the verb forms that can begin a message without a subject: "went", "started", "visiting"."""
    listed = convert(tomllib.loads(_FILE.read_text("utf-8")), _Spellings).irregular["forms"]
    forms = {form for row in listed.split(";") for form in row.split()[1:]}
    irregular = {row.split()[0] for row in listed.split(";")}
    for verb in {key.partition(":")[0] for key in frames().verbs}:
        stem = verb[:-1] if verb.endswith("e") else verb
        forms.add(stem + "ing")
        forms |= set() if verb in irregular else {stem + "ed", re.sub("y$", "i", stem) + "ed"}
    return frozenset(forms | {"just", "also", "finally", "already", "recently", "still"})


def prepared(text: str) -> Prepared:
    """Write out chat spellings, begin with a small letter where a verb begins, leave bare times out."""
    times = [span for span in _bare_times(text) if len(text) - (span[1] - span[0]) > 8]  # noqa: PLR2004 -- something must be left
    pieces: list[Piece] = []
    out = ""
    for start, end, new in _changes(text, times):
        pieces.append(Piece(len(out), len(out) + len(new), start, end))
        out += new
    return Prepared(text=out, pieces=tuple(pieces), left_out=tuple(times))


def _changes(text: str, times: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of the text in order with what becomes of each."""
    changed = sorted([*((start, end, "") for start, end in times), *_respelled(text, times)])
    last = 0
    for start, end, new in changed:
        if start > last:
            yield last, start, text[last:start]
        if new:
            yield start, end, new
        last = end
    if last < len(text):
        yield last, len(text), text[last:]


def _respelled(text: str, times: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    first = True
    for found in _WORD.finditer(text):
        if any(start <= found.start() < end for start, end in times):
            continue
        new = _respelling(found, text, is_first=first)
        first = False
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
    return None if is_glued else _spellings().get(word.lower())


def _bare_times(text: str) -> Iterator[tuple[int, int]]:
    """Yield times without a preposition, such as "last year", which mislead the parser."""
    for phrase in time_phrases(text, _ANY_DAY):
        words = text[phrase.start : phrase.end]
        if (
            phrase.past is None
            or _PREPOSITION.match(words)
            or _COPULA.search(text[: phrase.start])
            or words[:1].isdigit()
        ):
            continue
        if re.match(r"\s*(?:'s|\N{RIGHT SINGLE QUOTATION MARK}s|\w+day\b)", text[phrase.end :]):
            continue
        start = phrase.start - len(text[: phrase.start]) + len(text[: phrase.start].rstrip())
        yield start, phrase.end

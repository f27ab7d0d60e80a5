"""Cuts a turn where no parser should read across: sentences, lines, clauses side by side."""

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE: Final = re.compile(
    r"(?<=[.!?\N{HORIZONTAL ELLIPSIS}])[\"')\]\N{RIGHT DOUBLE QUOTATION MARK}]*\s+(?=\S)"
    r"|\s*\n+\s*|\s*[\U0001F300-\U0001FAFF\u2600-\u27BF]+\uFE0F?\s*"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|mt|jr|sr|vs|etc|approx|no|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_APOSTROPHE: Final = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_CLAUSE_TEXT: Final = (
    r"\s*[;:]\s+(?=[^\W\d])"
    r"|,?\s+but\s+(?=PRONOUN\b)"
    r"|,\s+(?:and|so)\s+(?=(?:PRONOUN|my|our|his|her|their)\b)"
    r"|\s+and\s+(?=PRONOUN\b)"
    r"|,\s+(?=PRONOUN(?:APOSTROPHE|\s))"
    r"|,\s+(?:(?:before|after) that,?|then)\s+(?=PRONOUN\b)"
    r"|\s+-+\s+(?=PRONOUN\b)"
)
_CLAUSE: Final = re.compile(
    _CLAUSE_TEXT.replace("PRONOUN", "(?:I|we|he|she|they|it)").replace("APOSTROPHE", _APOSTROPHE)
)
_SUBJECT: Final = re.compile(
    r"\b(?:I|we|he|she|they|it|is|are|was|were|has|have|had)\b|'s\b", re.IGNORECASE
)
_DEPENDENT: Final = re.compile(
    r"^\W*(?:(?:and|but|so|oh|well)\W+)*(?:when|if|since|because|as|although|though|while|after"
    r"|before|once|until|unless|whenever|even|is it|did|do|does|who|what|which)\b",
    re.IGNORECASE,
)
_DISMISSAL: Final = re.compile(
    r"^\W*(?:(?:oh|well|actually|no|ok|sorry)\W+)*(?:scrap|scratch|forget|ignore|cancel|drop|strike)"
    r"\s+(?:that|this|it)$",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(
    r"\b(?:if|unless|whether|that|whom|who|which|says?|said|thinks?|thought|told|convinced)\b",
    re.IGNORECASE,
)
_FEWEST: Final = 2
_LONG: Final = 3
_LONGEST: Final = 600


_IMAGE: Final = re.compile(
    r"\[(?:image|photo|picture|video|gif): *(?P<caption>[^\]]+)\]", re.IGNORECASE
)


def captions(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a turn describes a shared picture, "[image: a dog on a beach]", and how."""
    for match in _IMAGE.finditer(text):
        yield match.start(), match.end(), match["caption"].strip()


def segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches [start, end) of a turn, and whether each is surely one sentence."""
    blank = _IMAGE.sub(lambda match: " " * len(match[0]), text)
    for start, end in _sentences(blank):
        sentence = blank[start:end].rstrip()
        is_written = sentence[0].isupper() and sentence.rstrip("\"')")[-1:] in {".", "!", "?"}
        for first, last in _clauses(sentence):
            for begin, stop in _bearable(sentence, first, last):
                yield start + begin, start + stop, is_written


def _bearable(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long to be one sentence of anybody's, at a space where there is one."""
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence; nothing is cut off a question or a condition."""
    start = 0
    if '"' not in text and not text.rstrip().endswith("?"):
        for match in _CLAUSE.finditer(text):
            if _may_stand_alone(text[start : match.start()], match[0].strip()):
                yield start, match.start()
                start = match.end()
    yield start, len(text)


def _may_stand_alone(left: str, joint: str) -> bool:
    if _DISMISSAL.match(left):
        return True
    if len(left.split()) < _FEWEST or _DEPENDENT.match(left) or _CONDITION.search(left):
        return False
    return joint in {";", ":"} or bool(_SUBJECT.search(left)) or len(left.split()) > _LONG

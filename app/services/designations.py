"""Pure: names that number things (parts, versions, flights, tickets) and names of days."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from dateutil import parser

from app.services.vocabulary import holidays, words

_PIECE: Final = re.compile(r"[a-z]+|\d+")
_NUMERONYM: Final = re.compile(r"([a-z])(\d{1,2})([a-z])")
_YEAR: Final = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")
_FEWEST_SHORT: Final = 3
_FEWEST_LETTERS: Final = 2
# a date without a field takes it from what it is completed by: what differs was not said
_ONE: Final = datetime(1804, 1, 1)  # noqa: DTZ001 - stands for the fields that a text leaves out
_OTHER: Final = datetime(1808, 2, 2)  # noqa: DTZ001

Day = tuple[int | None, int | None, int | None]


def has_number(name: str) -> bool:
    """Whether a name has a digit, so that every letter of it counts."""
    return any(letter.isdigit() for letter in name)


def is_same_number(one: str, other: str) -> bool:
    """Whether two normalised names with digits number one thing; "Win10" is "Windows 10"."""
    first, second = _pieces(one), _pieces(other)
    if len(first) != len(second):
        return "".join(first) == "".join(second)
    return all(map(_is_same_piece, first, second))


def is_numeronym(one: str, other: str) -> bool:
    """Whether one is the other with its middle counted: "k8s" is "kubernetes"."""
    return _counts(one, other) or _counts(other, one)


def day_of(name: str) -> Day | None:
    """Give year, month and day of a date as far as they are said; None when it is no date."""
    plain = name.casefold().replace("\u2019", "'").strip(" .,'")
    year = _YEAR.search(plain)
    festive = holidays().get(_YEAR.sub("", plain).strip(" ,"))
    if festive:
        return (int(year[0]) if year else None, *festive)
    if not has_number(plain) and len(plain) < _FEWEST_SHORT:
        return None
    return _read(plain)


def _read(text: str) -> Day | None:
    try:
        one, other = (parser.parse(text, default=default) for default in (_ONE, _OTHER))
    except (parser.ParserError, OverflowError):
        return None
    fields = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    year, month, day = (first if first == second else None for first, second in fields)
    return (year, month, day) if any((year, month, day)) else None


def _counts(short: str, whole: str) -> bool:
    found = _NUMERONYM.fullmatch(short)
    if found is None or not whole.isalpha():
        return False
    first, count, last = found.groups()
    is_framed = whole.startswith(first) and whole.endswith(last)
    return is_framed and len(whole) == int(count) + 2


def _pieces(name: str) -> list[str]:
    return list(_without_numbering(_PIECE.findall(name)))


def _without_numbering(pieces: Iterable[str]) -> Iterable[str]:
    return (piece for piece in pieces if piece not in words("things", "numbering"))


def _is_same_piece(one: str, other: str) -> bool:
    if one == other:
        return True
    short, whole = sorted((one, other), key=len)
    if not short.isalpha() or len(short) < _FEWEST_LETTERS or short[0] != whole[0]:
        return False
    left = iter(whole)
    is_within = all(letter in left for letter in short)
    return is_within and (whole.startswith(short) or len(short) == _FEWEST_LETTERS)

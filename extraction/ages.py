"""Reads ages."""

import re
from typing import Final

from extraction.words import Word

_NUMBERS: Final = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(1, 20),
        strict=True,
    )
)
_TENS: Final = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_OLDEST: Final = 120


def age_of(word: Word) -> int | None:
    """Read an age: "31", "five", "seventy-two", "three-year-old"."""
    text = re.sub(r"-years?-olds?$", "", word.lower)
    if text.isdecimal():
        return int(text) if int(text) <= _OLDEST else None
    tens, _, ones = text.partition("-")
    if tens in _TENS:
        return _TENS[tens] + _NUMBERS.get(ones, 0)
    return _NUMBERS.get(text)

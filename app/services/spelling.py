"""Pure: whether one word is the other, misspelt."""

import re
from typing import Final

from rapidfuzz.distance import OSA

from app.services.vocabulary import cities, words
from extraction.lexicon import given_names

_FEWEST: Final = 5
_FEWEST_KNOWN: Final = 6
_FEWEST_FOR_TWO: Final = 9
_SOUNDS: Final = (("ph", "f"), ("ck", "k"), ("x", "ks"), ("c", "k"), ("z", "s"), ("y", "i"))
_DOUBLED: Final = re.compile(r"(.)\1+")
_MUTE: Final = re.compile(r"(?<=.)[aeiouh]")


def is_misspelt(one: str, other: str) -> bool:
    """Whether two normalised words differ by a slip: not when both are words of their own."""
    short, whole = sorted((one, other), key=len)
    # an ending is no slip: the plural may name something else
    if len(short) < _FEWEST or one[0] != other[0] or whole in {short + "s", short + "es"}:
        return False
    is_heard = len(short) >= _FEWEST_KNOWN and sound(one) == sound(other)
    if _is_known(one) and _is_known(other):
        return is_heard
    most = 1 if len(short) < _FEWEST_FOR_TWO else 2
    return is_heard or OSA.distance(one, other, score_cutoff=most) <= most


def sound(word: str) -> str:
    """Give the consonants of a word as they sound: "phillipa" and "philippa" are "flp"."""
    for letters, sounding in _SOUNDS:
        word = word.replace(letters, sounding)
    return _DOUBLED.sub(r"\1", _MUTE.sub("", word))


def _is_known(word: str) -> bool:
    return word in given_names() or word in cities() or word in words("things", "countries")

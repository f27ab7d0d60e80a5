"""Pure: when two names are the same name, and which two types can be the same thing."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ARTICLE: Final = re.compile(r"^(?:the|a|an|my|our|his|her|their|your)\s+")
_POSSESSIVE: Final = re.compile(r"(?:'s|s')(?=\s|$)")
# letters that no accent makes of plain ones
_UNMARKED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i", "ð": "d"}
)
_EDGES: Final = " \t\n.,;:!?\"'()[]{}<>«»…-\u201c\u201d\u201e\u2018\u2019"
_ALIKE: Final[frozenset[frozenset[str]]] = frozenset(
    (
        frozenset({"organization", "place"}),
        frozenset({"work", "product"}),
        frozenset({"food", "product"}),
        frozenset({"activity", "event"}),
    )
)


# the same names and texts are compared with many others
@lru_cache(maxsize=16_384)
def normalised(name: str) -> str:
    """Give the form under which names are compared: no case, accents, article or possessive."""
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
    marked = "".join(mark for mark in plain if not unicodedata.combining(mark))
    letters = marked.translate(_UNMARKED)
    words = _ARTICLE.sub("", " ".join(letters.split()).strip(_EDGES))
    return _POSSESSIVE.sub(_unpossessed, words).strip(_EDGES) or letters.strip()


def agree(one: str, other: str) -> bool:
    """Whether things of these entity types may be one thing: `concept` is anything."""
    if one == other or "concept" in {one, other}:
        return True
    return frozenset((one, other)) in _ALIKE


def _unpossessed(ending: re.Match[str]) -> str:
    return "s" if ending[0] == "s'" else ""

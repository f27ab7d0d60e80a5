"""Third person: what a verb becomes when "I", "you" or "we" becomes a name."""

import re
from typing import Final

_IRREGULAR: Final = {
    "am": "is", "are": "is", "'m": "is", "m": "is", "'re": "is", "re": "is", "have": "has", "'ve": "has", "ve": "has",
    "do": "does", "were": "was", "go": "goes", "'s": "is",
}  # fmt: skip
_WRITTEN_OUT: Final = {
    "'m": "am", "m": "am", "'re": "are", "re": "are", "'ve": "have", "ve": "have", "'ll": "will", "ll": "will",
    "n't": "not", "nt": "not", "wo": "will", "ca": "can", "sha": "shall", "gon": "going", "wan": "want", "got": "got",
}  # fmt: skip


def third_person(verb: str) -> str:
    """Give a present form as it goes with "she": work → works, have → has, try → tries."""
    lower = verb.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if re.search(r"[^aeiou]y$", lower):
        return verb[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh|o)$", lower):
        return verb + "es"
    return verb + "s"


def written_out(word: str) -> str:
    """Give a contracted form in full: 'll → will, n't → not."""
    return _WRITTEN_OUT.get(word.lower(), word)

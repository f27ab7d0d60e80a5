"""Third person: what a verb becomes when "I", "you" or "we" becomes a name."""

import re
from typing import Final

from extraction.preparing import irregular_forms

_IRREGULAR: Final = {
    "am": "is", "are": "is", "'m": "is", "m": "is", "'re": "is", "re": "is",
    "have": "has", "'ve": "has", "ve": "has",
    "do": "does", "were": "was", "go": "goes", "'s": "is",
}  # fmt: skip
_UNCHANGED: Final = {"cut", "hit", "let", "put", "quit", "read", "set"}
_WRITTEN_OUT: Final = {
    "'m": "am", "m": "am", "'re": "are", "re": "are", "'ve": "have", "ve": "have",
    "'ll": "will", "ll": "will", "n't": "not", "nt": "not", "wo": "will", "ca": "can",
    "sha": "shall", "gon": "going", "wan": "want",
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


def stems(verb: str) -> list[str]:
    """Give what a regular form may come from: planning → plann, planne, plan."""
    for ending in ("ing", "ed"):
        if verb.endswith(ending) and len(verb) > len(ending) + 2:
            stem = verb[: -len(ending)]
            short = [stem[:-1]] if stem[-1:] == stem[-2:-1] else []
            changed = [stem[:-1] + "y"] if ending == "ed" and stem.endswith("i") else []
            return [stem, stem + "e", *changed, *short]
    if verb.endswith("ies"):
        return [verb[:-3] + "y"]
    if verb.endswith("s") and not verb.endswith("ss"):
        return [verb[:-2], verb[:-1]] if verb.endswith("es") else [verb[:-1]]
    return [verb]


def is_base(verb: str) -> bool:
    """Whether a form that the tagger calls present surely is one: "run", not "tore" or "quit"."""
    is_past = irregular_forms().get(verb, verb) != verb or verb.endswith("ed")
    return not is_past and verb not in _UNCHANGED

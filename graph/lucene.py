"""Pure: full-text queries in Lucene's syntax, from text in which nothing is syntax."""

import re
from typing import Final

# Lucene takes 1,024 clauses; terms of scopes need some of them.
MOST_WORDS: Final = 400
LONGEST_WORD: Final = 100
_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")


def words(text: str) -> list[str]:
    """Give the distinct words of a text in lower case, so that none is AND, OR, NOT or TO."""
    found = (word.lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in found if len(word) <= LONGEST_WORD))[:MOST_WORDS]


def scoped(wanted: list[str], terms: str) -> str | None:
    """Ask for texts with any of the words among what has the terms, which add no weight."""
    if not wanted:
        return None
    return f"+scope_terms:{terms}^0 +text:({' '.join(wanted)})"


def named(wanted: list[str], owner_keys: list[str]) -> str | None:
    """Ask for the entities of the owners that some of the words name."""
    if not wanted or not owner_keys:
        return None
    names = " ".join(wanted)
    return f"+owner_key:({' '.join(owner_keys)})^0 +(name:({names}) aliases:({names}))"

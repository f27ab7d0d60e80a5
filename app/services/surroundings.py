"""Pure: what the sentences around two names say about whether they name one thing."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

import snowballstemmer

from app.services.naming import normalised
from app.services.vocabulary import cities, group_of, groups, words
from extraction.lexicon import lexicon

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OWNER: Final = r"(?:my|our|the|a|an|his|her|their|your|[\w-]+(?:'s|s'))"
_PLACE_AFTER: Final = r",\s+(?P<place>[A-Z][\w.]+)"
_REMEMBERED: Final = 10_000
_FEWEST_LETTERS: Final = 3
_LETTERS_OF_ROLE: Final = 6
_ADJECTIVES: Final = frozenset({"new", "old", "first", "last", "good"})
_STEMMER: Final = snowballstemmer.stemmer("english")


def shared(one: str, other: str, *, without: frozenset[str]) -> frozenset[str]:
    """Give the stems that both texts have and that mean something, but those of the words."""
    left_out = {_stem(word) for word in without}
    return (_stems(one) & _stems(other)) - left_out


def roles(name: str, text: str) -> frozenset[str]:
    """Give what a text says that the name's bearer is: "X is my coach", "my coach X", "X, a coach".

    Only nouns for people count, relations by their first word ("mom" is "mother").
    """
    if not name.strip():
        return frozenset()
    plain, bearer = text.replace("\u2019", "'"), re.escape(name.strip())
    before = rf"{_OWNER}\s+(?P<noun>(?:[\w-]+\s+){{0,3}}[\w-]+?),?\s+{bearer}\b"
    after = rf"{bearer}(?:\s+(?:is|was)|,)\s+{_OWNER}\s+(?P<noun>[^.,;!?]+)"
    found = [
        match["noun"]
        for pattern in (before, after)
        for match in re.finditer(pattern, plain, re.IGNORECASE)
    ]
    relations = group_of("kin", "relations")
    heads = (head for phrase in found for head in _heads(phrase))
    return frozenset(relations.get(head, head) for head in heads)


def place_of(name: str, text: str) -> str | None:
    """Give what follows a name after a comma: "Massachusetts" of "Cambridge, Massachusetts"."""
    found = re.search(re.escape(name) + _PLACE_AFTER, text)
    return normalised(found["place"]) if found else None


def speaks_of(name: str, text: str) -> bool:
    """Whether a text has the name, word for word."""
    wanted, spoken = _plain(name), _plain(text)
    return (
        bool(wanted) and re.search(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])", spoken) is not None
    )


def was_called(text: str, word: str) -> bool:
    """Whether a text says that somebody was called so once: "Julia Nowak, née Hart"."""
    plain = _plain(text)
    if not _formerly().search(plain):
        return False
    pattern = rf"{_formerly().pattern}\s+(?:\w+\s+)?{re.escape(_plain(word))}\b"
    return re.search(pattern, plain) is not None


@cache
def _formerly() -> "re.Pattern[str]":
    words = sorted(groups("people", "formerly")[0], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})")


def places_in(text: str, *, without: str) -> frozenset[str]:
    """Give the cities and countries that a text names with a capital, but the one left out."""
    found = {normalised(word) for word in _WORD.findall(text) if word[0].isupper()}
    known = {cities().get(word, word) for word in found if word in cities() or word in _countries()}
    return frozenset(known - {normalised(without)})


def works_as(titles: frozenset[str], text: str) -> bool:
    """Whether a text has a word for what the titles say: a professor supervises."""
    wanted = {
        _stem(word)
        for group in groups("people", "work_of_titles")
        if group[0] in titles
        for word in group[1:]
    }
    return not wanted.isdisjoint(_stems(text))


def are_rivals(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether people of these roles are two: each has one, none is the other's, both of a kind."""
    if not one or not other or one & other:
        return False
    return not _stemmed(one) & _stemmed(other)


def _heads(phrase: str) -> Iterator[str]:
    """Give the nouns for people that a phrase opens with, up to the first other clause."""
    relations = group_of("kin", "relations")
    types = lexicon().types
    head: str = ""
    for word in _WORD.findall(phrase.casefold()):
        if word in words("contexts", "empty") - _ADJECTIVES:
            break
        head = word
        if word in relations or types.get(word) == "person":
            yield word
    yield from (head,) if head else ()


def _countries() -> frozenset[str]:
    return words("things", "countries")


def _stemmed(found: frozenset[str]) -> set[str]:
    return {_stem(word)[:_LETTERS_OF_ROLE] for word in found}


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    plain = _plain(text)
    relations = group_of("kin", "relations")
    spoken: list[str] = _WORD.findall(plain)
    found = (relations.get(word, word) for word in spoken)
    empty = words("contexts", "empty")
    meaning = (word for word in found if word not in empty and len(word) >= _FEWEST_LETTERS)
    return frozenset(_stem(word) for word in meaning)


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str) -> str:
    return _STEMMER.stemWord(word).rstrip("e")


def _plain(text: str) -> str:
    """Fold a text as names are folded, its first article too."""
    return normalised("x " + text).removeprefix("x ")

"""Pure: whether the names of two people can be the names of one."""

import re
from typing import Final

from msgspec import Struct

from app.services.naming import normalised
from app.services.spelling import is_misspelt
from app.services.vocabulary import given_names_of, group_of, words

_OWNED: Final = re.compile(r"^(?P<owner>.+?)(?:'s|s')\s+(?P<owned>.+)$")
_SPEAKERS: Final = frozenset({"my", "our"})


class Person(Struct, frozen=True, kw_only=True):
    """A name of a person taken apart. `kin` is the relation, `owner` whose it is but the speaker's.

    `words` are the name proper; `marks` what tells people of one name apart (Jr., "older").
    """

    words: tuple[str, ...]
    titles: frozenset[str] = frozenset()
    kin: str | None = None
    owner: str | None = None
    marks: frozenset[str] = frozenset()


def person(name: str) -> Person:
    """Take a name apart."""
    plain = " ".join(name.replace("\u2019", "'").split())
    owned = _OWNED.match(plain)
    owner, rest = (normalised(owned["owner"]), owned["owned"]) if owned else (None, plain)
    spoken = [word.strip(".,") for word in normalised(rest).split()]
    relations = group_of("kin", "relations")
    kin = next((relations[word] for word in spoken if word in relations), None)
    generations = words("people", "generations") & frozenset(spoken[1:])
    proper = [word for word in spoken if word not in relations and word not in generations]
    titles = _titles(proper)
    named = tuple(word for word in proper if word not in titles)
    described = kin is not None and not any(_is_name(word, rest) for word in named)
    return Person(
        words=() if described else named,
        titles=frozenset(titles) | frozenset({kin} if kin else ()),
        kin=kin,
        owner=None if owner in _SPEAKERS else owner,
        marks=generations | frozenset(named if described else ()),
    )


def can_be_one(one: Person, other: Person) -> bool:
    """Whether nothing in the names says that they are two people."""
    if one.owner != other.owner or one.marks != other.marks:
        return False
    if one.kin and other.kin and one.kin != other.kin:
        return False
    return not any(
        first & words("people", "male") and second & words("people", "female")
        for first, second in ((one.titles, other.titles), (other.titles, one.titles))
    )


def is_short_for(short: str, whole: str) -> bool:
    """Whether two given names, lower case, are one: "bob" and "robert", "liz" and "beth"."""
    return not given_names_of(short).isdisjoint(given_names_of(whole))


def is_same_given_name(one: str, other: str) -> bool:
    """Whether two words may be one given name: alike, short, misspelt or an initial."""
    if one == other or is_short_for(one, other) or is_misspelt(one, other):
        return True
    short, whole = sorted((one.strip("."), other.strip(".")), key=len)
    return len(short) == 1 and whole.startswith(short)


def _titles(spoken: list[str]) -> set[str]:
    """Give the titles that open a name; without a name after it, it is the name."""
    known = words("people", "titles") | words("people", "offices")
    opening: set[str] = set()
    for word in spoken[:-1]:
        if word not in known:
            break
        opening.add(word)
    return opening


def _is_name(word: str, written: str) -> bool:
    """Whether the word is written with a capital, as names are."""
    return any(normalised(part) == word and part[:1].isupper() for part in written.split())

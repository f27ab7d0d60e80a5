"""What names have in common beyond their letters: the lists of language/names.toml."""

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from msgspec import convert
from nicknames import NickNamer

_FOLDER: Final = Path(__file__).parent / "language"


@cache
def words(section: str, name: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(_tables()[section][name].split())


@cache
def groups(section: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Give the groups of a list, one a line."""
    lines = _tables()[section][name].strip().splitlines()
    return tuple(_members(line) for line in lines)


@cache
def group_of(section: str, name: str) -> dict[str, str]:
    """Give the first member of a word's group, by word."""
    return {word: group[0] for group in groups(section, name) for word in group}


@cache
def holidays() -> dict[str, tuple[int, int]]:
    """Give month and day of holidays that fall on the same day every year, by name."""
    return {name: _day(group[-1]) for group in groups("times", "holidays") for name in group[:-1]}


@cache
def cities() -> dict[str, str]:
    """Give the English name of a city or country, by what it is or was called anywhere."""
    lines = (_FOLDER / "cities.txt").read_text("utf-8").splitlines()
    named = (line.split("|") for line in lines if not line.startswith("#"))
    found = {name: line[0] for line in named for name in line}
    return found | group_of("things", "abbreviations")


@lru_cache(maxsize=10_000)
def given_names_of(name: str) -> frozenset[str]:
    """Give the whole given names that a name, lower case, may be short for, itself among them."""
    own = {group[0] for group in groups("people", "nicknames") if name in group[1:]}
    known = _namer().canonicals_of(name)
    # "katie" is short for "katy", which is short for "katherine"
    further = {whole for middle in known for whole in _namer().canonicals_of(middle)}
    return frozenset(known | further | own | {name})


@lru_cache(maxsize=10_000)
def short_names_of(name: str) -> frozenset[str]:
    """Give what a whole given name, lower case, may be shortened to."""
    own = {short for g in groups("people", "nicknames") if g[0] == name for short in g[1:]}
    return frozenset(_namer().nicknames_of(name) | own)


def _day(text: str) -> tuple[int, int]:
    month, day = text.split()
    return int(month), int(day)


def _members(line: str) -> tuple[str, ...]:
    return tuple(line.split("|")) if "|" in line else tuple(line.split())


@cache
def _namer() -> NickNamer:
    return NickNamer()


@cache
def _tables() -> dict[str, dict[str, str]]:
    read = tomllib.loads((_FOLDER / "names.toml").read_text("utf-8"))
    return convert(read, dict[str, dict[str, str]])

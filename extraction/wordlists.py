"""Reads the closed word lists of language/words.toml."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import convert

_FILE: Final = Path(__file__).parent / "language" / "words.toml"


@cache
def _lists() -> dict[str, dict[str, str]]:
    return convert(tomllib.loads(_FILE.read_text("utf-8")), dict[str, dict[str, str]])


def wordlist(section: str, name: str) -> frozenset[str]:
    """Give the words listed under a name; KeyError when there is no such list."""
    return frozenset(_lists()[section][name].split())

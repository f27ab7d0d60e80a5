"""The categories that memories get when the caller names none, and the words that tell them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, convert

from extraction.model import Category

FILE: Final = Path(__file__).parent / "language" / "categories.toml"
# what fits none of the others; a caller's own catalogue has it only if the caller names it
MISC: Final = "misc"


class Entry(Struct, frozen=True, kw_only=True):
    """A category as the file gives it: sentences that it is compared with, and its words."""

    about: tuple[str, ...]
    words: str


@cache
def entries() -> dict[str, Entry]:
    """Read the file once; by name, in the file's order."""
    return convert(tomllib.loads(FILE.read_text("utf-8")), dict[str, Entry])


@cache
def built_in() -> tuple[Category, ...]:
    """Give mem0's fifteen categories, each with its description."""
    return tuple(
        Category(name=name, description=entry.about[0]) for name, entry in entries().items()
    )


def entry_of(category: Category) -> Entry:
    """Give what a category is compared with: the file's, or the caller's own words."""
    known = entries().get(category.name)
    if known is not None and category.description in {"", known.about[0]}:
        return known
    name = category.name.replace("_", " ").replace("-", " ")
    about = (name, category.description) if category.description.strip() else (name,)
    return Entry(about=about, words=" ".join(about))

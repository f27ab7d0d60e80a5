"""Pure: the categories that a memory may get, as the caller, the project or nobody names them."""

from collections.abc import Sequence

from extraction.categories import built_in
from extraction.model import Category


def catalogue(named: Sequence[dict[str, str]] | None) -> tuple[Category, ...]:
    """Give what to choose from: names with what they mean, each once; else the built-in ones."""
    meant = {name.strip(): about for one in named or () for name, about in one.items()}
    found = tuple(Category(name=name, description=about) for name, about in meant.items())
    return found or built_in()

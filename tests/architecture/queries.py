"""Every query constant of the graph package, found in its source and read from its modules."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Final

from msgspec import Struct

from tests.architecture.sources import Source, sources

CYPHER_COMMENT: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


class Query(Struct, frozen=True, kw_only=True):
    """A whole query: what a module runs under a name."""

    name: str
    text: str

    @property
    def bare(self) -> str:
        """The query without its comments."""
        return CYPHER_COMMENT.sub("", self.text)


@cache
def queries() -> tuple[Query, ...]:
    """Give the whole queries; fragments start with an underscore and are not among them."""
    return tuple(query for source in sources("graph") for query in _queries_of(source))


def constants(source: Source) -> Iterator[str]:
    """Give the names of a module's constants that are annotated as literal text."""
    for node in source.tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if name.isupper():
                if "LiteralString" in ast.unparse(annotation):
                    yield name
            case _:
                pass


def _queries_of(source: Source) -> Iterator[Query]:
    module = import_module(source.module)
    for name in constants(source):
        text = getattr(module, name)
        if not name.startswith("_") and isinstance(text, str):
            yield Query(name=f"{source.module}.{name}", text=text)
